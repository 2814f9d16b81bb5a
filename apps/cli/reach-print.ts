import type { DayTime, EndRow, FeedImportAnswer, FeedList, JourneyAnswer, Journeys } from "@midreach/reach";
import type { Paper } from "./paper.ts";
import { say } from "./words.ts";

const words = {
  from: { zh: "起点", en: "From" },
  to: { zh: "终点", en: "To" },
  fastest: { zh: "最快", en: "Fastest" },
  median: { zh: "中位", en: "Median" },
  worst: { zh: "最慢", en: "Worst" },
  departures: { zh: "班次", en: "Departures" },
  transfers: { zh: "换乘", en: "Transfers" },
  share: { zh: "时刻占比", en: "Share of the day" },
  noData: { zh: "无数据", en: "no data" },
  notReached: { zh: "不可达", en: "not reached" },
  none: { zh: "没有行程", en: "no journey" },
  ride: { zh: "乘车", en: "ride" },
  wait: { zh: "等候", en: "wait" },
  change: { zh: "换乘用时", en: "transfer" },
  access: { zh: "接驳", en: "access" },
  walk: { zh: "步行", en: "on foot" },
  urban: { zh: "市内换站", en: "across town" },
  egress: { zh: "离站接驳", en: "egress" },
  cancelled: { zh: "取消", en: "Cancelled" },
  remains: { zh: "剩余行程", en: "remaining journeys" },
  before: { zh: "原有", en: "before" },
  stations: { zh: "个车站", en: "stations" },
  trips: { zh: "趟列车", en: "trips" },
  cities: { zh: "个城市", en: "cities" },
  without: { zh: "没有数据", en: "no data" },
  written: { zh: "已写入", en: "Written to" },
  errors: { zh: "处错误,未导入", en: "errors, nothing was imported" },
  warnings: { zh: "处警告", en: "warnings" },
  imported: { zh: "已导入", en: "Imported" },
  trial: { zh: "仅试读,未导入", en: "A trial, nothing was imported" },
  row: { zh: "行", en: "row" },
} as const;

const minutes = (value: number | null): string => (value === null ? "-" : String(value));

/** A matrix as a table; what has no data says why. */
export function printMatrix(paper: Paper, rows: readonly EndRow[]): void {
  const first = rows[0];
  if (first) paper.line(`${first.feed} ${first.date}`);
  const { from, to, fastest, median, worst, departures, transfers, share } = words;
  const heading = [from, to, fastest, median, worst, departures, transfers, share].map((word) => say(paper, word));
  paper.table([
    heading,
    ...rows.map((row) => {
      if (row.state === "no-data") {
        return [row.from, row.to, say(paper, words.noData), "", "", "", "", row.reason ? say(paper, row.reason) : ""];
      }
      if (row.state === "not-reached") return [row.from, row.to, say(paper, words.notReached)];
      return [
        row.from,
        row.to,
        minutes(row.fastestMinutes),
        minutes(row.medianMinutes),
        minutes(row.worstMinutes),
        String(row.departures),
        minutes(row.transfers),
        `${minutes(row.sharePercent)} %`,
      ];
    }),
  ]);
}

const clock = ({ time, dayOffset }: DayTime): string =>
  dayOffset === 0 ? time : `${time}${dayOffset > 0 ? "+" : ""}${dayOffset}`;

/** Journeys with their legs, and what remains when something is cancelled. */
export function printJourneys(paper: Paper, answer: Journeys): void {
  const { dataSet, from, to, journeys, reason, disruption } = answer;
  paper.line(`${say(paper, from.name)} → ${say(paper, to.name)}, ${say(paper, dataSet.title)}, ${dataSet.date}`);
  for (const { what, trips } of disruption?.cancelled ?? []) {
    paper.line(`${say(paper, words.cancelled)}: ${say(paper, what)} (${trips})`);
  }
  if (disruption) {
    const { remaining, undisturbed } = disruption;
    const counts = `${remaining.journeys} (${minutes(remaining.fastestMinutes)} min)`;
    const before = `${undisturbed.journeys} (${minutes(undisturbed.fastestMinutes)} min)`;
    paper.line(`${say(paper, words.remains)}: ${counts}, ${say(paper, words.before)} ${before}`);
  }
  if (journeys.length === 0) paper.line(say(paper, reason ?? words.none));
  for (const journey of journeys) printJourney(paper, journey);
  for (const note of dataSet.notes) paper.line(`  ${say(paper, note)}`);
}

