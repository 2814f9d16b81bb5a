import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Status } from "../schemas.ts";
import { computeScore, rankScores, type ScoreCandidate, type ScoringRules } from "./scoring.ts";

const rules = (change: Partial<ScoringRules> = {}, weights: Partial<ScoringRules["weights"]> = {}): ScoringRules => ({
  points: { met: 100, "on-track": 100, behind: 50, missed: 0, "no-data": null, qualitative: null },
  weights: {
    strength: { firm: 1, planned: 1, encouraged: 1, explored: 1 },
    statutory: { binding: 1, expected: 1, none: 1 },
    relation: { lead: 1, support: 1, named: 1, group: 1, province: 1, whole: 1 },
    chapters: {},
    topics: {},
    ...weights,
  },
  minimum: { coverage: 0, commitments: 0 },
  missedBindingCap: null,
  ...change,
});

const one = (status: Status | null, change: Partial<ScoreCandidate> = {}): ScoreCandidate => ({
  commitment: "1.1.1.1",
  chapter: 1,
  topic: "goals",
  strength: "firm",
  statutory: null,
  relation: "named",
  status,
  ...change,
});

const anyCandidate = fc.record({
  commitment: fc.string(),
  chapter: fc.integer({ min: 1, max: 3 }),
  topic: fc.constantFrom("goals", "roads"),
  strength: fc.constantFrom("firm", "planned", "encouraged", "explored"),
  statutory: fc.constantFrom("binding", "expected", null),
  relation: fc.constantFrom("lead", "support", "named", "group", "province", "whole"),
  status: fc.constantFrom("met", "on-track", "behind", "missed", "no-data", "qualitative", null),
}) as fc.Arbitrary<ScoreCandidate>;
const candidates = fc.array(anyCandidate, { maxLength: 30 });
const weight = fc.double({ min: 0.1, max: 10, noNaN: true });
const anyRules = fc
  .record({ firm: weight, planned: weight, binding: weight, expected: weight, chapter: weight })
  .map((found) =>
    rules(
      {},
      {
        strength: { firm: found.firm, planned: found.planned, encouraged: 1, explored: 1 },
        statutory: { binding: found.binding, expected: found.expected, none: 1 },
        chapters: { "2": found.chapter },
      },
    ),
  );

describe("computeScore, closed form", () => {
  it("is the mean of points when all weigh the same", () => {
    const score = computeScore(rules(), [one("met"), one("behind"), one("missed"), one("on-track")]);
    expect(score).toMatchObject({ value: 62.5, coverage: 1, judged: 4, total: 4, weightTotal: 4, why: null });
    expect(score.lines.map((line) => line.contribution)).toEqual([25, 12.5, 0, 25]);
  });

  it("multiplies factors, and names those that are not 1", () => {
    const weighted = rules({}, { statutory: { binding: 3, expected: 1, none: 1 }, chapters: { "2": 0.5 } });
    const score = computeScore(weighted, [one("met", { statutory: "binding", chapter: 2 }), one("missed")]);
    expect(score.value).toBeCloseTo(60, 10); // 1.5 * 100 / 2.5
    expect(score.lines[0]).toMatchObject({
      weight: 1.5,
      factors: [
        { name: "statutory", value: 3 },
        { name: "chapter", value: 0.5 },
      ],
    });
  });

  it("leaves out what the rules give no points, or counts it as they say", () => {
    const list = [one("met"), one("no-data"), one("qualitative"), one(null)];
    expect(computeScore(rules(), list)).toMatchObject({ value: 100, coverage: 0.25, judged: 1, total: 4 });
    const strict = rules({ points: { ...rules().points, "no-data": 0 } });
    expect(computeScore(strict, list)).toMatchObject({ value: 50, coverage: 0.25, judged: 1 });
  });

  it("shows no score below the minimum, and says why", () => {
    const list = [one("met"), one("no-data"), one("no-data")];
    expect(computeScore(rules({ minimum: { coverage: 0.5, commitments: 0 } }), list)).toMatchObject({
      value: null,
      why: "coverage",
    });
    expect(computeScore(rules({ minimum: { coverage: 0, commitments: 2 } }), list)).toMatchObject({ why: "few" });
    expect(computeScore(rules(), [one("no-data")])).toMatchObject({ value: null, why: "nothing-counts", coverage: 0 });
    expect(computeScore(rules(), [])).toMatchObject({ value: null, why: "nothing-counts", coverage: 0, total: 0 });
  });

  it("caps the score of whoever missed a binding commitment", () => {
    const capped = rules({ missedBindingCap: 60 });
    const many = [one("met"), one("met"), one("met")];
    const score = computeScore(capped, [...many, one("missed", { statutory: "binding" })]);
    expect(score).toMatchObject({ value: 60, capped: true });
    expect(computeScore(capped, [...many, one("missed")])).toMatchObject({ value: 75, capped: false });
  });

  it("ignores what weighs nothing, also in the coverage", () => {
    const lead = rules({}, { relation: { ...rules().weights.relation, whole: 0 } });
    const score = computeScore(lead, [one("met"), one("no-data", { relation: "whole" })]);
    expect(score).toMatchObject({ value: 100, coverage: 1, total: 1 });
  });
});

