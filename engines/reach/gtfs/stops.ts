import type { Text } from "@midreach/kernel/contracts";
import type { Findings } from "./report.ts";
import { readTable, reportMissingFile } from "./table.ts";
import { distanceKm, parseNumber } from "./values.ts";

/** A row of stops.txt. */
export interface Stop {
  readonly id: string;
  readonly name: string;
  readonly lon: number | undefined;
  readonly lat: number | undefined;
  /** 0 stop or platform, 1 station, 2 entrance, 3 node, 4 boarding area. */
  readonly kind: number;
  readonly parent: string;
  /** Code of the city, where our own export has written one. */
  readonly place: string;
  readonly row: number;
}

/** A station of the schedule: a stop without a parent, or a parent with its platforms. */
export interface StopStation {
  readonly id: string;
  readonly name: Text;
  readonly lon: number;
  readonly lat: number;
  readonly place: string;
  readonly row: number;
}

export interface Stops {
  readonly stations: readonly StopStation[];
  /** Index of the station that a stop, platform, entrance, node or boarding area belongs to. */
  readonly stationOf: ReadonlyMap<string, number>;
  readonly stops: ReadonlyMap<string, Stop>;
}

const file = "stops.txt";
const shape = {
  file,
  required: ["stop_id"],
  optional: ["stop_name", "stop_lat", "stop_lon", "location_type", "parent_station", "midreach_place"],
};

/** Reads stops.txt; platforms are put together to their station. */
export function readStops(files: ReadonlyMap<string, Uint8Array>, findings: Findings): Stops {
  const stops = new Map<string, Stop>();
  const read = readTable(files, shape, findings, (cells, row) => {
    const [id = "", name = "", lat = "", lon = "", kind = "", parent = "", place = ""] = cells;
    if (id === "") return fault(findings, row, "stop_id", "id-missing", "缺少stop_id", "stop_id is empty");
    const first = stops.get(id);
    if (first) {
      const zh = `站点“${id}”在第${first.row}行已出现`;
      return fault(findings, row, "stop_id", "id-twice", zh, `stop "${id}" stands already in line ${first.row}`);
    }
    const point = { lon: parseNumber(lon), lat: parseNumber(lat) };
    stops.set(id, { id, name, ...point, kind: Number(kind || "0"), parent, place, row });
  });
  if (!read && !files.has(file)) reportMissingFile(findings, file);
  checkParents(stops, findings);
  const heads = [...stops.values()].filter((stop) => stop.kind === 1 || (stop.kind === 0 && stop.parent === ""));
  checkPoints(heads, findings);
  const index = new Map(heads.map(({ id }, position) => [id, position]));
  const stationOf = new Map<string, number>();
  for (const stop of stops.values()) {
    const head = index.get(findHead(stop, stops).id);
    if (head !== undefined) stationOf.set(stop.id, head);
  }
  return { stations: heads.map(toStation), stationOf, stops };
}

const toStation = ({ id, name, lon, lat, place, row }: Stop): StopStation => {
  const named = name === "" ? id : name;
  return { id, name: { zh: named, en: named }, lon: lon ?? 0, lat: lat ?? 0, place, row };
};

/** A boarding area lies on a platform, a platform in a station: two steps at most. */
function findHead(stop: Stop, stops: ReadonlyMap<string, Stop>): Stop {
  const parent = stops.get(stop.parent);
  if (!parent) return stop;
  return stops.get(parent.parent) ?? parent;
}

