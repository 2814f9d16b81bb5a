import { expect, it } from "vitest";
import { axisOf, clockOf, journeyId, sortJourneys } from "./journey-list.ts";
import { isSameCancellation, questionOf, readCancelled, writeCancelled } from "./planner-state.ts";

const none = {
  from: undefined,
  to: undefined,
  feed: undefined,
  scenario: undefined,
  date: undefined,
  mode: undefined,
  time: undefined,
  start: undefined,
  end: undefined,
  changes: undefined,
  without: undefined,
  order: undefined,
};
const at = (time: string, dayOffset = 0) => ({ time, dayOffset });
const journey = (departure: string, arrival: string, minutes: number, transfers: number) => ({
  departure: at(departure),
  arrival: at(arrival),
  minutes,
  rideMinutes: minutes,
  waitMinutes: 0,
  transferMinutes: 0,
  accessMinutes: 0,
  transfers,
  legs: [],
});

it("asks nothing before both ends are chosen", () => {
  expect(questionOf({ ...none, from: "420100" })).toBeUndefined();
});

it("asks for a departure at eight unless told", () => {
  const question = questionOf({ ...none, from: "a", to: "b" });
  expect(question).toMatchObject({ mode: "depart", time: "08:00", maxTransfers: 4 });
  expect(question).not.toHaveProperty("without");
});

it("asks for a window without a time of day", () => {
  const question = questionOf({ ...none, from: "a", to: "b", mode: "window", start: "06:00", changes: "0" });
  expect(question).toMatchObject({ mode: "window", windowStart: "06:00", maxTransfers: 0 });
  expect(question).not.toHaveProperty("time");
});

it("carries what is cancelled through the address", () => {
  expect(readCancelled(writeCancelled(["G1", "station:a~station:b"]))).toEqual(["G1", "station:a~station:b"]);
  expect(readCancelled("G1||G1| ")).toEqual(["G1"]);
  expect(writeCancelled([])).toBeUndefined();
});

it("takes a section in both directions for one", () => {
  expect(isSameCancellation("a~b", "b~a")).toBe(true);
  expect(isSameCancellation("a~b", "a~c")).toBe(false);
});

it("orders journeys by what the traveller asks for", () => {
  const early = journey("08:00", "12:00", 240, 0);
  const late = journey("09:00", "11:00", 120, 1);
  expect(sortJourneys([late, early], "departure")[0]).toBe(early);
  expect(sortJourneys([early, late], "arrival")[0]).toBe(late);
  expect(sortJourneys([early, late], "minutes")[0]).toBe(late);
  expect(sortJourneys([late, early], "transfers")[0]).toBe(early);
  expect(journeyId(early)).not.toBe(journeyId(late));
});

it("draws whole hours around the journeys, with few marks", () => {
  expect(axisOf([journey("08:10", "10:20", 130, 0)], 9)).toEqual({ start: 480, end: 660, marks: [480, 540, 600, 660] });
  const day = axisOf([journey("00:10", "23:20", 1390, 0)], 9);
  expect(day.marks.length).toBeLessThanOrEqual(9);
  expect(axisOf([journey("00:10", "23:20", 1390, 0)], 4).marks.length).toBeLessThanOrEqual(4);
  expect(clockOf(1500)).toEqual({ time: "01:00", dayOffset: 1 });
  expect(clockOf(-30)).toEqual({ time: "23:30", dayOffset: -1 });
});
