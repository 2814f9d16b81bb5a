import type { Findings } from "./report.ts";
import type { Stops } from "./stops.ts";
import { readTable, reportMissingFile } from "./table.ts";
import type { TripHead } from "./trips.ts";
import { parseCount, parseTime } from "./values.ts";

/** No time is given. */
export const noTime = -1;
/** Bits of `flags`: nobody may board, nobody may alight. */
export const noBoarding = 1;
export const noAlighting = 2;

/** Rows of stop_times.txt as flat arrays, so that a million of them fit. */
export interface StopTimes {
  readonly count: number;
  /** Index of the trip in the order of trips.txt, and of the station. */
  readonly trip: Int32Array;
  readonly station: Int32Array;
  readonly sequence: Int32Array;
  readonly arrival: Int32Array;
  readonly departure: Int32Array;
  readonly flags: Uint8Array;
  readonly row: Int32Array;
  /** The rows of trip t are order[first[t]] … order[first[t + 1] - 1], in order of travel. */
  readonly order: Int32Array;
  readonly first: Int32Array;
}

const file = "stop_times.txt";
const shape = {
  file,
  required: ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"],
  optional: ["pickup_type", "drop_off_type"],
};
const numbers = ["trip", "station", "sequence", "arrival", "departure", "row"] as const;
/** A week on one train: no timetable counts its hours further. */
const latestSeconds = 7 * 86_400;

type Growing = Record<(typeof numbers)[number], Int32Array> & { flags: Uint8Array; count: number };

/** Reads stop_times.txt and puts each trip's rows in order of travel. */
export function readStopTimes(
  files: ReadonlyMap<string, Uint8Array>,
  stops: Stops,
  trips: ReadonlyMap<string, TripHead>,
  findings: Findings,
): StopTimes {
  const table = createGrowing();
  const tripIndex = new Map([...trips.keys()].map((id, index) => [id, index]));
  const read = readTable(files, shape, findings, (cells, row) => {
    const [tripId = "", arrivalText = "", departureText = "", stopId = "", sequenceText = ""] = cells;
    const trip = tripIndex.get(tripId);
    const station = stops.stationOf.get(stopId);
    const sequence = parseCount(sequenceText);
    const arrival = readTime(arrivalText, "arrival_time", row, findings);
    const departure = readTime(departureText, "departure_time", row, findings);
    if (trip === undefined) fault(findings, row, "trip_id", "unknown-trip", tripId);
    if (station === undefined) fault(findings, row, "stop_id", "unknown-stop", stopId);
    if (sequence === undefined) fault(findings, row, "stop_sequence", "bad-value", sequenceText);
    if (trip === undefined || station === undefined || sequence === undefined) return;
    const flags = (cells[5] === "1" ? noBoarding : 0) | (cells[6] === "1" ? noAlighting : 0);
    push(table, { trip, station, sequence, arrival, departure, row }, flags);
  });
  if (!read && !files.has(file)) reportMissingFile(findings, file);
  return { ...table, ...sortByTrip(table, trips.size) };
}

function readTime(text: string, field: string, row: number, findings: Findings): number {
  if (text === "") return noTime;
  const seconds = parseTime(text);
  if (seconds !== undefined && seconds <= latestSeconds) return seconds;
  fault(findings, row, field, "bad-time", text);
  return noTime;
}

function createGrowing(): Growing {
  const size = 1 << 14;
  const column = () => new Int32Array(size);
  return {
    trip: column(),
    station: column(),
    sequence: column(),
    arrival: column(),
    departure: column(),
    row: column(),
    flags: new Uint8Array(size),
    count: 0,
  };
}

function push(table: Growing, values: Record<(typeof numbers)[number], number>, flags: number): void {
  if (table.count === table.flags.length) {
    for (const name of numbers) {
      const larger = new Int32Array(table.count * 2);
      larger.set(table[name]);
      table[name] = larger;
    }
    const larger = new Uint8Array(table.count * 2);
    larger.set(table.flags);
    table.flags = larger;
  }
  for (const name of numbers) table[name][table.count] = values[name];
  table.flags[table.count] = flags;
  table.count += 1;
}

/** Counting sort by trip; most files have their rows in order already, so that only a few trips need sorting. */
function sortByTrip({ trip, sequence, count }: Growing, trips: number): { order: Int32Array; first: Int32Array } {
  const first = new Int32Array(trips + 1);
  for (let row = 0; row < count; row += 1) {
    const after = (trip[row] as number) + 1;
    first[after] = (first[after] as number) + 1;
  }
  for (let index = 0; index < trips; index += 1) {
    first[index + 1] = (first[index + 1] as number) + (first[index] as number);
  }
  const next = first.slice();
  const order = new Int32Array(count);
  for (let row = 0; row < count; row += 1) {
    const owner = trip[row] as number;
    const place = next[owner] as number;
    order[place] = row;
    next[owner] = place + 1;
  }
  for (let index = 0; index < trips; index += 1) {
    const rows = order.subarray(first[index] as number, first[index + 1] as number);
    const sorted = rows.every(
      (row, at) => at === 0 || (sequence[rows[at - 1] as number] as number) <= (sequence[row] as number),
    );
    if (!sorted) rows.sort((a, b) => (sequence[a] as number) - (sequence[b] as number));
  }
  return { order, first };
}

function fault(findings: Findings, row: number, field: string, code: string, value: string): void {
  const [zh, en, fixZh, fixEn] = words[code]?.(value) ?? ["", "", "", ""];
  findings.add({ severity: "error", code, file, row, field, what: { zh, en }, fix: { zh: fixZh, en: fixEn } });
}

const words: Readonly<Record<string, (value: string) => readonly [string, string, string, string]>> = {
  "unknown-trip": (value) => [
    `没有车次“${value}”`,
    `there is no trip "${value}"`,
    "请更正,或在trips.txt中补上。",
    "Correct it, or add the trip to trips.txt.",
  ],
  "unknown-stop": (value) => [
    `没有站点“${value}”`,
    `there is no stop "${value}"`,
    "请更正,或在stops.txt中补上。",
    "Correct it, or add the stop to stops.txt.",
  ],
  "bad-value": (value) => [
    `“${value}”不是序号`,
    `"${value}" is no sequence number`,
    "请填写非负整数。",
    "A whole number, not negative.",
  ],
  "bad-time": (value) => [
    `“${value}”不是时刻`,
    `"${value}" is no time`,
    "写作HH:MM:SS,过零点继续累计(25:10:00),不超过168小时。",
    "Write HH:MM:SS; hours count on after midnight (25:10:00), up to 168.",
  ],
};
