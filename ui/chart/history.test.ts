import { expect, it } from "vitest";
import { pathPoints, valuePoints } from "./history.ts";

const target = { value: 60, date: "2020-12-31" };

it("draws a path only from a baseline", () => {
  expect(pathPoints({ unit: "%", baseline: null, target })).toEqual([]);
  expect(pathPoints({ unit: "%", baseline: { value: 50, date: "2014-12-31" }, target })).toEqual([
    ["2014-12-31", 50],
    ["2020-12-31", 60],
  ]);
});

it("leaves out dates without a value and puts the oldest first", () => {
  const entry = (asOf: string, value: number | null) => ({ asOf, value, status: "behind" as const, expected: null });
  expect(valuePoints([entry("2020-12-31", 3), entry("2018-12-31", null), entry("2016-12-31", 1)])).toEqual([
    ["2016-12-31", 1],
    ["2020-12-31", 3],
  ]);
});
