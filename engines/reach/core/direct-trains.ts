import type { Connections } from "./connections.ts";
import { secondsPerDay } from "./days.ts";
import type { Window } from "./profile.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/** A ride from one group of stations to another without change. */
export interface DirectTrain {
  readonly trip: number;
  /** Service day of the train, counted from the query's date. */
  readonly serviceDayOffset: number;
  readonly from: number;
  readonly to: number;
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
}

/**
 * Trains that depart in a window from some of the stations and reach others without change, sorted by departure; each
 * run once: from its last call at the one side where one may board to its first call after it at the other where one
 * may alight. A run that does so several times (a loop) counts with its shortest ride.
 */
export function listDirectTrains(
  connections: Connections,
  from: readonly number[],
  to: readonly number[],
  window: Window,
): DirectTrain[] {
  return listDirectMatrix(connections, [from], [to], window)[0] as DirectTrain[];
}

/** The same for many groups in one pass over the runs: the trains of source s and target t are at s * targets + t. */
export function listDirectMatrix(
  connections: Connections,
  sources: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
  window: Window,
): DirectTrain[][] {
  const sides = {
    sources: groupByStation(sources),
    targets: groupByStation(targets),
    targetCount: targets.length,
  };
  const found: DirectTrain[][] = Array.from({ length: sources.length * targets.length }, () => []);
  const { runs, timetable } = connections;
  for (let run = 0; run < runs.trip.length; run += 1) {
    const shift = (runs.day[run] as number) * secondsPerDay;
    if ((timetable.calls.departure[runs.firstCall[run] as number] as number) + shift >= window.to) continue;
    if ((timetable.calls.arrival[runs.lastCall[run] as number] as number) + shift < window.from) continue;
    for (const [pair, ride] of listRides(connections, run, sides, window)) (found[pair] as DirectTrain[]).push(ride);
  }
  for (const list of found) {
    list.sort((a, b) => a.departureSeconds - b.departureSeconds || a.arrivalSeconds - b.arrivalSeconds);
  }
  return found;
}

type GroupsByStation = ReadonlyMap<number, readonly number[]>;

interface Sides {
  readonly sources: GroupsByStation;
  readonly targets: GroupsByStation;
  readonly targetCount: number;
}

function groupByStation(groups: readonly (readonly number[])[]): GroupsByStation {
  const byStation = new Map<number, number[]>();
  groups.forEach((stations, group) => {
    for (const station of new Set(stations)) byStation.set(station, [...(byStation.get(station) ?? []), group]);
  });
  return byStation;
}

/** What one walk along a run's calls keeps in mind. */
interface RunWalk {
  /** By source: the last call at which one may board. */
  readonly boarded: Map<number, number>;
  /** By pair: the boarding call whose ride is known. */
  readonly used: Map<number, number>;
  /** By pair: the shortest ride. */
  readonly best: Map<number, DirectTrain>;
}

/** The shortest ride of a run for each pair of groups that it joins. */
function listRides(connections: Connections, run: number, sides: Sides, window: Window): Map<number, DirectTrain> {
  const { runs, timetable } = connections;
  const walk: RunWalk = { boarded: new Map(), used: new Map(), best: new Map() };
  for (let call = runs.firstCall[run] as number; call <= (runs.lastCall[run] as number); call += 1) {
    const station = timetable.calls.station[call] as number;
    const flags = timetable.calls.flags[call] as number;
    if ((flags & mayAlight) !== 0) {
      for (const [pair, boarding] of listOpenPairs(walk, sides, station)) {
        walk.used.set(pair, boarding);
        keepShorter(walk.best, pair, makeRide(connections, run, boarding, call), window);
      }
    }
    if ((flags & mayBoard) === 0) continue;
    for (const source of sides.sources.get(station) ?? []) walk.boarded.set(source, call);
  }
  return walk.best;
}

/** Pairs whose source one has boarded at, and not yet ridden from, when the run calls at a target's station. */
function listOpenPairs({ boarded, used }: RunWalk, { targets, targetCount }: Sides, station: number) {
  const pairs: [pair: number, boarding: number][] = [];
  for (const target of targets.get(station) ?? []) {
    for (const [source, boarding] of boarded) {
      const pair = source * targetCount + target;
      if (used.get(pair) !== boarding) pairs.push([pair, boarding]);
    }
  }
  return pairs;
}

function makeRide({ runs, timetable }: Connections, run: number, boarding: number, alighting: number): DirectTrain {
  const { calls } = timetable;
  const serviceDayOffset = runs.day[run] as number;
  const shift = serviceDayOffset * secondsPerDay;
  return {
    trip: runs.trip[run] as number,
    serviceDayOffset,
    from: calls.station[boarding] as number,
    to: calls.station[alighting] as number,
    departureSeconds: (calls.departure[boarding] as number) + shift,
    arrivalSeconds: (calls.arrival[alighting] as number) + shift,
  };
}

function keepShorter(best: Map<number, DirectTrain>, pair: number, ride: DirectTrain, { from, to }: Window): void {
  if (ride.departureSeconds < from || ride.departureSeconds >= to) return;
  if (getSeconds(ride) < getSeconds(best.get(pair))) best.set(pair, ride);
}

function getSeconds(ride: DirectTrain | undefined): number {
  return ride === undefined ? Number.POSITIVE_INFINITY : ride.arrivalSeconds - ride.departureSeconds;
}
