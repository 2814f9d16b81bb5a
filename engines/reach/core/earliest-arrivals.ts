import { type ConnectionTable, findFirstDeparture } from "./connections.ts";
import { type Endpoint, expandEndpoints } from "./endpoints.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/** An instant that is never reached. */
export const never = 0x7fffffff;

/**
 * Earliest arrival at every station of somebody who is ready at the origins at `departSeconds`; `never` where one does
 * not arrive within the horizon. One pass over the connections (Dibbelt et al., Connection Scan Algorithm, section 3),
 * begun by binary search. Two labels a station: when one is there, and when one can board (after the change time).
 */
export function earliestArrivals(
  table: ConnectionTable,
  origins: readonly Endpoint[],
  departSeconds: number,
): Int32Array {
  const { count, departure, from, run, flags } = table;
  const labels = makeLabels(table.stationCount);
  const aboard = new Uint8Array(table.runCount);
  for (const { station, seconds } of expandEndpoints(origins, table.footpaths)) {
    labels.there[station] = departSeconds + seconds;
    labels.ready[station] = departSeconds + seconds;
  }
  for (let index = findFirstDeparture(table, departSeconds); index < count; index += 1) {
    const ride = run[index] as number;
    const flag = flags[index] as number;
    if (aboard[ride] === 0) {
      if ((labels.ready[from[index] as number] as number) > (departure[index] as number)) continue;
      if ((flag & mayBoard) === 0) continue;
      aboard[ride] = 1;
    }
    if ((flag & mayAlight) !== 0) alight(table, labels, index);
  }
  return labels.there;
}

interface Labels {
  /** When one is at a station. */
  readonly there: Int32Array;
  /** When one alights from a train there. */
  readonly alighted: Int32Array;
  /** When one can board there. */
  readonly ready: Int32Array;
}

function makeLabels(stationCount: number): Labels {
  const make = () => new Int32Array(stationCount).fill(never);
  return { there: make(), alighted: make(), ready: make() };
}

function alight({ to, arrival, change, footpaths }: ConnectionTable, labels: Labels, index: number): void {
  const { there, alighted, ready } = labels;
  const station = to[index] as number;
  const seconds = arrival[index] as number;
  if (seconds >= (alighted[station] as number)) return;
  alighted[station] = seconds;
  there[station] = Math.min(there[station] as number, seconds);
  ready[station] = Math.min(ready[station] as number, seconds + (change[station] as number));
  const end = footpaths.first[station + 1] as number;
  for (let way = footpaths.first[station] as number; way < end; way += 1) {
    const other = footpaths.to[way] as number;
    const reached = seconds + (footpaths.seconds[way] as number);
    there[other] = Math.min(there[other] as number, reached);
    ready[other] = Math.min(ready[other] as number, reached);
  }
}