function checkParents(stops: ReadonlyMap<string, Stop>, findings: Findings): void {
  for (const { id, kind, parent, row } of stops.values()) {
    if (![0, 1, 2, 3, 4].includes(kind)) {
      const zh = `站点“${id}”的location_type不是0至4`;
      fault(findings, row, "location_type", "bad-value", zh, `location_type of stop "${id}" is not 0 to 4`);
    }
    if (parent === "") {
      if (kind < 2 || kind > 4) continue;
      const zh = `站点“${id}”须有parent_station`;
      fault(findings, row, "parent_station", "parent-missing", zh, `stop "${id}" needs a parent_station`);
      continue;
    }
    const above = stops.get(parent);
    const wanted = kind === 4 ? 0 : 1;
    if (above && above.kind === wanted && kind !== 1) continue;
    const en = `stop "${id}" names the parent "${parent}", which ${above ? "is of the wrong kind" : "does not exist"}`;
    const zh = `站点“${id}”的上级“${parent}”${above ? "类型不对" : "不存在"}`;
    fault(findings, row, "parent_station", "unknown-stop", zh, en);
  }
}

const pointFix = { zh: "请填写WGS 84经纬度。", en: "Fill in WGS 84 degrees." };
const swapFix = {
  zh: "请对调stop_lat与stop_lon:纬度在-90至90之间。",
  en: "Swap stop_lat and stop_lon: latitudes lie between -90 and 90.",
};

function checkPoints(stops: readonly Stop[], findings: Findings): void {
  const good = stops.filter((stop) => isPoint(stop.lon, stop.lat));
  const centre = { lon: medianOf(good.map(({ lon }) => lon ?? 0)), lat: medianOf(good.map(({ lat }) => lat ?? 0)) };
  for (const { id, name, lon, lat, row } of stops) {
    const add = (code: string, zh: string, en: string, fix: Text) =>
      findings.add({ severity: "error", code, file, row, field: "stop_lat", what: { zh, en }, fix });
    const who = `“${name || id}”`;
    const whom = `stop "${name || id}"`;
    if (lon === undefined || lat === undefined) {
      add("point-missing", `站点${who}没有经纬度`, `${whom} has no coordinates`, pointFix);
    } else if (lon === 0 && lat === 0) {
      add("point-zero", `站点${who}的坐标为0,0`, `${whom} lies at 0,0`, pointFix);
    } else if (isSwapped({ lon, lat }, centre, good.length)) {
      add(
        "point-swapped",
        `站点${who}的经纬度颠倒:${lat}, ${lon}`,
        `${whom}: latitude and longitude are swapped: ${lat}, ${lon}`,
        swapFix,
      );
    } else if (!isPoint(lon, lat)) {
      add(
        "point-outside",
        `站点${who}的坐标不在地球上:${lat}, ${lon}`,
        `${whom} lies outside the Earth: ${lat}, ${lon}`,
        pointFix,
      );
    }
  }
}

const isPoint = (lon = 999, lat = 999): boolean =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);

/** Impossible as it stands and possible the other way round, or far from the others and near them the other way round. */
function isSwapped(
  point: { readonly lon: number; readonly lat: number },
  centre: { readonly lon: number; readonly lat: number },
  others: number,
): boolean {
  const turned = { lon: point.lat, lat: point.lon };
  if (!isPoint(turned.lon, turned.lat)) return false;
  if (!isPoint(point.lon, point.lat)) return true;
  if (others < 3) return false;
  const far = distanceKm(point, centre);
  return far > 1500 && distanceKm(turned, centre) < far / 4;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

const fixes: Readonly<Record<string, Text>> = {
  "id-missing": { zh: "每个站点须有编号。", en: "Every stop needs an id." },
  "id-twice": { zh: "编号须唯一。", en: "Ids have to be unique." },
  "bad-value": { zh: "见GTFS说明。", en: "See the GTFS reference." },
  "parent-missing": {
    zh: "出入口、节点和上车区须属于车站。",
    en: "Entrances, nodes and boarding areas belong to a station.",
  },
  "unknown-stop": {
    zh: "站台的上级须为location_type为1的车站。",
    en: "The parent of a platform is a station (location_type 1).",
  },
};

function fault(findings: Findings, row: number, field: string, code: string, zh: string, en: string): void {
  findings.add({ severity: "error", code, file, row, field, what: { zh, en }, fix: fixes[code] });
}
