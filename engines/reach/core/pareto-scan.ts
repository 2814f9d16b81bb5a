import type { ConnectionTable } from "./connections.ts";
import { never } from "./earliest-arrivals.ts";
import type { ReachedEndpoint } from "./endpoints.ts";
import { type Events, findEvent, getEvents } from "./events.ts";
import { countFewestTrips, mostTrips } from "./fewest-trips.ts";

/** What to scan for. */
export interface ScanQuestion {
  readonly origins: readonly ReachedEndpoint[];
  readonly targets: readonly ReachedEndpoint[];
  readonly departSeconds: number;
  /** Most trains of a journey. */
  readonly maxTrips: number;
}

/** Earliest arrivals by number of trains, and what one can be aboard of on the way. */
export interface ScanAnswer {
  /** arrivals[k]: earliest arrival with at most k trains; index 0 is on foot. */
  readonly arrivals: Int32Array;
  /** The array serves the next scan of the table too. */
  readonly aboard: Aboard;
  /** At least so many trains lead from a station to the targets. */
  readonly fewest: Uint8Array;
}

/** The connections that somebody can be aboard of in time, in the order of the scan; all best journeys consist of them. */
export interface Aboard {
  count: number;
  readonly connection: Int32Array;
  /** Fewest trains with which one is aboard. */
  readonly trips: Uint8Array;
}

/** Trains used so far of a run that nobody is aboard of. */
const notAboard = 255;

/**
 * Earliest arrivals by number of trains from origins to targets: the bi-criteria form of the Connection Scan Algorithm
 * (Dibbelt et al., section 3). A station has one label for each number of trains; a run needs one number only, the fewest
 * trains with which one is aboard. Labels that arrive later than what already reaches the target with the trains that
 * they need at least are dropped (target pruning), and the scan ends when no label can improve. It visits, in the order
 * of all connections, only those that one can board or stay aboard of: a visited connection marks the next one of its run
 * and the next departure of its station.
 */
export function scanPareto(table: ConnectionTable, question: ScanQuestion): ScanAnswer {
  const levels = Math.min(question.maxTrips, mostTrips);
  const events = getEvents(table);
  const labels = takeLabels(table, levels);
  const best = new Int32Array(levels + 1).fill(findWalk(question));
  const fewest = countFewestTrips(table, question, levels);
  const state = { levels, events, labels, best, fewest };
  for (const { station, seconds } of question.origins) {
    reach(state, station, 0, findEvent(events, station, question.departSeconds + seconds));
  }
  for (const { station, seconds } of question.targets) labels.egress[station] = seconds;
  scan(table, question, state);
  for (const { station } of question.targets) labels.egress[station] = -1;
  return { arrivals: best, aboard: labels.aboard, fewest };
}

/** Arrival without any train; `never` when the targets cannot be walked to. */
function findWalk({ origins, targets, departSeconds }: ScanQuestion): number {
  const seconds = new Map(targets.map((target) => [target.station, target.seconds]));
  // Ways are in the origins already; a target with a way of its own would count it twice.
  return origins.reduce((soonest, origin) => {
    const egress = seconds.get(origin.station);
    return egress === undefined ? soonest : Math.min(soonest, departSeconds + origin.seconds + egress);
  }, never);
}

interface Labels {
  /** First event (`events.ts`) at which one can board at a station, by trains used so far. */
  readonly ready: Int32Array;
  /** Fewest trains with which one is aboard a run. */
  readonly trips: Uint8Array;
  /** Seconds from a station to the target, -1 where there is no way. */
  readonly egress: Int32Array;
  /** Bit c % 32 of word c / 32: connection c is to be visited. */
  readonly marks: Int32Array;
  readonly aboard: Aboard;
}

const workspaces = new WeakMap<ConnectionTable, Map<number, Labels>>();

/** Labels are cleared, not allocated, from one scan to the next of the same table. */
function takeLabels(table: ConnectionTable, levels: number): Labels {
  const { count, stationCount, runCount } = table;
  const kept = workspaces.get(table) ?? new Map<number, Labels>();
  workspaces.set(table, kept);
  let labels = kept.get(levels);
  if (labels === undefined) {
    labels = {
      ready: new Int32Array(stationCount * levels),
      trips: new Uint8Array(runCount),
      egress: new Int32Array(stationCount).fill(-1),
      marks: new Int32Array((count >> 5) + 1),
      aboard: { count: 0, connection: new Int32Array(count), trips: new Uint8Array(count) },
    };
    kept.set(levels, labels);
  }
  labels.ready.fill(never);
  labels.trips.fill(notAboard);
  labels.marks.fill(0);
  labels.aboard.count = 0;
  return labels;
}

