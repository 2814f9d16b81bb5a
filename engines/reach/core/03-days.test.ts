import { expect, it } from "vitest";
import { at, daily, date, makeWorld, train } from "./testing/builders.ts";

/** Calendars, nights and several days. `date` is a Tuesday. */

const week = [false, false, false, false, false, false, false] as const;
const tuesdays = { ...daily, id: "tuesdays", weekdays: [false, true, false, false, false, false, false] as const };
const day = { from: 0, to: at("24:00") };

it("a train runs on the weekdays of its calendar", () => {
  const world = makeWorld({ trains: [train("G1: A 08:00 > B 09:00", "tuesdays")], calendars: [tuesdays] });
  expect(world.tell("A", "B", { window: day })).toHaveLength(1);
  expect(world.tell("A", "B", { window: day }, { date: "2016-03-16" })).toEqual([]);
});

it("a calendar ends with its period, whose days are both included", () => {
  const calendars = [{ ...daily, id: "march", start: date, end: "2016-03-16" }];
  const world = makeWorld({ trains: [train("G1: A 08:00 > B 09:00", "march")], calendars });
  const runsOn = (on: string) => world.tell("A", "B", { window: day }, { date: on }).length;
  expect(["2016-03-14", date, "2016-03-16", "2016-03-17"].map(runsOn)).toEqual([0, 1, 1, 0]);
});

it("added days and removed days win over weekdays; a calendar may consist of added days only", () => {
  const removed = { ...tuesdays, id: "removed", removed: [date], added: ["2016-03-16"] };
  const only = { ...daily, id: "only", weekdays: week, start: "2016-01-02", end: "2016-01-01", added: [date] };
  const calendars = [removed, only];
  const trains = [train("G1: A 08:00 > B 09:00", "removed"), train("G3: A 10:00 > B 11:00", "only")];
  const world = makeWorld({ trains, calendars });
  expect(world.tell("A", "B", { window: day })).toEqual(["10:00 A G3 B 11:00"]);
  expect(world.tell("A", "B", { window: day }, { date: "2016-03-16" })).toEqual(["08:00 A G1 B 09:00"]);
});

it("a train that runs past midnight arrives on the next day", () => {
  const world = makeWorld({ trains: ["Z1: A 22:00 > B 25:30/25:40 > C 30:00"] });
  const [journey] = world.ask("A", "C", { departSeconds: at("20:00") });
  expect(journey).toMatchObject({ departureSeconds: at("22:00"), arrivalSeconds: at("30:00") });
});

it("in the small hours one boards the train of the day before", () => {
  const trains = ["Z1: A 22:00 > B 25:30/25:40 > C 30:00"];
  const world = makeWorld({ trains });
  const [journey] = world.ask("B", "C", { departSeconds: at("01:00") });
  expect(journey).toMatchObject({ departureSeconds: at("01:40"), arrivalSeconds: at("06:00") });
  expect(journey?.legs[0]).toMatchObject({ serviceDayOffset: -1 });
});

it("the train of the day before runs if its calendar had it run then", () => {
  const calendars = [{ ...daily, id: "from-today", start: date }];
  const world = makeWorld({ trains: [train("Z1: A 22:00 > B 25:30 > C 30:00", "from-today")], calendars });
  expect(world.tell("B", "C", { departSeconds: at("01:00"), maxTransfers: 0 }, { daysAfter: 0 })).toEqual([
    "25:30 B Z1 C 30:00",
  ]);
});

it("a train of three days is still there on its third", () => {
  const world = makeWorld({ trains: ["K1: A 08:00 > B 32:00 > C 60:00"] });
  const [journey] = world.ask("B", "C", { departSeconds: at("07:00") });
  expect(journey).toMatchObject({ departureSeconds: at("08:00"), arrivalSeconds: at("36:00") });
  expect(journey?.legs[0]).toMatchObject({ serviceDayOffset: -1 });
  expect(world.ask("A", "C", { departSeconds: at("07:00") })[0]).toMatchObject({ arrivalSeconds: at("60:00") });
});

it("who comes too late takes the first train of the next day", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00"] });
  expect(world.tell("A", "B", { departSeconds: at("12:00") })).toEqual(["32:00 A G1 B 33:00"]);
  expect(world.tell("A", "B", { departSeconds: at("12:00") }, { daysAfter: 0 })).toEqual([]);
});

it("who has to be there early leaves the evening before", () => {
  const world = makeWorld({ trains: ["G1: A 20:00 > B 21:00"] });
  expect(world.tell("A", "B", { arriveBySeconds: at("08:00") })).toEqual(["-04:00 A G1 B -03:00"]);
});

it("nobody sets out in the evening to wait for a train of the morning that he can reach by leaving then", () => {
  const trains = ["G1: A 07:00 > B 08:00", "G3: A 22:00 > B 23:00", "G2: B 08:10 > C 09:00"];
  const world = makeWorld({ trains });
  expect(world.tell("A", "C", { window: day })).toEqual(["07:00 A G1 B 08:00 | 08:10 B G2 C 09:00"]);
});
