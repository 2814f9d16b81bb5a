import { type Connections, findFirstDeparture } from "./connections.ts";
import { never } from "./earliest-arrivals.ts";
import { type Endpoint, expandEndpoints, type ReachedEndpoint } from "./endpoints.ts";
import { type Events, findEvent, getEvents } from "./events.ts";
import { mostTrips } from "./fewest-trips.ts";
import type { Stretch } from "./latest-departure.ts";
import { getReversedFootpaths } from "./reversal.ts";
import { mayAlight } from "./timetable.ts";

/** When one arrives at the targets, by every moment at which one can board anywhere and by number of trains. */
export interface ParetoProfile {
  readonly events: Events;
  /** arrivals[e * levels + k]: earliest arrival of whoever boards at event e or later and takes at most k + 1 trains. */
  readonly arrivals: Int32Array;
  readonly levels: number;
  readonly fromSeconds: number;
  /** By station: the ways on which the targets are reached from it. */
  readonly targets: ReadonlyMap<number, ReachedEndpoint>;
}

/** A departure that no other equals or beats in departure, arrival and transfers. */
export interface ParetoEntry {
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
  readonly transfers: number;
  /** Where it begins: the event of the first boarding. */
  readonly event: number;
  readonly origin: ReachedEndpoint;
}

const workspaces = new WeakMap<Connections, Map<number, { arrivals: Int32Array; aboard: Int32Array }>>();

/**
 * All to one with the number of trains as second criterion: the backward profile scan with vectors of arrivals by
 * number of trains (Dibbelt et al., section 4.4: "profile Pareto-optimization by number of transfers").
 * The arrays belong to the connections and serve the next call too: take from a profile what is needed before.
 */
export function paretoProfile(
  connections: Connections,
  targets: readonly Endpoint[],
  { maxTrips, fromSeconds = 0 }: { maxTrips: number; fromSeconds?: number },
): ParetoProfile {
  const events = getEvents(connections);
  const levels = Math.min(maxTrips, mostTrips);
  const kept = workspaces.get(connections) ?? new Map();
  workspaces.set(connections, kept);
  const space = kept.get(levels) ?? {
    arrivals: new Int32Array(events.count * levels).fill(never),
    aboard: new Int32Array(connections.runCount * levels),
  };
  kept.set(levels, space);
  space.aboard.fill(never);
  const reached = expandEndpoints(targets, getReversedFootpaths(connections.footpaths));
  const egress = new Int32Array(connections.stationCount).fill(-1);
  for (const { station, seconds } of reached) egress[station] = seconds;
  scanBackwards(connections, { events, levels, ...space, egress, fromSeconds });
  const byStation = new Map(reached.map((endpoint) => [endpoint.station, endpoint]));
  return { events, arrivals: space.arrivals, levels, fromSeconds, targets: byStation };
}

/**
 * The Pareto set of departures at or after `fromSeconds` from any of the origins: each is left later, arrives earlier or
 * changes less often than all others. Those that depart after a window count too, so that nobody sets out in the evening
 * to wait for a train of the morning; the caller cuts the window out. Sorted by departure.
 */
export function listParetoEntries(
  { events, arrivals, levels, fromSeconds, targets }: ParetoProfile,
  origins: readonly ReachedEndpoint[],
): ParetoEntry[] {
  const found: ParetoEntry[] = [];
  let walk = never;
  for (const origin of origins) {
    const egress = targets.get(origin.station);
    if (egress !== undefined) walk = Math.min(walk, origin.seconds + egress.seconds);
    const end = (events.first[origin.station + 1] as number) - 1;
    const start = findEvent(events, origin.station, fromSeconds + origin.seconds);
    for (let event = start; event < end; event += 1) {
      for (let level = 0; level < levels; level += 1) {
        const arrivalSeconds = arrivals[event * levels + level] as number;
        if (arrivalSeconds >= (arrivals[(event + 1) * levels + level] as number)) continue;
        if (level > 0 && arrivalSeconds >= (arrivals[event * levels + level - 1] as number)) continue;
        const departureSeconds = (events.departure[event] as number) - origin.seconds;
        found.push({ departureSeconds, arrivalSeconds, transfers: level, event, origin });
      }
    }
  }
  return keepUndominated(found, levels).filter((entry) => entry.arrivalSeconds - entry.departureSeconds < walk);
}

