import type { Transfer } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import type { Stops } from "./stops.ts";
import { readTable } from "./table.ts";
import { parseNumber } from "./values.ts";

const file = "pathways.txt";
const shape = {
  file,
  required: ["from_stop_id", "to_stop_id", "is_bidirectional"],
  optional: ["traversal_time", "length", "stair_count"],
};
/** Where no time is given: 4.5 km/h along the length, half a second a stair. */
const walkMetresPerSecond = 1.25;
const secondsPerStair = 0.5;
/** The largest stations need some ten thousand steps; a file that needs more than this is no station. */
const mostSteps = 30_000_000;

type Ways = Map<string, { readonly to: string; readonly seconds: number }[]>;

/** What pathways say: change times at stations (by id), and ways from station to station. */
export interface PathwayTimes {
  readonly changeSeconds: ReadonlyMap<string, number>;
  readonly transfers: readonly Transfer[];
}

/**
 * Reads pathways.txt. The change time of a station is the shortest way between its two platforms that lie farthest apart;
 * a way between stations counts likewise from their farthest platforms.
 */
export function readPathways(files: ReadonlyMap<string, Uint8Array>, stops: Stops, findings: Findings): PathwayTimes {
  const changeSeconds = new Map<string, number>();
  const transfers = new Map<string, Transfer>();
  const ways = readWays(files, stops, findings);
  if (ways.size === 0) return { changeSeconds, transfers: [] };
  const platforms = [...stops.stops.values()].filter(({ kind, parent }) => kind === 0 && parent !== "");
  const isPlatform = new Set(platforms.map(({ id }) => id));
  let steps = 0;
  for (const platform of platforms) {
    const { reached, taken } = listReachable(platform.id, ways, mostSteps - steps);
    steps += taken;
    if (steps >= mostSteps) {
      const what = { zh: "站内通道过于庞大,未使用", en: "the pathways are too large and were left out" };
      findings.add({ severity: "warning", code: "pathways-too-large", file, what });
      return { changeSeconds: new Map(), transfers: [] };
    }
    const from = stationIdOf(platform.id, stops);
    for (const [other, exact] of reached) {
      if (other === platform.id || !isPlatform.has(other)) continue;
      const seconds = Math.ceil(exact);
      const to = stationIdOf(other, stops);
      if (from === to) changeSeconds.set(from, Math.max(seconds, changeSeconds.get(from) ?? 0));
      else {
        const key = JSON.stringify([from, to]);
        const slower = Math.max(seconds, transfers.get(key)?.seconds ?? 0);
        transfers.set(key, { from, to, seconds: slower, kind: "walk" });
      }
    }
  }
  const what = {
    zh: `由站内通道得出${changeSeconds.size}个车站的换乘时间;出入口未使用`,
    en: `change times of ${changeSeconds.size} stations come from pathways; entrances are not used`,
  };
  findings.add({ severity: "info", code: "pathways-used", file, what });
  return { changeSeconds, transfers: [...transfers.values()] };
}

const stationIdOf = (stop: string, stops: Stops): string => stops.stations[stops.stationOf.get(stop) ?? -1]?.id ?? stop;

function readWays(files: ReadonlyMap<string, Uint8Array>, stops: Stops, findings: Findings): Ways {
  const ways: Ways = new Map();
  const add = (from: string, to: string, seconds: number) => {
    const list = ways.get(from) ?? [];
    ways.set(from, list);
    list.push({ to, seconds });
  };
  let timeless = 0;
  readTable(files, shape, findings, ([from = "", to = "", both = "", time = "", length = "", stairs = ""], row) => {
    const unknown = [from, to].find((stop) => !stops.stops.has(stop));
    if (unknown !== undefined) {
      const what = { zh: `没有站点“${unknown}”`, en: `there is no stop "${unknown}"` };
      const fix = { zh: "请更正,或在stops.txt中补上。", en: "Correct it, or add the stop to stops.txt." };
      findings.add({ severity: "error", code: "unknown-stop", file, row, field: "from_stop_id", what, fix });
      return;
    }
    const walked = (parseNumber(length) ?? 0) / walkMetresPerSecond;
    const climbed = Math.abs(parseNumber(stairs) ?? 0) * secondsPerStair;
    const seconds = parseNumber(time) ?? walked + climbed;
    if (time === "" && length === "" && stairs === "") timeless += 1;
    add(from, to, Math.max(0, seconds));
    if (both === "1") add(to, from, Math.max(0, seconds));
  });
  if (timeless > 0) {
    const zh = `${timeless}条通道既无时间也无长度,按0秒计`;
    const en = `${timeless} pathways have neither time nor length; they count as 0 seconds`;
    findings.add({ severity: "warning", code: "pathway-timeless", file, what: { zh, en } });
  }
  // A boarding area is part of its platform.
  for (const { id, kind, parent } of ways.size > 0 ? stops.stops.values() : []) {
    if (kind !== 4) continue;
    add(id, parent, 0);
    add(parent, id, 0);
  }
  return ways;
}

/** Dijkstra's method; the inside of a station is small, so that a list serves as the queue. */
function listReachable(start: string, ways: Ways, mostTaken: number): { reached: Map<string, number>; taken: number } {
  const reached = new Map([[start, 0]]);
  const open = new Set([start]);
  let taken = 0;
  while (open.size > 0 && taken < mostTaken) {
    let nearest = "";
    for (const stop of open) {
      if (nearest === "" || (reached.get(stop) as number) < (reached.get(nearest) as number)) nearest = stop;
    }
    taken += open.size;
    open.delete(nearest);
    for (const { to, seconds } of ways.get(nearest) ?? []) {
      taken += 1;
      const total = (reached.get(nearest) as number) + seconds;
      if (total >= (reached.get(to) ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(to, total);
      open.add(to);
    }
  }
  return { reached, taken };
}
