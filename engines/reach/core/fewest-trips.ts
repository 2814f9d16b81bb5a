import type { ConnectionTable } from "./connections.ts";
import type { ReachedEndpoint } from "./endpoints.ts";
import type { Footpaths } from "./footpaths.ts";
import { reverseFootpaths } from "./footpaths.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/** More trains than that in one journey are not looked for. */
export const mostTrips = 16;
/** A station from which no number of trains leads to the target. */
const unreachable = 255;

/** The sequences of stations that runs follow, each once, and where stations occur in them. */
interface Patterns {
  readonly count: number;
  /** Stations of pattern p: first[p] … first[p + 1] - 1. */
  readonly first: Int32Array;
  readonly station: Int32Array;
  /** `mayBoard` and `mayAlight` by place. */
  readonly flags: Uint8Array;
  /** Places at which station s occurs: placeFirst[s] … placeFirst[s + 1] - 1. */
  readonly placeFirst: Int32Array;
  readonly place: Int32Array;
  readonly patternOf: Int32Array;
  readonly backwards: Footpaths;
}

const known = new WeakMap<ConnectionTable, Patterns>();

/**
 * By station: a lower bound of the trains that one needs from there to a target, whatever the time of day; exact up to
 * the number that the origins need, which bounds all others (255: the origins need more than `limit`). Breadth-first
 * search over the patterns of runs, backwards from the targets; it ends when a train leads from an origin to what it
 * has marked. A scan drops by it what cannot arrive with the trains that are left.
 */
export function countFewestTrips(
  table: ConnectionTable,
  { origins, targets }: { origins: readonly ReachedEndpoint[]; targets: readonly ReachedEndpoint[] },
  limit: number,
): Uint8Array {
  const patterns = getPatterns(table);
  const fewest = new Uint8Array(table.stationCount).fill(unreachable);
  const seenTo = patterns.first.slice(0, patterns.count);
  const isNext = markNext(patterns, origins, table.stationCount);
  let layer = targets.map(({ station }) => station);
  for (const station of layer) fewest[station] = 0;
  for (let trips = 1; trips <= limit && layer.length > 0; trips += 1) {
    if (layer.some((station) => isNext[station] === 1)) {
      for (let station = 0; station < fewest.length; station += 1) {
        if (fewest[station] === unreachable) fewest[station] = trips;
      }
      return fewest;
    }
    const next: number[] = [];
    for (const station of layer) markBoardings(patterns, { fewest, seenTo, trips, next }, station);
    layer = addWalks(patterns.backwards, fewest, next, trips);
  }
  return fewest;
}

/** 1 by station to which a train leads from an origin. */
function markNext(patterns: Patterns, origins: readonly ReachedEndpoint[], stationCount: number): Uint8Array {
  const { place, placeFirst, patternOf, flags, first, station } = patterns;
  const isNext = new Uint8Array(stationCount);
  for (const origin of origins) {
    const end = placeFirst[origin.station + 1] as number;
    for (let index = placeFirst[origin.station] as number; index < end; index += 1) {
      const at = place[index] as number;
      if (((flags[at] as number) & mayBoard) === 0) continue;
      const last = first[(patternOf[at] as number) + 1] as number;
      for (let after = at + 1; after < last; after += 1) {
        if (((flags[after] as number) & mayAlight) !== 0) isNext[station[after] as number] = 1;
      }
    }
  }
  return isNext;
}

interface Layer {
  readonly fewest: Uint8Array;
  /** By pattern: the places before this one are marked already. */
  readonly seenTo: Int32Array;
  readonly trips: number;
  readonly next: number[];
}

/** All stations before this one on a pattern are one train away from it. */
function markBoardings(patterns: Patterns, { fewest, seenTo, trips, next }: Layer, station: number): void {
  const { place, placeFirst, patternOf, flags } = patterns;
  const end = placeFirst[station + 1] as number;
  for (let index = placeFirst[station] as number; index < end; index += 1) {
    const at = place[index] as number;
    if (((flags[at] as number) & mayAlight) === 0) continue;
    const pattern = patternOf[at] as number;
    for (let before = seenTo[pattern] as number; before < at; before += 1) {
      const boarding = patterns.station[before] as number;
      if (((flags[before] as number) & mayBoard) === 0 || (fewest[boarding] as number) <= trips) continue;
      fewest[boarding] = trips;
      next.push(boarding);
    }
    if (at > (seenTo[pattern] as number)) seenTo[pattern] = at;
  }
}

