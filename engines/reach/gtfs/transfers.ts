import type { Transfer, Trip } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import type { Stops } from "./stops.ts";
import { readTable } from "./table.ts";
import { distanceKm, parseCount } from "./values.ts";

/** Ways between stations, change times at stations, and pairs of trips through which one stays seated. */
export interface TransferTable {
  readonly transfers: readonly Transfer[];
  /** By id of the station. */
  readonly changeSeconds: ReadonlyMap<string, number>;
  readonly inSeat: readonly { readonly from: string; readonly to: string; readonly row: number }[];
}

const file = "transfers.txt";
const shape = {
  file,
  required: ["transfer_type"],
  optional: [
    "from_stop_id",
    "to_stop_id",
    "min_transfer_time",
    "from_trip_id",
    "to_trip_id",
    "from_route_id",
    "to_route_id",
    "midreach_kind",
  ],
};
/** Where no time is given: 1.3 times the straight line at 4.5 km/h. */
const walkSecondsPerKm = (1.3 * 3600) / 4.5;

interface Row {
  readonly type: string;
  readonly fromStop: string;
  readonly toStop: string;
  readonly seconds: number | undefined;
  readonly kind: Transfer["kind"];
  readonly row: number;
}

/** Reads transfers.txt: types 0 to 2 become ways and change times, 3 and 5 need nothing, 4 joins trips. */
export function readTransfers(files: ReadonlyMap<string, Uint8Array>, stops: Stops, findings: Findings): TransferTable {
  const ways = new Map<string, Transfer>();
  const changeSeconds = new Map<string, number>();
  const inSeat: { from: string; to: string; row: number }[] = [];
  let specific = 0;
  readTable(files, shape, findings, (cells, row) => {
    const [type = "", fromStop = "", toStop = "", time = "", fromTrip = "", toTrip = "", fromRoute, toRoute, kind] =
      cells;
    if (type === "4" || type === "5") {
      if (type === "4") inSeat.push({ from: fromTrip, to: toTrip, row });
      return;
    }
    if (fromTrip || toTrip || fromRoute || toRoute) {
      specific += 1;
      return;
    }
    const seconds = time === "" ? undefined : parseCount(time);
    const given: Row = { type, fromStop, toStop, seconds, kind: kind === "urban" ? "urban" : "walk", row };
    if (!checkRow(given, time, stops, findings)) return;
    addWay(given, stops, ways, changeSeconds);
  });
  if (specific > 0) {
    const zh = `${specific}行只对个别车次或线路有效,未读入`;
    const en = `${specific} rows hold for single trips or routes only; they were left out`;
    findings.add({ severity: "warning", code: "transfer-specific", file, what: { zh, en } });
  }
  return { transfers: [...ways.values()], changeSeconds, inSeat };
}

function checkRow(
  { type, fromStop, toStop, seconds, row }: Row,
  time: string,
  stops: Stops,
  findings: Findings,
): boolean {
  let good = true;
  const add = (severity: "error" | "warning", code: string, field: string, zh: string, en: string) => {
    if (severity === "error") good = false;
    findings.add({ severity, code, file, row, field, what: { zh, en }, fix: fixes[code] });
  };
  if (!/^[0-3]?$/u.test(type))
    add("error", "bad-value", "transfer_type", `“${type}”不是0至5`, `"${type}" is not 0 to 5`);
  for (const [field, stop] of [
    ["from_stop_id", fromStop],
    ["to_stop_id", toStop],
  ] as const) {
    if (!stops.stationOf.has(stop))
      add("error", "unknown-stop", field, `没有站点“${stop}”`, `there is no stop "${stop}"`);
  }
  if (time !== "" && seconds === undefined) {
    add("error", "bad-value", "min_transfer_time", `“${time}”不是秒数`, `"${time}" is no number of seconds`);
  } else if (type === "2" && seconds === undefined) {
    add("warning", "transfer-time-missing", "min_transfer_time", "没有换乘时间", "no transfer time is given");
  }
  return good;
}

