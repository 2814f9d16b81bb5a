import { type Connections, findFirstDeparture } from "./connections.ts";
import { never } from "./earliest-arrivals.ts";
import { type Endpoint, expandEndpoints } from "./endpoints.ts";
import { type Events, findEvent, getEvents } from "./events.ts";
import { getReversedFootpaths } from "./reversal.ts";
import { mayAlight } from "./timetable.ts";

/** Departure times in seconds, `from` included, `to` not. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The whole service day. */
export const wholeDay: Window = { from: 0, to: 86_400 };

/** When one arrives at one target, by every moment at which one can board anywhere. */
export interface Profile {
  readonly events: Events;
  /** Earliest arrival of whoever boards at event e or later: arrivals[e * stride + offset]; monotone within a station. */
  readonly arrivals: Int32Array;
  readonly stride: number;
  readonly offset: number;
  /** Departures before that were not looked at. */
  readonly fromSeconds: number;
  /** Seconds on foot from a station to the target, for the stations from which one can walk. */
  readonly walks: ReadonlyMap<number, number>;
}

/** One departure of a profile: no later departure arrives as early. */
export interface ProfileEntry {
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
}

/** Targets of one pass: eight arrivals fill half a cache line. */
const batch = 8;

/**
 * All to one: earliest arrivals at the targets from every station for every departure from `fromSeconds` to the end of
 * the horizon, in one backward pass (profile form of the Connection Scan Algorithm, Dibbelt et al., section 4). What
 * follows an arrival is known beforehand (`events.ts`), so that a connection costs one comparison for staying seated,
 * one for changing and one for each way.
 */
export function profile(connections: Connections, targets: readonly Endpoint[], fromSeconds = 0): Profile {
  let found: Profile | undefined;
  eachProfile(connections, [targets], fromSeconds, (_, one) => {
    found = one;
  });
  return found as Profile;
}

/**
 * The profiles of many targets, eight in a pass. The arrays are used again for the next pass: `visit` takes what it needs.
 * @param isCancelled asked before each pass
 */
export function eachProfile(
  connections: Connections,
  targets: readonly (readonly Endpoint[])[],
  fromSeconds: number,
  visit: (target: number, profile: Profile) => void,
  isCancelled: () => boolean = () => false,
): void {
  const events = getEvents(connections);
  const stride = Math.min(batch, targets.length);
  const arrivals = new Int32Array(events.count * stride).fill(never);
  const aboard = new Int32Array(connections.runCount * stride);
  const reversed = getReversedFootpaths(connections.footpaths);
  for (let start = 0; start < targets.length; start += stride) {
    if (isCancelled()) return;
    const group = targets.slice(start, start + stride);
    const walks = group.map(
      (ends) => new Map(expandEndpoints(ends, reversed).map(({ station, seconds }) => [station, seconds])),
    );
    const egress = mergeWalks(walks);
    const isEgress = new Uint8Array(connections.stationCount);
    for (const station of egress.keys()) isEgress[station] = 1;
    aboard.fill(never);
    scanBackwards(connections, { events, stride, arrivals, aboard, fromSeconds, egress, isEgress });
    group.forEach((_, offset) => {
      const walk = walks[offset] as Map<number, number>;
      visit(start + offset, { events, arrivals, stride, offset, fromSeconds, walks: walk });
    });
  }
}

/** Earliest arrival of somebody who is ready at a station at a time; on foot if that is quicker. */
export function findArrival(
  { events, arrivals, stride, offset, walks }: Profile,
  station: number,
  seconds: number,
): number {
  const ride = arrivals[findEvent(events, station, seconds) * stride + offset] as number;
  return Math.min(ride, seconds + (walks.get(station) ?? never - seconds));
}

/** The departures of a station in a window that no later departure equals or beats. */
export function listProfile(
  { events, arrivals, stride, offset }: Profile,
  station: number,
  window: Window,
): ProfileEntry[] {
  const found: ProfileEntry[] = [];
  const end = (events.first[station + 1] as number) - 1;
  for (let event = findEvent(events, station, window.from); event < end; event += 1) {
    const departureSeconds = events.departure[event] as number;
    if (departureSeconds >= window.to) break;
    const arrivalSeconds = arrivals[event * stride + offset] as number;
    if (arrivalSeconds < (arrivals[(event + 1) * stride + offset] as number)) {
      found.push({ departureSeconds, arrivalSeconds });
    }
  }
  return found;
}

/** By station: the targets of the batch that are within a walk, as pairs of target and seconds. */
type Egress = ReadonlyMap<number, readonly (readonly [number, number])[]>;

function mergeWalks(walks: readonly ReadonlyMap<number, number>[]): Egress {
  const egress = new Map<number, (readonly [number, number])[]>();
  walks.forEach((walk, offset) => {
    for (const [station, seconds] of walk) egress.set(station, [...(egress.get(station) ?? []), [offset, seconds]]);
  });
  return egress;
}

interface BackwardScan {
  readonly events: Events;
  readonly stride: number;
  readonly arrivals: Int32Array;
  readonly aboard: Int32Array;
  readonly fromSeconds: number;
  readonly egress: Egress;
  /** 1 where `egress` has a list. */
  readonly isEgress: Uint8Array;
}

function scanBackwards(connections: Connections, state: BackwardScan): void {
  const { count, run, flags } = connections;
  const { events, stride, arrivals, aboard, fromSeconds } = state;
  const { ofConnection } = events;
  const lowest = findFirstDeparture(connections, fromSeconds);
  for (let index = count - 1; index >= lowest; index -= 1) {
    const seat = (run[index] as number) * stride;
    if (((flags[index] as number) & mayAlight) !== 0) alight(connections, state, index, seat);
    const event = ofConnection[index] as number;
    if (event < 0) continue;
    const place = event * stride;
    for (let offset = 0; offset < stride; offset += 1) {
      const later = arrivals[place + stride + offset] as number;
      const riding = aboard[seat + offset] as number;
      arrivals[place + offset] = Math.min(riding, later);
    }
  }
}

/** What alighting at the end of a connection offers to those aboard: changing, ways, the targets. */
function alight({ to, arrival }: Connections, state: BackwardScan, index: number, seat: number): void {
  const { stride, arrivals, aboard, egress, isEgress } = state;
  const { after, wayFirst, wayEvent } = state.events;
  lower(aboard, seat, arrivals, (after[index] as number) * stride, stride);
  const lastWay = wayFirst[index + 1] as number;
  for (let way = wayFirst[index] as number; way < lastWay; way += 1) {
    lower(aboard, seat, arrivals, (wayEvent[way] as number) * stride, stride);
  }
  const station = to[index] as number;
  if (isEgress[station] === 0) return;
  for (const [offset, seconds] of egress.get(station) ?? []) {
    const arrives = (arrival[index] as number) + seconds;
    if (arrives < (aboard[seat + offset] as number)) aboard[seat + offset] = arrives;
  }
}

function lower(values: Int32Array, place: number, others: Int32Array, otherPlace: number, length: number): void {
  for (let offset = 0; offset < length; offset += 1) {
    const other = others[otherPlace + offset] as number;
    if (other < (values[place + offset] as number)) values[place + offset] = other;
  }
}
