import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Schedule, Trip } from "../schedule.ts";
import { toAddition } from "./add-service.ts";
import { applyScenario, runScenario } from "./apply.ts";
import type { Modification } from "./modifications.ts";
import { searchSlowly, tinySchedule } from "./testing.ts";

/** What holds for every timetable and scenario. */

const stationIds = [..."ABCDEF"];

/** A train: a way over some stations, with whole minutes between and at them. */
const tripArbitrary = (id: string): fc.Arbitrary<Trip> =>
  fc
    .record({
      stops: fc.shuffledSubarray(stationIds, { minLength: 2 }),
      first: fc.integer({ min: 0, max: 1200 }),
      rides: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 6, maxLength: 6 }),
      stays: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 6, maxLength: 6 }),
      repeats: fc.option(fc.integer({ min: 10, max: 90 }), { freq: 5, nil: undefined }),
    })
    .map(({ stops, first, rides, stays, repeats }) => {
      let minutes = first;
      const calls = stops.map((station, index) => {
        const arrivalSeconds = minutes * 60;
        minutes += stays[index] ?? 0;
        const departureSeconds = minutes * 60;
        minutes += rides[index] ?? 1;
        return { station, arrivalSeconds, departureSeconds };
      });
      const startSeconds = calls[0]?.departureSeconds ?? 0;
      const frequencies = [{ startSeconds, endSeconds: startSeconds + 7200, headwaySeconds: (repeats ?? 1) * 60 }];
      const trip = { id, name: id, class: id.slice(0, 1), calendar: "daily", calls };
      return repeats === undefined ? trip : { ...trip, frequencies };
    });

const transferArbitrary = fc
  .record({
    from: fc.constantFrom(...stationIds),
    to: fc.constantFrom(...stationIds),
    minutes: fc.integer({ min: 0, max: 60 }),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, minutes }) => ({ from, to, seconds: minutes * 60, kind: "walk" as const }));

const scheduleArbitrary: fc.Arbitrary<Schedule> = fc
  .tuple(
    fc
      .integer({ min: 1, max: 8 })
      .chain((count) =>
        fc.tuple(...Array.from({ length: count }, (_, index) => tripArbitrary(`${index % 2 ? "D" : "G"}${index}`))),
      ),
    fc.array(transferArbitrary, { maxLength: 3 }),
  )
  .map(([trips, transfers]) => tinySchedule(trips, { transfers }));

const stationArbitrary = fc.constantFrom(...stationIds);
const startArbitrary = fc.record({
  from: stationArbitrary,
  at: fc.integer({ min: 0, max: 1440 }).map((at) => at * 60),
});

const byIds = (schedule: Schedule) => ({
  ...schedule,
  trips: [...schedule.trips].sort((a, b) => (a.id < b.id ? -1 : 1)),
  stations: [...schedule.stations].sort((a, b) => (a.id < b.id ? -1 : 1)),
  transfers: schedule.transfers.map((transfer) => JSON.stringify(transfer)).sort(),
});

function expectNeverLater(before: Schedule, after: Schedule, { from, at }: { from: string; at: number }): void {
  const [was, is] = [searchSlowly(before, from, at), searchSlowly(after, from, at)];
  for (const [station, seconds] of was) expect(is.get(station), station).toBeLessThanOrEqual(seconds);
}

