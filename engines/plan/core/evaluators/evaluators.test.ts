import { describe, expect, it } from "vitest";
import { commitment, milestone, observation, records, target } from "../../testing/records.ts";
import { evaluateCommitment } from "../evaluate.ts";
import type { PlanRecords } from "../records.ts";
import type { Commitment } from "../register.ts";
import { createWorld, type WorldAdditions } from "../world.ts";

const dates = { asOf: "2020-12-31", knownBy: "2026-01-01" };

function evaluate(
  subject: Commitment,
  change: Partial<PlanRecords> = {},
  additions: WorldAdditions = {},
  asked: { asOf?: string; knownBy?: string } = {},
) {
  const world = createWorld(records({ commitments: [subject], ...change }), additions);
  return evaluateCommitment(world, subject, { ...dates, ...asked });
}

const rateOf = (place: string, period: string, value: number) =>
  observation("rate", place, period, value, { unit: "%" });

describe("indicator", () => {
  const single = commitment("1.1.1.1", {
    evaluator: "indicator",
    params: { indicator: "rate", places: ["c1"] },
    baseline: { value: 50, date: "2014-12-31" },
    target: target(">=", 60, "%"),
  });

  it("takes the latest period that had ended, and says where it comes from", () => {
    const result = evaluate(single, { observations: [rateOf("c1", "2019", 58), rateOf("c1", "2020", 61)] });
    expect(result).toMatchObject({ status: "met", value: 61, unit: "%" });
    expect(result.evidence.steps[0]?.inputs[0]).toMatchObject({
      value: 61,
      period: "2020",
      source: { title: "Yearbook (fictional)", publishedAt: "2021-12-31" },
    });
  });

  it("uses nothing published after the known-by date", () => {
    const change = { observations: [rateOf("c1", "2019", 58), rateOf("c1", "2020", 61)] };
    const result = evaluate(single, change, {}, { knownBy: "2021-06-30" });
    expect(result.value).toBe(58);
  });

  it("shows first-published and revised values side by side and judges by the revised one", () => {
    const change = {
      observations: [
        rateOf("c1", "2020", 61),
        observation("rate", "c1", "2020", 59, { unit: "%", publishedAt: "2023-03-01" }),
      ],
    };
    expect(evaluate(single, change, {}, { knownBy: "2022-12-31" })).toMatchObject({ status: "met", value: 61 });
    const revised = evaluate(single, change);
    expect(revised).toMatchObject({ status: "missed", value: 59 });
    expect(revised.evidence.steps[0]?.inputs.map((input) => input.value)).toEqual([59, 61]);
  });

  it("says who owes what when there is nothing", () => {
    const result = evaluate(single);
    expect(result).toMatchObject({ status: "no-data", value: null });
    expect(result.evidence.missing).toMatchObject([
      { figure: "indicator:rate", place: "c1", period: "2020", owedBy: "c1-statistics" },
    ]);
  });

  it("does not judge by figures older than two reporting intervals, but shows them", () => {
    const result = evaluate(single, { observations: [rateOf("c1", "2018", 70)] });
    expect(result.status).toBe("no-data");
    expect(result.evidence.missing[0]?.reason?.en).toMatch(/2018/);
    expect(result.evidence.steps[0]?.inputs[0]?.value).toBe(70);
  });

  it("does not say missed by a figure of the year before the deadline", () => {
    const result = evaluate(single, { observations: [rateOf("c1", "2019", 58)] });
    expect(result).toMatchObject({ status: "no-data", value: 58 });
    expect(result.judgement.at(-1)?.label.en).toMatch(/cannot be said/);
  });

  it("keeps what was found at the deadline when later figures are missing", () => {
    const result = evaluate(single, { observations: [rateOf("c1", "2020", 58)] }, {}, { asOf: "2025-12-31" });
    expect(result).toMatchObject({ status: "missed", value: 58 });
  });

  it("says when the target was reached only after the deadline", () => {
    const change = { observations: [rateOf("c1", "2020", 58), rateOf("c1", "2022", 63)] };
    const result = evaluate(single, change, {}, { asOf: "2023-06-30" });
    expect(result).toMatchObject({ status: "met", late: true });
    expect(result.history.map((point) => point.status).slice(-3)).toEqual(["missed", "met", "met"]);
  });
});

