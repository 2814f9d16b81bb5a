import { expect, it } from "vitest";
import { binOfDepartures, binOfDifference, binOfMinutes, binOfShare } from "./reach-bins.ts";
import { queryOf, readIsochrones, readPoint, writeIsochrones, writePoint } from "./reach-state.ts";

it("colours a time by the first bin that holds it", () => {
  expect([0, 30, 31, 120, 121, 240, 241].map(binOfMinutes)).toEqual([0, 0, 1, 3, 4, 5, 6]);
});

it("colours what is good like what is near", () => {
  expect([100, 60, 30, 10, 0].map(binOfShare)).toEqual([0, 1, 3, 4, 6]);
  expect([120, 39, 1, 0].map(binOfDepartures)).toEqual([0, 2, 5, 6]);
});

it("colours faster and slower alike on both sides of the same", () => {
  expect([-90, -45, -10, 4, 10, 45, 90].map(binOfDifference)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it("keeps the thresholds of isochrones in an address and takes nonsense for the usual ones", () => {
  expect(readIsochrones("120-30")).toEqual([30, 120]);
  expect(readIsochrones("x")).toEqual([60, 120, 180, 240]);
  expect(writeIsochrones([240, 60, 120, 180])).toBeUndefined();
  expect(readIsochrones(writeIsochrones([90, 30]))).toEqual([30, 90]);
});

it("reads points with either comma and refuses what is off the earth", () => {
  expect(readPoint("114.3, 30.6")).toEqual([114.3, 30.6]);
  expect(readPoint("114.3,30.6")).toEqual([114.3, 30.6]);
  expect(readPoint("200,10")).toBeNull();
  expect(readPoint("station:1")).toBeNull();
  expect(writePoint(114.30001, 30.6)).toBe("114.3000,30.6000");
});

it("names the data set of an address as the engine's routes do", () => {
  const state = { feed: "a", scenario: undefined, date: undefined, start: "06:00", end: undefined, minutes: 90 };
  expect(queryOf(state)).toEqual({ feed: "a", windowStart: "06:00", threshold: 90 });
});