/** A modification of any kind that fits the schedule more often than not. */
const modificationArbitrary = (schedule: Schedule): fc.Arbitrary<Modification> => {
  const trip = fc.constantFrom(...schedule.trips.map(({ id }) => id));
  const ends = fc.record({ from: stationArbitrary, to: stationArbitrary });
  const minutes = fc.integer({ min: 0, max: 90 });
  return fc.oneof(
    trip.map((id): Modification => ({ kind: "remove-service", trips: [id] })),
    fc
      .record({ trip, shiftMinutes: fc.integer({ min: -60, max: 60 }) })
      .map((given): Modification => ({ kind: "retime-service", ...given })),
    fc
      .record({ ends, factor: fc.double({ min: 0.1, max: 3, noNaN: true }) })
      .map(({ ends: section, factor }): Modification => ({ kind: "change-running-time", ...section, factor })),
    fc
      .record({ ends, savedMinutes: fc.integer({ min: -60, max: 60 }) })
      .map(
        ({ ends: section, savedMinutes }): Modification => ({ kind: "change-running-time", ...section, savedMinutes }),
      ),
    fc
      .record({ ends, station: stationArbitrary, dwellMinutes: minutes })
      .map(({ ends: { from, to }, ...rest }): Modification => ({ kind: "add-stop", between: [from, to], ...rest })),
    stationArbitrary.map((station): Modification => ({ kind: "remove-station", station })),
    fc
      .record({ ends, minutes })
      .map(({ ends: way, ...rest }): Modification => ({ kind: "change-transfer", ...way, ...rest, mode: "walk" })),
    ends.map(
      (section): Modification => ({
        kind: "change-frequency",
        ...section,
        change: { type: "thin-out", keepEvery: 2 },
      }),
    ),
  );
};

describe("for every timetable", () => {
  test("the empty scenario is the baseline, the same object", () => {
    fc.assert(fc.property(scheduleArbitrary, (schedule) => applyScenario(schedule, []) === schedule));
  });

  test("a service that is removed and added again leaves the baseline, up to order", () => {
    fc.assert(
      fc.property(scheduleArbitrary, fc.nat(), (schedule, pick) => {
        const trip = schedule.trips[pick % schedule.trips.length] as Trip;
        const there = applyScenario(schedule, [{ kind: "remove-service", trips: [trip.id] }, toAddition(trip)]);
        expect(byIds(there)).toEqual(byIds(schedule));
      }),
    );
  });

  test("adding services, ways or frequencies never makes an arrival later", () => {
    fc.assert(
      fc.property(
        scheduleArbitrary,
        tripArbitrary("X9"),
        transferArbitrary,
        startArbitrary,
        (schedule, trip, way, start) => {
          const { from, to, seconds } = way;
          const known = schedule.transfers.some((row) => row.from === from && row.to === to);
          const added: Modification[] = [toAddition(trip)];
          if (!known) {
            added.push({
              kind: "change-transfer",
              from,
              to,
              minutes: seconds / 60,
              mode: "walk",
              bothDirections: false,
            });
          }
          expectNeverLater(schedule, applyScenario(schedule, added), start);
          const double: Modification = {
            kind: "change-frequency",
            trips: schedule.trips.map(({ id }) => id),
            change: { type: "multiply", times: 2 },
          };
          const { schedule: doubled, faults } = runScenario(schedule, [double]);
          if (faults.length === 0) expectNeverLater(schedule, doubled, start);
        },
      ),
    );
  });

  test("taking services away never makes an arrival earlier", () => {
    fc.assert(
      fc.property(scheduleArbitrary, startArbitrary, fc.nat(), (schedule, start, pick) => {
        const trip = schedule.trips[pick % schedule.trips.length] as Trip;
        expectNeverLater(applyScenario(schedule, [{ kind: "remove-service", trips: [trip.id] }]), schedule, start);
      }),
    );
  });
});