describe("aggregation", () => {
  const population = ["c1", "c2", "c3"].map((code, index) =>
    observation("population", code, "2020", (index + 1) * 100),
  );

  it("sums whole cities and notes which belong to the plan only in part", () => {
    const subject = commitment("1.1.1.1", {
      evaluator: "indicator",
      params: { indicator: "population", places: ["all"], aggregate: "sum" },
      target: target(">=", 600),
    });
    const result = evaluate(subject, { observations: population });
    expect(result).toMatchObject({ status: "met", value: 600 });
    expect(result.evidence.notes[0]?.en).toMatch(/Only parts of c3/);
    expect(result.evidence.steps[0]?.formula).toBe("100 + 200 + 300 = 600");
  });

  it("never sums part of the places, and never figures of different years", () => {
    const subject = commitment("1.1.1.1", {
      evaluator: "indicator",
      params: { indicator: "population", places: ["c1", "c2"], aggregate: "sum" },
      target: target(">=", 1),
    });
    const mixed = [observation("population", "c1", "2020", 100), observation("population", "c2", "2019", 200)];
    const result = evaluate(subject, { observations: mixed });
    expect(result).toMatchObject({ status: "no-data", value: null });
    expect(result.evidence.missing).toMatchObject([{ place: "c2", period: "2020" }]);
  });

  it("weighs means by population or area, and needs every weight", () => {
    const by = (aggregate: "population-mean" | "area-mean") =>
      commitment("1.1.1.1", {
        evaluator: "indicator",
        params: { indicator: "rate", places: ["c1", "c2"], aggregate },
        target: target(">=", 50, "%"),
      });
    const rates = [rateOf("c1", "2020", 40), rateOf("c2", "2020", 70)];
    const result = evaluate(by("population-mean"), { observations: [...rates, ...population] });
    expect(result.value).toBeCloseTo((40 * 100 + 70 * 200) / 300, 10);
    const unweighed = evaluate(by("area-mean"), { observations: [...rates, ...population] });
    expect(unweighed.evidence.missing).toMatchObject([{ figure: "indicator:area" }, { figure: "indicator:area" }]);
  });
});

describe("growth", () => {
  const subject = (mode: "percent" | "annual-percent" | "difference", unit = "%") =>
    commitment("1.1.1.1", {
      evaluator: "growth",
      params: { indicator: "population", places: ["c1"], from: "2015", mode },
      target: target(">", 0, unit),
    });
  const change = {
    observations: [observation("population", "c1", "2015", 100), observation("population", "c1", "2020", 121)],
  };

  it("compares with the year it starts from", () => {
    expect(evaluate(subject("percent"), change).value).toBeCloseTo(21, 10);
    expect(evaluate(subject("difference", "persons"), change).value).toBe(21);
    expect(evaluate(subject("annual-percent"), change).value).toBeCloseTo((1.21 ** (1 / 5) - 1) * 100, 3);
  });

  it("names both figures when both are missing", () => {
    expect(evaluate(subject("percent")).evidence.missing.map((figure) => figure.period)).toEqual(["2015", "2020"]);
  });

  it("gives no rate from a starting value of zero", () => {
    const zero = {
      observations: [observation("population", "c1", "2015", 0), observation("population", "c1", "2020", 5)],
    };
    expect(evaluate(subject("percent"), zero)).toMatchObject({ status: "no-data", value: null });
  });
});

describe("ratio", () => {
  it("divides the sums of one period", () => {
    const subject = commitment("1.1.1.1", {
      evaluator: "ratio",
      params: { numerator: "urban", denominator: "population", places: ["c1", "c2"], scale: 100 },
      target: target(">=", 50, "%"),
    });
    const observations = [
      observation("urban", "c1", "2020", 60),
      observation("urban", "c2", "2020", 120),
      observation("population", "c1", "2020", 100),
      observation("population", "c2", "2020", 200),
    ];
    expect(evaluate(subject, { observations })).toMatchObject({ status: "met", value: 60 });
  });
});

describe("share", () => {
  const subject = (value: number) =>
    commitment("1.1.1.1", {
      evaluator: "share",
      params: { places: ["all"], condition: { indicator: "rate", comparator: ">=", value: 95 } },
      target: target(">=", value, "%"),
    });

  it("is decided by what is known when the rest cannot change it", () => {
    const failing = { observations: [rateOf("c1", "2020", 90), rateOf("c2", "2020", 97)] };
    expect(evaluate(subject(100), failing)).toMatchObject({ status: "missed", lowerBound: true });
    expect(evaluate(subject(30), failing).status).toBe("met");
  });

  it("is unknown when a missing place could decide it", () => {
    const open = { observations: [rateOf("c1", "2020", 96), rateOf("c2", "2020", 97)] };
    const result = evaluate(subject(100), open);
    expect(result.status).toBe("no-data");
    expect(result.evidence.missing).toMatchObject([{ place: "c3", owedBy: "c3-statistics" }]);
  });
});

