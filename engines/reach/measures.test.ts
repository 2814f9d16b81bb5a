import { fileURLToPath } from "node:url";
import { readRegionPack } from "@midreach/kernel/region";
import { beforeAll, describe, expect, it } from "vitest";
import { localAsker } from "./commands.ts";
import { openRegion } from "./local.ts";
import { getMatrix } from "./matrix.ts";
import { listMeasures, measuresUnder } from "./measures.ts";
import type { ReachService } from "./service.ts";

/** The measures on the region pack's own timetables, against what is known of them. */

const capitals = ["420100", "430100", "360100"];
let service: ReachService;
beforeAll(async () => {
  service = openRegion(await readRegionPack(fileURLToPath(new URL("../../regions/middle-yangtze", import.meta.url))));
});

const measure = (id: string, params: unknown, asOf: string, knownBy = "2026-01-01") => {
  const found = listMeasures(service).find((one) => one.id === id);
  if (!found) throw new Error(`no measure ${id}`);
  return found.evaluate(found.params.parse(params), { asOf, knownBy });
};

const threeCapitals = { from: capitals, to: capitals, minutes: 120 };

describe("the known facts", () => {
  const figures = async (feed: string) => {
    const query = { feed, windowStart: "00:00", windowEnd: "24:00", threshold: 120, from: capitals, to: capitals };
    const { rows } = await getMatrix(service, query, { actor: localAsker });
    return (from: string, to: string) => rows.find((row) => row.from === from && row.to === to);
  };

  it("March 2016: 165 minutes from the first capital to the third and 143 back; 78 and 79 for the other pairs", async () => {
    const row = await figures("2016");
    expect(row("420100", "360100")?.fastestMinutes).toBe(165);
    expect(row("360100", "420100")?.fastestMinutes).toBe(143);
    expect(row("420100", "430100")?.fastestMinutes).toBe(78);
    expect(row("430100", "360100")?.fastestMinutes).toBe(79);
  });

  it("about 2021: fastest 113, one train of 39 within two hours, median 190", async () => {
    const row = (await figures("2021"))("420100", "360100");
    expect(row).toMatchObject({ fastestMinutes: 113, medianMinutes: 190, departures: 39, departuresWithin: 1 });
    const others = await figures("2021");
    expect(others("420100", "430100")?.fastestMinutes).toBe(78);
    expect(others("430100", "360100")?.fastestMinutes).toBe(78);
  });
});

describe("pairs within a time", () => {
  it("2016-03-31: four of six pairs of capitals, with every pair's figures as evidence", async () => {
    const { value, high, unit, evidence, describes } = await measure("reach.pairs-within", threeCapitals, "2016-03-31");
    expect(value).toBeCloseTo(66.6667, 3);
    expect(high).toBeUndefined();
    expect(unit).toBe("%");
    expect(describes).toEqual({ end: "2016-03-29", intervalMonths: 12 });
    const pairs = evidence.steps.filter(({ inputs }) => inputs.length === 3);
    expect(pairs).toHaveLength(6);
    expect(pairs.every(({ inputs }) => inputs.every(({ source }) => source.title !== ""))).toBe(true);
    expect(evidence.missing).toEqual([]);
  });

  it("later, the timetable of 2021: all by the fastest train, four of six by the median and by the share", async () => {
    expect((await measure("reach.pairs-within", threeCapitals, "2021-12-31")).value).toBe(100);
    const median = await measure("reach.pairs-within", { ...threeCapitals, criterion: "median" }, "2021-12-31");
    expect(median.value).toBeCloseTo(66.6667, 3);
    const share = await measure("reach.pairs-within", { ...threeCapitals, criterion: "share" }, "2021-12-31");
    expect(share.value).toBeCloseTo(66.6667, 3);
  });

  it("before any timetable nothing is known, and it says who owes one", async () => {
    const { value, evidence } = await measure("reach.pairs-within", threeCapitals, "2015-12-31");
    expect(value).toBeNull();
    expect(evidence.missing).toMatchObject([{ figure: "timetable", owedBy: "state-railway" }]);
    expect((await measure("reach.pairs-within", threeCapitals, "2021-12-31", "2016-02-01")).value).toBeNull();
  });

  it("a timetable that is too old still proves what was reached, and nothing against it", async () => {
    const { value, high, evidence } = await measure("reach.pairs-within", threeCapitals, "2020-12-31");
    expect([value, high]).toEqual([expect.closeTo(66.6667, 3), 100]);
    expect(evidence.missing[0]).toMatchObject({ figure: "timetable", period: "2020-12-31" });
    expect(evidence.notes.some(({ en }) => en.includes("more than 24 months"))).toBe(true);
  });

  it("pairs without data leave a range, and the cities are named", async () => {
    const ring = { from: ["430100"], to: ["430200", "430300", "430600", "430900", "430700", "430400", "431300"] };
    const { value, high, evidence } = await measure("reach.pairs-within", { ...ring, minutes: 120 }, "2016-03-31");
    expect([value, high]).toEqual([expect.closeTo((5 / 7) * 100, 3), 100]);
    expect(evidence.missing.map(({ place }) => place).sort()).toEqual(["430700", "430900"]);
    expect(evidence.notes[0]?.en).toContain("5 pairs with data");
  });
});

describe("the other measures", () => {
  it("capital to surroundings takes the table that holds on the day", async () => {
    const { value, high, evidence } = await measure("reach.capital-to-surroundings", { minutes: 120 }, "2016-03-31");
    expect(value).toBeGreaterThan(50);
    expect(high).toBe(100);
    expect(evidence.steps.filter(({ inputs }) => inputs.length === 3)).toHaveLength(23);
  });

  it("cities covered: those without data leave a range, the table has only cities above 200,000, no expressways yet", async () => {
    const rapid = await measure(
      "reach.cities-covered",
      { network: "rapid-rail", populationAbove: 500_000 },
      "2016-03-31",
    );
    expect(rapid.value).toBeGreaterThan(80);
    expect(rapid.high).toBe(100);
    const rail = await measure("reach.cities-covered", { network: "rail", populationAbove: 200_000 }, "2021-12-31");
    expect(rail.evidence.notes.some(({ en }) => en.includes("has only the plan's 31 cities"))).toBe(true);
    const roads = await measure("reach.cities-covered", { network: "expressway", populationAbove: 1 }, "2021-12-31");
    expect(roads.value).toBeNull();
    expect(roads.evidence.missing).toMatchObject([{ figure: "network:expressway" }]);
  });

  it("people within a time grow with it; service frequency is the number of trains", async () => {
    const within = async (minutes: number) =>
      (await measure("reach.people-within", { from: "420100", minutes }, "2016-03-31")).value as number;
    expect(await within(120)).toBeGreaterThan(await within(30));
    expect(await within(30)).toBeGreaterThan(9_000_000);
    const trains = await measure("reach.service-frequency", { from: "420100", to: "360100" }, "2021-12-31");
    expect(trains).toMatchObject({ value: 39, unit: "departures" });
  });

  it("under an empty scenario are exactly what they are without one", async () => {
    const empty = { name: "empty", feed: "2016", modifications: [] };
    const dates = { asOf: "2016-03-31", knownBy: "2026-01-01" };
    const supposed = measuresUnder(service, empty).find(({ id }) => id === "reach.pairs-within");
    const { value } = (await supposed?.evaluate(supposed.params.parse(threeCapitals), dates)) ?? {};
    expect(value).toBe((await measure("reach.pairs-within", threeCapitals, "2016-03-31")).value);
  });
});
