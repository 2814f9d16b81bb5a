import type { Connections, ConnectionTable } from "./connections.ts";
import { type Footpaths, reverseFootpaths } from "./footpaths.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/** Connections turned backwards in time: arriving becomes departing, so that one scan answers both directions. */
export interface ReversedConnections extends ConnectionTable {
  /** Which connection this is when time runs forward. */
  readonly original: Int32Array;
}

const known = new WeakMap<ConnectionTable, ReversedConnections>();
const knownFootpaths = new WeakMap<Footpaths, Footpaths>();

/** The connections backwards; made once and kept as long as the connections are. */
export function reverseConnections(connections: Connections): ReversedConnections {
  let reversed = known.get(connections);
  if (reversed === undefined) {
    reversed = makeReversed(connections);
    known.set(connections, reversed);
  }
  return reversed;
}

/** The ways backwards; made once. */
export function getReversedFootpaths(footpaths: Footpaths): Footpaths {
  let reversed = knownFootpaths.get(footpaths);
  if (reversed === undefined) {
    reversed = reverseFootpaths(footpaths);
    knownFootpaths.set(footpaths, reversed);
  }
  return reversed;
}

function makeReversed(connections: Connections): ReversedConnections {
  const { count, arrival } = connections;
  // Falling by arrival, then falling by position: exactly the pairs that one may change between forward.
  const keys = new Float64Array(count);
  const scale = 2 ** Math.ceil(Math.log2(count + 1));
  for (let index = 0; index < count; index += 1) keys[index] = -(arrival[index] as number) * scale - index;
  keys.sort();
  const original = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const key = keys[index] as number;
    original[index] = Math.ceil(key / scale) * scale - key;
  }
  const pick = (values: Int32Array) => Int32Array.from(original, (index) => values[index] as number);
  return {
    original,
    count,
    departure: Int32Array.from(original, (index) => -(connections.arrival[index] as number)),
    arrival: Int32Array.from(original, (index) => -(connections.departure[index] as number)),
    from: pick(connections.to),
    to: pick(connections.from),
    run: pick(connections.run),
    flags: Uint8Array.from(original, (index) => swapFlags(connections.flags[index] as number)),
    runCount: connections.runCount,
    stationCount: connections.stationCount,
    change: connections.change,
    footpaths: getReversedFootpaths(connections.footpaths),
  };
}

function swapFlags(flags: number): number {
  return ((flags & mayBoard) === 0 ? 0 : mayAlight) | ((flags & mayAlight) === 0 ? 0 : mayBoard);
}
