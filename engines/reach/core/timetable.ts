import type { Text } from "@midreach/kernel/contracts";
import { type Calendars, packCalendars } from "./calendars.ts";
import { closeFootpaths, type Footpaths } from "./footpaths.ts";
import type { Call, Coverage, Schedule, Transfer, Trip } from "./schedule.ts";

/** A schedule as flat arrays: what searches read, and what is kept as one file. Indexes stand for ids. */
export interface Timetable {
  readonly id: string;
  readonly title: Text;
  readonly timeZone: string;
  readonly coverage: Coverage;
  readonly stations: StationTable;
  readonly footpaths: Footpaths;
  readonly calendars: Calendars;
  readonly trips: TripTable;
  readonly calls: CallTable;
}

/** Stations by index. */
export interface StationTable {
  readonly ids: readonly string[];
  readonly names: readonly Text[];
  readonly places: readonly (string | null)[];
  /** WGS 84 degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Shortest time between two trains. */
  readonly changeSeconds: Int32Array;
}

/** Trips by index; a trip with frequencies is there once for every departure. */
export interface TripTable {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly headsigns: readonly (string | null)[];
  readonly calendar: Int32Array;
  /** The calls of trip t are firstCall[t] … firstCall[t + 1] - 1. */
  readonly firstCall: Int32Array;
}

/** Calls of all trips, one trip after the other. */
export interface CallTable {
  readonly station: Int32Array;
  /** Seconds after midnight of the service day. */
  readonly arrival: Int32Array;
  readonly departure: Int32Array;
  /** `mayBoard` and `mayAlight`. */
  readonly flags: Uint8Array;
}

/** Bits of `CallTable.flags`. */
export const mayBoard = 1;
export const mayAlight = 2;

/** What a schedule does not say itself. */
export interface TimetableOptions {
  /** Change time of stations that state none; 0 unless given. */
  readonly changeSeconds?: number | undefined;
  /** Ways besides those of the schedule, e.g. a region's table of urban transfers; ways of unknown stations are left out. */
  readonly transfers?: readonly Transfer[] | undefined;
}

/**
 * Makes the flat arrays: trips with frequencies become one trip a departure, transfers are closed transitively, a
 * transfer from a station to itself becomes its change time.
 * @throws Error when the schedule contradicts itself (unknown ids, times that run backwards): readers and scenarios
 * check that before and name the rows
 */
export function buildTimetable(schedule: Schedule, options: TimetableOptions = {}): Timetable {
  const { stations } = schedule;
  const stationIndex = new Map(stations.map(({ id }, index) => [id, index]));
  const indexOf = (id: string) => getIndex(stationIndex, id, "station");
  const extra = (options.transfers ?? []).filter(({ from, to }) => stationIndex.has(from) && stationIndex.has(to));
  const transfers = [...schedule.transfers, ...extra];
  const changeSeconds = Int32Array.from(stations, (station) => station.changeSeconds ?? options.changeSeconds ?? 0);
  for (const { from, to, seconds } of transfers) if (from === to) changeSeconds[indexOf(from)] = seconds;
  const calendarIndex = new Map(schedule.calendars.map(({ id }, index) => [id, index]));
  const trips = schedule.trips.flatMap(expandFrequencies);
  return {
    id: schedule.id,
    title: schedule.title,
    timeZone: schedule.timeZone,
    coverage: schedule.coverage,
    stations: {
      ids: stations.map(({ id }) => id),
      names: stations.map(({ name }) => name),
      places: stations.map(({ place }) => place),
      lon: Float64Array.from(stations, ({ lon }) => lon),
      lat: Float64Array.from(stations, ({ lat }) => lat),
      changeSeconds,
    },
    footpaths: closeFootpaths(stations.length, transfers, indexOf),
    calendars: packCalendars(schedule.calendars),
    trips: packTrips(trips, (id) => getIndex(calendarIndex, id, "calendar")),
    calls: packCalls(trips, indexOf),
  };
}

/** Index of a station. @throws Error when the timetable has no such station */
export function getStation(timetable: Timetable, id: string): number {
  const index = timetable.stations.ids.indexOf(id);
  if (index < 0) throw new Error(`The timetable ${timetable.id} has no station ${id}.`);
  return index;
}

/** Indexes of the stations that serve a place; none when the timetable does not know it. */
export function listStationsOf(timetable: Timetable, place: string): number[] {
  return timetable.stations.places.flatMap((code, index) => (code === place ? [index] : []));
}

/** One departure of a trip. */
interface SingleTrip {
  readonly trip: Trip;
  readonly shiftSeconds: number;
}

function expandFrequencies(trip: Trip): SingleTrip[] {
  if (trip.frequencies === undefined || trip.frequencies.length === 0) return [{ trip, shiftSeconds: 0 }];
  const pattern = trip.calls[0]?.departureSeconds ?? 0;
  const departures = new Set<number>();
  for (const { startSeconds, endSeconds, headwaySeconds } of trip.frequencies) {
    if (headwaySeconds < 1) throw new Error(`Trip ${trip.id} runs every ${headwaySeconds} s.`);
    for (let start = startSeconds; start < endSeconds; start += headwaySeconds) departures.add(start);
  }
  return [...departures].sort((a, b) => a - b).map((start) => ({ trip, shiftSeconds: start - pattern }));
}

function packTrips(trips: readonly SingleTrip[], calendarOf: (id: string) => number): TripTable {
  const firstCall = new Int32Array(trips.length + 1);
  trips.forEach(({ trip }, index) => {
    firstCall[index + 1] = (firstCall[index] as number) + trip.calls.length;
  });
  return {
    ids: trips.map(({ trip }) => trip.id),
    names: trips.map(({ trip }) => trip.name),
    classes: trips.map(({ trip }) => trip.class),
    headsigns: trips.map(({ trip }) => trip.headsign ?? null),
    calendar: Int32Array.from(trips, ({ trip }) => calendarOf(trip.calendar)),
    firstCall,
  };
}

function packCalls(trips: readonly SingleTrip[], indexOf: (id: string) => number): CallTable {
  const count = trips.reduce((total, { trip }) => total + trip.calls.length, 0);
  const table = {
    station: new Int32Array(count),
    arrival: new Int32Array(count),
    departure: new Int32Array(count),
    flags: new Uint8Array(count),
  };
  let index = 0;
  for (const { trip, shiftSeconds } of trips) {
    trip.calls.forEach((call, position) => {
      assertForward(trip, position);
      table.station[index] = indexOf(call.station);
      table.arrival[index] = call.arrivalSeconds + shiftSeconds;
      table.departure[index] = call.departureSeconds + shiftSeconds;
      table.flags[index] = (call.boarding === false ? 0 : mayBoard) | (call.alighting === false ? 0 : mayAlight);
      index += 1;
    });
  }
  return table;
}

function assertForward(trip: Trip, position: number): void {
  const { arrivalSeconds, departureSeconds } = trip.calls[position] as Call;
  const before = trip.calls[position - 1]?.departureSeconds ?? arrivalSeconds;
  if (before <= arrivalSeconds && (arrivalSeconds <= departureSeconds || position === trip.calls.length - 1)) return;
  // The first call's arrival says nothing: nobody rides before it.
  if (position === 0) return;
  throw new Error(`Trip ${trip.id} runs backwards at call ${position + 1}.`);
}

function getIndex(indexes: ReadonlyMap<string, number>, id: string, what: string): number {
  const index = indexes.get(id);
  if (index === undefined) throw new Error(`The schedule has no ${what} ${id}.`);
  return index;
}
