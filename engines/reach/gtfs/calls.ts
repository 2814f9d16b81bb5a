import type { Call, Trip } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import { noAlighting, noBoarding, noTime, type StopTimes } from "./stop-times.ts";
import type { StopStation } from "./stops.ts";
import type { TripHead } from "./trips.ts";
import { distanceKm, formatTime } from "./values.ts";

const file = "stop_times.txt";
/** The longest trains of the world take a week, those of one country three days. */
const longSeconds = 72 * 3600;

/** Puts the rows of stop_times.txt together to trips; what cannot be right goes to the findings. */
export function buildTrips(
  trips: ReadonlyMap<string, TripHead>,
  times: StopTimes,
  stations: readonly StopStation[],
  findings: Findings,
): Trip[] {
  const built: Trip[] = [];
  let index = 0;
  for (const head of trips.values()) {
    const rows = times.order.subarray(times.first[index] as number, times.first[index + 1] as number);
    index += 1;
    if (rows.length < 2) {
      reportShort(head, rows.length, findings);
      continue;
    }
    const calls = buildCalls(head, rows, times, stations, findings);
    const { id, name, headsign, calendar } = head;
    built.push({ id, name, class: head.class, ...(headsign ? { headsign } : {}), calendar, calls });
  }
  return built;
}

function reportShort({ id, row }: TripHead, calls: number, findings: Findings): void {
  const code = calls === 0 ? "trip-without-stops" : "trip-with-one-stop";
  const zh = calls === 0 ? `车次“${id}”没有停站` : `车次“${id}”只停一站`;
  const en = calls === 0 ? `trip "${id}" has no stops` : `trip "${id}" has only one stop`;
  const fix = {
    zh: "没有人能乘坐,未读入;如有遗漏请补上停站。",
    en: "Nobody can ride it; it was left out. Add its stops if they are missing.",
  };
  findings.add({ severity: "warning", code, file: "trips.txt", row, field: "trip_id", what: { zh, en }, fix });
}

function buildCalls(
  head: TripHead,
  rows: Int32Array,
  times: StopTimes,
  stations: readonly StopStation[],
  findings: Findings,
): Call[] {
  checkSequence(head, rows, times, findings);
  const arrival = new Array<number>(rows.length);
  const departure = new Array<number>(rows.length);
  rows.forEach((row, at) => {
    const [come, go] = [times.arrival[row] as number, times.departure[row] as number];
    arrival[at] = come === noTime ? go : come;
    departure[at] = go === noTime ? come : go;
  });
  const last = rows.length - 1;
  for (const at of [0, last]) {
    if (arrival[at] !== noTime) continue;
    const which = at === 0 ? ["首站", "first"] : ["末站", "last"];
    const [zh, en] = [`车次“${head.id}”的${which[0]}没有时刻`, `trip "${head.id}" has no time at its ${which[1]} stop`];
    const fix = { zh: "首末站须有时刻。", en: "The first and the last stop need a time." };
    const row = times.row[rows[at] as number];
    findings.add({ severity: "error", code: "time-missing", file, row, field: "arrival_time", what: { zh, en }, fix });
    return [];
  }
  const filled = interpolate(rows, times, stations, arrival, departure);
  if (filled > 0) {
    const zh = `车次“${head.id}”有${filled}站没有时刻,已按里程内插`;
    const en = `trip "${head.id}" has ${filled} stops without a time; they were put between the others by distance`;
    const row = times.row[rows[0] as number];
    findings.add({ severity: "info", code: "times-interpolated", file, row, what: { zh, en } });
  }
  checkTimes(head, rows, times, stations, { arrival, departure }, findings);
  return Array.from(rows, (row, at): Call => {
    const flags = times.flags[row] as number;
    return {
      station: stations[times.station[row] as number]?.id ?? "",
      arrivalSeconds: arrival[at] as number,
      departureSeconds: departure[at] as number,
      ...(flags & noBoarding ? { boarding: false } : {}),
      ...(flags & noAlighting ? { alighting: false } : {}),
    };
  });
}

