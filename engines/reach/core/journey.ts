import type { Connections } from "./connections.ts";
import { secondsPerDay } from "./days.ts";
import type { ReachedEndpoint } from "./endpoints.ts";
import { footpathKinds } from "./footpaths.ts";
import type { Stretch } from "./latest-departure.ts";

/** A way from an origin to a target. Ride, wait, transfer and access sum to arrival minus departure. */
export interface Journey {
  /** Seconds after the query date's midnight; when one leaves the origin, access included. */
  readonly departureSeconds: number;
  /** When one is at the target, egress included. */
  readonly arrivalSeconds: number;
  /** Trains less one; staying seated is none. */
  readonly transfers: number;
  readonly rideSeconds: number;
  /** Standing at stations beyond the change times. */
  readonly waitSeconds: number;
  /** Change times within stations and ways between stations. */
  readonly transferSeconds: number;
  /** From the origin to the first station and from the last one to the target. */
  readonly accessSeconds: number;
  readonly legs: readonly Leg[];
}

export type Leg = RideLeg | WayLeg;

/** Aboard one train. */
export interface RideLeg {
  readonly kind: "ride";
  /** Index of the trip. */
  readonly trip: number;
  /** Service day of the train, counted from the query's date: -1 is a train of the day before. */
  readonly serviceDayOffset: number;
  readonly from: number;
  readonly to: number;
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
  /** All calls from the boarding to the alighting one, both included. */
  readonly calls: readonly RideCall[];
}

/** A stop while aboard. */
export interface RideCall {
  readonly station: number;
  readonly arrivalSeconds: number;
  readonly departureSeconds: number;
}

/** On foot or by town transport; `from` (`to`) is null where that is the origin (target) itself. */
export interface WayLeg {
  readonly kind: "access" | "egress" | (typeof footpathKinds)[number];
  readonly from: number | null;
  readonly to: number | null;
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
  readonly seconds: number;
}

/** Trains in order of travel, with the ends of the journey. */
export interface JourneyPlan {
  readonly stretches: readonly Stretch[];
  readonly origin: ReachedEndpoint;
  readonly target: ReachedEndpoint;
}

/** Puts a journey together from its trains. @throws Error when a way between two of them does not exist */
export function makeJourney(connections: Connections, { stretches, origin, target }: JourneyPlan): Journey {
  const first = stretches[0] as Stretch;
  const last = stretches[stretches.length - 1] as Stretch;
  const departureSeconds = (connections.departure[first.enter] as number) - origin.seconds;
  const arrivalSeconds = (connections.arrival[last.exit] as number) + target.seconds;
  const legs: Leg[] = listAccess(origin, departureSeconds);
  let transferSeconds = 0;
  stretches.forEach((stretch, index) => {
    const before = stretches[index - 1];
    if (before !== undefined) {
      const change = makeChange(connections, before, stretch);
      transferSeconds += change.seconds;
      if (change.leg !== undefined) legs.push(change.leg);
    }
    legs.push(makeRide(connections, stretch));
  });
  legs.push(...listEgress(target, connections.arrival[last.exit] as number));
  return summarise(legs, { departureSeconds, arrivalSeconds, transferSeconds, origin, target });
}

/** A journey without a train, when the target can be walked to from an origin. */
export function makeWalk(origin: ReachedEndpoint, target: ReachedEndpoint, departureSeconds: number): Journey {
  const arrivalSeconds = departureSeconds + origin.seconds + target.seconds;
  const legs = [...listAccess(origin, departureSeconds), ...listEgress(target, departureSeconds + origin.seconds)];
  return summarise(legs, { departureSeconds, arrivalSeconds, transferSeconds: 0, origin, target });
}

interface Frame {
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
  /** Between trains. */
  readonly transferSeconds: number;
  readonly origin: ReachedEndpoint;
  readonly target: ReachedEndpoint;
}

