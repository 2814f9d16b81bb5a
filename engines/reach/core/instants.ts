import { mayAlight, mayBoard, type Timetable } from "./timetable.ts";

/** The columns that matter for the order within one instant, run after run. */
interface Rides {
  readonly departure: Int32Array;
  readonly arrival: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly run: Int32Array;
  readonly flags: Uint8Array;
}

/**
 * Orders connections that depart at the same instant so that a ride without length comes before those that one can
 * change to without time (Kahn's topological order); a scan then needs one pass. Where such rides run in a circle, the
 * order of the runs decides, for all searches alike.
 */
export function orderInstants(order: Int32Array, rides: Rides, timetable: Timetable): void {
  const { departure } = rides;
  for (let start = 0; start < order.length; ) {
    const instant = departure[order[start] as number] as number;
    let end = start + 1;
    while (end < order.length && departure[order[end] as number] === instant) end += 1;
    if (end - start > 1) {
      const group = order.subarray(start, end);
      if (group.some((index) => listTargets(index, rides, timetable).length > 0)) {
        group.set(sortTopologically([...group], rides, timetable));
      }
    }
    start = end;
  }
}

/** Stations at which one may board in the very instant after a ride without length. */
function listTargets(index: number, { departure, arrival, to, flags }: Rides, timetable: Timetable): number[] {
  if (departure[index] !== arrival[index] || ((flags[index] as number) & mayAlight) === 0) return [];
  const station = to[index] as number;
  const { first, seconds, to: reached } = timetable.footpaths;
  const targets = timetable.stations.changeSeconds[station] === 0 ? [station] : [];
  for (let way = first[station] as number; way < (first[station + 1] as number); way += 1) {
    if (seconds[way] === 0) targets.push(reached[way] as number);
  }
  return targets;
}

function sortTopologically(group: readonly number[], rides: Rides, timetable: Timetable): number[] {
  const boarding = new Map<number, number[]>();
  for (const index of group) {
    if (((rides.flags[index] as number) & mayBoard) === 0) continue;
    const station = rides.from[index] as number;
    boarding.set(station, [...(boarding.get(station) ?? []), index]);
  }
  const members = new Set(group);
  const followers = new Map<number, number[]>();
  const waiting = new Map<number, number>(group.map((index) => [index, 0]));
  for (const index of group) {
    const changes = listTargets(index, rides, timetable).flatMap((station) => boarding.get(station) ?? []);
    const list = changes.filter((other) => rides.run[other] !== rides.run[index]);
    // Connections stand run after run, so the same run's next one is the next index.
    if (members.has(index + 1) && rides.run[index + 1] === rides.run[index]) list.push(index + 1);
    followers.set(index, list);
    for (const other of list) waiting.set(other, (waiting.get(other) ?? 0) + 1);
  }
  const sorted: number[] = [];
  const open = new Set(group);
  while (open.size > 0) {
    const ready = [...open].find((index) => waiting.get(index) === 0) ?? (open.values().next().value as number);
    open.delete(ready);
    sorted.push(ready);
    for (const other of followers.get(ready) ?? []) waiting.set(other, (waiting.get(other) ?? 0) - 1);
  }
  return sorted;
}
