import type { Place, RegionPack } from "@midreach/kernel/region";
import type { Schedule, ServiceCalendar, Station, Trip } from "./core/schedule.ts";
import { toCsv } from "./gtfs/csv.ts";
import { readGtfs } from "./gtfs/index.ts";
import { assignCities } from "./imports/assign-cities.ts";
import { listCityShapes } from "./imports/city-shapes.ts";
import { formatCalls, formatDays, formatFrequencies, formatWeekdays } from "./notation.ts";
import type { ImportReport } from "./schemas.ts";

/** Note on a station whose coordinates no train could keep up with. */
const misplacedNote = "coordinates of the source are wrong: its trains would need to be impossibly fast";
const compass: Readonly<Record<string, string>> = { 东: "East", 西: "West", 南: "South", 北: "North" };

/** Tables of a feed by name of the file. */
export type FeedTables = Readonly<Record<"stations" | "calendars" | "trips", string>>;

/**
 * A GTFS zip as the tables of a region pack; none when it has errors. Stations serve the city in whose outline they lie.
 */
export function importFeedTables(
  bytes: Uint8Array,
  id: string,
  region: RegionPack,
): { readonly tables?: FeedTables; readonly report: ImportReport } {
  const { schedule, misplaced, report } = readGtfs(bytes, { id });
  if (!schedule) return { report };
  const stations = assignCities(schedule.stations, listCityShapes(region));
  return { tables: writeFeedTables({ ...schedule, stations }, misplaced, region.places.rows), report };
}

/**
 * A schedule as the tables of a region pack, by name of the file. A station whose coordinates cannot be right (as the
 * reader found) serves no city. English names stand where a station bears the name of one of the places, with
 * or without a point of the compass; other stations keep their own.
 */
function writeFeedTables(schedule: Schedule, misplaced: readonly string[], places: readonly Place[]): FeedTables {
  const english = new Map(places.filter(({ inPlan }) => inPlan).map(({ name }) => [name.zh, name.en]));
  const stations = schedule.stations.map((station) => toStationRow(station, misplaced.includes(station.id), english));
  const nameOf = new Map(schedule.stations.map(({ id, name }) => [id, name.zh]));
  const repeats = schedule.trips.some(({ frequencies }) => frequencies);
  const tripColumns = ["id", "name", "class", "headsign", "calendar", "calls", ...(repeats ? ["frequencies"] : [])];
  return {
    stations: toCsv(["id", "name_zh", "name_en", "lon", "lat", "place", "note"], stations),
    calendars: toCsv(["id", "weekdays", "start", "end", "added", "removed"], schedule.calendars.map(toCalendarRow)),
    trips: toCsv(
      tripColumns,
      schedule.trips.map((trip) => toTripRow(trip, nameOf, repeats)),
    ),
  };
}

function toStationRow(station: Station, wrong: boolean, english: ReadonlyMap<string, string>) {
  const { id, name, lon, lat, place } = station;
  return [id, name.zh, findEnglish(name, english), lon, lat, wrong ? "" : place, wrong ? misplacedNote : ""];
}

function findEnglish(name: Station["name"], english: ReadonlyMap<string, string>): string {
  if (name.en !== name.zh) return name.en;
  const city = english.get(name.zh.slice(0, -1));
  const point = compass[name.zh.slice(-1)];
  return english.get(name.zh) ?? (city && point ? `${city} ${point}` : name.zh);
}

function toCalendarRow({ id, weekdays, start, end, added, removed }: ServiceCalendar) {
  const digits = formatWeekdays(weekdays);
  return [id, digits, digits && start, digits && end, formatDays(added), formatDays(removed)];
}

function toTripRow(trip: Trip, nameOf: ReadonlyMap<string, string>, repeats: boolean) {
  const { id, name, headsign = "", calendar, calls, frequencies = [] } = trip;
  const last = nameOf.get(calls.at(-1)?.station ?? "");
  const row = [
    id,
    name === id ? "" : name,
    trip.class,
    headsign === last ? "" : headsign,
    calendar,
    formatCalls(calls),
  ];
  return repeats ? [...row, formatFrequencies(frequencies)] : row;
}
