import type { Transfer } from "./schedule.ts";

/** How one gets from one station to another without a train. */
export const footpathKinds = ["walk", "urban"] as const;

/** Ways between stations, by the station that they leave: the ways of station s are first[s] … first[s + 1] - 1. */
export interface Footpaths {
  readonly first: Int32Array;
  readonly to: Int32Array;
  readonly seconds: Int32Array;
  /** Index in `footpathKinds`. */
  readonly kind: Uint8Array;
}

interface Way {
  readonly to: number;
  readonly seconds: number;
  readonly kind: number;
}

/**
 * Closes the transfers transitively, by Dijkstra's method from every station that has any: whoever may walk from A to B
 * and from B to C may walk from A to C, and no two ways have to be put together in a search (as the Connection Scan
 * Algorithm asks for). A way put together is `urban` when any part is. Transfers from a station to itself are left out.
 */
export function closeFootpaths(
  stationCount: number,
  transfers: readonly Transfer[],
  indexOf: (id: string) => number,
): Footpaths {
  const ways = new Map<number, Way[]>();
  for (const { from, to, seconds, kind } of transfers) {
    if (from === to) continue;
    const start = indexOf(from);
    const list = ways.get(start) ?? [];
    list.push({ to: indexOf(to), seconds, kind: kind === "walk" ? 0 : 1 });
    ways.set(start, list);
  }
  const closed = new Map<number, Way[]>();
  for (const start of ways.keys()) closed.set(start, listReachable(start, ways));
  return packFootpaths(stationCount, closed);
}

/** The same ways walked backwards. */
export function reverseFootpaths(footpaths: Footpaths): Footpaths {
  const stationCount = footpaths.first.length - 1;
  const ways = new Map<number, Way[]>();
  for (let from = 0; from < stationCount; from += 1) {
    const end = footpaths.first[from + 1] as number;
    for (let index = footpaths.first[from] as number; index < end; index += 1) {
      const to = footpaths.to[index] as number;
      const list = ways.get(to) ?? [];
      list.push({ to: from, seconds: footpaths.seconds[index] as number, kind: footpaths.kind[index] as number });
      ways.set(to, list);
    }
  }
  return packFootpaths(stationCount, ways);
}

function packFootpaths(stationCount: number, ways: ReadonlyMap<number, readonly Way[]>): Footpaths {
  const first = new Int32Array(stationCount + 1);
  const flat: Way[] = [];
  for (let station = 0; station < stationCount; station += 1) {
    flat.push(...[...(ways.get(station) ?? [])].sort((a, b) => a.seconds - b.seconds || a.to - b.to));
    first[station + 1] = flat.length;
  }
  return {
    first,
    to: Int32Array.from(flat, ({ to }) => to),
    seconds: Int32Array.from(flat, ({ seconds }) => seconds),
    kind: Uint8Array.from(flat, ({ kind }) => kind),
  };
}

/** Groups of stations within a walk are small, so a sorted list serves as the queue. */
function listReachable(start: number, ways: ReadonlyMap<number, readonly Way[]>): Way[] {
  const best = new Map<number, Way>([[start, { to: start, seconds: 0, kind: 0 }]]);
  const settled = new Set<number>();
  const queue: Way[] = [{ to: start, seconds: 0, kind: 0 }];
  for (let way = queue.pop(); way !== undefined; way = queue.pop()) {
    if (settled.has(way.to)) continue;
    settled.add(way.to);
    for (const next of ways.get(way.to) ?? []) {
      const seconds = way.seconds + next.seconds;
      if (seconds >= (best.get(next.to)?.seconds ?? Number.POSITIVE_INFINITY)) continue;
      const found = { to: next.to, seconds, kind: Math.max(way.kind, next.kind) };
      best.set(next.to, found);
      insertByFalling(queue, found);
    }
  }
  best.delete(start);
  return [...best.values()];
}

function insertByFalling(queue: Way[], way: Way): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle] as Way).seconds > way.seconds) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, way);
}
