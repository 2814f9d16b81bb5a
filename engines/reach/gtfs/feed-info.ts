import type { Text } from "@midreach/kernel/contracts";
import type { Findings } from "./report.ts";
import { readTable, reportMissingFile } from "./table.ts";
import { parseDate } from "./values.ts";

/** What a feed says about itself; empty where it says nothing. The last ones stand in our own exports only. */
export interface FeedInfo {
  readonly publisher: string;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly version: string;
  readonly measureOn: string | undefined;
  readonly publishedAt: string | undefined;
  readonly publishedBasis: string;
  readonly classes: readonly string[];
  readonly titleZh: string;
  readonly titleEn: string;
  readonly noteZh: string;
  readonly noteEn: string;
}

/** Columns of feed_info.txt that our export writes besides those of the format. */
export const ownColumns = [
  "midreach_measure_on",
  "midreach_published_at",
  "midreach_published_basis",
  "midreach_classes",
  "midreach_title_zh",
  "midreach_title_en",
  "midreach_note_zh",
  "midreach_note_en",
] as const;

/** Reads feed_info.txt, of which a feed need not have one. */
export function readFeedInfo(files: ReadonlyMap<string, Uint8Array>, findings: Findings): FeedInfo {
  let cells: readonly string[] = [];
  const optional = ["feed_publisher_name", "feed_start_date", "feed_end_date", "feed_version", ...ownColumns];
  readTable(files, { file: "feed_info.txt", required: [], optional }, findings, (row) => {
    if (cells.length === 0) cells = row;
  });
  const cell = (index: number) => cells[index] ?? "";
  const [start, end] = [parseDate(cell(1)), parseDate(cell(2))];
  if (start !== undefined && end !== undefined && start > end) {
    const what = { zh: "数据的终止日期早于起始日期", en: "the feed ends before it begins" };
    const fix = { zh: "请核对起止日期。", en: "Check both dates." };
    const where = { file: "feed_info.txt", row: 2, field: "feed_end_date" };
    findings.add({ severity: "error", code: "calendar-backwards", ...where, what, fix });
  }
  return {
    publisher: cell(0),
    start,
    end,
    version: cell(3),
    measureOn: parseDate(cell(4)),
    publishedAt: parseDate(cell(5)),
    publishedBasis: cell(6),
    classes: cell(7) === "" ? [] : cell(7).split(";"),
    titleZh: cell(8),
    titleEn: cell(9),
    noteZh: cell(10),
    noteEn: cell(11),
  };
}

/** Name and zone of the feed's agencies, which all have one zone. */
export function readAgency(
  files: ReadonlyMap<string, Uint8Array>,
  findings: Findings,
): { readonly name: string; readonly timeZone: string } {
  const file = "agency.txt";
  let name = "";
  let timeZone = "";
  const shape = { file, required: ["agency_timezone"], optional: ["agency_name"] };
  const read = readTable(files, shape, findings, ([zone = "", called = ""], row) => {
    const error = (code: string, zh: string, en: string, fixZh: string, fixEn: string) =>
      findings.add({
        severity: "error",
        code,
        file,
        row,
        field: "agency_timezone",
        what: { zh, en },
        fix: { zh: fixZh, en: fixEn },
      });
    if (!isZone(zone))
      error(
        "bad-value",
        `“${zone}”不是时区`,
        `"${zone}" is no time zone`,
        "例如Asia/Shanghai。",
        "E.g. Asia/Shanghai.",
      );
    else if (timeZone !== "" && zone !== timeZone) {
      const en = `two time zones in one feed: ${timeZone} and ${zone}`;
      error(
        "two-time-zones",
        `同一数据集有两个时区:${timeZone}与${zone}`,
        en,
        "请分为两个数据集。",
        "Make two feeds of it.",
      );
    }
    timeZone ||= zone;
    name ||= called;
  });
  if (!read && !files.has(file)) reportMissingFile(findings, file);
  return { name, timeZone };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone !== "";
  } catch {
    return false;
  }
}

/** English names of stops from translations.txt, by stop id and by the name that is translated. */
export function readEnglishNames(
  files: ReadonlyMap<string, Uint8Array>,
  findings: Findings,
): (stop: { readonly id: string; readonly name: Text }) => string {
  const byId = new Map<string, string>();
  const byName = new Map<string, string>();
  const required = ["table_name", "field_name", "language", "translation"];
  const shape = { file: "translations.txt", required, optional: ["record_id", "field_value"] };
  readTable(files, shape, findings, ([table, field, language = "", translation = "", id = "", value = ""]) => {
    if (table !== "stops" || field !== "stop_name" || !/^en\b/iu.test(language) || translation === "") return;
    if (id !== "") byId.set(id, translation);
    else if (value !== "") byName.set(value, translation);
  });
  return ({ id, name }) => byId.get(id) ?? byName.get(name.zh) ?? name.en;
}
