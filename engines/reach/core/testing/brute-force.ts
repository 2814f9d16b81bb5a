import { isRunning, packCalendars } from "../calendars.ts";
import { secondsPerDay, toDayNumber } from "../days.ts";
import type { Call, Schedule } from "../schedule.ts";

/** A journey by its three criteria. */
export interface Triple {
  readonly departureSeconds: number;
  readonly arrivalSeconds: number;
  readonly transfers: number;
}

/** Ends by station id and seconds. */
export type Ends = readonly (readonly [station: string, seconds: number])[];

/** A call of a train on a day. */
interface Node {
  readonly call: Call;
  readonly shift: number;
  /** Index of the next call's node, -1 at the last call. */
  readonly next: number;
}

/**
 * Every boarding at an origin with every arrival at a target that can follow, by the fewest trains: breadth-first search
 * by trains in the time-expanded graph of calls (a node for each train's call on each day; staying aboard costs nothing,
 * boarding one train). Slow, and written without anything that the engine's searches use, calendars apart.
 */
export function listAllTriples(schedule: Schedule, date: string, origins: Ends, targets: Ends): Triple[] {
  const nodes = expand(schedule, date);
  const walk = closeWays(schedule);
  const access = closeEnds(origins, (end, station) => walk(end, station));
  const egress = closeEnds(targets, (end, station) => walk(station, end));
  const triples: Triple[] = [];
  nodes.forEach((node, start) => {
    const seconds = access(node.call.station);
    if (seconds === undefined || !isBoardable(node)) return;
    const departureSeconds = node.call.departureSeconds + node.shift - seconds;
    for (const [reached, trains] of countTrains(schedule, nodes, walk, start)) {
      const { call, shift } = nodes[reached] as Node;
      const rest = egress(call.station);
      if (rest === undefined || call.alighting === false) continue;
      triples.push({ departureSeconds, arrivalSeconds: call.arrivalSeconds + shift + rest, transfers: trains - 1 });
    }
  });
  return triples;
}

/** Seconds on foot from an origin to a target; undefined when there is no way. */
export function findWalkSeconds(schedule: Schedule, origins: Ends, targets: Ends): number | undefined {
  const walk = closeWays(schedule);
  const all = origins.flatMap(([from, a]) =>
    targets.flatMap(([to, b]) => {
      const seconds = from === to ? 0 : walk(from, to);
      return seconds === undefined ? [] : [a + seconds + b];
    }),
  );
  return all.length === 0 ? undefined : Math.min(...all);
}

/** Those that no other equals or beats in all three (of equals one), by departure. */
export function keepPareto(triples: readonly Triple[]): Triple[] {
  const beats = (a: Triple, b: Triple) =>
    a.departureSeconds >= b.departureSeconds && a.arrivalSeconds <= b.arrivalSeconds && a.transfers <= b.transfers;
  const kept: Triple[] = [];
  for (const triple of triples) {
    if (kept.some((other) => beats(other, triple))) continue;
    const still = kept.filter((other) => !beats(triple, other));
    kept.splice(0, kept.length, ...still, triple);
  }
  return sortTriples(kept);
}

/** By departure, arrival, transfers; without what else a journey carries. */
export function sortTriples(triples: readonly Triple[]): Triple[] {
  return triples
    .map(({ departureSeconds, arrivalSeconds, transfers }) => ({ departureSeconds, arrivalSeconds, transfers }))
    .sort(
      (a, b) =>
        a.departureSeconds - b.departureSeconds || a.arrivalSeconds - b.arrivalSeconds || a.transfers - b.transfers,
    );
}

/** Trains of the day, of the day after, and of all days before that may still run. */
function expand(schedule: Schedule, date: string): Node[] {
  const calendars = packCalendars(schedule.calendars);
  const day = toDayNumber(date);
  const nodes: Node[] = [];
  for (const trip of schedule.trips) {
    const calendar = schedule.calendars.findIndex(({ id }) => id === trip.calendar);
    for (let offset = -5; offset <= 1; offset += 1) {
      if (!isRunning(calendars, calendar, day + offset)) continue;
      trip.calls.forEach((call, index) => {
        const next = index === trip.calls.length - 1 ? -1 : nodes.length + 1;
        nodes.push({ call, shift: offset * secondsPerDay, next });
      });
    }
  }
  return nodes;
}

function isBoardable({ call, next, shift }: Node): boolean {
  // The horizon begins a day before the date.
  return next >= 0 && call.boarding !== false && call.departureSeconds + shift >= -secondsPerDay;
}

type Walk = (from: string, to: string) => number | undefined;

/** Shortest ways between different stations (Floyd and Warshall). */
function closeWays(schedule: Schedule): Walk {
  const best = new Map<string, number>();
  const key = (from: string, to: string) => `${from} ${to}`;
  const offer = (from: string, to: string, seconds: number) => {
    if (from !== to && seconds < (best.get(key(from, to)) ?? Number.POSITIVE_INFINITY)) {
      best.set(key(from, to), seconds);
    }
  };
  for (const { from, to, seconds } of schedule.transfers) offer(from, to, seconds);
  const ids = schedule.stations.map(({ id }) => id);
  for (const middle of ids) {
    for (const from of ids) {
      for (const to of ids) {
        const a = best.get(key(from, middle));
        const b = best.get(key(middle, to));
        if (a !== undefined && b !== undefined) offer(from, to, a + b);
      }
    }
  }
  return (from, to) => best.get(key(from, to));
}

function closeEnds(ends: Ends, way: (end: string, station: string) => number | undefined) {
  return (station: string): number | undefined => {
    const all = ends.flatMap(([end, seconds]) => {
      const more = end === station ? 0 : way(end, station);
      return more === undefined ? [] : [seconds + more];
    });
    return all.length === 0 ? undefined : Math.min(...all);
  };
}

/** Fewest trains with which each call is reached aboard, after boarding at a call. */
function countTrains(schedule: Schedule, nodes: readonly Node[], walk: Walk, start: number): Map<number, number> {
  const change = new Map(schedule.stations.map(({ id, changeSeconds }) => [id, changeSeconds ?? 0]));
  const reached = new Map<number, number>();
  const boarded = new Set<number>();
  let layer = [start];
  for (let trains = 1; layer.length > 0; trains += 1) {
    const alighted: Node[] = [];
    for (const boarding of layer) {
      boarded.add(boarding);
      for (let at = (nodes[boarding] as Node).next; at >= 0; at = (nodes[at] as Node).next) {
        if (reached.has(at)) continue;
        reached.set(at, trains);
        if ((nodes[at] as Node).call.alighting !== false) alighted.push(nodes[at] as Node);
      }
    }
    layer = [...nodes.keys()].filter((index) => {
      const node = nodes[index] as Node;
      if (boarded.has(index) || !isBoardable(node)) return false;
      return alighted.some(({ call, shift }) => {
        const same = call.station === node.call.station;
        const seconds = same ? change.get(call.station) : walk(call.station, node.call.station);
        if (seconds === undefined) return false;
        return node.call.departureSeconds + node.shift >= call.arrivalSeconds + shift + seconds;
      });
    });
  }
  return reached;
}
