import { describe, expect, it } from "vitest";
import { commitment, milestone, observation, records, target } from "../testing/records.ts";
import { type ComparedResult, compareEvaluations, summariseReasons } from "./changes.ts";
import { evaluatePlan } from "./evaluate.ts";
import { hashRow } from "./frame.ts";
import type { PlanRecords } from "./records.ts";
import { createWorld, type WorldAdditions } from "./world.ts";

const rate = commitment("1.1.1.1", {
  evaluator: "indicator",
  params: { indicator: "rate", places: ["c1"] },
  target: target(">=", 60, "%"),
});
const figure = (period: string, value: number, publishedAt: string) =>
  observation("rate", "c1", period, value, { unit: "%", publishedAt });

function evaluate(
  change: Partial<PlanRecords>,
  dates: { asOf: string; knownBy: string },
  additions: WorldAdditions = {},
) {
  const all = records({ commitments: [rate], ...change });
  const results = evaluatePlan(createWorld(all, additions), dates).map((result, index): ComparedResult => {
    const row = all.commitments[index];
    if (!row) throw new Error("as many results as commitments");
    return {
      ...result,
      chapter: 1,
      text: row.text,
      rowHash: hashRow(row),
      evaluator: row.measure?.evaluator ?? null,
      steps: result.evidence.steps,
    };
  });
  return { dates, results };
}

const at = (asOf: string, knownBy = asOf) => ({ asOf, knownBy });

describe("compareEvaluations", () => {
  it("finds nothing between an evaluation and itself", () => {
    const one = evaluate({ observations: [figure("2019", 58, "2020-06-01")] }, at("2020-12-31"));
    expect(compareEvaluations(one, one)).toEqual([]);
  });

  it("says that data are new", () => {
    const observations = [figure("2018", 58, "2019-06-01"), figure("2019", 61, "2020-06-01")];
    const before = evaluate({ observations }, at("2019-12-31"));
    const after = evaluate({ observations }, at("2020-12-31"));
    expect(compareEvaluations(before, after)).toMatchObject([
      { from: "behind", to: "met", fromValue: 58, toValue: 61, reason: "new-data" },
    ]);
  });

  it("says that data were revised", () => {
    const observations = [figure("2019", 61, "2020-06-01"), figure("2019", 59, "2021-03-01")];
    const before = evaluate({ observations }, at("2020-12-30"));
    const after = evaluate({ observations }, at("2020-12-30", "2021-12-31"));
    expect(compareEvaluations(before, after)).toMatchObject([{ from: "met", to: "behind", reason: "revised-data" }]);
  });

  it("shows the figures that differ, old value beside new", () => {
    const observations = [figure("2019", 61, "2020-06-01"), figure("2019", 59, "2021-03-01")];
    const before = evaluate({ observations }, at("2020-12-30"));
    const after = evaluate({ observations }, at("2020-12-30", "2021-12-31"));
    const [change] = compareEvaluations(before, after);
    // Behind it stands the first-published value, which the evidence now shows beside the revised one.
    expect(change?.figures[0]).toMatchObject({
      place: "c1",
      period: "2019",
      before: 61,
      after: 59,
      unit: "%",
      publishedAt: "2021-03-01",
    });
    expect(summariseReasons(change ? [change] : [])).toMatchObject([
      { reason: "revised-data", statuses: 1, values: 0 },
    ]);
  });

  it("says that a rule changed when the data and the date are the same, or the settings are others", () => {
    const observations = [figure("2019", 57, "2020-06-01")];
    const one = evaluate({ observations }, at("2019-12-31", "2020-12-31"));
    const other = { ...one, results: one.results.map((result) => ({ ...result, status: "met" as const })) };
    expect(compareEvaluations(one, other)).toMatchObject([{ reason: "rule-changed", figures: [] }]);
    const later = { ...other, dates: at("2020-01-31", "2020-12-31"), rule: "b" };
    expect(compareEvaluations({ ...one, rule: "a" }, later)).toMatchObject([{ reason: "rule-changed" }]);
    expect(compareEvaluations({ ...one, rule: "b" }, later)).toMatchObject([{ reason: "date-only" }]);
  });

  it("says that only the date differs", () => {
    const observations = [figure("2020", 59, "2020-12-31")];
    const before = evaluate({ observations }, at("2020-12-31", "2022-01-01"));
    const after = evaluate({ observations: [figure("2020", 59, "2020-12-31")] }, at("2021-06-30", "2022-01-01"));
    expect(compareEvaluations(before, after)).toEqual([]);
    const line = commitment("1.1.1.1", {
      evaluator: "milestones",
      params: { projects: ["line"] },
      target: target(">=", 1, "projects"),
    });
    const opened = { commitments: [line], milestones: [milestone("line", "opened", "2021-05-01")] };
    const then = evaluate(opened, at("2020-12-31", "2022-01-01"));
    const now = evaluate(opened, at("2022-01-01"));
    expect(compareEvaluations(then, now)).toMatchObject([{ from: "missed", to: "met", reason: "date-only" }]);
  });

  it("says that the register changed, also for rows that came or went", () => {
    const observations = [figure("2020", 59, "2021-01-01")];
    const before = evaluate({ observations }, at("2022-01-01"));
    const stricter = { ...rate, measure: { ...rate.measure, target: target(">=", 59, "%") } } as typeof rate;
    const other = { ...rate, id: "1.1.2.1" };
    expect(
      compareEvaluations(before, evaluate({ observations, commitments: [stricter] }, at("2022-01-01"))),
    ).toMatchObject([{ from: "missed", to: "met", reason: "register-changed" }]);
    expect(
      compareEvaluations(before, evaluate({ observations, commitments: [other] }, at("2022-01-01"))),
    ).toMatchObject([
      { commitment: { id: "1.1.2.1" }, from: null, to: "missed" },
      { commitment: { id: "1.1.1.1" }, from: "missed", to: null },
    ]);
  });

  it("says that somebody assessed it, or that a system's health changed", () => {
    const asked = commitment("1.1.1.1", {
      evaluator: "assessment",
      params: { question: { zh: "有吗", en: "Is it?" } },
      target: target(">=", 100, "%"),
    });
    const made = {
      commitment: "1.1.1.1",
      asOf: "2020-12-01",
      madeOn: "2020-12-02",
      madeBy: "Office",
      valuePercent: 100,
      judgement: "Yes",
      evidenceTitle: "Notice",
      evidenceUrl: null,
    };
    const before = evaluate({ commitments: [asked] }, at("2020-12-31"));
    const after = evaluate({ commitments: [asked] }, at("2020-12-31"), { assessments: [made] });
    expect(compareEvaluations(before, after)).toMatchObject([{ from: "no-data", to: "met", reason: "assessment" }]);
    const watch = commitment("1.1.1.1", {
      evaluator: "system",
      params: { system: "watch" },
      target: target(">=", 1, "working"),
    });
    const without = evaluate({ commitments: [watch] }, at("2020-12-30"));
    const sample = { system: "watch", day: "2020-12-01", working: true, checks: [] };
    const working = evaluate({ commitments: [watch] }, at("2020-12-30"), { samples: [sample] });
    expect(compareEvaluations(without, working)).toMatchObject([{ to: "met", reason: "system" }]);
  });
});
