import type { Connections } from "./connections.ts";
import { type DirectTrain, listDirectMatrix } from "./direct-trains.ts";
import { type Endpoint, expandEndpoints, type ReachedEndpoint } from "./endpoints.ts";
import { usualTransfers } from "./find-journeys.ts";
import { listParetoEntries, type ParetoEntry, type ParetoProfile, paretoProfile } from "./pareto-profile.ts";
import { type Window, wholeDay } from "./profile.ts";

/** From where, to where, when. */
export interface MatrixQuestion {
  readonly sources: readonly (readonly Endpoint[])[];
  readonly targets: readonly (readonly Endpoint[])[];
  /** Departures within; the whole day unless given. */
  readonly window?: Window | undefined;
  /** Within which the share of moments is counted. */
  readonly thresholdSeconds: number;
  /** 4 unless given. */
  readonly maxTransfers?: number | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  /** Asked after each target; true ends the work with the cells made so far. */
  readonly isCancelled?: (() => boolean) | undefined;
}

/** What lies between one source and one target; null where nothing connects them in the window. */
export interface MatrixCell {
  readonly source: number;
  readonly target: number;
  /** Shortest of all journeys, with or without change; 0 within one group of stations. */
  readonly fastestSeconds: number | null;
  /** Changes of the shortest journey, the fewest of several. */
  readonly transfers: number | null;
  /** Shortest without change. */
  readonly directFastestSeconds: number | null;
  /** Trains without change where there is one; otherwise the Pareto-optimal connecting journeys. */
  readonly departures: number;
  /** How many of these departures take no longer than the threshold. */
  readonly departuresWithin: number;
  /** Of these departures. */
  readonly medianSeconds: number | null;
  readonly worstSeconds: number | null;
  /** Share (0 to 1) of the window's minutes from which one arrives within the threshold, waiting included, by any journey. */
  readonly share: number;
}

/** All cells, target by target, each from one backward Pareto profile (`paretoProfile`). */
export function computeMatrix(connections: Connections, question: MatrixQuestion): MatrixCell[] {
  const { sources, targets, window = wholeDay } = question;
  const maxTrips = (question.maxTransfers ?? usualTransfers) + 1;
  const stationsOf = (ends: readonly Endpoint[]) => ends.map(({ station }) => station);
  const direct = listDirectMatrix(connections, sources.map(stationsOf), targets.map(stationsOf), window);
  const origins = sources.map((ends) => expandEndpoints(ends, connections.footpaths));
  const cells: MatrixCell[] = [];
  for (const [target, ends] of targets.entries()) {
    if (question.isCancelled?.() === true) return cells;
    const profile = paretoProfile(connections, ends, { maxTrips, fromSeconds: window.from });
    for (const [source, from] of origins.entries()) {
      const trains = direct[source * targets.length + target] as DirectTrain[];
      const pair = { source, target, walkSeconds: findWalk(profile, from) };
      const rides = addAccess(trains, sources[source] as readonly Endpoint[], ends);
      cells.push(makeCell(pair, listParetoEntries(profile, from), rides, { ...question, window }));
    }
    question.onProgress?.(target + 1, targets.length);
  }
  return cells;
}

interface Ride {
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
}

/** From the origin's to the target's door. */
function addAccess(trains: readonly DirectTrain[], from: readonly Endpoint[], to: readonly Endpoint[]): Ride[] {
  const access = new Map(from.map(({ station, seconds }) => [station, seconds]));
  const egress = new Map(to.map(({ station, seconds }) => [station, seconds]));
  return trains.map((train) => ({
    departureSeconds: train.departureSeconds - (access.get(train.from) ?? 0),
    arrivalSeconds: train.arrivalSeconds + (egress.get(train.to) ?? 0),
  }));
}

function findWalk({ targets }: ParetoProfile, origins: readonly ReachedEndpoint[]): number {
  return origins.reduce(
    (least, { station, seconds }) =>
      Math.min(least, seconds + (targets.get(station)?.seconds ?? Number.POSITIVE_INFINITY)),
    Number.POSITIVE_INFINITY,
  );
}

interface Pair {
  readonly source: number;
  readonly target: number;
  /** On foot; infinite where one cannot walk. */
  readonly walkSeconds: number;
}

function makeCell(
  { source, target, walkSeconds }: Pair,
  entries: readonly ParetoEntry[],
  direct: readonly Ride[],
  { window, thresholdSeconds }: { window: Window; thresholdSeconds: number },
): MatrixCell {
  const inWindow = entries.filter(({ departureSeconds }) => departureSeconds < window.to);
  const durations = (direct.length > 0 ? direct : inWindow).map(getSeconds).sort((a, b) => a - b);
  const directFastest = direct.length > 0 ? (durations[0] as number) : null;
  // A train of the window may be beaten by one that leaves after it; it is a journey of the window all the same.
  const journeys = [
    ...inWindow.map((entry) => ({ seconds: getSeconds(entry), transfers: entry.transfers })),
    ...(directFastest === null ? [] : [{ seconds: directFastest, transfers: 0 }]),
    ...(Number.isFinite(walkSeconds) ? [{ seconds: walkSeconds, transfers: 0 }] : []),
  ].sort((a, b) => a.seconds - b.seconds || a.transfers - b.transfers);
  return {
    source,
    target,
    fastestSeconds: journeys[0]?.seconds ?? null,
    transfers: journeys[0]?.transfers ?? null,
    directFastestSeconds: directFastest,
    departures: durations.length,
    departuresWithin: durations.filter((seconds) => seconds <= thresholdSeconds).length,
    medianSeconds: findMedian(durations),
    worstSeconds: durations[durations.length - 1] ?? null,
    share: walkSeconds <= thresholdSeconds ? 1 : measureShare(entries, window, thresholdSeconds),
  };
}

/** Share of the window's minutes m with a journey that leaves at m or later and arrives by m + threshold. */
function measureShare(entries: readonly Ride[], { from, to }: Window, thresholdSeconds: number): number {
  const minutes = Math.ceil((to - from) / 60);
  if (minutes <= 0) return 0;
  const isGood = new Uint8Array(minutes);
  for (const { departureSeconds, arrivalSeconds } of entries) {
    const first = Math.max(0, Math.ceil((arrivalSeconds - thresholdSeconds - from) / 60));
    const last = Math.min(minutes - 1, Math.floor((departureSeconds - from) / 60));
    if (first <= last) isGood.fill(1, first, last + 1);
  }
  return isGood.reduce((total, good) => total + good, 0) / minutes;
}

function getSeconds({ departureSeconds, arrivalSeconds }: Ride): number {
  return arrivalSeconds - departureSeconds;
}

function findMedian(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}
