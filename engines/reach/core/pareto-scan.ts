import { type ConnectionTable, findFirstDeparture } from "./connections.ts";
import { never } from "./earliest-arrivals.ts";
import type { ReachedEndpoint } from "./endpoints.ts";
import { countFewestTrips, mostTrips } from "./fewest-trips.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/** One stretch aboard a train, by the connections on which it begins and ends. */
export interface Stretch {
  readonly enter: number;
  readonly exit: number;
}

/** What to scan for. */
export interface ScanQuestion {
  readonly origins: readonly ReachedEndpoint[];
  readonly targets: readonly ReachedEndpoint[];
  readonly departSeconds: number;
  /** Most trains of a journey. */
  readonly maxTrips: number;
  /** True: only the earliest arrival with at most `maxTrips` counts, so that the scan may stop sooner. */
  readonly earliestOnly?: boolean | undefined;
  /** `countFewestTrips` of these ends, if it is known. */
  readonly fewest?: Uint8Array | undefined;
}

/** Earliest arrival by number of trains, and how one gets there. */
export interface ScanAnswer {
  /** arrivals[k]: earliest arrival with at most k trains; index 0 is on foot. */
  readonly arrivals: Int32Array;
  /** The trains of the journey that arrives at arrivals[trips], in the order of the scan. */
  traceBack(trips: number): { stretches: Stretch[]; target: number };
}

/** Trains used so far of a run that nobody is aboard of. */
const notAboard = 255;

/**
 * Earliest arrivals by number of trains from origins to targets: the bi-criteria form of the Connection Scan Algorithm.
 * A station has one label for each number of trains; a run needs one number only, the fewest trains with which one is
 * aboard. Labels that arrive no earlier than what already reaches the target with the trains that they need at least are
 * dropped (target pruning), and the scan ends when no label can improve. Journeys are put together from journey pointers (Dibbelt et
 * al., section 3.3): the connections on which one entered and left the run that made a label.
 */
export function scanPareto(table: ConnectionTable, question: ScanQuestion): ScanAnswer {
  const levels = Math.min(question.maxTrips, mostTrips);
  const labels = takeLabels(table, levels);
  for (const { station, seconds } of question.origins) {
    const readyAt = question.departSeconds + seconds;
    for (let level = 0; level < levels; level += 1) labels.ready[station * levels + level] = readyAt;
  }
  for (const { station, seconds } of question.targets) labels.egress[station] = seconds;
  const atOnce = findWalk(question);
  const best = new Int32Array(levels + 1).fill(atOnce);
  const final = { enter: new Int32Array(levels + 1).fill(-1), exit: new Int32Array(levels + 1).fill(-1) };
  scan(table, question, { levels, labels, best, final });
  for (const { station } of question.targets) labels.egress[station] = -1;
  return {
    arrivals: best,
    traceBack(trips) {
      const stretches: Stretch[] = [];
      let enter = final.enter[trips] as number;
      let exit = final.exit[trips] as number;
      const target = exit < 0 ? -1 : (table.to[exit] as number);
      while (exit >= 0) {
        stretches.push({ enter, exit });
        const base = (table.from[enter] as number) * levels;
        const departs = table.departure[enter] as number;
        let level = 0;
        while ((labels.ready[base + level] as number) > departs) level += 1;
        exit = level === 0 ? -1 : (labels.exit[base + level] as number);
        enter = level === 0 ? -1 : (labels.enter[base + level] as number);
      }
      return { stretches: stretches.reverse(), target };
    },
  };
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
  readonly enter: Int32Array;
  readonly exit: Int32Array;
  /** Fewest trains with which one is aboard a run, and the connection on which one entered. */
  readonly trips: Uint8Array;
  readonly entered: Int32Array;
  /** Seconds from a station to the target, -1 where there is no way. */
  readonly egress: Int32Array;
}

const workspaces = new WeakMap<ConnectionTable, Map<number, Labels>>();

