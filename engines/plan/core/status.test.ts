import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainStatus, findPath, findStatus, isSatisfied, judgeValue, type StatusQuestion } from "./status.ts";

const question = (change: Partial<StatusQuestion> = {}): StatusQuestion => ({
  target: { comparator: ">=", value: 60, unit: "%", date: "2020-12-31" },
  baseline: { value: 50, date: "2014-12-31" },
  direction: "reach",
  tolerance: 0.9,
  asOf: "2017-12-31",
  ...change,
});

describe("reach", () => {
  it("is on track from 90 % of the path on", () => {
    const path = findPath(question());
    expect(path?.expected).toBeCloseTo(55, 1);
    expect(judgeValue(54.6, question())).toBe("on-track");
    expect(judgeValue(54.4, question())).toBe("behind");
  });

  it("is met as soon as the target is reached, and missed at the deadline itself when it is not", () => {
    expect(judgeValue(60, question())).toBe("met");
    expect(judgeValue(59.9, question({ asOf: "2020-12-31" }))).toBe("missed");
    expect(judgeValue(60, question({ asOf: "2020-12-31" }))).toBe("met");
    expect(judgeValue(59.9, question({ asOf: "2020-12-30" }))).toBe("on-track");
  });

  it("works downwards", () => {
    const falling = question({
      target: { comparator: "<=", value: 40, unit: "%", date: "2020-12-31" },
      baseline: { value: 50, date: "2014-12-31" },
    });
    expect(judgeValue(45.4, falling)).toBe("on-track");
    expect(judgeValue(45.6, falling)).toBe("behind");
    expect(judgeValue(39, falling)).toBe("met");
  });

  it("cannot be on track without a baseline", () => {
    expect(judgeValue(59, question({ baseline: null }))).toBe("behind");
    expect(explainStatus(59, 59, question({ baseline: null }))[0]?.label.en).toMatch(/No baseline/);
  });
});

describe("maintain", () => {
  const keep = question({ direction: "maintain", baseline: null });
  it("asks whether the target holds at the date", () => {
    expect(judgeValue(61, keep)).toBe("on-track");
    expect(judgeValue(59, keep)).toBe("behind");
    expect(judgeValue(61, { ...keep, asOf: "2021-01-01" })).toBe("met");
    expect(judgeValue(59, { ...keep, asOf: "2021-01-01" })).toBe("missed");
  });
});

describe("bounds", () => {
  it("decide only when both ends agree", () => {
    const late = question({ asOf: "2020-12-31" });
    expect(findStatus(50, 59, late)).toBe("missed");
    expect(findStatus(61, 70, late)).toBe("met");
    expect(findStatus(50, 70, late)).toBeUndefined();
  });
});

describe("properties", () => {
  const rank = { missed: 0, behind: 0, "on-track": 1, met: 2 } as const;
  const day = fc
    .date({ min: new Date("2014-12-31"), max: new Date("2022-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const figure = fc.integer({ min: -10_000, max: 10_000 }).map((value) => value / 10);
  const rising = fc
    .record({
      baseline: figure,
      way: fc.integer({ min: 1, max: 5000 }),
      asOf: day,
      tolerance: fc.constantFrom(0.5, 0.9, 1),
    })
    .map(({ baseline, way, asOf, tolerance }) =>
      question({
        baseline: { value: baseline, date: "2014-12-31" },
        target: { comparator: ">=", value: baseline + way / 10, unit: "", date: "2020-12-31" },
        asOf,
        tolerance,
      }),
    );
  const mirrored = (asked: StatusQuestion): StatusQuestion => ({
    ...asked,
    baseline: asked.baseline && { ...asked.baseline, value: -asked.baseline.value },
    target: { ...asked.target, comparator: "<=", value: -asked.target.value },
  });

  it("a better value never has a worse status", () => {
    fc.assert(
      fc.property(rising, figure, figure, (asked, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        return rank[judgeValue(low, asked)] <= rank[judgeValue(high, asked)];
      }),
    );
  });

  it("rising and falling targets are mirror images", () => {
    fc.assert(fc.property(rising, figure, (asked, v) => judgeValue(v, asked) === judgeValue(-v, mirrored(asked))));
  });

  it("the unit does not matter", () => {
    fc.assert(
      fc.property(rising, figure, fc.constantFrom(0.001, 0.125, 10, 1e4), (asked, v, factor) => {
        const scaled: StatusQuestion = {
          ...asked,
          baseline: asked.baseline && { ...asked.baseline, value: asked.baseline.value * factor },
          target: { ...asked.target, value: asked.target.value * factor },
        };
        return judgeValue(v, asked) === judgeValue(v * factor, scaled);
      }),
    );
  });

  it("being exactly on the path is on track, and the path ends at the target", () => {
    fc.assert(
      fc.property(rising, (asked) => {
        const path = findPath(asked);
        if (!path) return false;
        const status = judgeValue(path.expected, asked);
        return asked.asOf >= asked.target.date ? status === "met" : status === "on-track" || status === "met";
      }),
    );
  });

  it("from the deadline on nothing is on track or behind", () => {
    fc.assert(
      fc.property(rising, figure, (asked, v) => {
        const status = judgeValue(v, { ...asked, asOf: "2020-12-31" });
        return status === (isSatisfied(v, asked.target) ? "met" : "missed");
      }),
    );
  });

  it("met is kept when only the date advances", () => {
    fc.assert(
      fc.property(rising, figure, day, (asked, v, later) => {
        if (judgeValue(v, asked) !== "met") return true;
        return judgeValue(v, { ...asked, asOf: later }) === "met";
      }),
    );
  });
});
