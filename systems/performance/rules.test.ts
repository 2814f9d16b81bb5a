import { describe, expect, it } from "vitest";
import { judgePerformance } from "./rules.ts";

const facts = {
  rules: { basis: "proposal" as const, title: { zh: "规则", en: "Rules" } },
  asOf: "2025-12-31",
  provinces: { total: 2, scored: 0 },
  cities: { total: 5, scored: 1 },
};

describe("judgePerformance", () => {
  it("works with rules, an evaluation and one score, and says that the rules are a proposal", () => {
    const health = judgePerformance(facts);
    expect(health.working).toBe(true);
    expect(health.checks[0]?.detail).toContain("proposal");
  });

  it("does not work without rules, without an evaluation, or when nobody can be scored", () => {
    expect(judgePerformance({ ...facts, rules: null }).working).toBe(false);
    expect(judgePerformance({ ...facts, asOf: null }).working).toBe(false);
    expect(judgePerformance({ ...facts, cities: { total: 5, scored: 0 } }).working).toBe(false);
  });
});