/** Whoever alights within a way of a marked station is as near. */
function addWalks({ first, to }: Footpaths, fewest: Uint8Array, marked: readonly number[], trips: number): number[] {
  const all = [...marked];
  for (const station of marked) {
    for (let way = first[station] as number; way < (first[station + 1] as number); way += 1) {
      const other = to[way] as number;
      if ((fewest[other] as number) <= trips) continue;
      fewest[other] = trips;
      all.push(other);
    }
  }
  return all;
}

function getPatterns(table: ConnectionTable): Patterns {
  let patterns = known.get(table);
  if (patterns === undefined) {
    patterns = makePatterns(table);
    known.set(table, patterns);
  }
  return patterns;
}

/** The stations of each run in order; a run of n connections has n + 1 of them. */
function listRunStations({ count, run, runCount, from, to, flags }: ConnectionTable) {
  const first = new Int32Array(runCount + 1);
  for (let index = 0; index < count; index += 1) {
    const ride = (run[index] as number) + 1;
    first[ride] = (first[ride] as number) + 1;
  }
  for (let ride = 0; ride < runCount; ride += 1) {
    first[ride + 1] = (first[ride + 1] as number) + (first[ride] as number) + 1;
  }
  const station = new Int32Array(first[runCount] as number);
  const marks = new Uint8Array(first[runCount] as number);
  const place = first.slice(0, runCount);
  for (let index = 0; index < count; index += 1) {
    const at = place[run[index] as number] as number;
    place[run[index] as number] = at + 1;
    station[at] = from[index] as number;
    station[at + 1] = to[index] as number;
    marks[at] = (marks[at] as number) | ((flags[index] as number) & mayBoard);
    marks[at + 1] = (flags[index] as number) & mayAlight;
  }
  return { first, station, flags: marks };
}

function makePatterns(table: ConnectionTable): Patterns {
  const runs = listRunStations(table);
  const kept: number[] = [];
  const byHash = new Map<number, number[]>();
  for (let run = 0; run < table.runCount; run += 1) {
    const hash = hashRun(runs, run);
    const alike = byHash.get(hash);
    if (alike?.some((other) => isSame(runs, run, other)) === true) continue;
    kept.push(run);
    if (alike === undefined) byHash.set(hash, [run]);
    else alike.push(run);
  }
  const first = new Int32Array(kept.length + 1);
  kept.forEach((run, pattern) => {
    const length = (runs.first[run + 1] as number) - (runs.first[run] as number);
    first[pattern + 1] = (first[pattern] as number) + length;
  });
  const size = first[kept.length] as number;
  const station = new Int32Array(size);
  const flags = new Uint8Array(size);
  const patternOf = new Int32Array(size);
  kept.forEach((run, pattern) => {
    const start = first[pattern] as number;
    station.set(runs.station.subarray(runs.first[run], runs.first[run + 1]), start);
    flags.set(runs.flags.subarray(runs.first[run], runs.first[run + 1]), start);
    patternOf.fill(pattern, start, first[pattern + 1]);
  });
  const backwards = reverseFootpaths(table.footpaths);
  return {
    count: kept.length,
    first,
    station,
    flags,
    patternOf,
    backwards,
    ...groupPlaces(station, table.stationCount),
  };
}

type RunStations = ReturnType<typeof listRunStations>;

function hashRun({ first, station, flags }: RunStations, run: number): number {
  let hash = 17;
  for (let at = first[run] as number; at < (first[run + 1] as number); at += 1) {
    hash = (Math.imul(hash, 31) + (station[at] as number) * 4 + (flags[at] as number)) | 0;
  }
  return hash;
}

function isSame({ first, station, flags }: RunStations, a: number, b: number): boolean {
  const length = (first[a + 1] as number) - (first[a] as number);
  if (length !== (first[b + 1] as number) - (first[b] as number)) return false;
  for (let step = 0; step < length; step += 1) {
    const [x, y] = [(first[a] as number) + step, (first[b] as number) + step];
    if (station[x] !== station[y] || flags[x] !== flags[y]) return false;
  }
  return true;
}

function groupPlaces(station: Int32Array, stationCount: number) {
  const placeFirst = new Int32Array(stationCount + 1);
  for (const one of station) placeFirst[one + 1] = (placeFirst[one + 1] as number) + 1;
  for (let s = 0; s < stationCount; s += 1)
    placeFirst[s + 1] = (placeFirst[s + 1] as number) + (placeFirst[s] as number);
  const next = placeFirst.slice(0, stationCount);
  const place = new Int32Array(station.length);
  station.forEach((one, at) => {
    const index = next[one] as number;
    next[one] = index + 1;
    place[index] = at;
  });
  return { placeFirst, place };
}
