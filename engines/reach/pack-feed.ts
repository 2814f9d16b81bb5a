import { textSchema } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import type { RegionPack } from "@midreach/kernel/region";
import { z } from "zod";
import type { Call, Schedule, ServiceCalendar, Station, Trip } from "./core/schedule.ts";
import { parseCalls, parseDays, parseFrequencies, parseWeekdays } from "./notation.ts";

/** A row of `reach-feeds`: a timetable of the region and what it covers. */
export const feedSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u, "lower-case letters, digits and hyphens only"),
  title: textSchema,
  coverage: z.strictObject({
    classes: z.array(z.string()),
    places: z.array(z.string()),
    start: z.iso.date(),
    end: z.iso.date(),
  }),
  measureOn: z.iso.date(),
  publishedAt: z.iso.date(),
  publishedBasis: z.enum(["stated", "assumed"]),
  publishedNote: textSchema.nullish(),
  /** Change time at its stations where the region's setting does not fit, minutes. */
  changeMinutes: z.number().min(0).max(240).nullish(),
  note: textSchema.nullish(),
});
export type FeedDescription = z.output<typeof feedSchema>;

const cell = z.string().nullable();
const stationRow = z.object({
  id: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  lon: z.number(),
  lat: z.number(),
  place: cell,
});
const calendarRow = z.object({
  id: z.string(),
  weekdays: cell,
  start: z.iso.date().nullable(),
  end: z.iso.date().nullable(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
});
const tripRow = z.object({
  id: z.string(),
  name: cell,
  class: z.string(),
  headsign: cell,
  calendar: z.string(),
  calls: z.string(),
  frequencies: z.array(z.string()).nullish(),
});

type Reader = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
) => { readonly rows: readonly z.output<Schema>[]; readonly where: readonly string[] };

/** Where a fault belongs, and where faults go. */
interface Place {
  readonly where: string;
  readonly faults: Fault[];
}

/** Reads one timetable of the region; what is wrong goes to `faults` row by row. */
export function readFeed(
  pack: RegionPack,
  row: FeedDescription,
  where: string,
  read: Reader,
  faults: Fault[],
): Schedule {
  const stations = read(`reach-${row.id}-stations`, stationRow).rows.map((station) => toStation(station, row));
  const calendarRows = read(`reach-${row.id}-calendars`, calendarRow);
  const calendars = calendarRows.rows.map((calendar, index) =>
    toCalendar(calendar, { where: calendarRows.where[index] ?? where, faults }),
  );
  const known = {
    stations: new Map(stations.map((station) => [station.id, station])),
    calendars: new Set(calendars.map(({ id }) => id)),
  };
  const tripRows = read(`reach-${row.id}-trips`, tripRow);
  const trips = tripRows.rows.map((trip, index) =>
    toTrip(trip, known, row.coverage.classes, { where: tripRows.where[index] ?? where, faults }),
  );
  const { measureOn, publishedAt, publishedBasis } = row;
  const schedule: Schedule = {
    id: row.id,
    title: row.title,
    timeZone: pack.timeZone,
    coverage: { ...row.coverage, measureOn, publishedAt, publishedBasis, ...(row.note ? { note: row.note } : {}) },
    stations,
    calendars,
    trips,
    transfers: [],
  };
  checkCoverage(schedule, { where, faults });
  return schedule;
}

function toStation(row: z.output<typeof stationRow>, feed: FeedDescription): Station {
  const { id, lon, lat, place } = row;
  const changeSeconds = feed.changeMinutes == null ? undefined : feed.changeMinutes * 60;
  const station = { id, name: { zh: row.name_zh, en: row.name_en }, lon, lat, place };
  return changeSeconds === undefined ? station : { ...station, changeSeconds };
}