/** Labels are cleared, not allocated, from one scan to the next of the same table. */
function takeLabels(table: ConnectionTable, levels: number): Labels {
  const { stationCount, runCount } = table;
  const kept = workspaces.get(table) ?? new Map<number, Labels>();
  workspaces.set(table, kept);
  let labels = kept.get(levels);
  if (labels === undefined) {
    const size = stationCount * levels;
    labels = {
      ready: new Int32Array(size),
      alighted: new Int32Array(size),
      enter: new Int32Array(size),
      exit: new Int32Array(size),
      trips: new Uint8Array(runCount),
      entered: new Int32Array(runCount),
      egress: new Int32Array(stationCount).fill(-1),
    };
    kept.set(levels, labels);
  }
  labels.ready.fill(never);
  labels.alighted.fill(never);
  labels.trips.fill(notAboard);
  return labels;
}

interface ScanState {
  readonly levels: number;
  readonly labels: Labels;
  readonly best: Int32Array;
  readonly final: { readonly enter: Int32Array; readonly exit: Int32Array };
}

function scan(table: ConnectionTable, question: ScanQuestion, state: ScanState): void {
  const { count, departure, arrival, from, to, run, flags } = table;
  const { levels, labels, best } = state;
  const { ready, trips, entered } = labels;
  const fewest = question.fewest ?? countFewestTrips(table, question, levels);
  const least = question.earliestOnly === true ? levels : 1;
  const needed = question.origins.reduce((few, { station }) => Math.min(few, fewest[station] as number), levels + 1);
  if (needed > levels) return;
  const governing = Math.max(least, needed);
  for (let index = findFirstDeparture(table, question.departSeconds); index < count; index += 1) {
    const departs = departure[index] as number;
    if (departs >= (best[governing] as number)) return;
    const ride = run[index] as number;
    let used = trips[ride] as number;
    const base = (from[index] as number) * levels;
    if (used > 1 && (ready[base + levels - 1] as number) <= departs && ((flags[index] as number) & mayBoard) !== 0) {
      const boarding = countTrips(ready, base, levels, departs);
      if (boarding < used) {
        used = boarding;
        trips[ride] = used;
        entered[ride] = index;
      }
    }
    const total = used + (fewest[to[index] as number] as number);
    if (total > levels || ((flags[index] as number) & mayAlight) === 0) continue;
    if ((arrival[index] as number) >= (best[Math.max(total, least)] as number)) continue;
    alight(table, state, index, used);
  }
}

/** Trains with which one is aboard after boarding: one more than the fewest with which one is ready by then. */
function countTrips(ready: Int32Array, base: number, levels: number, departs: number): number {
  let level = levels - 1;
  while (level > 0 && (ready[base + level - 1] as number) <= departs) level -= 1;
  return level + 1;
}

/** Somebody leaves a run at the end of a connection after `used` trains. */
function alight(table: ConnectionTable, { levels, labels, best, final }: ScanState, index: number, used: number): void {
  const station = table.to[index] as number;
  const arrives = table.arrival[index] as number;
  const enter = labels.entered[table.run[index] as number] as number;
  const there = arrives + (labels.egress[station] as number);
  if (there >= arrives) {
    for (let level = used; level <= levels && (best[level] as number) > there; level += 1) {
      best[level] = there;
      final.enter[level] = enter;
      final.exit[level] = index;
    }
  }
  if (used >= levels) return;
  improve(
    labels,
    station * levels + used,
    (station + 1) * levels,
    arrives + (table.change[station] as number),
    enter,
    index,
  );
  const { first, to, seconds } = table.footpaths;
  const end = first[station + 1] as number;
  let way = first[station] as number;
  if (way === end || arrives >= (labels.alighted[station * levels + used] as number)) return;
  for (
    let level = used;
    level < levels && (labels.alighted[station * levels + level] as number) > arrives;
    level += 1
  ) {
    labels.alighted[station * levels + level] = arrives;
  }
  for (; way < end; way += 1) {
    const other = to[way] as number;
    improve(labels, other * levels + used, (other + 1) * levels, arrives + (seconds[way] as number), enter, index);
  }
}

/** Lowers the labels of a station from the number of trains used upwards. */
function improve(labels: Labels, first: number, end: number, readyAt: number, enter: number, exit: number): void {
  const { ready } = labels;
  for (let label = first; label < end && (ready[label] as number) > readyAt; label += 1) {
    ready[label] = readyAt;
    labels.enter[label] = enter;
    labels.exit[label] = exit;
  }
}