function checkSequence(head: TripHead, rows: Int32Array, times: StopTimes, findings: Findings): void {
  for (let at = 1; at < rows.length; at += 1) {
    const row = rows[at] as number;
    if (times.sequence[row] !== times.sequence[rows[at - 1] as number]) continue;
    const number = times.sequence[row];
    const zh = `车次“${head.id}”的停站序号${number}重复`;
    const en = `trip "${head.id}" has two stops with the sequence number ${number}`;
    const fix = { zh: "序号须沿途递增。", en: "Numbers have to rise along the way." };
    const where = { file, row: times.row[row], field: "stop_sequence" };
    findings.add({ severity: "error", code: "sequence-twice", ...where, what: { zh, en }, fix });
  }
}

/**
 * Fills in the times of stops between two timed ones, by straight-line distance (as the GTFS reference leaves it to the
 * reader), evenly where all lie at one point. @returns how many were filled in
 */
function interpolate(
  rows: Int32Array,
  times: StopTimes,
  stations: readonly StopStation[],
  arrival: number[],
  departure: number[],
): number {
  let filled = 0;
  for (let from = 0; from < rows.length - 1; ) {
    let to = from + 1;
    while (arrival[to] === noTime) to += 1;
    if (to > from + 1) {
      const way = [0];
      for (let at = from + 1; at <= to; at += 1) {
        const a = stations[times.station[rows[at - 1] as number] as number];
        const b = stations[times.station[rows[at] as number] as number];
        way.push((way.at(-1) as number) + (a && b ? distanceKm(a, b) : 0));
      }
      const whole = way.at(-1) as number;
      const [start, seconds] = [departure[from] as number, (arrival[to] as number) - (departure[from] as number)];
      for (let at = from + 1; at < to; at += 1) {
        const share = whole > 0 ? (way[at - from] as number) / whole : (at - from) / (to - from);
        arrival[at] = Math.round(start + seconds * share);
        departure[at] = arrival[at] as number;
        filled += 1;
      }
    }
    from = to;
  }
  return filled;
}

function checkTimes(
  head: TripHead,
  rows: Int32Array,
  times: StopTimes,
  stations: readonly StopStation[],
  { arrival, departure }: { readonly arrival: readonly number[]; readonly departure: readonly number[] },
  findings: Findings,
): void {
  const nameAt = (at: number) => stations[times.station[rows[at] as number] as number]?.name.zh ?? "";
  for (let at = 0; at < rows.length; at += 1) {
    const [come, go] = [arrival[at] as number, departure[at] as number];
    const before = at === 0 ? come : (departure[at - 1] as number);
    if (come >= before && go >= come) continue;
    const clocks = come < before ? [before, come] : [come, go];
    const [earlier, later] = clocks.map((seconds) => formatTime(seconds as number));
    const zh = `车次“${head.id}”在${nameAt(at)}时刻倒流:${earlier}之后为${later}`;
    const en = `trip "${head.id}" runs backwards in time at ${nameAt(at)}: ${later} after ${earlier}`;
    const fix = {
      zh: "请更正;过零点继续累计(25:10:00)。",
      en: "Correct it; hours count on after midnight (25:10:00).",
    };
    const where = { file, row: times.row[rows[at] as number], field: "arrival_time" };
    findings.add({ severity: "error", code: "time-backwards", ...where, what: { zh, en }, fix });
    return;
  }
  const lasts = (arrival[rows.length - 1] as number) - (departure[0] as number);
  if (lasts <= longSeconds) return;
  const hours = Math.round(lasts / 3600);
  const zh = `车次“${head.id}”全程${hours}小时`;
  const en = `trip "${head.id}" takes ${hours} hours`;
  const fix = { zh: "请核对是否多计了零点。", en: "See whether a midnight was counted twice." };
  const row = times.row[rows[rows.length - 1] as number];
  findings.add({ severity: "warning", code: "trip-long", file, row, field: "arrival_time", what: { zh, en }, fix });
}
