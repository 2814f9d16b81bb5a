import fc from "fast-check";
import type { Schedule, Transfer, Trip } from "../schedule.ts";
import { daily, makeSchedule } from "./builders.ts";

const names = ["A", "B", "C", "D", "E"] as const;
const step = 600;

/** One call, as raw numbers: station, ride to it, dwell, mark (0 none, 1 no boarding, 2 no alighting). */
const call = fc.record({
  station: fc.nat(names.length - 1),
  ride: fc.nat(3),
  dwell: fc.nat(1),
  mark: fc.constantFrom(0, 0, 0, 0, 1, 2),
  slow: fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 1, 40),
});

const trip = fc.record({
  start: fc.oneof(
    { weight: 5, arbitrary: fc.nat(18).map((steps) => 24 + steps) },
    { weight: 1, arbitrary: fc.nat(143) },
  ),
  calls: fc.array(call, { minLength: 2, maxLength: 5 }),
  calendar: fc.constantFrom("daily", "daily", "even"),
});

const way = fc.record({
  from: fc.nat(names.length - 1),
  to: fc.nat(names.length - 1),
  steps: fc.nat(4),
  isUrban: fc.boolean(),
});

/** Small networks in which much coincides: times in steps of ten minutes, loops, nights, rides and changes without time. */
export const randomSchedule: fc.Arbitrary<Schedule> = fc
  .record({
    trips: fc.array(trip, { minLength: 3, maxLength: 12 }),
    ways: fc.array(way, { maxLength: 3 }),
    changes: fc.array(fc.nat(3), { minLength: names.length, maxLength: names.length }),
  })
  .map(({ trips, ways, changes }) =>
    makeSchedule({
      trains: trips.map(makeTrip),
      ways: ways.flatMap(makeWay),
      calendars: [{ ...daily, id: "even", weekdays: [false, true, false, true, false, true, false] }],
      stations: names.map((id, index) => ({ id, changeSeconds: (changes[index] as number) * step })),
    }),
  );

type RawTrip = typeof trip extends fc.Arbitrary<infer T> ? T : never;
type RawWay = typeof way extends fc.Arbitrary<infer T> ? T : never;

/** Rides without time lead to later letters only, so that they cannot run in a circle. */
function makeTrip({ start, calls, calendar }: RawTrip, index: number): Trip {
  let seconds = start * step;
  let before = -1;
  const kept = calls.flatMap(({ station, ride, dwell, mark, slow }) => {
    if (station === before) return [];
    seconds += before < 0 ? 0 : (ride === 0 && station < before ? 1 : ride) * slow * step;
    before = station;
    const arrivalSeconds = seconds;
    seconds += dwell * step;
    const flags = { boarding: mark !== 1, alighting: mark !== 2 };
    return [{ station: names[station] as string, arrivalSeconds, departureSeconds: seconds, ...flags }];
  });
  const last = kept[kept.length - 1];
  const more = { station: last?.station === "A" ? "B" : "A", boarding: true, alighting: true };
  const end = { ...more, arrivalSeconds: seconds + step, departureSeconds: seconds + step };
  const id = `T${index}`;
  return { id, name: id, class: "T", calendar, calls: kept.length < 2 ? [...kept, end] : kept };
}

function makeWay({ from, to, steps, isUrban }: RawWay): Transfer[] {
  if (from === to) return [];
  const seconds = (from > to ? steps + 1 : steps) * step;
  return [{ from: names[from] as string, to: names[to] as string, seconds, kind: isUrban ? "urban" : "walk" }];
}

/** Where a journey begins or ends: one or two stations, some with access. */
export const randomEnds: fc.Arbitrary<[string, number][]> = fc.uniqueArray(
  fc.tuple(fc.constantFrom<string>(...names), fc.constantFrom(0, 0, step / 2)),
  { minLength: 1, maxLength: 2, selector: ([id]) => id },
);
