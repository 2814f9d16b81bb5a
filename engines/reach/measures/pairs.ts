import type { EvaluationDates, EvidenceStep, MeasureOutcome, MissingFigure, Text } from "@midreach/kernel/contracts";
import type { Criterion, MatrixRow } from "../schemas.ts";
import type { ReachService } from "../service.ts";
import {
  describesOf,
  feedStep,
  listFeedNotes,
  listUsable,
  type MeasuredFeed,
  type MeasuredScenario,
  measurePairs,
  missingTimetable,
  nameOf,
  openFeed,
  pairKey,
  unknown,
  withoutTimetable,
} from "./context.ts";

/** Two codes: from, to. */
export type Pair = readonly [string, string];

/** Which pairs have to be within how many minutes. */
export interface PairsQuestion {
  readonly pairs: readonly Pair[];
  readonly minutes: number;
  /** The settings' unless given. */
  readonly criterion?: Criterion | undefined;
  readonly scenario?: MeasuredScenario | undefined;
  readonly notes?: readonly Text[];
}

/** One pair with what is known of it. */
export interface JudgedPair {
  readonly pair: Pair;
  readonly row: MatrixRow;
  /** Undefined: no data. */
  readonly isWithin: boolean | undefined;
}

/** How pairs are judged. */
export interface Yardstick {
  readonly criterion: Criterion;
  readonly minutes: number;
  readonly requiredSharePercent: number;
}

/** Whether a pair is within the minutes under the criterion; undefined without data. */
export function judgePair(
  row: MatrixRow,
  { criterion, minutes, requiredSharePercent }: Yardstick,
): boolean | undefined {
  if (row.state === "no-data") return undefined;
  if (row.state === "same") return true;
  if (criterion === "share") return (row.sharePercent ?? 0) >= requiredSharePercent;
  const governing = criterion === "median" ? row.medianMinutes : row.fastestMinutes;
  return governing !== null && governing <= minutes;
}

/**
 * Percent of pairs within the minutes. Pairs without data leave a range: none or all of them may be within. So do pairs
 * that a timetable does not show to be within when it is too old to say that they still are not.
 */
export async function sharePairs(
  service: ReachService,
  question: PairsQuestion,
  dates: EvaluationDates,
): Promise<MeasureOutcome> {
  const [entry] = await listUsable(service, dates);
  if (!entry) return withoutTimetable(service, "%", dates);
  const feed = await openFeed(service, entry, { dates, ...question });
  const yardstick = yardstickOf(feed, question);
  const judged = await judgePairs(service, feed, question.pairs, yardstick);
  const missing = listMissing(service, feed, judged, dates);
  const notes = [...(question.notes ?? []), ...listFeedNotes(feed, dates)];
  const all = judged.length;
  const known = judged.filter(({ isWithin }) => isWithin !== undefined);
  const within = known.filter(({ isWithin }) => isWithin);
  const steps = [feedStep(feed), criterionStep(yardstick), ...known.map((one) => pairStep(service, feed, one))];
  if (known.length === 0) return unknown("%", missing, notes, steps);
  const uncertain = feed.isStale ? all - within.length : all - known.length;
  const value = percent(within.length, all);
  const high = percent(within.length + uncertain, all);
  const range = uncertain > 0 ? ` … ${within.length + uncertain} / ${all} = ${format(high)} %` : "";
  steps.push({
    label: {
      zh: `${all}对城市中,${known.length}对有数据,其中${within.length}对在${question.minutes}分钟以内`,
      en: `${all} pairs: ${known.length} with data, of them ${within.length} within ${question.minutes} minutes`,
    },
    formula: `${within.length} / ${all} × 100 = ${format(value)} %${range}`,
    value,
    unit: "%",
    inputs: [],
  });
  if (known.length < all) notes.unshift(restNote(known.length, all, within.length));
  return {
    value,
    ...(high === value ? {} : { high }),
    unit: "%",
    describes: describesOf(feed),
    evidence: { steps, missing, notes },
  };
}

/** Criterion of the question, or the settings'. */
export const yardstickOf = (
  { settings }: MeasuredFeed,
  { criterion, minutes }: { readonly criterion?: Criterion | undefined; readonly minutes: number },
): Yardstick => ({
  criterion: criterion ?? settings.criterion,
  minutes,
  requiredSharePercent: settings.requiredSharePercent,
});

/** Every pair with its figures and whether it is within. */
export async function judgePairs(
  service: ReachService,
  feed: MeasuredFeed,
  pairs: readonly Pair[],
  yardstick: Yardstick,
): Promise<JudgedPair[]> {
  const ends = { from: [...new Set(pairs.map(([from]) => from))], to: [...new Set(pairs.map(([, to]) => to))] };
  const rows = await measurePairs(service, feed, ends);
  return pairs.map((pair) => {
    const row = rows.get(pairKey(...pair));
    if (!row) throw new Error(`no figures for ${pair.join(" and ")}`);
    return { pair, row, isWithin: judgePair(row, yardstick) };
  });
}