const fixes: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "bad-value": { zh: "见GTFS说明。", en: "See the GTFS reference." },
  "unknown-stop": { zh: "请更正,或在stops.txt中补上。", en: "Correct it, or add the stop to stops.txt." },
  "transfer-time-missing": { zh: "已按直线距离步行估算。", en: "It was estimated as a walk along the straight line." },
};

/** Of several rows for the platforms of two stations the slowest counts, so that nobody misses a train. */
function addWay(
  { type, fromStop, toStop, seconds, kind }: Row,
  stops: Stops,
  ways: Map<string, Transfer>,
  changeSeconds: Map<string, number>,
): void {
  const from = stops.stations[stops.stationOf.get(fromStop) ?? -1];
  const to = stops.stations[stops.stationOf.get(toStop) ?? -1];
  if (!from || !to || type === "3") return;
  if (from === to) {
    const change = seconds ?? (type === "1" ? 0 : undefined);
    if (change !== undefined) changeSeconds.set(from.id, Math.max(change, changeSeconds.get(from.id) ?? 0));
    return;
  }
  const taken = seconds ?? Math.round(distanceKm(from, to) * walkSecondsPerKm);
  const key = JSON.stringify([from.id, to.id]);
  const slower = Math.max(taken, ways.get(key)?.seconds ?? 0);
  ways.set(key, { from: from.id, to: to.id, seconds: slower, kind });
}

/**
 * Joins trips through which one stays seated (transfer type 4), where one goes on as exactly one other, on the same days
 * and from the same station; others stay apart, with a warning.
 */
export function joinTrips(
  trips: readonly Trip[],
  inSeat: TransferTable["inSeat"],
  findings: Findings,
): readonly Trip[] {
  const byId = new Map(trips.map((trip) => [trip.id, trip]));
  const next = new Map<string, Trip>();
  const joined = new Set<string>();
  const followers = countBy(inSeat.map(({ from }) => from));
  const leaders = countBy(inSeat.map(({ to }) => to));
  for (const pair of inSeat) {
    const [from, to] = [byId.get(pair.from), byId.get(pair.to)];
    if (from && to && followers.get(from.id) === 1 && leaders.get(to.id) === 1 && canJoin(from, to)) {
      next.set(from.id, to);
      joined.add(to.id);
      continue;
    }
    const zh = `车次“${pair.from}”与“${pair.to}”无法接续为一趟车,按两趟车读入`;
    const en = `trips "${pair.from}" and "${pair.to}" cannot be joined to one; they are read as two`;
    const fix = {
      zh: "接续须一对一、同日开行、同站接续。",
      en: "One goes on as one other, on the same days, from the same station.",
    };
    findings.add({ severity: "warning", code: "in-seat-apart", file, row: pair.row, what: { zh, en }, fix });
  }
  if (next.size === 0) return trips;
  return trips.filter(({ id }) => !joined.has(id)).map((trip) => followOn(trip, next));
}

function countBy(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

function canJoin(from: Trip, to: Trip): boolean {
  const [last, first] = [from.calls.at(-1), to.calls[0]];
  if (!last || !first || from === to || from.frequencies || to.frequencies) return false;
  return (
    from.calendar === to.calendar && last.station === first.station && last.arrivalSeconds <= first.departureSeconds
  );
}

function followOn(head: Trip, next: ReadonlyMap<string, Trip>): Trip {
  let whole = head;
  // A rise in time at every joint: a circle of trips ends by itself.
  for (let after = next.get(head.id); after !== undefined; after = next.get(after.id)) {
    const [last, first] = [whole.calls.at(-1), after.calls[0]];
    if (!last || !first) return whole;
    const joint = {
      ...last,
      departureSeconds: first.departureSeconds,
      ...(first.boarding === false ? { boarding: false } : {}),
    };
    whole = {
      ...whole,
      id: `${whole.id}+${after.id}`,
      name: whole.name === after.name ? whole.name : `${whole.name}/${after.name}`,
      ...(after.headsign ? { headsign: after.headsign } : {}),
      calls: [...whole.calls.slice(0, -1), joint, ...after.calls.slice(1)],
    };
  }
  return whole;
}