function summarise(legs: readonly Leg[], frame: Frame): Journey {
  const rides = legs.filter((leg) => leg.kind === "ride");
  const rideSeconds = rides.reduce((total, leg) => total + leg.arrivalSeconds - leg.departureSeconds, 0);
  const accessSeconds = frame.origin.via.seconds + frame.target.via.seconds;
  const ends = frame.origin.seconds + frame.target.seconds - accessSeconds;
  const transferSeconds = frame.transferSeconds + ends;
  const total = frame.arrivalSeconds - frame.departureSeconds;
  return {
    departureSeconds: frame.departureSeconds,
    arrivalSeconds: frame.arrivalSeconds,
    transfers: Math.max(0, rides.length - 1),
    rideSeconds,
    waitSeconds: total - rideSeconds - transferSeconds - accessSeconds,
    transferSeconds,
    accessSeconds,
    legs,
  };
}

function makeRide({ timetable, runs, ...connections }: Connections, { enter, exit }: Stretch): RideLeg {
  const run = connections.run[enter] as number;
  const offset = runs.day[run] as number;
  const shift = offset * secondsPerDay;
  const firstCall = connections.call[enter] as number;
  const lastCall = (connections.call[exit] as number) + 1;
  const calls: RideCall[] = [];
  for (let call = firstCall; call <= lastCall; call += 1) {
    calls.push({
      station: timetable.calls.station[call] as number,
      arrivalSeconds: (timetable.calls.arrival[call] as number) + shift,
      departureSeconds: (timetable.calls.departure[call] as number) + shift,
    });
  }
  return {
    kind: "ride",
    trip: runs.trip[run] as number,
    serviceDayOffset: offset,
    from: connections.from[enter] as number,
    to: connections.to[exit] as number,
    departureSeconds: connections.departure[enter] as number,
    arrivalSeconds: connections.arrival[exit] as number,
    calls,
  };
}

function makeChange(connections: Connections, before: Stretch, after: Stretch): { seconds: number; leg?: WayLeg } {
  const from = connections.to[before.exit] as number;
  const to = connections.from[after.enter] as number;
  if (from === to) return { seconds: connections.change[from] as number };
  const { first, to: reached, seconds: waySeconds, kind } = connections.footpaths;
  for (let way = first[from] as number; way < (first[from + 1] as number); way += 1) {
    if (reached[way] !== to) continue;
    const departureSeconds = connections.arrival[before.exit] as number;
    const seconds = waySeconds[way] as number;
    const arrivalSeconds = departureSeconds + seconds;
    return { seconds, leg: { kind: getKind(kind[way]), from, to, departureSeconds, arrivalSeconds, seconds } };
  }
  throw new Error(`There is no way from station ${from} to station ${to}.`);
}

function listAccess({ via, station, seconds, kind }: ReachedEndpoint, departureSeconds: number): WayLeg[] {
  const legs: WayLeg[] = [];
  const middle = departureSeconds + via.seconds;
  if (via.seconds > 0) {
    const access = { from: null, to: via.station, departureSeconds, arrivalSeconds: middle, seconds: via.seconds };
    legs.push({ kind: "access", ...access });
  }
  if (kind < 0) return legs;
  const arrivalSeconds = departureSeconds + seconds;
  const way = { from: via.station, to: station, departureSeconds: middle, arrivalSeconds };
  return [...legs, { kind: getKind(kind), ...way, seconds: seconds - via.seconds }];
}

function listEgress({ via, station, seconds, kind }: ReachedEndpoint, arrivedSeconds: number): WayLeg[] {
  const middle = arrivedSeconds + seconds - via.seconds;
  const legs: WayLeg[] = [];
  if (kind >= 0) {
    const way = { from: station, to: via.station, departureSeconds: arrivedSeconds, arrivalSeconds: middle };
    legs.push({ kind: getKind(kind), ...way, seconds: seconds - via.seconds });
  }
  if (via.seconds === 0) return legs;
  const arrivalSeconds = arrivedSeconds + seconds;
  const egress = { from: via.station, to: null, departureSeconds: middle, arrivalSeconds, seconds: via.seconds };
  return [...legs, { kind: "egress", ...egress }];
}

function getKind(index: number | undefined): (typeof footpathKinds)[number] {
  const kind = footpathKinds[index ?? -1];
  if (kind === undefined) throw new Error(`There is no kind of way ${index}.`);
  return kind;
}