const restNote = (known: number, all: number, within: number): Text => ({
  zh: `结果以有数据的${known}对为据(其中${within}对达到),另有${all - known}对没有数据;没有数据不等于没有达到,故为区间。`,
  en: `It rests on the ${known} pairs with data (${within} of them within); ${all - known} have none. No data does not mean out of reach: hence a range.`,
});

/** Cities without data, each once; and the timetable itself when it is too old. */
export function listMissing(
  service: ReachService,
  feed: MeasuredFeed,
  judged: readonly JudgedPair[],
  dates: EvaluationDates,
): MissingFigure[] {
  const { entry, date } = feed.dataSet;
  const covered = new Set(feed.dataSet.network.timetable.coverage.places);
  const codes = new Set(
    judged
      .filter(({ isWithin }) => isWithin === undefined)
      .flatMap(({ pair }) => pair.filter((code) => !covered.has(code))),
  );
  const reasonOf = new Map(
    judged.flatMap(({ pair, row }) => (row.reason ? pair.map((code) => [code, row.reason]) : [])) as [string, Text][],
  );
  const missing = [...codes].map((place) =>
    missingTimetable(service, reasonOf.get(place) ?? entry.feed.title, { place, period: date }),
  );
  if (feed.isStale && judged.some(({ isWithin }) => isWithin !== true)) {
    const reason = {
      zh: `最近的时刻表止于${entry.feed.coverage.end}`,
      en: `The latest timetable ends on ${entry.feed.coverage.end}`,
    };
    missing.unshift(missingTimetable(service, reason, { period: dates.asOf }));
  }
  return missing;
}

/** The step that says which criterion governs. */
export function criterionStep({ criterion, minutes, requiredSharePercent }: Yardstick): EvidenceStep {
  const words: Readonly<Record<Criterion, Text>> = {
    fastest: {
      zh: `判据:最快一趟不超过${minutes}分钟`,
      en: `Criterion: the fastest journey takes at most ${minutes} minutes`,
    },
    median: {
      zh: `判据:班次的中位时间不超过${minutes}分钟`,
      en: `Criterion: the median of the departures takes at most ${minutes} minutes`,
    },
    share: {
      zh: `判据:一天中至少${requiredSharePercent}%的时刻出发,连同等候可在${minutes}分钟内到达`,
      en: `Criterion: from at least ${requiredSharePercent} % of the day one arrives within ${minutes} minutes, waiting included`,
    },
  };
  return { label: words[criterion], inputs: [] };
}

function pairStep(service: ReachService, { dataSet }: MeasuredFeed, { pair, row, isWithin }: JudgedPair): EvidenceStep {
  const [from, to] = pair.map((code) => nameOf(service, code)) as [Text, Text];
  const label = (zh: string, en: string): Text => ({
    zh: `${from.zh}→${to.zh}:${zh}`,
    en: `${from.en} → ${to.en}: ${en}`,
  });
  if (row.state === "not-reached") return { label: label("没有列车可达", "no train leads there"), inputs: [] };
  const frame = { place: pair[1], period: dataSet.date, source: dataSet.view.source };
  const { fastestMinutes, medianMinutes, sharePercent, departures, transfers, thresholdMinutes } = {
    ...row,
    thresholdMinutes: dataSet.view.thresholdMinutes,
  };
  const changes = transfers ? { zh: `,换乘${transfers}次`, en: `, ${transfers} transfers` } : { zh: "", en: "" };
  return {
    label: isWithin ? label("达到", "within") : label("未达到", "not within"),
    formula: `${fastestMinutes} min, ${medianMinutes} min (${departures}), ${sharePercent} %`,
    value: fastestMinutes,
    unit: "min",
    inputs: [
      { label: { zh: `最快${changes.zh}`, en: `fastest${changes.en}` }, value: fastestMinutes, unit: "min", ...frame },
      {
        label: { zh: `${departures}班的中位时间`, en: `median of ${departures} departures` },
        value: medianMinutes,
        unit: "min",
        ...frame,
      },
      {
        label: {
          zh: `连同等候${thresholdMinutes}分钟内到达的时刻占比`,
          en: `share of the day from which one arrives within ${thresholdMinutes} min, waiting included`,
        },
        value: sharePercent,
        unit: "%",
        ...frame,
      },
    ],
  };
}

/** Percent with at most four decimals: what it is compared with has fewer. */
export const percent = (part: number, whole: number): number => Math.round((part / whole) * 1e6) / 1e4;
const format = (value: number): string => String(Math.round(value * 100) / 100);
