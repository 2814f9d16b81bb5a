import { isRunning } from "./calendars.ts";
import { secondsPerDay, toDayNumber } from "./days.ts";
import type { Footpaths } from "./footpaths.ts";
import { orderInstants } from "./instants.ts";
import { mayAlight, mayBoard, type Timetable } from "./timetable.ts";

/**
 * The rides between neighbouring calls of all trains around a date, sorted by departure: the one array that the
 * searches scan (Dibbelt, Pajor, Strasser, Wagner: Connection Scan Algorithm, ACM JEA 23, 2018). Times are seconds
 * relative to the date's local midnight; trains of the days before count from their own midnight and may be negative.
 */
export interface Connections extends ConnectionTable {
  readonly timetable: Timetable;
  /** ISO date whose midnight is 0. */
  readonly date: string;
  readonly runs: RunTable;
  /** Index of the call that a connection leaves; the next call is the one it reaches. */
  readonly call: Int32Array;
}

/** What a scan reads; the connections turned backwards in time are one too. */
export interface ConnectionTable {
  readonly count: number;
  readonly departure: Int32Array;
  readonly arrival: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly run: Int32Array;
  /** `mayBoard` at `from`, `mayAlight` at `to`. */
  readonly flags: Uint8Array;
  readonly runCount: number;
  readonly stationCount: number;
  /** Change time by station. */
  readonly change: Int32Array;
  readonly footpaths: Footpaths;
}

/** A run is one trip on one day, or what a cancelled section leaves of it. */
export interface RunTable {
  readonly trip: Int32Array;
  /** Its service day, counted from the date. */
  readonly day: Int32Array;
  /** First and last call (both included). */
  readonly firstCall: Int32Array;
  readonly lastCall: Int32Array;
}

/** Which connections a search may need. */
export interface Horizon {
  readonly date: string;
  /** Days before the date whose departures are wanted; trains of earlier days that still run are always there. 1 unless given. */
  readonly daysBefore?: number | undefined;
  /** Days after the date whose trains are wanted; a train that has begun is there to its last call. 1 unless given. */
  readonly daysAfter?: number | undefined;
  readonly without?: Cancellations | undefined;
}

/** What does not run. */
export interface Cancellations {
  /** Trips by id or by name. */
  readonly trips?: readonly string[] | undefined;
  /** No train runs between calls at the two sides, in either direction; it runs up to there and from there on. */
  readonly sections?: readonly Section[] | undefined;
}

/** Two sides, each one or several stations. */
export interface Section {
  readonly between: readonly number[];
  readonly and: readonly number[];
}

/**
 * Lists the connections of the days around a date.
 * @throws Error when the date cannot be read
 */
export function expandHorizon(timetable: Timetable, horizon: Horizon): Connections {
  const day = toDayNumber(horizon.date);
  const from = -(horizon.daysBefore ?? 1) * secondsPerDay;
  const lastDay = horizon.daysAfter ?? 1;
  const raw = listRaw(timetable, { day, from, lastDay, without: horizon.without });
  const order = sortByDeparture(timetable, raw);
  const count = order.length;
  const pick = (values: Int32Array) => Int32Array.from(order, (index) => values[index] as number);
  return {
    timetable,
    date: horizon.date,
    runs: raw.runs,
    count,
    departure: pick(raw.departure),
    arrival: pick(raw.arrival),
    from: pick(raw.from),
    to: pick(raw.to),
    run: pick(raw.run),
    flags: Uint8Array.from(order, (index) => raw.flags[index] as number),
    call: pick(raw.call),
    runCount: raw.runs.trip.length,
    stationCount: timetable.stations.ids.length,
    change: timetable.stations.changeSeconds,
    footpaths: timetable.footpaths,
  };
}

