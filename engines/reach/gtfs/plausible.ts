import type { ServiceCalendar, Trip } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import type { StopStation } from "./stops.ts";
import type { TripHead } from "./trips.ts";
import { distanceKm } from "./values.ts";

/** No train runs faster than this, and a straight line is shorter than any track. */
const fastestKmh = 400;
/** Timetables are written in whole minutes: a call may be a minute off. */
const roundingSeconds = 60;
const farKm = 300;

interface Link {
  readonly a: number;
  readonly b: number;
  readonly km: number;
  readonly seconds: number;
  readonly trip: string;
}

/** A file in which everything is wrong must not keep a thread busy for minutes. */
const mostMisplaced = 200;
const largestGroup = 50;

/**
 * Warns of what is possible in the format and not in the world.
 * @returns ids of the stations that cannot lie where they are said to
 */
export function checkPlausible(
  stations: readonly StopStation[],
  trips: readonly Trip[],
  calendars: ReadonlyMap<string, ServiceCalendar>,
  heads: ReadonlyMap<string, TripHead>,
  findings: Findings,
): string[] {
  const misplaced = reportSpeeds(stations, trips, heads, findings);
  reportFar(stations, findings);
  reportTwice(trips, calendars, heads, findings);
  return misplaced;
}

/** A station whose links are mostly impossible lies in the wrong place; a single impossible link is a wrong time. */
function reportSpeeds(
  stations: readonly StopStation[],
  trips: readonly Trip[],
  heads: ReadonlyMap<string, TripHead>,
  findings: Findings,
): string[] {
  const links = [...listLinks(stations, trips).values()];
  const isBad = ({ km, seconds }: Link) => (km / (seconds + roundingSeconds)) * 3600 > fastestKmh;
  let bad = links.filter(isBad);
  const all = countLinks(links, stations.length);
  const misplaced: string[] = [];
  for (let round = 0; bad.length > 0 && round < mostMisplaced; round += 1) {
    const counts = countLinks(bad, stations.length);
    let worst = 0;
    const weight = (index: number) => (counts[index] as number) ** 2 / Math.max(1, all[index] as number);
    for (let index = 1; index < stations.length; index += 1) if (weight(index) > weight(worst)) worst = index;
    const own = bad.filter(({ a, b }) => a === worst || b === worst);
    const station = stations[worst] as StopStation;
    if (own.length * 2 >= (all[worst] as number)) {
      misplaced.push(station.id);
      reportMisplaced(station, own, stations, findings);
    } else for (const link of own) reportFast(link, stations, heads, findings);
    bad = bad.filter(({ a, b }) => a !== worst && b !== worst);
  }
  if (bad.length > 0) {
    const zh = `还有${bad.length}段行程快得不可能`;
    const en = `${bad.length} more rides are impossibly fast`;
    findings.add({ severity: "warning", code: "too-fast", file: "stop_times.txt", what: { zh, en } });
  }
  return misplaced;
}

/** The quickest ride between every two stations that follow each other. */
function listLinks(stations: readonly StopStation[], trips: readonly Trip[]): Map<number, Link> {
  const index = new Map(stations.map(({ id }, position) => [id, position]));
  const links = new Map<number, Link>();
  for (const { id, calls } of trips) {
    for (let at = 1; at < calls.length; at += 1) {
      const [before, call] = [calls[at - 1], calls[at]];
      const from = index.get(before?.station ?? "") ?? -1;
      const to = index.get(call?.station ?? "") ?? -1;
      if (!before || !call || from < 0 || to < 0 || from === to) continue;
      const [a, b] = from < to ? [from, to] : [to, from];
      const seconds = call.arrivalSeconds - before.departureSeconds;
      const key = a * stations.length + b;
      const known = links.get(key);
      if (known && known.seconds <= seconds) continue;
      const km = known?.km ?? distanceKm(stations[a] as StopStation, stations[b] as StopStation);
      links.set(key, { a, b, km, seconds, trip: id });
    }
  }
  return links;
}

function countLinks(links: readonly Link[], stations: number): Int32Array {
  const counts = new Int32Array(stations);
  for (const { a, b } of links) {
    counts[a] = (counts[a] as number) + 1;
    counts[b] = (counts[b] as number) + 1;
  }
  return counts;
}

const sayLink = ({ a, b, km, seconds, trip }: Link, stations: readonly StopStation[]) => {
  const [from, to] = [stations[a]?.name.zh, stations[b]?.name.zh];
  const minutes = Math.round(seconds / 60);
  return {
    zh: `${from}至${to}直线${Math.round(km)}公里,车次${trip}只用${minutes}分钟`,
    en: `${from} to ${to} is ${Math.round(km)} km in a straight line, and trip ${trip} takes ${minutes} min`,
  };
};

