import type { ConnectionTable } from "./connections.ts";
import type { ScanAnswer, ScanQuestion } from "./pareto-scan.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/** One stretch aboard a train, by the connections on which it begins and ends. */
export interface Stretch {
  readonly enter: number;
  readonly exit: number;
}

/** A time before all others. */
const unset = -0x7fffffff;

/**
 * Of the journeys that arrive at arrivals[trips] with that many trains the one that leaves last, as its trains in the
 * order of travel; for numbers that arrive earlier than all smaller ones. Reads from the end what the forward scan was
 * aboard of. As no fewer trains arrive by then, the trains to the ride and those from it on are exactly `trips`: what
 * leads nowhere with just as many to go is no part of such a journey.
 * @throws Error when no journey arrives then
 */
export function traceLatest(
  table: ConnectionTable,
  { origins, targets, departSeconds }: ScanQuestion,
  { arrivals, aboard, fewest }: ScanAnswer,
  trips: number,
): Stretch[] {
  const scan = { table, trips, labels: takeLabels(table, trips), arriveBy: arrivals[trips] as number, fewest };
  const { access, egress, exit, onward } = scan.labels;
  for (const { station, seconds } of origins) access[station] = seconds;
  for (const { station, seconds } of targets) egress[station] = seconds;
  let leaves = departSeconds - 1;
  let stretches: Stretch[] = [];
  for (let place = aboard.count - 1; place >= 0; place -= 1) {
    const index = aboard.connection[place] as number;
    const departs = table.departure[index] as number;
    if (departs <= leaves) break;
    const toGo = trips + 1 - (aboard.trips[place] as number);
    if (toGo < 1 || !arrivesInTime(scan, index, toGo) || ((table.flags[index] as number) & mayBoard) === 0) continue;
    if (toGo < trips) {
      board(scan, index, toGo);
      continue;
    }
    const seconds = access[table.from[index] as number] as number;
    if (seconds < 0 || departs - seconds <= leaves) continue;
    leaves = departs - seconds;
    const run = table.run[index] as number;
    stretches = follow(scan.labels, { enter: index, exit: exit[run] as number }, onward[run] as number);
  }
  for (const { station } of origins) access[station] = -1;
  for (const { station } of targets) egress[station] = -1;
  if (stretches.length === 0) throw new Error(`No journey arrives at ${scan.arriveBy} with ${trips} trains.`);
  return stretches;
}

interface BackwardScan {
  readonly table: ConnectionTable;
  readonly trips: number;
  readonly labels: Labels;
  readonly arriveBy: number;
  readonly fewest: Uint8Array;
}

/** The label of a station with n trains to go is at station * trips + n. */
interface Labels {
  /** When one leaves a station at the latest. It is written once, since departures fall. */
  readonly latest: Int32Array;
  /** With which connection one leaves, where one alights, and the label with which one goes on (-1: at the target). */
  readonly leaveBy: Int32Array;
  readonly leaveExit: Int32Array;
  readonly leaveOnward: Int32Array;
  /** By run: with how many trains to go, itself included, one arrives in time (0: none known), and as above. */
  readonly toGo: Uint8Array;
  readonly exit: Int32Array;
  readonly onward: Int32Array;
  /** Seconds from the origin to a station, and from it to the target; -1 where there is no way. */
  readonly access: Int32Array;
  readonly egress: Int32Array;
}

const workspaces = new WeakMap<ConnectionTable, Labels>();

/** Labels are cleared, not allocated, from one scan to the next of the same table. */
function takeLabels(table: ConnectionTable, trips: number): Labels {
  const { stationCount, runCount } = table;
  const size = stationCount * trips;
  let labels = workspaces.get(table);
  if (labels === undefined || labels.latest.length < size) {
    labels = {
      latest: new Int32Array(size),
      leaveBy: new Int32Array(size),
      leaveExit: new Int32Array(size),
      leaveOnward: new Int32Array(size),
      toGo: new Uint8Array(runCount),
      exit: new Int32Array(runCount),
      onward: new Int32Array(runCount),
      access: new Int32Array(stationCount).fill(-1),
      egress: new Int32Array(stationCount).fill(-1),
    };
    workspaces.set(table, labels);
  }
  labels.latest.fill(unset, 0, size);
  labels.toGo.fill(0);
  return labels;
}

/** Whether one arrives in time aboard a connection with just as many trains to go: alighting at its end or later. */
function arrivesInTime({ table, trips, labels, arriveBy, fewest }: BackwardScan, index: number, toGo: number): boolean {
  const run = table.run[index] as number;
  if (labels.toGo[run] === toGo) return true;
  const station = table.to[index] as number;
  const arrives = table.arrival[index] as number;
  if ((fewest[station] as number) >= toGo || arrives > arriveBy) return false;
  if (((table.flags[index] as number) & mayAlight) === 0) return false;
  let onward = -1;
  if (toGo === 1) {
    const seconds = labels.egress[station] as number;
    if (seconds < 0 || arrives + seconds > arriveBy) return false;
  } else {
    onward = findOnward(table, labels, { station, arrives, trips, toGo: toGo - 1 });
    if (onward < 0) return false;
  }
  labels.toGo[run] = toGo;
  labels.exit[run] = index;
  labels.onward[run] = onward;
  return true;
}

interface Alighting {
  readonly station: number;
  readonly arrives: number;
  readonly trips: number;
  readonly toGo: number;
}

/** The label with which one goes on after alighting, at the station or within a way; -1 when there is none. */
function findOnward(table: ConnectionTable, { latest }: Labels, { station, arrives, trips, toGo }: Alighting): number {
  const here = station * trips + toGo;
  if ((latest[here] as number) >= arrives + (table.change[station] as number)) return here;
  const { first, to, seconds } = table.footpaths;
  const lastWay = first[station + 1] as number;
  for (let way = first[station] as number; way < lastWay; way += 1) {
    const there = (to[way] as number) * trips + toGo;
    if ((latest[there] as number) >= arrives + (seconds[way] as number)) return there;
  }
  return -1;
}

/** Writes the label of a station that one leaves with a connection. */
function board({ table, trips, labels }: BackwardScan, index: number, toGo: number): void {
  const label = (table.from[index] as number) * trips + toGo;
  if (labels.latest[label] !== unset) return;
  const run = table.run[index] as number;
  labels.latest[label] = table.departure[index] as number;
  labels.leaveBy[label] = index;
  labels.leaveExit[label] = labels.exit[run] as number;
  labels.leaveOnward[label] = labels.onward[run] as number;
}

/** The trains from the first one on. */
function follow({ leaveBy, leaveExit, leaveOnward }: Labels, first: Stretch, onward: number): Stretch[] {
  const stretches = [first];
  for (let label = onward; label >= 0; label = leaveOnward[label] as number) {
    stretches.push({ enter: leaveBy[label] as number, exit: leaveExit[label] as number });
  }
  return stretches;
}
