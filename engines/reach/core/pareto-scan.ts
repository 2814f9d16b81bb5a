import { type ConnectionTable, findFirstDeparture } from "./connections.ts";
import { never } from "./earliest-arrivals.ts";
import type { ReachedEndpoint } from "./endpoints.ts";
import { countFewestTrips, mostTrips } from "./fewest-trips.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

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
 * they need at least are dropped (target pruning), and the scan ends when no label can improve.
 */
export function scanPareto(table: ConnectionTable, question: ScanQuestion): ScanAnswer {
  const levels = Math.min(question.maxTrips, mostTrips);
  const labels = takeLabels(table, levels);
  for (const { station, seconds } of question.origins) {
    const readyAt = question.departSeconds + seconds;
    for (let level = 0; level < levels; level += 1) labels.ready[station * levels + level] = readyAt;
  }
  for (const { station, seconds } of question.targets) labels.egress[station] = seconds;
  const best = new Int32Array(levels + 1).fill(findWalk(question));
  scan(table, question, { levels, labels, best });
  for (const { station } of question.targets) labels.egress[station] = -1;
  return { arrivals: best, aboard: labels.aboard };
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
  /** Earliest time at which one can board at a station, by trains used so far. */
  readonly ready: Int32Array;
  /** Earliest time at which one alights there, by trains used: ways are walked again only when it improves. */
  readonly alighted: Int32Array;
  /** Fewest trains with which one is aboard a run. */
  readonly trips: Uint8Array;
  /** Seconds from a station to the target, -1 where there is no way. */
  readonly egress: Int32Array;
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
    const size = stationCount * levels;
    labels = {
      ready: new Int32Array(size),
      alighted: new Int32Array(size),
      trips: new Uint8Array(runCount),
      egress: new Int32Array(stationCount).fill(-1),
      aboard: { count: 0, connection: new Int32Array(count), trips: new Uint8Array(count) },
    };
    kept.set(levels, labels);
  }
  labels.ready.fill(never);
  labels.alighted.fill(never);
  labels.trips.fill(notAboard);
  labels.aboard.count = 0;
  return labels;
}

interface ScanState {
  readonly levels: number;
  readonly labels: Labels;
  readonly best: Int32Array;
}

function scan(table: ConnectionTable, question: ScanQuestion, state: ScanState): void {
  const { count, departure, arrival, from, to, run, flags } = table;
  const { levels, labels, best } = state;
  const { ready, trips, aboard } = labels;
  const fewest = countFewestTrips(table, question, levels);
  const needed = question.origins.reduce((few, { station }) => Math.min(few, fewest[station] as number), levels + 1);
  if (needed > levels) return;
  let found = 0;
  for (let index = findFirstDeparture(table, question.departSeconds); index < count; index += 1) {
    const departs = departure[index] as number;
    if (departs > (best[needed] as number)) break;
    const ride = run[index] as number;
    let used = trips[ride] as number;
    const base = (from[index] as number) * levels;
    if (used > 1 && (ready[base + levels - 1] as number) <= departs && ((flags[index] as number) & mayBoard) !== 0) {
      const boarding = countTrips(ready, base, levels, departs);
      if (boarding < used) {
        used = boarding;
        trips[ride] = used;
      }
    }
    if (used === notAboard) continue;
    aboard.connection[found] = index;
    aboard.trips[found] = used;
    found += 1;
    const total = used + (fewest[to[index] as number] as number);
    if (total > levels || ((flags[index] as number) & mayAlight) === 0) continue;
    if ((arrival[index] as number) > (best[total] as number)) continue;
    alight(table, state, index, used);
  }
  aboard.count = found;
}

/** Trains with which one is aboard after boarding: one more than the fewest with which one is ready by then. */
function countTrips(ready: Int32Array, base: number, levels: number, departs: number): number {
  let level = levels - 1;
  while (level > 0 && (ready[base + level - 1] as number) <= departs) level -= 1;
  return level + 1;
}

/** Somebody leaves a run at the end of a connection after `used` trains. */
function alight(table: ConnectionTable, { levels, labels, best }: ScanState, index: number, used: number): void {
  const station = table.to[index] as number;
  const arrives = table.arrival[index] as number;
  const there = arrives + (labels.egress[station] as number);
  if (there >= arrives) lower(best, used, levels + 1, there);
  if (used >= levels) return;
  const label = station * levels + used;
  const end = (station + 1) * levels;
  lower(labels.ready, label, end, arrives + (table.change[station] as number));
  const { first, to, seconds } = table.footpaths;
  const lastWay = first[station + 1] as number;
  let way = first[station] as number;
  if (way === lastWay || arrives >= (labels.alighted[label] as number)) return;
  lower(labels.alighted, label, end, arrives);
  for (; way < lastWay; way += 1) {
    const other = to[way] as number;
    lower(labels.ready, other * levels + used, (other + 1) * levels, arrives + (seconds[way] as number));
  }
}

/** Lowers times from one number of trains upwards; they fall with the number. */
function lower(times: Int32Array, first: number, end: number, time: number): void {
  for (let place = first; place < end && (times[place] as number) > time; place += 1) times[place] = time;
}
