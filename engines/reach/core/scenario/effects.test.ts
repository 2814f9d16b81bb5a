import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareReach, type PairTimes } from "./effects.ts";

const pair = (from: string, to: string, minutes: number | null | "no-data"): PairTimes =>
  minutes === "no-data"
    ? { from, to, state: "no-data", minutes: null }
    : { from, to, state: minutes === null ? "not-reached" : "reached", minutes };

const people = new Map([
  ["A", 1000],
  ["B", 200],
]);

describe("who gains by a scenario", () => {
  test("people times minutes saved, by city of departure", () => {
    const before = [pair("A", "B", 60), pair("A", "C", 90), pair("B", "A", 61), pair("C", "A", 50)];
    const after = [pair("A", "B", 50), pair("A", "C", 95), pair("B", "A", 60.5), pair("C", "A", 50)];
    const effects = compareReach(before, after, people);
    expect(effects.cities).toMatchObject([
      { place: "A", people: 1000, pairs: 2, savedMinutes: 5, peopleMinutes: 5000, faster: 1, slower: 1 },
      { place: "B", savedMinutes: 0.5, peopleMinutes: 100, faster: 1 },
      { place: "C", people: null, savedMinutes: 0, peopleMinutes: null, faster: 0 },
    ]);
    expect(effects.totals).toEqual({ peopleMinutes: 5100, comparedPairs: 4, changedPairs: 3, pairsWithoutData: 0 });
    expect(effects.pairs.map(({ from, to, change, savedMinutes }) => [from, to, change, savedMinutes])).toEqual([
      ["A", "B", "faster", 10],
      ["A", "C", "slower", -5],
      ["B", "A", "faster", 0.5],
    ]);
  });

  test("pairs newly reached or lost are listed and not turned into minutes; pairs without data count nowhere", () => {
    const before = [pair("A", "B", null), pair("B", "A", 30), pair("A", "C", "no-data"), pair("C", "A", null)];
    const after = [pair("A", "B", 40), pair("B", "A", null), pair("A", "C", 10), pair("C", "A", null)];
    const effects = compareReach(before, after, people);
    expect(effects.pairs).toEqual([
      { from: "A", to: "B", change: "gained", beforeMinutes: null, afterMinutes: 40, savedMinutes: null },
      { from: "B", to: "A", change: "lost", beforeMinutes: 30, afterMinutes: null, savedMinutes: null },
    ]);
    expect(effects.totals).toEqual({ peopleMinutes: 0, comparedPairs: 0, changedPairs: 2, pairsWithoutData: 1 });
  });

  test("nothing changes: nobody gains; turned round, what was gained is lost", () => {
    const pairs = fc.array(
      fc.record({
        from: fc.constantFrom("A", "B", "C"),
        to: fc.constantFrom("A", "B", "C"),
        minutes: fc.array(fc.option(fc.integer({ min: 1, max: 400 })), { minLength: 2, maxLength: 2 }),
      }),
    );
    fc.assert(
      fc.property(pairs, (rows) => {
        const [before, after] = [0, 1].map((at) =>
          rows.map(({ from, to, minutes }) => pair(from, to, minutes[at] ?? null)),
        );
        if (!before || !after) return;
        expect(compareReach(before, before, people).pairs).toEqual([]);
        const [there, back] = [compareReach(before, after, people), compareReach(after, before, people)];
        expect(there.totals.peopleMinutes + back.totals.peopleMinutes).toBe(0);
        expect(there.pairs).toHaveLength(back.pairs.length);
      }),
    );
  });

  test("pairs that do not match are a bug", () => {
    expect(() => compareReach([pair("A", "B", 1)], [pair("B", "A", 1)], people)).toThrow(/differ/);
    expect(() => compareReach([pair("A", "B", 1)], [], people)).toThrow(/differ/);
  });
});
