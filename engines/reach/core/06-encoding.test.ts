import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeTimetable, encodeTimetable } from "./encoding.ts";
import { makeSchedule, ways } from "./testing/builders.ts";
import { randomSchedule } from "./testing/random-schedules.ts";
import { buildTimetable } from "./timetable.ts";

const timetable = buildTimetable(makeSchedule({ trains: ["G1: 甲 08:00 > B 09:00"], ways: ways("B-C 10") }));

it("a timetable comes back from its bytes as it was", () => {
  fc.assert(
    fc.property(randomSchedule, (schedule) => {
      const built = buildTimetable(schedule);
      expect(decodeTimetable(encodeTimetable(built))).toEqual(built);
    }),
    { numRuns: 50 },
  );
});

it("the arrays lie in the bytes that were handed in: threads share them", () => {
  const buffer = encodeTimetable(timetable);
  expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(decodeTimetable(buffer).calls.arrival.buffer).toBe(buffer);
});

it("a file's bytes do as well, wherever they lie", () => {
  const bytes = new Uint8Array(encodeTimetable(timetable)).slice();
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeTimetable(bytes)).toEqual(timetable);
  expect(decodeTimetable(shifted.subarray(3))).toEqual(timetable);
});

it("other bytes, another layout and a part are refused", () => {
  const bytes = new Uint8Array(encodeTimetable(timetable)).slice();
  expect(() => decodeTimetable(new Uint8Array(4))).toThrow("too few");
  expect(() => decodeTimetable(new Uint8Array(100))).toThrow("no timetable");
  expect(() => decodeTimetable(bytes.slice(0, bytes.length - 8))).toThrow("cut off");
  const other = bytes.slice();
  other[4] = 99;
  expect(() => decodeTimetable(other)).toThrow("layout 99");
});
