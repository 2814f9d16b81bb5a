import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Connections, expandHorizon } from "./connections.ts";
import { earliestArrivals } from "./earliest-arrivals.ts";
import { findJourneys } from "./find-journeys.ts";
import type { Journey } from "./journey.ts";
import { computeMatrix } from "./matrix.ts";
import { eachProfile, findArrival } from "./profile.ts";
import { sortTriples } from "./testing/brute-force.ts";
import { at, date, makeSchedule, makeWorld } from "./testing/builders.ts";
import { randomEnds, randomSchedule } from "./testing/random-schedules.ts";
import { buildTimetable, getStation, mayAlight, mayBoard } from "./timetable.ts";

/** The searches agree with each other, and journeys can be travelled as they are told. */

const runs = { numRuns: 200 };
const morning = { from: at("04:00"), to: at("10:00") };

const world = fc.tuple(randomSchedule, randomEnds, randomEnds).map(([schedule, from, to]) => {
  const timetable = buildTimetable(schedule);
  const connections = expandHorizon(timetable, { date });
  const ends = (list: [string, number][]) =>
    list.map(([id, seconds]) => ({ station: getStation(timetable, id), seconds }));
  return { connections, origins: ends(from), targets: ends(to) };
});

describe("one search and another", () => {
  it("leaving when a journey leaves, one arrives no later; arriving when it arrives, one leaves no earlier", () => {
    fc.assert(
      fc.property(world, ({ connections, ...ends }) => {
        // A walk takes as long at any time; a train that arrives with it is offered before an arrival only.
        const journeys = findJourneys(connections, { ...ends, departSeconds: morning.from });
        for (const journey of journeys.some(isWalk) ? [] : journeys) {
          const { departureSeconds: departSeconds, arrivalSeconds: arriveBySeconds } = journey;
          const forward = findJourneys(connections, { ...ends, departSeconds });
          expect(sortTriples(forward)).toContainEqual(sortTriples([journey])[0]);
          const backward = findJourneys(connections, { ...ends, arriveBySeconds });
          const better = backward.filter(({ transfers }) => transfers <= journey.transfers);
          expect(Math.max(...better.map((one) => one.departureSeconds))).toBe(departSeconds);
        }
      }),
      runs,
    );
  });

  it("profiles of many targets equal forward searches, whatever the batch", () => {
    fc.assert(
      fc.property(randomSchedule, fc.integer({ min: 20, max: 60 }), (schedule, steps) => {
        const connections = expandHorizon(buildTimetable({ ...schedule, transfers: [] }), { date });
        const stations = Array.from(
          { length: connections.stationCount * 2 },
          (_, index) => index % connections.stationCount,
        );
        const targets = stations.map((station) => [{ station, seconds: 0 }]);
        const forward = stations.map((station) =>
          earliestArrivals(connections, [{ station, seconds: 0 }], steps * 600),
        );
        eachProfile(connections, targets, 0, (target, profile) => {
          const found = stations.map((station) => findArrival(profile, station, steps * 600));
          expect(found).toEqual(forward.map((there) => there[stations[target] as number]));
        });
      }),
      runs,
    );
  });

  it("a cell of the matrix says what the journeys of the window say", () => {
    fc.assert(
      fc.property(world, ({ connections, origins, targets }) => {
        const window = morning;
        const [cell] = computeMatrix(connections, {
          sources: [origins],
          targets: [targets],
          window,
          thresholdSeconds: 3600,
        });
        const journeys = findJourneys(connections, { origins, targets, window });
        const durations = journeys.map((one) => one.arrivalSeconds - one.departureSeconds);
        const direct = cell?.directFastestSeconds ?? Number.POSITIVE_INFINITY;
        const walk = findJourneys(connections, { origins, targets, departSeconds: 0 }).find(isWalk);
        const seconds = walk === undefined ? Number.POSITIVE_INFINITY : walk.arrivalSeconds;
        const fastest = Math.min(...durations, direct, seconds);
        expect(cell?.fastestSeconds).toBe(Number.isFinite(fastest) ? fastest : null);
        if (direct === Number.POSITIVE_INFINITY) expect(cell?.departures).toBe(journeys.length);
        expect(cell?.share).toBeCloseTo(measureShare(connections, origins, targets), 12);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a journey", () => {
  it("can be travelled as it is told, and its parts sum to the whole", () => {
    const questions = [{ departSeconds: at("04:00") }, { arriveBySeconds: at("10:00") }, { window: morning }];
    fc.assert(
      fc.property(world, fc.constantFrom(...questions), ({ connections, ...ends }, question) => {
        for (const journey of findJourneys(connections, { ...ends, ...question })) {
          assertFeasible(connections, journey);
          const { rideSeconds, waitSeconds, transferSeconds, accessSeconds } = journey;
          const parts = rideSeconds + waitSeconds + transferSeconds + accessSeconds;
          expect(parts).toBe(journey.arrivalSeconds - journey.departureSeconds);
          expect(Math.min(rideSeconds, waitSeconds, transferSeconds, accessSeconds)).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });
});

describe("a grid of lines whose times can be written down", () => {
  const size = 6;
  const name = (x: number, y: number) => `S${x}${y}`;
  const hour = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);
  // Trains east along every row and north along every column, ten minutes a stop, every ten minutes.
  const line = (id: string, stop: (index: number) => string, start: number) =>
    `${id}: ${Array.from({ length: size }, (_, i) => `${stop(i)} ${hour(start + i * 600)}`).join(" > ")}`;
  const trains = Array.from({ length: size }, (_, k) =>
    Array.from({ length: 30 }, (_, j) => [
      line(`E${k}x${j}`, (i) => name(i, k), at("06:00") + j * 600),
      line(`N${k}x${j}`, (i) => name(k, i), at("06:00") + j * 600),
    ]),
  ).flat(2);

  it.each([0, 10, 20])("takes ten minutes a stop and the change of %i minutes", (changeMinutes) => {
    const grid = makeWorld({ trains, changeMinutes });
    for (const [x, y] of [
      [5, 5],
      [3, 1],
      [0, 4],
      [4, 0],
    ] as const) {
      const [journey] = grid.ask(name(0, 0), name(x, y), { departSeconds: at("07:00") });
      const change = x > 0 && y > 0 ? changeMinutes * 60 : 0;
      expect(journey).toMatchObject({
        arrivalSeconds: at("07:00") + (x + y) * 600 + change,
        transfers: x > 0 && y > 0 ? 1 : 0,
      });
    }
  });
});

describe("a network in which one can ride about for long", () => {
  const count = 40;
  // The same in every run: trains of six calls that hop over stations, over the whole day.
  const trains = Array.from({ length: 400 }, (_, k) => {
    const calls = Array.from({ length: 6 }, (_, i) => {
      const station = (k * 7 + i * (1 + (k % 11))) % count;
      return { station: `S${station}`, seconds: at("05:00") + ((k * 149) % 900) * 60 + i * (300 + (k % 13) * 60) };
    });
    const text = calls.map(
      ({ station, seconds }) => `${station} ${new Date(seconds * 1000).toISOString().slice(11, 19)}`,
    );
    return `T${k}: ${text.join(" > ")}`;
  });
  const world = makeWorld({ trains, changeMinutes: 5 });

  it.each([0, 1, 4, 15])("finds after a departure what the window has, with at most %i changes", (maxTransfers) => {
    for (let pair = 0; pair < 60; pair += 1) {
      const [from, to] = [`S${(pair * 3) % count}`, `S${(pair * 17 + 5) % count}`];
      const departSeconds = at("06:00") + pair * 600;
      const window = world.ask(from, to, { window: { from: departSeconds, to: at("48:00") }, maxTransfers });
      const isBehind = (one: Journey, other: Journey) =>
        other.transfers < one.transfers
          ? other.arrivalSeconds <= one.arrivalSeconds
          : other.transfers === one.transfers && other.arrivalSeconds < one.arrivalSeconds;
      const fastest = window.filter((one) => !window.some((other) => isBehind(one, other)));
      expect(sortTriples(world.ask(from, to, { departSeconds, maxTransfers }))).toEqual(sortTriples(fastest));
    }
  });
});

it("an empty schedule answers everything with nothing", () => {
  const timetable = buildTimetable(makeSchedule({ trains: [], stations: [{ id: "A" }, { id: "B" }] }));
  const connections = expandHorizon(timetable, { date });
  const ends = { origins: [{ station: 0, seconds: 0 }], targets: [{ station: 1, seconds: 0 }] };
  for (const question of [{ departSeconds: 0 }, { arriveBySeconds: 0 }, { window: morning }]) {
    expect(findJourneys(connections, { ...ends, ...question })).toEqual([]);
  }
  const cells = computeMatrix(connections, { sources: [ends.origins], targets: [ends.targets], thresholdSeconds: 60 });
  expect(cells).toMatchObject([{ fastestSeconds: null, departures: 0, share: 0 }]);
});

function isWalk({ legs }: Journey): boolean {
  return legs.every(({ kind }) => kind !== "ride");
}

type Ends = Parameters<typeof findJourneys>[1]["origins"];

/** Minute by minute, by forward searches. */
function measureShare(connections: Connections, origins: Ends, targets: Ends): number {
  let good = 0;
  for (let now = morning.from; now < morning.to; now += 60) {
    const journeys = findJourneys(connections, { origins, targets, departSeconds: now });
    if (journeys.some(({ arrivalSeconds }) => arrivalSeconds <= now + 3600)) good += 1;
  }
  return good / ((morning.to - morning.from) / 60);
}

function assertFeasible({ timetable, change }: Connections, { legs, departureSeconds, arrivalSeconds }: Journey): void {
  let now = departureSeconds;
  let station: number | null = null;
  let alighted: number | null = null;
  for (const leg of legs) {
    if (station !== null) expect(leg.from).toBe(station);
    if (leg.kind !== "ride") {
      expect(leg.departureSeconds).toBe(now);
      expect(leg.arrivalSeconds - leg.departureSeconds).toBe(leg.seconds);
      alighted = null;
    } else {
      const ready = now + (alighted === leg.from ? (change[leg.from] as number) : 0);
      expect(leg.departureSeconds).toBeGreaterThanOrEqual(ready);
      assertRides(timetable, leg);
      alighted = leg.to;
    }
    now = leg.arrivalSeconds;
    station = leg.to;
  }
  expect(now).toBe(arrivalSeconds);
}

function assertRides(
  { trips, calls }: Connections["timetable"],
  leg: Extract<Journey["legs"][number], { kind: "ride" }>,
) {
  const first = trips.firstCall[leg.trip] as number;
  const indexes = Array.from({ length: (trips.firstCall[leg.trip + 1] as number) - first }, (_, i) => first + i);
  const shift = leg.serviceDayOffset * 86_400;
  const boards = indexes.find(
    (call) =>
      calls.station[call] === leg.from &&
      (calls.departure[call] as number) + shift === leg.departureSeconds &&
      ((calls.flags[call] as number) & mayBoard) !== 0,
  );
  const alights = indexes.findLast(
    (call) =>
      calls.station[call] === leg.to &&
      (calls.arrival[call] as number) + shift === leg.arrivalSeconds &&
      ((calls.flags[call] as number) & mayAlight) !== 0,
  );
  expect(boards).toBeDefined();
  expect(alights).toBeGreaterThan(boards as number);
  expect(leg.calls[0]?.station).toBe(leg.from);
  expect(leg.calls[leg.calls.length - 1]?.station).toBe(leg.to);
}
