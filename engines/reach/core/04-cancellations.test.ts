import { expect, it } from "vitest";
import { at, makeWorld } from "./testing/builders.ts";

/** What remains when something does not run. */

const trains = ["G1: A 08:00 > B 09:00/09:05 > C 10:00", "K1: A 08:00 > C 13:00", "G3: B 11:00 > C 12:00"];
const early = { departSeconds: at("07:00") };

it("without a train the others remain", () => {
  const world = makeWorld({ trains });
  expect(world.tell("A", "C", early, { without: { trips: ["G1"] } })).toEqual(["08:00 A K1 C 13:00"]);
});

it("without a section a train runs up to it and from its end on, but nobody rides through", () => {
  const world = makeWorld({ trains });
  const [a, b, c] = [0, 1, 2];
  const without = { sections: [{ between: [a], and: [b] }] };
  expect(world.tell("A", "B", early, { without, daysAfter: 0 })).toEqual([]);
  expect(world.tell("B", "C", early, { without })).toEqual(["09:05 B G1 C 10:00"]);
  expect(world.tell("A", "C", early, { without: { sections: [{ between: [c], and: [b] }] } })).toEqual([
    "08:00 A K1 C 13:00",
  ]);
});

it("a section covers all that lies between its ends, in both directions", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00 > C 10:00 > D 11:00", "G2: D 08:00 > B 09:00 > A 10:00"] });
  const without = { sections: [{ between: [0], and: [2, 3] }] };
  expect(world.tell("A", "B", early, { without })).toEqual([]);
  expect(world.tell("B", "C", early, { without })).toEqual([]);
  expect(world.tell("C", "D", early, { without })).toHaveLength(1);
  expect(world.tell("D", "B", early, { without })).toEqual([]);
});

it("a cancelled section in the middle leaves two runs: staying seated across it is impossible", () => {
  const world = makeWorld({ trains: ["G1: A 08:00 > B 09:00 > C 10:00 > D 11:00", "L1: B 09:05 > C 09:30"] });
  const without = { sections: [{ between: [1], and: [2] }] };
  expect(world.tell("A", "D", early, { without })).toEqual([]);
  expect(world.tell("A", "B", early, { without })).toHaveLength(1);
});
