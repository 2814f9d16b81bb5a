import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Problem } from "@midreach/kernel/problems";
import { readRegionPack } from "@midreach/kernel/region";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readReachPack } from "./pack.ts";

const tiny = fileURLToPath(new URL("../../tests/fixtures/tiny-region", import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reach-pack-"));
  await cp(tiny, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function change(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

async function faultsOf(): Promise<string[]> {
  const region = await readRegionPack(folder);
  try {
    readReachPack(region);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).code).toBe("region.invalid");
    return (error as Problem).faults.map(({ where, what }) => `${where}: ${what as string}`);
  }
  return [];
}

describe("a region's timetables", () => {
  test("become schedules with their coverage and source", async () => {
    const { feeds, schedules } = readReachPack(await readRegionPack(folder));
    expect(schedules.map(({ id }) => id)).toEqual(["ferry"]);
    const [schedule] = schedules;
    expect(schedule?.coverage).toMatchObject({ measureOn: "2016-03-15", publishedAt: "2015-12-15" });
    expect(schedule?.timeZone).toBe("Asia/Shanghai");
    expect(feeds[0]?.source).toMatchObject({ resource: "reach-ferry-trips", licence: "Apache-2.0" });
    expect(schedule?.trips[0]).toEqual({
      id: "G1",
      name: "G1",
      class: "G",
      headsign: "盐风",
      calendar: "daily",
      calls: [
        { station: "chengang", arrivalSeconds: 28_800, departureSeconds: 28_800 },
        { station: "jiaoshi", arrivalSeconds: 31_200, departureSeconds: 31_320 },
        { station: "yanfeng", arrivalSeconds: 33_600, departureSeconds: 33_600 },
      ],
    });
  });

  test("know nights, flags, frequencies and single days", async () => {
    const [schedule] = readReachPack(await readRegionPack(folder)).schedules;
    const trip = (id: string) => schedule?.trips.find((candidate) => candidate.id === id);
    expect(trip("K7")?.calls[1]?.arrivalSeconds).toBe(26.5 * 3600);
    expect(trip("Y1")?.calls[1]).toMatchObject({ alighting: false });
    expect(trip("S")).toMatchObject({
      name: "城郊车",
      frequencies: [{ startSeconds: 21_600, endSeconds: 36_000, headwaySeconds: 3600 }],
    });
    expect(schedule?.calendars.find(({ id }) => id === "fair")).toEqual({
      id: "fair",
      weekdays: [false, false, false, false, false, false, false],
      start: "2016-03-15",
      end: "2016-03-20",
      added: ["2016-03-15", "2016-03-18", "2016-03-19", "2016-03-20"],
      removed: [],
    });
  });

  test("get the urban transfers, both ways, and the tables beside them", async () => {
    const pack = readReachPack(await readRegionPack(folder));
    expect(pack.schedules[0]?.transfers).toEqual([
      { from: "chengang", to: "chengang-quay", seconds: 1200, kind: "urban" },
      { from: "chengang-quay", to: "chengang", seconds: 1200, kind: "urban" },
    ]);
    expect(pack.urbanTransfers[0]?.basis).toEqual({ zh: "虚构。", en: "Fictional." });
    expect(pack.surroundings).toHaveLength(3);
    expect(pack.networks.map(({ id }) => id)).toEqual(["rapid-rail", "expressway"]);
    expect(pack.settings.values.changeMinutes).toBe(5);
  });
});

describe("a region without timetables", () => {
  test("is fine: nothing is there, and the program's own settings hold", async () => {
    const path = join(folder, "datapackage.json");
    const descriptor = JSON.parse(await readFile(path, "utf8"));
    descriptor.resources = descriptor.resources.filter(({ name }: { name: string }) => !name.startsWith("reach-"));
    await writeFile(path, JSON.stringify(descriptor));
    const pack = readReachPack(await readRegionPack(folder));
    expect(pack).toMatchObject({ feeds: [], schedules: [], urbanTransfers: [], surroundings: [], networks: [] });
    expect(pack.settings.values.criterion).toBe("fastest");
  });
});

describe("every bad row is named", () => {
  test("unknown stations, times that run backwards, calls that are none", async () => {
    await change("reach/ferry-trips.csv", "G1,,G,,daily,chengang 08:00", "G1,,G,,daily,atlantis 08:00");
    await change("reach/ferry-trips.csv", "yanfeng 10:00;jiaoshi 10:38", "yanfeng 10:00;jiaoshi 09:38");
    await change("reach/ferry-trips.csv", "chengang 17:00;", "chengang 5pm;");
    expect(await faultsOf()).toEqual([
      'reach/ferry-trips.csv line 2, calls: there is no station "atlantis"',
      "reach/ferry-trips.csv line 3, calls: arrives at jiaoshi before it has left yanfeng",
      'reach/ferry-trips.csv line 4, calls: "chengang 5pm" is no call',
    ]);
  });

  test("frequencies, days, classes and the coverage", async () => {
    await change("reach/ferry-trips.csv", "06:00-10:00/60", "06:00-10:00/0");
    await change("reach/ferry-calendars.csv", "2016-10-08..2016-10-09", "2016-10-09..2016-10-08");
    await change("reach/feeds.json", '"639100"', '"639100", "639200"');
    await change("reach/feeds.json", '"classes": []', '"classes": ["G", "K"]');
    await change("reach/feeds.json", '"measureOn": "2016-03-15"', '"measureOn": "2017-03-15"');
    expect(await faultsOf()).toEqual([
      'reach/ferry-calendars.csv line 3: "2016-10-09..2016-10-08" is no day and no range of days',
      'reach/ferry-trips.csv line 9, class: "S" is outside the feed\'s coverage',
      'reach/ferry-trips.csv line 9, frequencies: "06:00-10:00/0" is none',
      "reach/feeds.json row 1 (ferry), coverage: no train stops in 639200",
      "reach/feeds.json row 1 (ferry), measureOn: 2017-03-15 is not within 2016-01-01 to 2016-12-31",
    ]);
  });

  test("transfers between cities, networks of nobody, surroundings, settings", async () => {
    await change("reach/urban-transfers.csv", "chengang-quay,20", "jiaoshi,20");
    await change("reach/networks.json", '"G"', '"X"');
    await change("reach/surroundings.csv", "469100,469200,2015-01-01,,", "469100,469200,2015-01-01,2014-01-01,");
    await change("reach/settings.json", '"detourFactor": 1.5', '"detourFactor": 0.5');
    expect(await faultsOf()).toEqual([
      expect.stringContaining("reach/settings.json row 1 (tiny), values.detourFactor: "),
      'reach/urban-transfers.csv line 2: "jiaoshi" is no station of 469100 in feed ferry',
      'reach/networks.json row 1 (rapid-rail): no train of feed ferry is of class "X"',
      "reach/surroundings.csv line 2: it ends on 2014-01-01, before it begins",
    ]);
  });
});
