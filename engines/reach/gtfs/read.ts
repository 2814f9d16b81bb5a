import type { Text } from "@midreach/kernel/contracts";
import type { Coverage, Schedule, ServiceCalendar, Station, Transfer, Trip } from "../core/schedule.ts";
import type { ImportReport } from "../schemas.ts";
import { unpackGtfs } from "./archive.ts";
import { readCalendars } from "./calendars.ts";
import { buildTrips } from "./calls.ts";
import { type FeedInfo, readAgency, readEnglishNames, readFeedInfo } from "./feed-info.ts";
import { applyFrequencies } from "./frequencies.ts";
import { readPathways } from "./pathways.ts";
import { checkPlausible } from "./plausible.ts";
import { createFindings } from "./report.ts";
import { readStopTimes } from "./stop-times.ts";
import { readStops, type Stops } from "./stops.ts";
import { joinTrips, readTransfers } from "./transfers.ts";
import { readTrips } from "./trips.ts";

/** What a GTFS file does not say about itself. */
export interface ReadGtfsOptions {
  /** Id of the schedule. */
  readonly id: string;
  /** Name of the file as its owner knows it; stands in the report. */
  readonly fileName?: string | undefined;
  /** Title; else that of our own export, else the name of the publisher or agency. */
  readonly title?: Text | undefined;
  /** Code of the city that a station serves; else what our own export has written. */
  readonly placeOf?: ((station: Pick<Station, "id" | "name" | "lon" | "lat">) => string | null) | undefined;
  /** Day from which it counts as known; else the first day that it describes, as an assumption. */
  readonly publishedAt?: string | undefined;
  readonly publishedBasis?: Coverage["publishedBasis"] | undefined;
  /** Day on which measures are taken; else the first Tuesday that it describes. */
  readonly measureOn?: string | undefined;
}

/** What came of reading a file: with any error in the report there is no schedule. */
export interface GtfsReading {
  readonly schedule?: Schedule;
  /** Ids of stations whose coordinates cannot be right; the report says why. */
  readonly misplaced: readonly string[];
  readonly report: ImportReport;
}

/**
 * Reads a GTFS zip (https://gtfs.org/documentation/schedule/reference/) all or nothing. Platforms become one station,
 * empty times are put between timed ones by distance, in-seat transfers join trips, pathways give change times.
 * Never throws for bad input: everything that is wrong stands in the report, in both languages.
 */
export function readGtfs(bytes: Uint8Array, options: ReadGtfsOptions): GtfsReading {
  const findings = createFindings();
  const misplaced: string[] = [];
  const files = unpackGtfs(bytes, options.fileName ?? "gtfs.zip", findings);
  if (files.size === 0) return { misplaced, report: findings.finish() };
  const agency = readAgency(files, findings);
  const stops = readStops(files, findings);
  const calendars = readCalendars(files, findings);
  const heads = readTrips(files, calendars, findings);
  const times = readStopTimes(files, stops, heads, findings);
  const whole = buildTrips(heads, times, stops.stations, findings);
  const repeated = applyFrequencies(files, whole, findings);
  const table = readTransfers(files, stops, findings);
  const pathways = readPathways(files, stops, findings);
  const info = readFeedInfo(files, findings);
  const englishOf = readEnglishNames(files, findings);
  if (!findings.hasErrors()) {
    if (repeated.length === 0) {
      const what = { zh: "没有任何一趟车可用", en: "there is no trip that could be used" };
      findings.add({ severity: "error", code: "no-trips", file: "trips.txt", what });
    }
    misplaced.push(...checkPlausible(stops.stations, repeated, calendars, heads, findings));
  }
  if (findings.hasErrors()) return { misplaced, report: findings.finish() };
  const trips = joinTrips(repeated, table.inSeat, findings);
  const change = new Map([...pathways.changeSeconds, ...table.changeSeconds]);
  const stations = toStations(stops, change, englishOf, options);
  const title = options.title ?? titleOf(info, agency.name, options);
  const schedule: Schedule = {
    id: options.id,
    title,
    timeZone: agency.timeZone,
    coverage: toCoverage(info, stations, trips, [...calendars.values()], options),
    stations,
    calendars: [...calendars.values()],
    trips,
    transfers: mergeTransfers(pathways.transfers, table.transfers),
  };
  return { schedule, misplaced, report: findings.finish() };
}

function toStations(
  { stations }: Stops,
  change: ReadonlyMap<string, number>,
  englishOf: ReturnType<typeof readEnglishNames>,
  { placeOf }: ReadGtfsOptions,
): Station[] {
  return stations.map((stop) => {
    const { id, lon, lat } = stop;
    const station = { id, name: { zh: stop.name.zh, en: englishOf(stop) }, lon, lat };
    const place = placeOf ? placeOf(station) : stop.place || null;
    const changeSeconds = change.get(id);
    return { ...station, place, ...(changeSeconds === undefined ? {} : { changeSeconds }) };
  });
}

function titleOf({ titleZh, titleEn, publisher }: FeedInfo, agency: string, { fileName, id }: ReadGtfsOptions): Text {
  if (titleZh !== "") return { zh: titleZh, en: titleEn };
  const name = publisher || agency || fileName || id;
  return { zh: name, en: name };
}

/** What transfers.txt says wins over what pathways give. */
function mergeTransfers(pathways: readonly Transfer[], table: readonly Transfer[]): Transfer[] {
  const known = new Set(table.map(({ from, to }) => JSON.stringify([from, to])));
  return [...table, ...pathways.filter(({ from, to }) => !known.has(JSON.stringify([from, to])))];
}

function toCoverage(
  info: FeedInfo,
  stations: readonly Station[],
  trips: readonly Trip[],
  calendars: readonly ServiceCalendar[],
  options: ReadGtfsOptions,
): Coverage {
  const served = new Set(trips.flatMap(({ calls }) => calls.map(({ station }) => station)));
  const places = stations.flatMap(({ id, place }) => (place !== null && served.has(id) ? [place] : []));
  const running = calendars.filter(({ start, end }) => start <= end);
  const days = running.flatMap(({ start, end, added }) => [start, end, ...added]).sort();
  const start = info.start ?? days[0] ?? "1970-01-01";
  const end = info.end ?? days.at(-1) ?? start;
  const basis = options.publishedBasis ?? (info.publishedBasis === "stated" ? "stated" : "assumed");
  return {
    classes: info.classes,
    places: [...new Set(places)].sort(),
    start,
    end,
    measureOn: options.measureOn ?? info.measureOn ?? findTuesday(start, end),
    publishedAt: options.publishedAt ?? info.publishedAt ?? start,
    publishedBasis: basis,
    ...(info.noteZh === "" && info.noteEn === "" ? {} : { note: { zh: info.noteZh, en: info.noteEn } }),
  };
}

/** The first Tuesday of a period, a day like any other; its first day where there is none. */
function findTuesday(start: string, end: string): string {
  const first = Date.parse(`${start}T00:00:00Z`);
  for (let day = 0; day < 7; day += 1) {
    const date = new Date(first + day * 86_400_000);
    const text = date.toISOString().slice(0, 10);
    if (date.getUTCDay() === 2 && text <= end) return text;
  }
  return start;
}
