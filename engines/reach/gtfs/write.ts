import { strToU8, type Zippable, zipSync } from "fflate";
import type { Schedule, ServiceCalendar, Transfer } from "../core/schedule.ts";
import { toCsv } from "./csv.ts";
import { ownColumns } from "./feed-info.ts";
import { formatTime } from "./values.ts";

/** Extended route type of GTFS: railway service. */
const railway = 2;
/** The earliest day that a zip can bear, so that one schedule always gives the same bytes. */
const zipDay = new Date(1980, 0, 1);

/**
 * Writes a schedule as a GTFS zip. What the format has no place for (the city of a station, the coverage) stands in
 * columns of our own (`midreach_…`) that other programs pass over; `readGtfs` makes the same schedule of it again.
 * One schedule always gives the same bytes.
 */
export function writeGtfs(schedule: Schedule): Uint8Array {
  const files: Record<string, string> = {
    "agency.txt": writeAgency(schedule),
    "stops.txt": writeStops(schedule),
    "routes.txt": writeRoutes(schedule),
    "trips.txt": writeTrips(schedule),
    "stop_times.txt": writeStopTimes(schedule),
    "calendar.txt": writeCalendars(schedule),
    "calendar_dates.txt": writeExceptions(schedule),
    "frequencies.txt": writeFrequencies(schedule),
    "transfers.txt": writeTransfers(schedule),
    "translations.txt": writeTranslations(schedule),
    "feed_info.txt": writeFeedInfo(schedule),
  };
  const zippable: Zippable = {};
  for (const [name, text] of Object.entries(files)) {
    if (text !== "") zippable[name] = [strToU8(text), { level: 6, mtime: zipDay, os: 3 }];
  }
  return zipSync(zippable);
}

const toDate = (day: string): string => day.replaceAll("-", "");

function writeAgency({ title, timeZone }: Schedule): string {
  const columns = ["agency_id", "agency_name", "agency_url", "agency_timezone"];
  return toCsv(columns, [["agency", title.zh, "https://example.org/", timeZone]]);
}

function writeStops({ stations }: Schedule): string {
  const columns = ["stop_id", "stop_name", "stop_lat", "stop_lon", "midreach_place"];
  return toCsv(
    columns,
    stations.map(({ id, name, lat, lon, place }) => [id, name.zh, toDecimal(lat), toDecimal(lon), place]),
  );
}

/** Tiny numbers would come out as `1e-7`, which the format does not know. */
function toDecimal(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(20).replace(/\.?0+$/u, "") : text;
}

function writeRoutes({ trips }: Schedule): string {
  const classes = [...new Set(trips.map((trip) => trip.class))];
  const columns = ["route_id", "agency_id", "route_short_name", "route_type"];
  return toCsv(
    columns,
    classes.map((name) => [name, "agency", name, railway]),
  );
}

function writeTrips({ trips }: Schedule): string {
  const columns = ["route_id", "service_id", "trip_id", "trip_short_name", "trip_headsign"];
  return toCsv(
    columns,
    trips.map((trip) => [trip.class, trip.calendar, trip.id, trip.name, trip.headsign]),
  );
}

function writeStopTimes({ trips }: Schedule): string {
  const columns = [
    "trip_id",
    "arrival_time",
    "departure_time",
    "stop_id",
    "stop_sequence",
    "pickup_type",
    "drop_off_type",
  ];
  const rows = trips.flatMap(({ id, calls }) =>
    calls.map((call, index) => [
      id,
      formatTime(call.arrivalSeconds),
      formatTime(call.departureSeconds),
      call.station,
      index + 1,
      call.boarding === false,
      call.alighting === false,
    ]),
  );
  return toCsv(columns, rows);
}

const runsWeekly = ({ weekdays, start, end, added, removed }: ServiceCalendar): boolean =>
  start <= end && (weekdays.includes(true) || added.length + removed.length === 0 || !spansAdded(start, end, added));

/** Whether a calendar of single days has the dates that the reader gives it by itself. */
const spansAdded = (start: string, end: string, added: readonly string[]): boolean => {
  const sorted = [...added].sort();
  return sorted[0] === start && sorted.at(-1) === end;
};

function writeCalendars({ calendars }: Schedule): string {
  const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
  const weekly = calendars.filter(runsWeekly);
  const rows = weekly.map(({ id, weekdays, start, end }) => [id, ...weekdays, toDate(start), toDate(end)]);
  return toCsv(["service_id", ...days, "start_date", "end_date"], rows);
}

function writeExceptions({ calendars }: Schedule): string {
  const rows = calendars.flatMap(({ id, added, removed }) => {
    const gone = new Set(removed);
    return [
      ...added.filter((day) => !gone.has(day)).map((day) => [id, toDate(day), 1]),
      ...removed.map((day) => [id, toDate(day), 2]),
    ];
  });
  return toCsv(["service_id", "date", "exception_type"], rows);
}

function writeFrequencies({ trips }: Schedule): string {
  const rows = trips.flatMap(({ id, frequencies = [] }) =>
    frequencies.map(({ startSeconds, endSeconds, headwaySeconds }) => [
      id,
      formatTime(startSeconds),
      formatTime(endSeconds),
      headwaySeconds,
      1,
    ]),
  );
  return toCsv(["trip_id", "start_time", "end_time", "headway_secs", "exact_times"], rows);
}

function writeTransfers({ stations, transfers }: Schedule): string {
  const changes = stations.flatMap(({ id, changeSeconds }): Transfer[] =>
    changeSeconds === undefined ? [] : [{ from: id, to: id, seconds: changeSeconds, kind: "walk" }],
  );
  const columns = ["from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time", "midreach_kind"];
  const rows = [...changes, ...transfers].map(({ from, to, seconds, kind }) => [from, to, 2, seconds, kind]);
  return toCsv(columns, rows);
}

function writeTranslations({ stations }: Schedule): string {
  const translated = stations.filter(({ name }) => name.en !== name.zh && name.en !== "");
  const rows = translated.map(({ id, name }) => ["stops", "stop_name", "en", name.en, id]);
  return toCsv(["table_name", "field_name", "language", "translation", "record_id"], rows);
}

function writeFeedInfo({ id, title, coverage }: Schedule): string {
  const columns = [
    "feed_publisher_name",
    "feed_publisher_url",
    "feed_lang",
    "feed_start_date",
    "feed_end_date",
    "feed_version",
    ...ownColumns,
  ];
  const { classes, start, end, measureOn, publishedAt, publishedBasis, note } = coverage;
  const own = [
    toDate(measureOn),
    toDate(publishedAt),
    publishedBasis,
    classes.join(";"),
    title.zh,
    title.en,
    note?.zh,
    note?.en,
  ];
  return toCsv(columns, [["Midreach", "https://example.org/", "zh", toDate(start), toDate(end), id, ...own]]);
}
