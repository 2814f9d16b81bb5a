import { expect, it } from "vitest";
import { at, makeWorld, ways } from "./testing/builders.ts";

/** Two trains and what lies between them. */

const two = ["G1: A 08:00 > B 09:00", "G2: B 09:10 > C 10:00", "G4: B 09:40 > C 10:30"];

it("one changes from one train to the next", () => {
  const world = makeWorld({ trains: two });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 B 09:00 | 09:10 B G2 C 10:00"]);
});

it("a change takes its time: exactly enough is enough", () => {
  const world = makeWorld({ trains: two, changeMinutes: 10 });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 B 09:00 | 09:10 B G2 C 10:00"]);
});

it("a change that is missed by a minute waits for the next train", () => {
  const world = makeWorld({ trains: two, changeMinutes: 11 });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 B 09:00 | 09:40 B G4 C 10:30"]);
});

it("a window keeps to change times too, and so does arriving by a time", () => {
  const window = { from: 0, to: at("24:00") };
  for (const [changeMinutes, second] of [
    [10, "09:10 B G2 C 10:00"],
    [11, "09:40 B G4 C 10:30"],
  ] as const) {
    const world = makeWorld({ trains: two, changeMinutes });
    expect(world.tell("A", "C", { window })).toEqual([`08:00 A G1 B 09:00 | ${second}`]);
    expect(world.tell("A", "C", { arriveBySeconds: at("10:30") })).toEqual([`08:00 A G1 B 09:00 | ${second}`]);
  }
});

it("the first train needs no change time", () => {
  const world = makeWorld({ trains: two, changeMinutes: 30 });
  expect(world.tell("B", "C", { departSeconds: at("09:10") })).toHaveLength(1);
});

it("a transfer from a station to itself is its change time", () => {
  const change = { from: "B", to: "B", seconds: at("00:11"), kind: "walk" as const };
  const world = makeWorld({ trains: two, ways: [change] });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual(["08:00 A G1 B 09:00 | 09:40 B G4 C 10:30"]);
});

it("staying seated is no change, however short the stop", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00/09:01 > C 10:00"], changeMinutes: 30 });
  const [journey] = world.ask("A", "C", { departSeconds: at("07:00") });
  expect(journey).toMatchObject({ transfers: 0, transferSeconds: 0, rideSeconds: at("02:00"), waitSeconds: 0 });
});

it("one walks between stations, and the walk takes the place of the change time", () => {
  const trains = ["G1: A 08:00 > B 09:00", "G2: X 09:10 > C 10:00"];
  const world = makeWorld({ trains, ways: ways("B-X 10"), changeMinutes: 30 });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual([
    "08:00 A G1 B 09:00 | walk B X | 09:10 X G2 C 10:00",
  ]);
  expect(world.tell("A", "C", { arriveBySeconds: at("10:00") })).toHaveLength(1);
  expect(world.tell("A", "C", { window: { from: 0, to: at("24:00") } })).toHaveLength(1);
});

it("a walk that takes too long misses the train", () => {
  const trains = ["G1: A 08:00 > B 09:00", "G2: X 09:10 > C 10:00"];
  const world = makeWorld({ trains, ways: ways("B-X 11") });
  expect(world.tell("A", "C", { departSeconds: at("07:00") }, { daysAfter: 0 })).toEqual([]);
});

it("ways add up: who walks from B to X and from X to Y walks from B to Y", () => {
  const trains = ["G1: A 08:00 > B 09:00", "G2: Y 09:45 > C 10:00"];
  const world = makeWorld({ trains, ways: ways("B-X 10", "X=Y 30") });
  const [journey] = world.ask("A", "C", { departSeconds: at("07:00") });
  expect(journey).toMatchObject({ transferSeconds: at("00:40"), waitSeconds: at("00:05") });
  expect(journey?.legs[1]).toMatchObject({ kind: "urban", seconds: at("00:40") });
});

it("a city's stations are joined by its urban transfers", () => {
  const trains = ["G1: A 08:00 > North 09:00", "D1: South 09:50 > C 11:00", "D3: South 10:05 > C 11:15"];
  const world = makeWorld({ trains, ways: ways("North=South 60"), changeMinutes: 10 });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual([
    "08:00 A G1 North 09:00 | urban North South | 10:05 South D3 C 11:15",
  ]);
});

it("a journey may begin and end with a way", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00"], ways: ways("Z-A 10", "B-Y 15") });
  const [journey] = world.ask("Z", "Y", { departSeconds: at("07:00") });
  expect(journey).toMatchObject({ departureSeconds: at("07:50"), arrivalSeconds: at("09:15"), transfers: 0 });
});

it("access and egress count from door to door", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00"] });
  const [journey] = world.ask("A+20", "B+10", { departSeconds: at("07:00") });
  expect(journey).toMatchObject({ departureSeconds: at("07:40"), arrivalSeconds: at("09:10") });
  expect(journey).toMatchObject({ accessSeconds: at("00:30"), rideSeconds: at("01:00"), waitSeconds: 0 });
  expect(journey?.legs.map(({ kind }) => kind)).toEqual(["access", "ride", "egress"]);
});

it("where one can walk all the way, no slower train is offered", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00"], ways: ways("A-B 30") });
  expect(world.tell("A", "B", { departSeconds: at("08:00") })).toEqual(["walk A B"]);
  expect(world.tell("A", "B", { arriveBySeconds: at("09:00") })).toEqual(["walk A B"]);
});

it("earlier or with fewer changes: both are offered", () => {
  const trains = ["K1: A 08:00 > C 12:00", "G1: A 08:00 > B 09:00", "G2: B 09:10 > C 10:00"];
  const world = makeWorld({ trains });
  expect(world.tell("A", "C", { departSeconds: at("07:00") })).toEqual([
    "08:00 A G1 B 09:00 | 09:10 B G2 C 10:00",
    "08:00 A K1 C 12:00",
  ]);
  expect(world.tell("A", "C", { departSeconds: at("07:00"), maxTransfers: 0 })).toEqual(["08:00 A K1 C 12:00"]);
});

it("of the journeys that arrive first the one that leaves last is offered", () => {
  const trains = ["G1: A 06:00 > B 07:00", "G3: A 08:00 > B 09:00", "G2: B 09:10 > C 10:00"];
  const world = makeWorld({ trains });
  expect(world.tell("A", "C", { departSeconds: at("05:00") })).toEqual(["08:00 A G3 B 09:00 | 09:10 B G2 C 10:00"]);
});

it("of the journeys that leave last the one that arrives first is offered", () => {
  const trains = ["G1: A 08:00 > B 09:00", "G2: B 09:10 > C 10:00", "G4: B 09:40 > C 10:30"];
  expect(makeWorld({ trains }).tell("A", "C", { arriveBySeconds: at("11:00") })).toEqual([
    "08:00 A G1 B 09:00 | 09:10 B G2 C 10:00",
  ]);
});