/** First connection that departs at or after a time; `count` when there is none. */
export function findFirstDeparture({ departure, count }: ConnectionTable, seconds: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((departure[middle] as number) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface RawRange {
  readonly day: number;
  readonly from: number;
  readonly lastDay: number;
  readonly without: Cancellations | undefined;
}

interface Raw {
  readonly departure: Int32Array;
  readonly arrival: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly run: Int32Array;
  readonly call: Int32Array;
  readonly flags: Uint8Array;
  readonly runs: RunTable;
}

/** All connections, run after run. */
function listRaw(timetable: Timetable, { day, from, lastDay, without }: RawRange): Raw {
  const { calls, trips } = timetable;
  const isCut = makeCut(timetable, without);
  const run: number[] = [];
  const call: number[] = [];
  const shift: number[] = [];
  const runs = { trip: [] as number[], day: [] as number[], firstCall: [] as number[], lastCall: [] as number[] };
  const eachTrip = (trip: number, offset: number) => {
    const end = (trips.firstCall[trip + 1] as number) - 1;
    let open = false;
    for (let index = trips.firstCall[trip] as number; index < end; index += 1) {
      const departure = (calls.departure[index] as number) + offset * secondsPerDay;
      if (departure < from || isCut(trip, index)) {
        open = false;
        continue;
      }
      if (!open) {
        runs.trip.push(trip);
        runs.day.push(offset);
        runs.firstCall.push(index);
        runs.lastCall.push(index + 1);
        open = true;
      }
      runs.lastCall[runs.lastCall.length - 1] = index + 1;
      run.push(runs.trip.length - 1);
      call.push(index);
      shift.push(offset * secondsPerDay);
    }
  };
  const isOn = makeCalendarTest(timetable, day);
  for (let trip = 0; trip < trips.ids.length; trip += 1) {
    const last = (trips.firstCall[trip + 1] as number) - 1;
    const lastSeconds = calls.departure[last - 1] as number;
    const firstDay = Math.ceil((from - lastSeconds) / secondsPerDay);
    for (let offset = firstDay; offset <= lastDay; offset += 1) if (isOn(trip, offset)) eachTrip(trip, offset);
  }
  const at = (values: Int32Array, step: number) =>
    Int32Array.from(call, (index, position) => (values[index + step] as number) + (shift[position] as number));
  return {
    departure: at(calls.departure, 0),
    arrival: at(calls.arrival, 1),
    from: Int32Array.from(call, (index) => calls.station[index] as number),
    to: Int32Array.from(call, (index) => calls.station[index + 1] as number),
    run: Int32Array.from(run),
    call: Int32Array.from(call),
    flags: Uint8Array.from(
      call,
      (index) => ((calls.flags[index] as number) & mayBoard) | ((calls.flags[index + 1] as number) & mayAlight),
    ),
    runs: {
      trip: Int32Array.from(runs.trip),
      day: Int32Array.from(runs.day),
      firstCall: Int32Array.from(runs.firstCall),
      lastCall: Int32Array.from(runs.lastCall),
    },
  };
}

/** Calendars are asked once a day, not once a trip. */
function makeCalendarTest({ calendars, trips }: Timetable, day: number) {
  const known = new Map<number, Uint8Array>();
  return (trip: number, offset: number): boolean => {
    let answers = known.get(offset);
    if (answers === undefined) {
      answers = Uint8Array.from(calendars.weekdays, (_, calendar) =>
        isRunning(calendars, calendar, day + offset) ? 1 : 0,
      );
      known.set(offset, answers);
    }
    return answers[trips.calendar[trip] as number] === 1;
  };
}

/** Tells whether the connection that leaves a call is cancelled. */
function makeCut(timetable: Timetable, without: Cancellations | undefined) {
  const { trips, calls } = timetable;
  const cancelled = new Set(without?.trips ?? []);
  const sections = (without?.sections ?? []).map(({ between, and }) => [new Set(between), new Set(and)] as const);
  if (cancelled.size === 0 && sections.length === 0) return () => false;
  const cutCalls = new Map<number, ReadonlySet<number>>();
  return (trip: number, call: number): boolean => {
    if (cancelled.has(trips.ids[trip] as string) || cancelled.has(trips.names[trip] as string)) return true;
    if (sections.length === 0) return false;
    let cut = cutCalls.get(trip);
    if (cut === undefined) {
      const first = trips.firstCall[trip] as number;
      const stations = calls.station.subarray(first, trips.firstCall[trip + 1] as number);
      cut = new Set(sections.flatMap(([a, b]) => [...listBetween(stations, a, b), ...listBetween(stations, b, a)]));
      cutCalls.set(trip, cut);
    }
    return cut.has(call - (trips.firstCall[trip] as number));
  };
}

/** Positions of the calls from the last one at `a` until before the next one at `b`. */
function listBetween(stations: Int32Array, a: ReadonlySet<number>, b: ReadonlySet<number>): number[] {
  const found: number[] = [];
  let start = -1;
  stations.forEach((station, position) => {
    if (b.has(station) && start >= 0) {
      for (let index = start; index < position; index += 1) found.push(index);
      start = -1;
    }
    if (a.has(station)) start = position;
  });
  return found;
}

/** Counting sort, which keeps the order of a run's connections that depart at one instant. */
function sortByDeparture(timetable: Timetable, raw: Raw): Int32Array {
  const { departure } = raw;
  const count = departure.length;
  let first = 0;
  let last = 0;
  for (let index = 0; index < count; index += 1) {
    const seconds = departure[index] as number;
    if (index === 0 || seconds < first) first = seconds;
    if (index === 0 || seconds > last) last = seconds;
  }
  const starts = new Int32Array(last - first + 2);
  for (let index = 0; index < count; index += 1) {
    const slot = (departure[index] as number) - first + 1;
    starts[slot] = (starts[slot] as number) + 1;
  }
  for (let slot = 1; slot < starts.length; slot += 1) {
    starts[slot] = (starts[slot] as number) + (starts[slot - 1] as number);
  }
  const order = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const slot = (departure[index] as number) - first;
    const position = starts[slot] as number;
    order[position] = index;
    starts[slot] = position + 1;
  }
  orderInstants(order, raw, timetable);
  return order;
}
