import { expect, it } from "vitest";
import { journeySegments, minuteOf, type ShownJourney, trainsOf } from "./segments.ts";

const end = (id: string) => ({ id, name: { zh: id, en: id } });
const at = (time: string, dayOffset = 0) => ({ time, dayOffset });
const ride = (train: string, departure: string, arrival: string, minutes: number, dayOffset = 0) =>
  ({
    kind: "ride",
    train,
    class: "G",
    headsign: null,
    serviceDayOffset: 0,
    calls: [],
    from: end("a"),
    to: end("b"),
    departure: at(departure, dayOffset),
    arrival: at(arrival, dayOffset),
    minutes,
  }) as const;

it("counts minutes across midnight in both directions", () => {
  expect(minuteOf(at("00:30", 1))).toBe(1470);
  expect(minuteOf(at("23:30", -1))).toBe(-30);
});

it("fills the gaps between legs with waiting", () => {
  const legs: ShownJourney["legs"] = [
    { kind: "access", from: end("p"), to: end("a"), departure: at("07:40"), arrival: at("08:00"), minutes: 20 },
    ride("G1", "08:00", "09:00", 60),
    { kind: "urban", from: end("b"), to: end("c"), departure: at("09:00"), arrival: at("09:40"), minutes: 40 },
    ride("D2", "10:00", "10:30", 30),
  ];
  expect(journeySegments({ legs, transferMinutes: 40 }).map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ["access", 20],
    ["ride", 60],
    ["transfer", 40],
    ["wait", 20],
    ["ride", 30],
  ]);
  expect(trainsOf({ legs })).toEqual(["G1", "D2"]);
});

it("leaves out what takes no time", () => {
  const legs: ShownJourney["legs"] = [
    { kind: "access", from: end("p"), to: end("a"), departure: at("08:00"), arrival: at("08:00"), minutes: 0 },
    ride("G1", "08:00", "09:00", 60),
  ];
  expect(journeySegments({ legs, transferMinutes: 0 })).toHaveLength(1);
});

it("shows the time to change before the waiting", () => {
  const legs: ShownJourney["legs"] = [ride("G1", "08:00", "09:00", 60), ride("D2", "09:40", "10:00", 20)];
  expect(journeySegments({ legs, transferMinutes: 15 }).map(({ kind, minutes }) => [kind, minutes])).toEqual([
    ["ride", 60],
    ["transfer", 15],
    ["wait", 25],
    ["ride", 20],
  ]);
});