function reportMisplaced(
  station: StopStation,
  links: readonly Link[],
  stations: readonly StopStation[],
  findings: Findings,
): void {
  const example = sayLink([...links].sort((x, y) => y.km - x.km)[0] as Link, stations);
  findings.add({
    severity: "warning",
    code: "station-misplaced",
    file: "stops.txt",
    row: station.row,
    field: "stop_lat",
    what: {
      zh: `车站“${station.name.zh}”的位置与行车时间不符:${example.zh}`,
      en: `station "${station.name.zh}" cannot lie where it is said to: ${example.en}`,
    },
    fix: {
      zh: "请核对其经纬度(是否落在海上或另一同名地点)。",
      en: "Check its coordinates: the sea, or another place of that name?",
    },
  });
}

function reportFast(
  link: Link,
  stations: readonly StopStation[],
  heads: ReadonlyMap<string, TripHead>,
  findings: Findings,
): void {
  const said = sayLink(link, stations);
  findings.add({
    severity: "warning",
    code: "too-fast",
    file: "stop_times.txt",
    what: {
      zh: `${said.zh}(trips.txt第${heads.get(link.trip)?.row}行)`,
      en: `${said.en} (trips.txt line ${heads.get(link.trip)?.row})`,
    },
    field: "arrival_time",
    fix: { zh: "请核对时刻与经纬度。", en: "Check the times and the coordinates." },
  });
}

/** Stations far from every other, found by going outwards in order of latitude. */
function reportFar(stations: readonly StopStation[], findings: Findings): void {
  if (stations.length < 3) return;
  const sorted = [...stations].sort((a, b) => a.lat - b.lat);
  const band = farKm / 111;
  sorted.forEach((station, at) => {
    const isNear = (other: StopStation) => distanceKm(station, other) <= farKm;
    for (let up = at + 1; up < sorted.length && (sorted[up] as StopStation).lat - station.lat <= band; up += 1) {
      if (isNear(sorted[up] as StopStation)) return;
    }
    for (let down = at - 1; down >= 0 && station.lat - (sorted[down] as StopStation).lat <= band; down -= 1) {
      if (isNear(sorted[down] as StopStation)) return;
    }
    const zh = `车站“${station.name.zh}”距其他任何车站都超过${farKm}公里`;
    const en = `station "${station.name.zh}" lies more than ${farKm} km from every other`;
    const fix = { zh: "请核对其经纬度(是否落在海上)。", en: "Check its coordinates: does it lie in the sea?" };
    findings.add({
      severity: "warning",
      code: "station-far",
      file: "stops.txt",
      row: station.row,
      field: "stop_lat",
      what: { zh, en },
      fix,
    });
  });
}

/** Two trips of one name with the same calls whose calendars share a day run twice on it. */
function reportTwice(
  trips: readonly Trip[],
  calendars: ReadonlyMap<string, ServiceCalendar>,
  heads: ReadonlyMap<string, TripHead>,
  findings: Findings,
): void {
  const groups = new Map<string, Trip[]>();
  for (const trip of trips) {
    const key = JSON.stringify([trip.class, trip.name, trip.calls.length, trip.calls[0]]);
    const group = groups.get(key);
    if (group) group.push(trip);
    else groups.set(key, [trip]);
  }
  for (const all of groups.values()) {
    const group = all.slice(0, largestGroup);
    group.forEach((trip, at) => {
      const twin = group.slice(0, at).find((other) => JSON.stringify(other.calls) === JSON.stringify(trip.calls));
      const [a, b] = [calendars.get(twin?.calendar ?? ""), calendars.get(trip.calendar)];
      const day = twin && a && b ? findSharedDay(a, b) : undefined;
      if (day === undefined) return;
      const zh = `车次“${trip.name}”在${day}开行两次:“${twin?.id}”与“${trip.id}”的日历重叠`;
      const en = `"${trip.name}" runs twice on ${day}: the calendars of "${twin?.id}" and "${trip.id}" overlap`;
      const fix = { zh: "请核对两者的开行日期。", en: "Check on which days each of them runs." };
      const row = heads.get(trip.id)?.row;
      findings.add({
        severity: "warning",
        code: "runs-twice",
        file: "trips.txt",
        row,
        field: "service_id",
        what: { zh, en },
        fix,
      });
    });
  }
}

function findSharedDay(a: ServiceCalendar, b: ServiceCalendar): string | undefined {
  const both = [...a.added, ...b.added].find((day) => isRunningOn(a, day) && isRunningOn(b, day));
  if (both !== undefined) return both;
  const start = [a.start, b.start].sort().at(-1) ?? a.start;
  const end = [a.end, b.end].sort()[0] ?? a.end;
  // A common weekday shows within eight weeks, if not all of them are holidays.
  for (let day = start, count = 0; day <= end && count < 56; day = nextDay(day), count += 1) {
    if (isRunningOn(a, day) && isRunningOn(b, day)) return day;
  }
  return undefined;
}

function isRunningOn({ weekdays, start, end, added, removed }: ServiceCalendar, day: string): boolean {
  if (removed.includes(day)) return false;
  if (added.includes(day)) return true;
  if (day < start || day > end) return false;
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] === true;
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
