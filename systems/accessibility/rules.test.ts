import { describe, expect, it } from "vitest";
import { judgeAccessibility } from "./rules.ts";

const facts = {
  feed: { title: { zh: "时刻表", en: "Timetable" }, start: "2021-01-01", end: "2021-12-31" },
  cities: { total: 31, covered: 15 },
  pairs: { withData: 210, reached: 200 },
};

describe("judgeAccessibility", () => {
  it("works when a timetable covers cities between which one can travel, and says what it rests on", () => {
    const health = judgeAccessibility(facts);
    expect(health.working).toBe(true);
    expect(health.checks.map((check) => check.detail)).toEqual(["2021-01-01 – 2021-12-31", "15/31", "200/210"]);
  });

  it("does not work without a timetable, with one city, or when nobody gets anywhere", () => {
    const none = { cities: { total: 31, covered: 0 }, pairs: { withData: 0, reached: 0 } };
    expect(judgeAccessibility({ feed: null, ...none }).working).toBe(false);
    expect(judgeAccessibility({ ...facts, cities: { total: 31, covered: 1 } }).working).toBe(false);
    expect(judgeAccessibility({ ...facts, pairs: { withData: 210, reached: 0 } }).working).toBe(false);
  });
});
