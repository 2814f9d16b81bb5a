import { type Fault, inLanguage } from "@midreach/kernel/problems";
import { describe, expect, it } from "vitest";
import { commitment, milestone, observation, records, target } from "../testing/records.ts";
import { checkRegister } from "./check.ts";
import type { PlanRecords } from "./records.ts";
import type { Commitment } from "./register.ts";

const good = commitment("1.1.1.1", {
  evaluator: "indicator",
  params: { indicator: "population", places: ["c1"] },
  target: target(">=", 100),
});

function faultsOf(commitments: readonly Commitment[], change: Partial<PlanRecords> = {}) {
  const all = records({ commitments, ...change });
  return checkRegister(
    all,
    commitments.map((value, index) => ({ where: `chapter-1.json row ${index + 1} (${value.id})`, value })),
  );
}

const englishOf = (faults: readonly Fault[]): string[] => faults.map(({ what }) => inLanguage(what, "en"));

const changed = (change: Partial<Commitment>): Commitment => ({ ...good, ...change });
const measured = (change: Partial<NonNullable<Commitment["measure"]>>): Commitment =>
  changed({ measure: { ...(good.measure as NonNullable<Commitment["measure"]>), ...change } });

describe("checkRegister", () => {
  it("finds nothing wrong with a register that is right", () => {
    expect(faultsOf([good])).toEqual([]);
  });

  it("lists every fault of every row, with the row", () => {
    const bad = changed({ id: "1.1.2.1", places: ["c9"], topic: "none", lead: ["health@city"], system: "none" });
    const faults = faultsOf([good, bad, { ...good }]);
    expect(faults.map((fault) => fault.where)).toEqual([
      "chapter-1.json row 2 (1.1.2.1), places[0]",
      "chapter-1.json row 2 (1.1.2.1), lead[0]",
      "chapter-1.json row 2 (1.1.2.1), topic",
      "chapter-1.json row 2 (1.1.2.1), system",
      "chapter-1.json row 3 (1.1.1.1), id",
    ]);
    expect(englishOf(faults).at(-1)).toContain("row 1");
  });

  const cases: readonly (readonly [string, Commitment, RegExp])[] = [
    ["an evaluator that does not exist", measured({ evaluator: "guess" }), /"guess" does not exist/],
    [
      "a target before its baseline",
      measured({ baseline: { value: 1, date: "2020-12-31" } }),
      /2020-12-31 is not before the target's date/,
    ],
    ["both kinds", changed({ qualitative: { reason: "direction-only", zh: "方向", en: "direction" } }), /both/],
    ["neither kind", changed({ measure: null }), /neither/],
    [
      "parameters that the evaluator does not know",
      measured({ params: { indicator: "population" } }),
      /places|expected/i,
    ],
    [
      "an indicator that does not exist",
      measured({ params: { indicator: "happiness", places: ["c1"] } }),
      /"happiness" is not an indicator/,
    ],
    [
      "several places without an aggregate",
      measured({ params: { indicator: "population", places: ["c1", "c2"] } }),
      /need an aggregate/,
    ],
    ["a target in another unit", measured({ target: target(">=", 1, "%") }), /not the unit of the value/],
    ["a chapter without title", changed({ id: "7.1.1.1" }), /has no title/],
    [
      "a project that does not exist",
      measured({ evaluator: "milestones", params: { projects: ["tunnel"] } }),
      /"tunnel" is not a project/,
    ],
  ];
  it.each(cases)("refuses %s", (_name, row, what) => {
    const faults = faultsOf([row]);
    expect(faults).toHaveLength(1);
    expect(englishOf(faults)[0]).toMatch(what);
  });

  it("accepts a measure that an engine offers when the plan declares it", () => {
    expect(faultsOf([measured({ evaluator: "reach.pairs-within", params: { minutes: 120 } })])).toEqual([]);
  });

  it("checks figures, milestones and the plan itself", () => {
    const faults = faultsOf([good], {
      observations: [
        observation("population", "c1", "2020", 1),
        observation("rate", "c1", "2020", 1, { unit: "persons" }),
        observation("none", "c9", "2020", 1),
      ],
      milestones: [milestone("tunnel", "opened", "2020-01-01")],
      plan: { ...records().plan, partialPlaces: ["c9"], weights: { population: "people", area: "area" } },
    });
    expect(englishOf(faults)).toEqual([
      '"c9" is not a place of the region',
      '"people" is not an indicator of the region',
      'unit "persons" is not the indicator\'s, "%"',
      '"none" is not an indicator of the region',
      '"c9" is not a place of the region',
      '"tunnel" is not a project of the region',
    ]);
  });
});
