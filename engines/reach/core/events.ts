import type { ConnectionTable } from "./connections.ts";
import { never } from "./earliest-arrivals.ts";
import { mayAlight, mayBoard } from "./timetable.ts";

/**
 * The moments at which one can board, station by station in the order of the scan, each station closed by an end mark.
 * What follows an arrival (the first moment at which one can board there or within a way) does not depend on the target,
 * so it is looked up once for all profile scans, and a profile becomes one number for each event.
 */
export interface Events extends Boardings {
  /** First event after changing at the connection's end; -1 where one may not alight. */
  readonly after: Int32Array;
  /** First events after the ways from the connection's end: wayFirst[c] … wayFirst[c + 1] - 1. */
  readonly wayFirst: Int32Array;
  readonly wayEvent: Int32Array;
  /** Next connection of the same run, or -1. */
  readonly next: Int32Array;
}

/** Where and when one can board. */
interface Boardings {
  readonly count: number;
  /** The events of station s are first[s] … first[s + 1] - 1; the last of them is the end mark. */
  readonly first: Int32Array;
  /** `never` at end marks. */
  readonly departure: Int32Array;
  /** Connection of an event; -1 at end marks. */
  readonly connection: Int32Array;
  /** Event of a connection; -1 where one may not board. */
  readonly ofConnection: Int32Array;
}

const known = new WeakMap<ConnectionTable, Events>();

/** The events of connections; made once and kept as long as the connections are. */
export function getEvents(connections: ConnectionTable): Events {
  let events = known.get(connections);
  if (events === undefined) {
    events = makeEvents(connections);
    known.set(connections, events);
  }
  return events;
}

/** First event of a station that departs at or after a time; its end mark when there is none. */
export function findEvent({ first, departure }: Boardings, station: number, seconds: number): number {
  let low = first[station] as number;
  let high = (first[station + 1] as number) - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((departure[middle] as number) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

function makeEvents(connections: ConnectionTable): Events {
  const { count, to, arrival, flags, change, footpaths } = connections;
  const boardings = listBoardings(connections);
  const after = new Int32Array(count).fill(-1);
  const wayFirst = countWays(connections);
  const wayEvent = new Int32Array(wayFirst[count] as number);
  for (let index = 0; index < count; index += 1) {
    if (((flags[index] as number) & mayAlight) === 0) continue;
    const station = to[index] as number;
    const arrives = arrival[index] as number;
    after[index] = findLater(boardings, station, arrives + (change[station] as number), index);
    let way = footpaths.first[station] as number;
    for (let place = wayFirst[index] as number; place < (wayFirst[index + 1] as number); place += 1) {
      const readyAt = arrives + (footpaths.seconds[way] as number);
      wayEvent[place] = findLater(boardings, footpaths.to[way] as number, readyAt, index);
      way += 1;
    }
  }
  return { ...boardings, after, wayFirst, wayEvent, next: linkRuns(connections) };
}

function linkRuns({ count, run, runCount }: ConnectionTable): Int32Array {
  const next = new Int32Array(count);
  const following = new Int32Array(runCount).fill(-1);
  for (let index = count - 1; index >= 0; index -= 1) {
    const ride = run[index] as number;
    next[index] = following[ride] as number;
    following[ride] = index;
  }
  return next;
}

/** Of the events of one instant only those count that the scan meets after the connection that one comes by. */
function findLater(events: Boardings, station: number, seconds: number, connection: number): number {
  let event = findEvent(events, station, seconds);
  const end = (events.first[station + 1] as number) - 1;
  while (event < end && (events.connection[event] as number) <= connection) event += 1;
  return event;
}

/** How many ways may be taken at the end of each connection, added up. */
function countWays({ count, to, flags, footpaths }: ConnectionTable): Int32Array {
  const first = new Int32Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    const station = to[index] as number;
    const ways = (footpaths.first[station + 1] as number) - (footpaths.first[station] as number);
    first[index + 1] = (first[index] as number) + (((flags[index] as number) & mayAlight) === 0 ? 0 : ways);
  }
  return first;
}

function listBoardings({ count, stationCount, from, departure, flags }: ConnectionTable): Boardings {
  const first = new Int32Array(stationCount + 1);
  for (let index = 0; index < count; index += 1) {
    const station = from[index] as number;
    if (((flags[index] as number) & mayBoard) !== 0) first[station + 1] = (first[station + 1] as number) + 1;
  }
  for (let station = 0; station < stationCount; station += 1) {
    first[station + 1] = (first[station + 1] as number) + (first[station] as number) + 1;
  }
  const total = first[stationCount] as number;
  const boardings = {
    count: total,
    first,
    departure: new Int32Array(total).fill(never),
    connection: new Int32Array(total).fill(-1),
    ofConnection: new Int32Array(count).fill(-1),
  };
  const place = first.slice(0, stationCount);
  for (let index = 0; index < count; index += 1) {
    if (((flags[index] as number) & mayBoard) === 0) continue;
    const station = from[index] as number;
    const event = place[station] as number;
    place[station] = event + 1;
    boardings.departure[event] = departure[index] as number;
    boardings.connection[event] = index;
    boardings.ofConnection[index] = event;
  }
  return boardings;
}
