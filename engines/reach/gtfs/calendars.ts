import type { ServiceCalendar } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import { readTable, reportMissingFile } from "./table.ts";
import { parseDate } from "./values.ts";

interface Draft {
  readonly id: string;
  /** Line in calendar.txt; 0 for a service of single days. */
  readonly row: number;
  readonly weekdays: ServiceCalendar["weekdays"];
  readonly start: string;
  readonly end: string;
  /** By day: whether it was added, and the line that says so. */
  readonly exceptions: Map<string, { readonly runs: boolean; readonly row: number }>;
}

const weekdayColumns = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const week = "calendar.txt";
const single = "calendar_dates.txt";
const none: ServiceCalendar["weekdays"] = [false, false, false, false, false, false, false];
const dateFix = { zh: "日期写作20160315。", en: "Dates are written 20160315." };

/** Reads calendar.txt and calendar_dates.txt, of which there has to be one. */
export function readCalendars(
  files: ReadonlyMap<string, Uint8Array>,
  findings: Findings,
): Map<string, ServiceCalendar> {
  if (!files.has(week) && !files.has(single)) reportMissingFile(findings, week);
  const drafts = new Map<string, Draft>();
  readWeeks(files, drafts, findings);
  readExceptions(files, drafts, findings);
  return new Map([...drafts].map(([id, draft]) => [id, toCalendar(draft, findings)]));
}

function readWeeks(files: ReadonlyMap<string, Uint8Array>, drafts: Map<string, Draft>, findings: Findings): void {
  const shape = { file: week, required: ["service_id", ...weekdayColumns, "start_date", "end_date"] };
  readTable(files, shape, findings, (cells, row) => {
    const id = cells[0] ?? "";
    const days = cells.slice(1, 8);
    const start = parseDate(cells[8] ?? "");
    const end = parseDate(cells[9] ?? "");
    checkWeek({ id, days, start, end, row }, findings);
    const first = drafts.get(id);
    if (first) {
      const overlap = first.start <= (end ?? "") && (start ?? "") <= first.end;
      const zh = `日历“${id}”在第${first.row}行已有${overlap ? ",两者时期重叠" : ""}`;
      const en = `calendar "${id}" stands already in line ${first.row}${overlap ? ", and the periods overlap" : ""}`;
      weekError(findings, row, "calendar-twice", "service_id", zh, en);
      return;
    }
    const runs = (day: number) => days[day] === "1";
    const weekdays = [runs(0), runs(1), runs(2), runs(3), runs(4), runs(5), runs(6)] as const;
    drafts.set(id, { id, row, weekdays, start: start ?? "", end: end ?? "", exceptions: new Map() });
  });
}

interface WeekRow {
  readonly id: string;
  readonly days: readonly string[];
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly row: number;
}

function checkWeek({ id, days, start, end, row }: WeekRow, findings: Findings): void {
  const error = (code: string, field: string, zh: string, en: string) => weekError(findings, row, code, field, zh, en);
  if (id === "") error("id-missing", "service_id", "缺少service_id", "service_id is empty");
  const bad = days.findIndex((day) => day !== "0" && day !== "1");
  if (bad >= 0) {
    error("bad-value", weekdayColumns[bad] ?? "", `“${days[bad]}”不是0或1`, `"${days[bad]}" is neither 0 nor 1`);
  }
  if (start === undefined) error("bad-date", "start_date", "起始日期有误", "the first day is no date");
  if (end === undefined) error("bad-date", "end_date", "终止日期有误", "the last day is no date");
  if (start !== undefined && end !== undefined && start > end) {
    error("calendar-backwards", "end_date", `日历“${id}”止于起始之前`, `calendar "${id}" ends before it begins`);
  }
}

const weekFixes: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  "id-missing": { zh: "请补上编号。", en: "Give it an id." },
  "bad-value": { zh: "写1或0。", en: "Write 1 or 0." },
  "bad-date": dateFix,
  "calendar-backwards": { zh: "请核对起止日期。", en: "Check both dates." },
  "calendar-twice": {
    zh: "同一service_id只能有一行;不同时期请用不同的编号。",
    en: "One row for each service_id; give another period another id.",
  },
};

function weekError(findings: Findings, row: number, code: string, field: string, zh: string, en: string): void {
  findings.add({ severity: "error", code, file: week, row, field, what: { zh, en }, fix: weekFixes[code] });
}

function readExceptions(files: ReadonlyMap<string, Uint8Array>, drafts: Map<string, Draft>, findings: Findings): void {
  const shape = { file: single, required: ["service_id", "date", "exception_type"] };
  readTable(files, shape, findings, ([id = "", date = "", type = ""], row) => {
    const add = (severity: "error" | "warning", code: string, field: string, zh: string, en: string, fix = dateFix) =>
      findings.add({ severity, code, file: single, row, field, what: { zh, en }, fix });
    const day = parseDate(date);
    if (day === undefined) return add("error", "bad-date", "date", `“${date}”不是日期`, `"${date}" is no date`);
    if (type !== "1" && type !== "2") {
      const fix = { zh: "1为增开,2为停开。", en: "1 adds the day, 2 takes it away." };
      return add("error", "bad-value", "exception_type", `“${type}”不是1或2`, `"${type}" is neither 1 nor 2`, fix);
    }
    const draft = drafts.get(id) ?? { id, row: 0, weekdays: none, start: "", end: "", exceptions: new Map() };
    drafts.set(id, draft);
    const before = draft.exceptions.get(day);
    if (!before) {
      draft.exceptions.set(day, { runs: type === "1", row });
      return;
    }
    const fix = { zh: "每个service_id每天只能有一行。", en: "One row for each service_id and day." };
    if (before.runs === (type === "1")) {
      add("warning", "exception-twice", "date", `与第${before.row}行重复`, `says the same as line ${before.row}`, fix);
    } else {
      const zh = `日历“${id}”在${day}既增开又停开(见第${before.row}行)`;
      const en = `calendar "${id}" both adds and takes away ${day} (see line ${before.row})`;
      add("error", "calendar-contradiction", "exception_type", zh, en, fix);
    }
  });
}

function toCalendar({ id, row, weekdays, start, end, exceptions }: Draft, findings: Findings): ServiceCalendar {
  const added: string[] = [];
  const removed: string[] = [];
  for (const [day, { runs }] of exceptions) (runs ? added : removed).push(day);
  const days = { added: added.sort(), removed: removed.sort() };
  if (row > 0) return { id, weekdays, start, end, ...days };
  if (added.length === 0) {
    const what = { zh: `日历“${id}”没有任何开行日`, en: `calendar "${id}" has no day on which it runs` };
    findings.add({ severity: "warning", code: "calendar-empty", file: single, what });
  }
  // A calendar of single days spans them, so that both its dates are days.
  return { id, weekdays, start: days.added[0] ?? "1970-01-02", end: days.added.at(-1) ?? "1970-01-01", ...days };
}