function toCalendar(row: z.output<typeof calendarRow>, { where, faults }: Place): ServiceCalendar {
  const added = parseDays(row.added);
  const removed = parseDays(row.removed);
  for (const item of [...added.bad, ...removed.bad]) {
    faults.push({
      where,
      what: `"${item}" is no day and no range of days`,
      fix: "2016-03-10 or 2016-03-10..2016-03-29",
    });
  }
  if ((row.start === null) !== (row.end === null) || (row.weekdays !== null && row.start === null)) {
    faults.push({
      where,
      what: "weekdays need a first and a last day",
      fix: "fill in start and end, or leave all empty",
    });
  }
  if (row.start !== null && row.end !== null && row.start > row.end) {
    faults.push({ where, what: `it ends on ${row.end}, before it begins`, fix: "check both dates" });
  }
  // A calendar of single days spans them, so that both its dates are days.
  const days = [...added.days].sort();
  const start = row.start ?? days[0] ?? "1970-01-02";
  const end = row.end ?? days.at(-1) ?? "1970-01-01";
  return { id: row.id, weekdays: parseWeekdays(row.weekdays), start, end, added: added.days, removed: removed.days };
}

function toTrip(
  row: z.output<typeof tripRow>,
  known: { readonly stations: ReadonlyMap<string, Station>; readonly calendars: ReadonlySet<string> },
  classes: readonly string[],
  place: Place,
): Trip {
  const { where, faults } = place;
  const { calls, bad } = parseCalls(row.calls);
  for (const item of bad) {
    faults.push({ where: `${where}, calls`, what: `"${item}" is no call`, fix: "station HH:MM+minutes, e.g. 08:05+2" });
  }
  for (const { station } of calls) {
    if (!known.stations.has(station))
      faults.push({ where: `${where}, calls`, what: `there is no station "${station}"` });
  }
  if (!known.calendars.has(row.calendar)) {
    faults.push({ where: `${where}, calendar`, what: `there is no calendar "${row.calendar}"` });
  }
  if (classes.length > 0 && !classes.includes(row.class)) {
    const fix = `one of: ${classes.join(", ")}, or correct the coverage`;
    faults.push({ where: `${where}, class`, what: `"${row.class}" is outside the feed's coverage`, fix });
  }
  if (bad.length === 0) checkTimes(calls, place);
  const headways = parseFrequencies(row.frequencies ?? []);
  for (const item of headways.bad) {
    faults.push({ where: `${where}, frequencies`, what: `"${item}" is none`, fix: "from-to/minutes: 06:00-22:00/15" });
  }
  return {
    id: row.id,
    name: row.name ?? row.id,
    class: row.class,
    headsign: row.headsign ?? known.stations.get(calls.at(-1)?.station ?? "")?.name.zh,
    calendar: row.calendar,
    calls,
    ...(headways.frequencies.length > 0 ? { frequencies: headways.frequencies } : {}),
  };
}

function checkTimes(calls: readonly Call[], { where, faults }: Place): void {
  if (calls.length < 2) faults.push({ where: `${where}, calls`, what: "a train calls at two stations at least" });
  for (const [index, call] of calls.entries()) {
    const before = calls[index - 1];
    if (before === undefined || call.arrivalSeconds >= before.departureSeconds) continue;
    const what = `arrives at ${call.station} before it has left ${before.station}`;
    faults.push({ where: `${where}, calls`, what, fix: "correct the times; hours count on after midnight (25:10)" });
  }
}

/** A feed covers a city exactly when a train of it stops there. */
function checkCoverage(schedule: Schedule, { where, faults }: Place): void {
  const { places, start, end, measureOn } = schedule.coverage;
  const placeOf = new Map(schedule.stations.map((station) => [station.id, station.place]));
  const served = new Set(schedule.trips.flatMap((trip) => trip.calls.map(({ station }) => placeOf.get(station))));
  for (const place of places) {
    if (served.has(place)) continue;
    faults.push({ where: `${where}, coverage`, what: `no train stops in ${place}`, fix: "take it out: it is no data" });
  }
  for (const place of served) {
    if (place == null || places.includes(place)) continue;
    faults.push({ where: `${where}, coverage`, what: `trains stop in ${place}, which is not listed`, fix: "list it" });
  }
  if (start > end) faults.push({ where: `${where}, coverage`, what: `it ends on ${end}, before it begins` });
  if (measureOn < start || measureOn > end) {
    faults.push({ where: `${where}, measureOn`, what: `${measureOn} is not within ${start} to ${end}` });
  }
}