describe("a faster section", () => {
  const fasterArbitrary = fc
    .record({
      schedule: scheduleArbitrary,
      from: stationArbitrary,
      to: stationArbitrary,
      factor: fc.double({ min: 0.1, max: 1, noNaN: true }),
    })
    .filter(({ from, to }) => from !== to);

  test("makes no call of any train later and no ride longer", () => {
    fc.assert(
      fc.property(fasterArbitrary, ({ schedule, from, to, factor }) => {
        const { schedule: faster } = runScenario(schedule, [{ kind: "change-running-time", from, to, factor }]);
        for (const [index, { calls }] of faster.trips.entries()) {
          const was = schedule.trips[index]?.calls ?? [];
          for (const [at, call] of calls.entries()) {
            const [old, before, oldBefore] = [was[at], calls[at - 1], was[at - 1]];
            expect(call.arrivalSeconds).toBeLessThanOrEqual(old?.arrivalSeconds ?? 0);
            expect(call.departureSeconds - call.arrivalSeconds).toBe(
              (old?.departureSeconds ?? 0) - (old?.arrivalSeconds ?? 0),
            );
            if (!before || !oldBefore || !old) continue;
            expect(call.arrivalSeconds - before.departureSeconds).toBeLessThanOrEqual(
              old.arrivalSeconds - oldBefore.departureSeconds,
            );
          }
        }
      }),
    );
  });

  // One who would board after the section can miss a train that now leaves earlier (see lines.test.ts). So this holds
  // where the trains that become faster are boarded at their first call, which keeps its time.
  test("never makes an earliest arrival later where trains are boarded at their start", () => {
    fc.assert(
      fc.property(fasterArbitrary, startArbitrary, ({ schedule, from, to, factor }, start) => {
        const trips = schedule.trips.map((trip) => ({
          ...trip,
          calls: trip.calls.map((call, index) => (index === 0 ? call : { ...call, boarding: false })),
        }));
        const before = { ...schedule, trips };
        const { schedule: after } = runScenario(before, [{ kind: "change-running-time", from, to, factor }]);
        expectNeverLater(before, after, start);
      }),
    );
  });

  test("never makes an earliest arrival later where trains wait at its end and do not stop within", () => {
    fc.assert(
      fc.property(fasterArbitrary, startArbitrary, ({ schedule, from, to, factor }, start) => {
        const straight = schedule.trips
          .filter(({ calls }) => calls.some((call, index) => call.station === from && calls[index + 1]?.station === to))
          .map(({ id }) => id);
        if (straight.length === 0) return;
        const change: Modification = {
          kind: "change-running-time",
          from,
          to,
          factor,
          trips: straight,
          bothDirections: false,
          laterCalls: "wait",
        };
        expectNeverLater(schedule, applyScenario(schedule, [change]), start);
      }),
    );
  });
});

describe("any scenario", () => {
  const scenarioArbitrary = scheduleArbitrary.chain((schedule) =>
    fc.record({
      schedule: fc.constant(schedule),
      modifications: fc.array(modificationArbitrary(schedule), { minLength: 1, maxLength: 5 }),
    }),
  );

  test("leaves trains that run forward, call at known stations, and stay the same objects where nothing changed", () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ schedule, modifications }) => {
        const frozen = JSON.stringify(schedule);
        const { schedule: after } = runScenario(schedule, modifications);
        expect(JSON.stringify(schedule)).toBe(frozen);
        const stations = new Set(after.stations.map(({ id }) => id));
        const old = new Map(schedule.trips.map((trip) => [trip.id, trip]));
        for (const trip of after.trips) {
          expect(trip.calls.length).toBeGreaterThan(1);
          let before = 0;
          for (const call of trip.calls) {
            expect(stations.has(call.station)).toBe(true);
            expect(call.arrivalSeconds).toBeGreaterThanOrEqual(before);
            expect(call.departureSeconds).toBeGreaterThanOrEqual(call.arrivalSeconds);
            before = call.departureSeconds;
          }
          const was = old.get(trip.id);
          if (was && JSON.stringify(was) === JSON.stringify(trip))
            expect(was === trip || modifications.length > 1).toBe(true);
        }
      }),
    );
  });

  test("of modifications that touch different trains does the same in any order", () => {
    fc.assert(
      fc.property(scheduleArbitrary, fc.integer({ min: -30, max: 30 }), fc.nat(), (schedule, minutes, seed) => {
        const shiftMinutes = minutes || 1;
        const independent = schedule.trips.map(({ id, calls }, index): Modification => {
          const [first, second] = calls.map(({ station }) => station);
          const kinds: Modification[] = [
            { kind: "remove-service", trips: [id] },
            { kind: "retime-service", trip: id, shiftMinutes },
            { kind: "change-running-time", from: first ?? "", to: second ?? "", factor: 0.5, trips: [id] },
          ];
          return kinds[index % 3] as Modification;
        });
        const way: Modification = { kind: "change-transfer", from: "A", to: "B", minutes: 7, mode: "urban" };
        const all = [...independent, way];
        const turned = [...all.slice(seed % all.length), ...all.slice(0, seed % all.length)].reverse();
        expect(byIds(runScenario(schedule, turned).schedule)).toEqual(byIds(runScenario(schedule, all).schedule));
      }),
    );
  });
});