function printJourney(paper: Paper, journey: JourneyAnswer): void {
  const parts = [
    `${say(paper, words.ride)} ${journey.rideMinutes}`,
    `${say(paper, words.wait)} ${journey.waitMinutes}`,
    `${say(paper, words.change)} ${journey.transferMinutes}`,
    `${say(paper, words.access)} ${journey.accessMinutes}`,
  ];
  const times = `${clock(journey.departure)} - ${clock(journey.arrival)}`;
  paper.line(`${paper.paint("bold", times)}  ${journey.minutes} min  (${parts.join(", ")})`);
  paper.table(
    journey.legs.map((leg) => [
      `  ${leg.kind === "ride" ? leg.train : say(paper, words[leg.kind])}`,
      `${clock(leg.departure)} ${say(paper, leg.from.name)}`,
      `${clock(leg.arrival)} ${say(paper, leg.to.name)}`,
      `${leg.minutes} min`,
    ]),
  );
}

/** The timetables with what they cover. */
export function printFeeds(paper: Paper, { feeds, note, ...list }: FeedList): void {
  if (note) paper.line(say(paper, note));
  for (const feed of feeds) {
    const mark = feed.id === list.default ? "*" : " ";
    paper.line(`${mark} ${paper.paint("bold", feed.id)}  ${say(paper, feed.title)}`);
    const { start, end, places } = feed.coverage;
    const counts = [
      `${feed.stations} ${say(paper, words.stations)}`,
      `${feed.trips} ${say(paper, words.trips)}`,
      `${places.length} ${say(paper, words.cities)}`,
    ];
    paper.line(`    ${start} - ${end}, ${counts.join(", ")}`);
    if (feed.noData.length > 0) {
      paper.line(`    ${say(paper, words.without)}: ${feed.noData.map(({ name }) => say(paper, name)).join(", ")}`);
    }
    paper.line(`    ${[feed.source.title, feed.source.licence].filter(Boolean).join("; ")}`);
  }
}

/** What an import brought, or everything that kept it out. */
export function printFeedImport(paper: Paper, { feed, report, trial, fileName }: FeedImportAnswer): void {
  for (const { severity, file, row, field, what, fix } of report.entries) {
    const colour = severity === "error" ? "red" : severity === "warning" ? "yellow" : "gray";
    const where = [file, row === null ? "" : `${say(paper, words.row)} ${row}`, field ?? ""].filter(Boolean).join(" ");
    paper.line(`${paper.paint(colour, severity)}  ${where}: ${say(paper, what)}${fix ? ` (${say(paper, fix)})` : ""}`);
  }
  if (!feed) {
    paper.line(`${paper.paint("red", String(report.errors))} ${say(paper, words.errors)}: ${fileName}`);
    return;
  }
  const counts = [
    `${feed.stations} ${say(paper, words.stations)}`,
    `${feed.trips} ${say(paper, words.trips)}`,
    `${feed.coverage.places.length} ${say(paper, words.cities)}`,
    `${report.warnings} ${say(paper, words.warnings)}`,
  ];
  const state = say(paper, trial ? words.trial : words.imported);
  paper.line(`${paper.paint("bold", state)}: ${feed.id}: ${counts.join(", ")}`);
}

/** Where a file was written. */
export function printWritten(paper: Paper, path: string): void {
  paper.line(`${say(paper, words.written)} ${path}`);
}
