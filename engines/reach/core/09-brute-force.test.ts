import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expandHorizon } from "./connections.ts";
import { earliestArrivals, never } from "./earliest-arrivals.ts";
import type { Endpoint } from "./endpoints.ts";
import { findJourneys } from "./find-journeys.ts";
import { paretoProfile } from "./pareto-profile.ts";
import { findArrival, profile } from "./profile.ts";
import type { Schedule } from "./schedule.ts";
import {
  type Ends,
  findWalkSeconds,
  keepPareto,
  listAllTriples,
  sortTriples,
  type Triple,
} from "./testing/brute-force.ts";
import { at, date } from "./testing/builders.ts";
import { randomEnds, randomSchedule } from "./testing/random-schedules.ts";
import { buildTimetable, getStation, type Timetable } from "./timetable.ts";

/** Random networks against a search through the time-expanded graph that shares no code with the engine's. */

const runs = { numRuns: 400 };
const all = { maxTransfers: 15 };
/** Mostly while most trains run. */
const instants = fc.oneof(fc.integer({ min: 20, max: 50 }), fc.nat(150)).map((steps) => steps * 600);

function toEndpoints(timetable: Timetable, ends: Ends): Endpoint[] {
  return ends.map(([id, seconds]) => ({ station: getStation(timetable, id), seconds }));
}

/** Both sides of a comparison: the network as the engine sees it, and every journey that there is. */
function prepare(schedule: Schedule, from: Ends, to: Ends) {
  const timetable = buildTimetable(schedule);
  const connections = expandHorizon(timetable, { date });
  const ends = { origins: toEndpoints(timetable, from), targets: toEndpoints(timetable, to) };
  const walk = findWalkSeconds(schedule, from, to) ?? never;
  return { connections, ends, walk, triples: listAllTriples(schedule, date, from, to) };
}

/** For each number of transfers that pays the best by one criterion, and among those the best by the other. */
function keepSteps(triples: readonly Triple[], best: (a: Triple, b: Triple) => number): Triple[] {
  const sorted = [...triples].sort((a, b) => a.transfers - b.transfers || best(a, b));
  const kept: Triple[] = [];
  for (const triple of sorted) {
    const last = kept[kept.length - 1];
    if (last === undefined || (triple.transfers > last.transfers && isBetter(triple, last, best))) kept.push(triple);
  }
  return sortTriples(kept);
}

function isBetter(a: Triple, b: Triple, best: (a: Triple, b: Triple) => number): boolean {
  // The first criterion decides; a journey that only wins by the second one is no step.
  const first = (x: Triple, y: Triple) => Math.sign(best({ ...x, ...{ transfers: 0 } }, { ...y, ...{ transfers: 0 } }));
  return first(a, b) < 0;
}

const earliest = (a: Triple, b: Triple) => a.arrivalSeconds - b.arrivalSeconds;
const latest = (a: Triple, b: Triple) => b.departureSeconds - a.departureSeconds;

