import { expect, it } from "vitest";
import { expandHorizon } from "./connections.ts";
import { earliestArrivals, never } from "./earliest-arrivals.ts";
import { listProfile, profile } from "./profile.ts";
import { at, date, makeWorld, train, ways } from "./testing/builders.ts";

/** One train, then what a train may and may not do. */

it("one rides a train from one call to a later one", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00/09:05 > C 10:00"] });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 C 10:00"]);
  expect(world.tell("A", "B", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 B 09:00"]);
  expect(world.tell("B", "C", { departSeconds: at("07:00") })).toEqual(["09:05 B G1 C 10:00"]);
});

it("no train runs backwards along its calls", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00"] });
  expect(world.tell("B", "A", { departSeconds: at("07:00") })).toEqual([]);
});

it("one may board in the very second of departure, and not a second later", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00"] });
  expect(world.tell("A", "B", { departSeconds: at("08:00") }, { daysAfter: 0 })).toHaveLength(1);
  expect(world.tell("A", "B", { departSeconds: at("08:00:01") }, { daysAfter: 0 })).toEqual([]);
});

it("of two trains the one that arrives first counts, though it leaves later", () => {
  const world = makeWorld({ trains: ["K1: A 08:00 > B 11:00", "G1: A 08:30 > B 10:00"] });
  expect(world.tell("A", "B", { departSeconds: at("07:00") })).toEqual(["08:30 A G1 B 10:00"]);
});

it("arriving by a time takes the last train that does", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00", "G3: A 08:30 > B 09:30", "G5: A 09:00 > B 10:00"] });
  expect(world.tell("A", "B", { arriveBySeconds: at("09:30") })).toEqual(["08:30 A G3 B 09:30"]);
  expect(world.tell("A", "B", { arriveBySeconds: at("09:29") })).toEqual(["08:00 A G1 B 09:00"]);
});

it("a window lists every train that no other beats", () => {
  const world = makeWorld({
    trains: ["G1: A 08:00 > B 09:00", "K1: A 08:10 > B 12:00", "G3: A 08:30 > B 09:30", "G5: A 09:00 > B 10:00"],
  });
  const window = { from: at("08:00"), to: at("09:00") };
  expect(world.tell("A", "B", { window })).toEqual(["08:00 A G1 B 09:00", "08:30 A G3 B 09:30"]);
});

it("where boarding is forbidden nobody gets on, and those aboard stay", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00 out > C 10:00"] });
  expect(world.tell("B", "C", { departSeconds: at("07:00") })).toEqual([]);
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 C 10:00"]);
  expect(world.tell("A", "B", { arriveBySeconds: at("09:00") })).toEqual(["08:00 A G1 B 09:00"]);
});

it("where alighting is forbidden nobody gets off, and those aboard stay", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00 in > C 10:00"] });
  expect(world.tell("A", "B", { departSeconds: at("07:00") })).toEqual([]);
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 C 10:00"]);
  expect(world.tell("B", "C", { departSeconds: at("07:00") })).toEqual(["09:00 B G1 C 10:00"]);
});

it("a station called at twice is reached at the first and left at the last call", () => {
  const world = makeWorld({ trains: ["L1: A 08:00 > B 08:30 > C 09:00 > B 09:30 > D 10:00"] });
  expect(world.tell("A", "B", { departSeconds: at("07:00") })).toEqual(["08:00 A L1 B 08:30"]);
  expect(world.tell("B", "D", { departSeconds: at("07:00") })).toEqual(["09:30 B L1 D 10:00"]);
  expect(world.tell("C", "B", { departSeconds: at("07:00") })).toEqual(["09:00 C L1 B 09:30"]);
});

it("a ride may take no time, and rides of one instant follow each other", () => {
  const world = makeWorld({ trains: ["G2: B 08:00 > C 08:00", "G1: A 08:00 > B 08:00", "G3: C 08:00 > D 08:10"] });
  expect(world.tell("A", "D", { departSeconds: at("08:00") })).toEqual([
    "08:00 A G1 B 08:00 | 08:00 B G2 C 08:00 | 08:00 C G3 D 08:10",
  ]);
  expect(world.tell("A", "D", { arriveBySeconds: at("08:10") })).toHaveLength(1);
  expect(world.tell("A", "D", { window: { from: at("08:00"), to: at("08:01") } })).toHaveLength(1);
});

it("a train with frequencies leaves again and again", () => {
  const bus = { ...train("L1: A 00:00 > B 00:20/00:21 > C 00:30") };
  const frequencies = [{ startSeconds: at("06:00"), endSeconds: at("07:00"), headwaySeconds: at("00:15") }];
  const world = makeWorld({ trains: [{ ...bus, frequencies }] });
  expect(world.tell("B", "C", { window: { from: at("06:00"), to: at("24:00") } })).toEqual([
    "06:21 B L1 C 06:30",
    "06:36 B L1 C 06:45",
    "06:51 B L1 C 07:00",
    "07:06 B L1 C 07:15",
  ]);
});

it("earliest arrivals answer for every station at once", () => {
  const { timetable, ends } = makeWorld({
    trains: ["G1: A 08:00 > B 09:00/09:05 > C 10:00", "G2: D 08:00 > A 09:00"],
    ways: ways("B-E 10"),
  });
  const found = earliestArrivals(expandHorizon(timetable, { date, daysAfter: 0 }), ends("A+5"), at("07:30"));
  const times = timetable.stations.ids.map((id, station) => [id, found[station]]);
  expect(Object.fromEntries(times)).toEqual({
    A: at("07:35"),
    B: at("09:00"),
    C: at("10:00"),
    D: never,
    E: at("09:10"),
  });
});

it("a profile lists the departures of every station that pay", () => {
  const trains = ["G1: A 08:00 > B 09:00", "K1: A 08:10 > B 12:00", "G3: A 08:30 > B 09:30", "G5: A 09:00 > B 10:00"];
  const { timetable, ends } = makeWorld({ trains });
  const found = profile(expandHorizon(timetable, { date }), ends("B+5"), at("06:00"));
  const window = { from: at("06:00"), to: at("09:00") };
  expect(listProfile(found, 0, window)).toEqual([
    { departureSeconds: at("08:00"), arrivalSeconds: at("09:05") },
    { departureSeconds: at("08:30"), arrivalSeconds: at("09:35") },
  ]);
});