describe("computeScore, as properties", () => {
  it("does not change when all weights are scaled alike", () => {
    fc.assert(
      fc.property(anyRules, candidates, weight, (some, list, factor) => {
        const { firm, planned, encouraged, explored } = some.weights.strength;
        const strength = {
          firm: firm * factor,
          planned: planned * factor,
          encouraged: encouraged * factor,
          explored: explored * factor,
        };
        const before = computeScore(some, list);
        const after = computeScore({ ...some, weights: { ...some.weights, strength } }, list);
        expect(after.why).toBe(before.why);
        expect(after.value ?? 0).toBeCloseTo(before.value ?? 0, 6);
        expect(after.coverage).toBeCloseTo(before.coverage, 9);
      }),
    );
  });

  it("does not change with commitments that are left out; they only lower what it rests on", () => {
    fc.assert(
      fc.property(
        anyRules,
        candidates,
        fc.constantFrom("no-data" as const, "qualitative" as const),
        (some, list, out) => {
          const before = computeScore(some, list);
          const after = computeScore(some, [...list, one(out)]);
          expect(after.value).toBe(before.value);
          expect(after.coverage).toBeLessThanOrEqual(before.coverage);
        },
      ),
    );
  });

  it("does not depend on the order, stays within the points, and is the sum of what its lines add", () => {
    fc.assert(
      fc.property(anyRules, candidates, (some, list) => {
        const score = computeScore(some, list);
        expect(computeScore(some, [...list].reverse()).value ?? -1).toBeCloseTo(score.value ?? -1, 6);
        if (score.value === null) return;
        expect(score.value).toBeGreaterThanOrEqual(0);
        expect(score.value).toBeLessThanOrEqual(100 + 1e-9);
        const added = score.lines.reduce((total, line) => total + (line.contribution ?? 0), 0);
        expect(added).toBeCloseTo(score.value, 6);
      }),
    );
  });

  it("never falls when one commitment does better", () => {
    fc.assert(
      fc.property(anyRules, candidates, anyCandidate, (some, list, candidate) => {
        const worse = computeScore(some, [...list, { ...candidate, status: "missed" }]).value ?? 0;
        const better = computeScore(some, [...list, { ...candidate, status: "met" }]).value ?? 0;
        expect(better).toBeGreaterThanOrEqual(worse - 1e-9);
      }),
    );
  });
});

it("ranks equal scores alike and leaves those without score out", () => {
  expect(rankScores([80, null, 90, 80.04, 70])).toEqual([2, null, 1, 2, 4]);
});
