import { type Connections, findFirstDeparture } from "../core/connections.ts";
import { type Endpoint, expandEndpoints } from "../core/endpoints.ts";
import type { Window } from "../core/profile.ts";
import { mayAlight, mayBoard } from "../core/timetable.ts";
import type { Watch } from "./questions.ts";

/** One origin, a window, and the longest journey that is of interest. */
export interface SpreadOrder {
  readonly origins: readonly Endpoint[];
  readonly window: Window;
  readonly limitSeconds: number;
}

const never = 0x7fffffff;

/**
 * The shortest journey from an origin to every station that departs in a window, in seconds; -1 where none leads.
 * One forward scan for every moment at which one can set out, from the last to the first: what a later start reaches, an
 * earlier one reaches as well, so that only improvements are followed (self-pruning; Delling, Katz, Pajor: Parallel
 * Computation of Best Connections in Public Transportation Networks, ACM JEA 17, 2012).
 */
export function spreadFastest(connections: Connections, order: SpreadOrder, { isCancelled }: Watch = {}): Int32Array {
  const reached = expandEndpoints(order.origins, connections.footpaths);
  const state = {
    fastest: new Int32Array(connections.stationCount).fill(-1),
    arrival: new Int32Array(connections.stationCount).fill(never),
    ready: new Int32Array(connections.stationCount).fill(never),
    boarded: new Int32Array(connections.runCount).fill(never),
  };
  const access = new Int32Array(connections.stationCount).fill(-1);
  for (const { station, seconds } of reached) {
    access[station] = seconds;
    if (seconds <= order.limitSeconds) state.fastest[station] = seconds;
  }
  for (const moment of listMoments(connections, access, order.window)) {
    if (isCancelled?.()) break;
    for (const { station, seconds } of reached) {
      state.ready[station] = Math.min(state.ready[station] as number, moment + seconds);
    }
    scan(connections, moment, order.limitSeconds, state);
  }
  return state.fastest;
}

/** When one can set out and board at once, the last moment first. */
function listMoments(connections: Connections, access: Int32Array, window: Window): number[] {
  const moments = new Set<number>();
  const { count, departure, flags, from } = connections;
  for (let index = findFirstDeparture(connections, window.from); index < count; index += 1) {
    const seconds = access[from[index] as number] as number;
    if (seconds < 0 || ((flags[index] as number) & mayBoard) === 0) continue;
    const moment = (departure[index] as number) - seconds;
    if (moment >= window.from && moment < window.to) moments.add(moment);
  }
  return [...moments].sort((a, b) => b - a);
}

interface State {
  readonly fastest: Int32Array;
  readonly arrival: Int32Array;
  /** From when on one can board at a station. */
  readonly ready: Int32Array;
  /** First connection of a run on which one can be. */
  readonly boarded: Int32Array;
}

function scan(connections: Connections, moment: number, limitSeconds: number, state: State): void {
  const { count, departure, arrival, from, to, run, flags, change, footpaths } = connections;
  const { boarded, ready } = state;
  const latest = moment + limitSeconds;
  const reach = (station: number, seconds: number, readyAt: number) => {
    if (readyAt < (ready[station] as number)) ready[station] = readyAt;
    if (seconds >= (state.arrival[station] as number)) return;
    state.arrival[station] = seconds;
    const known = state.fastest[station] as number;
    if (seconds <= latest && (known < 0 || seconds - moment < known)) state.fastest[station] = seconds - moment;
  };
  for (let index = findFirstDeparture(connections, moment); index < count; index += 1) {
    const departs = departure[index] as number;
    if (departs > latest) return;
    const ride = run[index] as number;
    const flag = flags[index] as number;
    if ((boarded[ride] as number) > index) {
      if ((flag & mayBoard) === 0 || (ready[from[index] as number] as number) > departs) continue;
      boarded[ride] = index;
    }
    if ((flag & mayAlight) === 0) continue;
    const station = to[index] as number;
    const arrives = arrival[index] as number;
    if (arrives >= (state.arrival[station] as number)) continue;
    reach(station, arrives, arrives + (change[station] as number));
    const last = footpaths.first[station + 1] as number;
    for (let way = footpaths.first[station] as number; way < last; way += 1) {
      const there = arrives + (footpaths.seconds[way] as number);
      reach(footpaths.to[way] as number, there, there);
    }
  }
}