/** Drops entries that another one equals or beats in all three; of equals the first stays. Sorted by departure. */
function keepUndominated(entries: ParetoEntry[], levels: number): ParetoEntry[] {
  entries.sort(
    (a, b) =>
      b.departureSeconds - a.departureSeconds || a.arrivalSeconds - b.arrivalSeconds || a.transfers - b.transfers,
  );
  const best = new Array<number>(levels).fill(never);
  const kept: ParetoEntry[] = [];
  for (const entry of entries) {
    if (entry.arrivalSeconds >= (best[entry.transfers] as number)) continue;
    for (let level = entry.transfers; level < levels; level += 1) {
      best[level] = Math.min(best[level] as number, entry.arrivalSeconds);
    }
    kept.push(entry);
  }
  return kept.reverse();
}

/** The trains of an entry: the profile says at each step which arrival has to come out. */
export function traceEntry(connections: Connections, profile: ParetoProfile, entry: ParetoEntry): Stretch[] {
  const { arrivals, levels, events } = profile;
  const stretches: Stretch[] = [];
  let event = entry.event;
  for (let level = entry.transfers; ; level -= 1) {
    // The last moment at which one still arrives as early; its connection is the one that does it.
    while (arrivals[(event + 1) * levels + level] === entry.arrivalSeconds) event += 1;
    const enter = events.connection[event] as number;
    const { exit, next } = findExit(connections, profile, { enter, level, arrivalSeconds: entry.arrivalSeconds });
    stretches.push({ enter, exit });
    if (next < 0) return stretches;
    event = next;
  }
}

interface ExitQuestion {
  readonly enter: number;
  readonly level: number;
  readonly arrivalSeconds: number;
}

/** Where to leave a train so that one arrives at the given time, and the event to go on from (-1: at the target). */
function findExit(connections: Connections, profile: ParetoProfile, question: ExitQuestion) {
  const { arrival, to, flags } = connections;
  const { events, arrivals, levels, targets } = profile;
  const { level, arrivalSeconds } = question;
  for (let exit = question.enter; exit >= 0; exit = events.next[exit] as number) {
    if (((flags[exit] as number) & mayAlight) === 0) continue;
    const target = targets.get(to[exit] as number);
    if (target !== undefined && (arrival[exit] as number) + target.seconds === arrivalSeconds)
      return { exit, next: -1 };
    if (level === 0) continue;
    const candidates = [
      events.after[exit] as number,
      ...events.wayEvent.subarray(events.wayFirst[exit] as number, events.wayFirst[exit + 1] as number),
    ];
    const found = candidates.find((event) => arrivals[event * levels + level - 1] === arrivalSeconds);
    if (found !== undefined) return { exit, next: found };
  }
  throw new Error("A profile promised an arrival that no train brings about.");
}

interface BackwardScan {
  readonly events: Events;
  readonly levels: number;
  readonly arrivals: Int32Array;
  readonly aboard: Int32Array;
  readonly egress: Int32Array;
  readonly fromSeconds: number;
}

function scanBackwards(connections: Connections, state: BackwardScan): void {
  const { count, run, flags } = connections;
  const { events, levels, arrivals, aboard, fromSeconds } = state;
  const { ofConnection } = events;
  const lowest = findFirstDeparture(connections, fromSeconds);
  for (let index = count - 1; index >= lowest; index -= 1) {
    const seat = (run[index] as number) * levels;
    if (((flags[index] as number) & mayAlight) !== 0) alight(connections, state, index, seat);
    const event = ofConnection[index] as number;
    if (event < 0) continue;
    const place = event * levels;
    for (let level = 0; level < levels; level += 1) {
      const later = arrivals[place + levels + level] as number;
      const riding = aboard[seat + level] as number;
      arrivals[place + level] = Math.min(riding, later);
    }
  }
}

/** What alighting at the end of a connection offers to those aboard: changing, ways, the target. */
function alight({ to, arrival }: Connections, state: BackwardScan, index: number, seat: number): void {
  const { levels, arrivals, aboard, egress } = state;
  const { after, wayFirst, wayEvent } = state.events;
  lower(aboard, seat, arrivals, (after[index] as number) * levels, levels);
  const lastWay = wayFirst[index + 1] as number;
  for (let way = wayFirst[index] as number; way < lastWay; way += 1) {
    lower(aboard, seat, arrivals, (wayEvent[way] as number) * levels, levels);
  }
  const seconds = egress[to[index] as number] as number;
  if (seconds < 0) return;
  const arrives = (arrival[index] as number) + seconds;
  for (let level = 0; level < levels && arrives < (aboard[seat + level] as number); level += 1) {
    aboard[seat + level] = arrives;
  }
}

/** Going on from an event with k trains makes k + 1 of them. */
function lower(aboard: Int32Array, seat: number, arrivals: Int32Array, place: number, levels: number): void {
  for (let level = 1; level < levels; level += 1) {
    const onward = arrivals[place + level - 1] as number;
    if (onward < (aboard[seat + level] as number)) aboard[seat + level] = onward;
  }
}