describe("milestones", () => {
  const subject = commitment("1.1.1.1", {
    evaluator: "milestones",
    params: { projects: ["line", "port"] },
    baseline: { value: 0, date: "2014-12-31" },
    target: target(">=", 2, "projects"),
  });
  const opened = [milestone("line", "opened", "2017-05-01")];

  it("counts projects from the day of their record", () => {
    const both = { milestones: [...opened, milestone("port", "completed", "2020-12-31")] };
    expect(evaluate(subject, both)).toMatchObject({ status: "met", value: 2, lowerBound: false });
    expect(evaluate(subject, both, {}, { asOf: "2020-12-30" })).toMatchObject({ value: 1 });
  });

  it("knows that a project was not there yet when its record is later", () => {
    const late = { milestones: [...opened, milestone("port", "opened", "2021-01-30")] };
    expect(evaluate(subject, late)).toMatchObject({ status: "missed", value: 1, lowerBound: false });
    expect(evaluate(subject, late, {}, { asOf: "2021-12-31" })).toMatchObject({ status: "met", late: true });
  });

  it("takes the absence of a record for what it is: unknown", () => {
    const result = evaluate(subject, { milestones: opened });
    expect(result).toMatchObject({ status: "no-data", value: 1, lowerBound: true });
    expect(result.evidence.missing).toMatchObject([{ figure: "milestone:port", owedBy: "c1-statistics" }]);
  });

  it("does not count a partial opening, but shows it", () => {
    const partly = { milestones: [...opened, milestone("port", "part opened", "2018-01-01")] };
    const result = evaluate(subject, partly);
    expect(result).toMatchObject({ status: "no-data", value: 1 });
    expect(result.evidence.steps.some((step) => step.label.en.includes("opened in part"))).toBe(true);
  });
});

describe("system", () => {
  const subject = commitment("1.1.1.1", {
    evaluator: "system",
    params: { system: "watch" },
    target: target(">=", 1, "working"),
  });
  const sample = { system: "watch", day: "2025-03-01", working: true, checks: [] };

  it("is unknown for days before its first record, and when it is not installed", () => {
    expect(evaluate(subject).evidence.missing[0]?.reason?.en).toMatch(/not installed/);
    const before = evaluate(subject, {}, { samples: [sample] });
    expect(before.evidence.missing[0]?.reason?.en).toMatch(/no record/);
    const after = evaluate(subject, {}, { samples: [sample] }, { asOf: "2025-03-02" });
    expect(after).toMatchObject({ status: "met", value: 1 });
  });
});

describe("assessment", () => {
  const subject = commitment("1.1.1.1", {
    evaluator: "assessment",
    params: { question: { zh: "建立了吗?", en: "Is it there?" } },
    target: target(">=", 100, "%"),
  });
  const made = {
    commitment: "1.1.1.1",
    asOf: "2020-06-30",
    madeOn: "2020-07-01",
    madeBy: "Office",
    valuePercent: 100,
    judgement: "It is.",
    evidenceTitle: "Notice 7",
    evidenceUrl: null,
  };

  it("uses the latest answer known at the dates, with its evidence", () => {
    const later = { ...made, asOf: "2020-12-01", madeOn: "2020-12-02", valuePercent: 80 };
    expect(evaluate(subject, {}, { assessments: [made, later] })).toMatchObject({ status: "missed", value: 80 });
    const earlier = evaluate(subject, {}, { assessments: [made, later] }, { knownBy: "2020-08-01" });
    expect(earlier).toMatchObject({ status: "met", value: 100 });
    expect(earlier.evidence.steps[0]?.inputs[0]?.source.title).toBe("Office: Notice 7");
  });

  it("asks the leading organisation when nobody has answered", () => {
    expect(evaluate(subject).evidence.missing[0]?.owedBy).toBe("c1-statistics");
  });
});

describe("measures of other engines", () => {
  const subject = commitment("1.1.1.1", {
    evaluator: "reach.pairs-within",
    params: { minutes: 120 },
    target: target(">=", 100, "%"),
  });

  it("are missing as long as the engine is not installed", () => {
    const result = evaluate(subject);
    expect(result.status).toBe("no-data");
    expect(result.summary.en).toMatch(/engine reach is not installed/);
  });
});
