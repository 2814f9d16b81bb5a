import type { Frequency, Trip } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import { readTable } from "./table.ts";
import { parseCount, parseTime } from "./values.ts";

const file = "frequencies.txt";
const shape = { file, required: ["trip_id", "start_time", "end_time", "headway_secs"], optional: ["exact_times"] };

/** Reads frequencies.txt into the trips that it repeats. */
export function applyFrequencies(
  files: ReadonlyMap<string, Uint8Array>,
  trips: readonly Trip[],
  findings: Findings,
): readonly Trip[] {
  const known = new Set(trips.map(({ id }) => id));
  const found = new Map<string, (Frequency & { readonly row: number })[]>();
  let inexact = 0;
  readTable(files, shape, findings, ([trip = "", from = "", to = "", headway = "", exact = ""], row) => {
    const error = (code: string, field: string, zh: string, en: string) =>
      findings.add({ severity: "error", code, file, row, field, what: { zh, en }, fix: fixes[code] });
    if (!known.has(trip))
      return error("unknown-trip", "trip_id", `没有车次“${trip}”`, `there is no trip "${trip}" with stops`);
    const [startSeconds, endSeconds] = [parseTime(from), parseTime(to)];
    const headwaySeconds = parseCount(headway);
    if (startSeconds === undefined || endSeconds === undefined || startSeconds >= endSeconds) {
      return error("bad-time", "start_time", `“${from}”至“${to}”不是时段`, `"${from}" to "${to}" is no time of day`);
    }
    if (!headwaySeconds)
      return error("bad-value", "headway_secs", `间隔“${headway}”有误`, `"${headway}" is no headway`);
    const list = found.get(trip) ?? [];
    found.set(trip, list);
    const other = list.find((item) => item.startSeconds < endSeconds && startSeconds < item.endSeconds);
    if (other) {
      const zh = `车次“${trip}”的时段与第${other.row}行重叠`;
      return error(
        "frequencies-overlap",
        "start_time",
        zh,
        `the time of trip "${trip}" overlaps with line ${other.row}`,
      );
    }
    if (exact !== "1") inexact += 1;
    list.push({ startSeconds, endSeconds, headwaySeconds, row });
  });
  if (inexact > 0) {
    const zh = `${inexact}行只给出间隔;按从时段开始起等间隔发车计算`;
    const en = `${inexact} rows give a headway only; departures are counted from the beginning of their time of day`;
    findings.add({ severity: "info", code: "headway-only", file, what: { zh, en } });
  }
  if (found.size === 0) return trips;
  return trips.map((trip) => {
    const frequencies = found.get(trip.id)?.map(({ row: _, ...frequency }) => frequency);
    return frequencies ? { ...trip, frequencies } : trip;
  });
}

const fixes: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "unknown-trip": {
    zh: "请更正,或在trips.txt和stop_times.txt中补上。",
    en: "Correct it, or add it to trips.txt and stop_times.txt.",
  },
  "bad-time": { zh: "写作HH:MM:SS,起始早于终止。", en: "HH:MM:SS, the start before the end." },
  "bad-value": { zh: "请填写大于0的秒数。", en: "Seconds above 0." },
  "frequencies-overlap": { zh: "同一车次的时段不得重叠。", en: "Times of one trip may not overlap." },
};