interface ScanState {
  readonly levels: number;
  readonly events: Events;
  readonly labels: Labels;
  readonly best: Int32Array;
  /** `countFewestTrips` to the targets. */
  readonly fewest: Uint8Array;
}

function scan(table: ConnectionTable, question: ScanQuestion, state: ScanState): void {
  const { levels, best, fewest, labels } = state;
  const { marks } = labels;
  const needed = question.origins.reduce((few, { station }) => Math.min(few, fewest[station] as number), levels + 1);
  if (needed > levels) return;
  for (let word = 0; word < marks.length; word += 1) {
    // A visit marks later connections only, some of them in the same word.
    for (let bits = marks[word] as number; bits !== 0; bits = marks[word] as number) {
      marks[word] = bits & (bits - 1);
      const index = (word << 5) + 31 - Math.clz32(bits & -bits);
      if ((table.departure[index] as number) > (best[needed] as number)) return;
      visit(table, state, index);
    }
  }
}

/** Somebody is aboard the run of a connection already, or can board it. */
function visit(table: ConnectionTable, state: ScanState, index: number): void {
  const { levels, events, labels, best, fewest } = state;
  const { ready, trips, marks, aboard } = labels;
  const run = table.run[index] as number;
  const base = (table.from[index] as number) * levels;
  const event = events.ofConnection[index] as number;
  let used = trips[run] as number;
  if (event >= 0 && (ready[base + levels - 1] as number) <= event) {
    mark(marks, events.connection[event + 1] as number);
    if (used > 1) {
      used = Math.min(used, countTrips(ready, base, event));
      trips[run] = used;
    }
  }
  mark(marks, events.next[index] as number);
  aboard.connection[aboard.count] = index;
  aboard.trips[aboard.count] = used;
  aboard.count += 1;
  const total = used + (fewest[table.to[index] as number] as number);
  if (total > levels || (events.after[index] as number) < 0) return;
  if ((table.arrival[index] as number) <= (best[total] as number)) alight(table, state, index, used);
}

/** A connection is to be visited; -1 stands for none. */
function mark(marks: Int32Array, connection: number): void {
  if (connection >= 0) marks[connection >> 5] = (marks[connection >> 5] as number) | (1 << (connection & 31));
}

/** Trains with which one is aboard after boarding: one more than the fewest with which one is ready by then. */
function countTrips(ready: Int32Array, base: number, event: number): number {
  let level = 0;
  while ((ready[base + level] as number) > event) level += 1;
  return level + 1;
}

/** Somebody leaves a run at the end of a connection after `used` trains. */
function alight(table: ConnectionTable, state: ScanState, index: number, used: number): void {
  const { levels, events, labels, best } = state;
  const station = table.to[index] as number;
  const seconds = labels.egress[station] as number;
  if (seconds >= 0) lower(best, used, levels + 1, (table.arrival[index] as number) + seconds);
  if (used >= levels) return;
  reach(state, station, used, events.after[index] as number);
  const { first, to } = table.footpaths;
  let way = first[station] as number;
  for (let place = events.wayFirst[index] as number; place < (events.wayFirst[index + 1] as number); place += 1) {
    reach(state, to[way] as number, used, events.wayEvent[place] as number);
    way += 1;
  }
}

/** One can board at a station from an event on, after `used` trains. */
function reach({ levels, events, labels }: ScanState, station: number, used: number, event: number): void {
  const first = station * levels + used;
  if ((labels.ready[first] as number) <= event) return;
  lower(labels.ready, first, (station + 1) * levels, event);
  mark(labels.marks, events.connection[event] as number);
}

/** Lowers values from one number of trains upwards; they fall with the number. */
function lower(values: Int32Array, first: number, end: number, value: number): void {
  for (let place = first; place < end && (values[place] as number) > value; place += 1) values[place] = value;
}