describe("as the time-expanded graph has it", () => {
  it("journeys after a departure", () => {
    fc.assert(
      fc.property(randomSchedule, randomEnds, randomEnds, instants, (schedule, from, to, departSeconds) => {
        const { connections, ends, walk, triples } = prepare(schedule, from, to);
        const possible = triples.filter(
          (triple) => triple.departureSeconds >= departSeconds && triple.arrivalSeconds < departSeconds + walk,
        );
        const expected = keepSteps(possible, earliest).map(({ arrivalSeconds, transfers }) => ({
          departureSeconds: Math.max(
            ...possible
              .filter((one) => one.arrivalSeconds === arrivalSeconds && one.transfers === transfers)
              .map((one) => one.departureSeconds),
          ),
          arrivalSeconds,
          transfers,
        }));
        const found = findJourneys(connections, { ...ends, ...all, departSeconds }).filter(isRide);
        expect(sortTriples(found)).toEqual(sortTriples(expected));
      }),
      runs,
    );
  });

  it("journeys before an arrival", () => {
    fc.assert(
      fc.property(randomSchedule, randomEnds, randomEnds, instants, (schedule, from, to, arriveBySeconds) => {
        const { connections, ends, walk, triples } = prepare(schedule, from, to);
        const possible = triples.filter(
          (triple) => triple.arrivalSeconds <= arriveBySeconds && triple.departureSeconds > arriveBySeconds - walk,
        );
        const expected = keepSteps(possible, latest).map(({ departureSeconds, transfers }) => ({
          departureSeconds,
          arrivalSeconds: Math.min(
            ...possible
              .filter((one) => one.departureSeconds === departureSeconds && one.transfers === transfers)
              .map((one) => one.arrivalSeconds),
          ),
          transfers,
        }));
        const found = findJourneys(connections, { ...ends, ...all, arriveBySeconds }).filter(isRide);
        expect(sortTriples(found)).toEqual(sortTriples(expected));
      }),
      runs,
    );
  });

  it("the Pareto set of a window", () => {
    fc.assert(
      fc.property(randomSchedule, randomEnds, randomEnds, (schedule, from, to) => {
        const { connections, ends, walk, triples } = prepare(schedule, from, to);
        const window = { from: at("04:00"), to: at("07:00") };
        const later = triples.filter(
          (one) => one.departureSeconds >= window.from && one.arrivalSeconds - one.departureSeconds < walk,
        );
        const expected = keepPareto(later).filter((one) => one.departureSeconds < window.to);
        const found = findJourneys(connections, { ...ends, ...all, window });
        expect(sortTriples(found)).toEqual(expected);
      }),
      runs,
    );
  });

  it("earliest arrivals, and profiles for every moment", () => {
    fc.assert(
      fc.property(randomSchedule, randomEnds, randomEnds, instants, (schedule, from, to, departSeconds) => {
        const { connections, ends, walk, triples } = prepare(schedule, from, to);
        const arrivals = triples
          .filter((triple) => triple.departureSeconds >= departSeconds)
          .map((triple) => triple.arrivalSeconds);
        const expected = Math.min(...arrivals, walk === never ? never : departSeconds + walk);
        const there = earliestArrivals(connections, ends.origins, departSeconds);
        const forward = ends.targets.map(({ station, seconds }) => (there[station] as number) + seconds);
        expect(Math.min(...forward, never)).toBe(expected);
        const backward = profile(connections, ends.targets, departSeconds);
        const origins = ends.origins.map(({ station, seconds }) =>
          findArrival(backward, station, departSeconds + seconds),
        );
        expect(Math.min(...origins, ...walks(connections, ends, backward, departSeconds))).toBe(expected);
      }),
      runs,
    );
  });

  it("a single-criterion profile is a Pareto profile with as many trains as one likes", () => {
    fc.assert(
      fc.property(randomSchedule, randomEnds, (schedule, to) => {
        const { connections, ends } = prepare(schedule, to, to);
        const { events, arrivals } = profile(connections, ends.targets);
        const pareto = paretoProfile(connections, ends.targets, { maxTrips: 16 });
        const looked = [...events.departure.keys()].filter((event) => (events.departure[event] as number) >= 0);
        const last = (event: number) => pareto.arrivals[event * pareto.levels + pareto.levels - 1];
        expect(looked.map((event) => arrivals[event])).toEqual(looked.map(last));
      }),
      runs,
    );
  });
});

function isRide({ legs }: { legs: readonly { kind: string }[] }): boolean {
  return legs.some(({ kind }) => kind === "ride");
}

/** A profile speaks of stations; the way from an origin to another station before the first train is the caller's. */
function walks(
  { footpaths }: ReturnType<typeof expandHorizon>,
  { origins }: { origins: readonly Endpoint[] },
  backward: ReturnType<typeof profile>,
  departSeconds: number,
): number[] {
  return origins.flatMap(({ station, seconds }) => {
    const found: number[] = [];
    for (let way = footpaths.first[station] as number; way < (footpaths.first[station + 1] as number); way += 1) {
      const readyAt = departSeconds + seconds + (footpaths.seconds[way] as number);
      found.push(findArrival(backward, footpaths.to[way] as number, readyAt));
    }
    return found;
  });
}
