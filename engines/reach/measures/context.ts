import type { EvaluationDates, EvidenceStep, MeasureOutcome, MissingFigure, Text } from "@midreach/kernel/contracts";
import { systemActor } from "@midreach/kernel/identity";
import { type CatalogueEntry, compareByPeriod, listCatalogue } from "../catalogue.ts";
import type { Modification } from "../core/scenario/index.ts";
import { type ChosenDataSet, chooseDataSet } from "../data-sets.ts";
import { computeRows, type MatrixEnds } from "../matrix.ts";
import { listCities, toReachPlace } from "../places.ts";
import type { MatrixRow, ReachSettings } from "../schemas.ts";
import type { ReachService } from "../service.ts";
import { findSettings } from "../settings.ts";

/** A scenario under which measures are taken; the feed it changes is measured changed, all others as they are. */
export interface MeasuredScenario {
  readonly name: string;
  readonly feed: string;
  readonly modifications: readonly Modification[];
}

/** The timetable by which a measure is taken at two dates. */
export interface MeasuredFeed {
  readonly dataSet: ChosenDataSet;
  readonly settings: ReachSettings;
  /** The as-of date lies so long after its period that it proves nothing but what was reached then. */
  readonly isStale: boolean;
}

/** Timetables are made anew every year. */
const intervalMonths = 12;

/** Feeds that had begun by the as-of date and were known by the other one, the latest first. */
export async function listUsable(service: ReachService, dates: EvaluationDates): Promise<CatalogueEntry[]> {
  const entries = await listCatalogue(service);
  return entries
    .filter(({ feed }) => feed.judging)
    .filter(({ feed }) => feed.coverage.start <= dates.asOf && feed.coverage.publishedAt <= dates.knownBy)
    .sort((a, b) => compareByPeriod(b.feed, a.feed));
}

/** Opens the timetable of an entry for measuring. @param minutes threshold */
export async function openFeed(
  service: ReachService,
  entry: CatalogueEntry,
  given: {
    readonly dates: EvaluationDates;
    readonly minutes: number;
    readonly scenario?: MeasuredScenario | undefined;
  },
): Promise<MeasuredFeed> {
  const settings = await findSettings(service, given.dates);
  const { feed } = entry;
  const scenario = given.scenario?.feed === feed.id ? given.scenario : undefined;
  const dataSet = await chooseDataSet(
    service,
    systemActor,
    { feed: feed.id, threshold: given.minutes },
    { entry, settings, scenario: scenario && { id: null, ...scenario } },
  );
  return { dataSet, settings, isStale: given.dates.asOf > addMonths(feed.coverage.end, settings.freshnessMonths) };
}

/** The day so many months later; the last of the month where it has fewer days. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

const kept = new WeakMap<ReachService, Map<string, Promise<ReadonlyMap<string, MatrixRow>>>>();
const mostKept = 16;

/** Key of a pair in the rows of `measurePairs`. */
export const pairKey = (from: string, to: string): string => `${from} ${to}`;

/**
 * Figures of all pairs of the plan's cities, and of others that are named. Every measure of one timetable asks for the
 * same ones, so that they are computed once.
 */
export async function measurePairs(
  service: ReachService,
  { dataSet }: MeasuredFeed,
  wanted: MatrixEnds,
): Promise<ReadonlyMap<string, MatrixRow>> {
  const cities = listCities(service).map(({ code }) => code);
  const isOfPlan = [...wanted.from, ...wanted.to].every((code) => cities.includes(code));
  const ends = isOfPlan ? { from: cities, to: cities } : wanted;
  const { network, date, thresholdSeconds } = dataSet;
  const key = JSON.stringify([network.key, date, thresholdSeconds, isOfPlan ? "plan" : wanted]);
  const known = kept.get(service) ?? new Map<string, Promise<ReadonlyMap<string, MatrixRow>>>();
  kept.set(service, known);
  const found = known.get(key) ?? computeRows(dataSet, ends).then(byPair);
  known.delete(key);
  known.set(key, found);
  found.catch(() => known.delete(key));
  for (const oldest of known.keys()) {
    if (known.size <= mostKept) break;
    known.delete(oldest);
  }
  return found;
}

const byPair = (rows: readonly MatrixRow[]) => new Map(rows.map((row) => [pairKey(row.from, row.to), row]));

/** Names a city in evidence. */
export const nameOf = (service: ReachService, code: string): Text => toReachPlace(service, code).name;

/** A city without data, and who owes the timetable: the railway's body of the highest level that the region names. */
export function missingTimetable(
  service: ReachService,
  reason: Text,
  at: { readonly place?: string; readonly period: string },
): MissingFigure {
  const levels = ["state", "cluster", "province", "city"];
  const bodies = service.services.region.organisations.rows.filter((body) => body.function === "railway");
  const [owes] = [...bodies].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return {
    figure: "timetable",
    label: { zh: "列车时刻表", en: "Railway timetable" },
    ...(at.place === undefined ? {} : { place: at.place }),
    period: at.period,
    ...(owes ? { owedBy: owes.id } : {}),
    reason,
  };
}

/** An outcome of which nothing is known. */
export function unknown(
  unit: string,
  missing: readonly MissingFigure[],
  notes: readonly Text[] = [],
  steps: readonly EvidenceStep[] = [],
): MeasureOutcome {
  return { value: null, unit, evidence: { steps: [...steps], missing: [...missing], notes: [...notes] } };
}

/** There is no timetable for the dates at all. */
export function withoutTimetable(service: ReachService, unit: string, dates: EvaluationDates): MeasureOutcome {
  const reason = {
    zh: `到${dates.asOf}为止没有已知的时刻表(数据截止${dates.knownBy})`,
    en: `No timetable had begun by ${dates.asOf} and was known by ${dates.knownBy}`,
  };
  return unknown(unit, [missingTimetable(service, reason, { period: dates.asOf })]);
}

/** What stands beside every figure out of a timetable. */
export function listFeedNotes({ dataSet, settings, isStale }: MeasuredFeed, dates: EvaluationDates): Text[] {
  const { coverage, title } = dataSet.entry.feed;
  const notes: Text[] = [
    {
      zh: "只计铁路旅客列车的乘车时间,不含公路和货运;同城各站均可上下车,不计市内接驳。",
      en: "Time on passenger trains alone, without roads or freight; all stations of a city count, without access to them.",
    },
  ];
  if (coverage.note) notes.push(coverage.note);
  if (dataSet.scenario) {
    const { name } = dataSet.scenario;
    notes.push({ zh: `按情景“${name}”修改后的时刻表。`, en: `Under the scenario "${name}".` });
  }
  if (isStale) {
    notes.push({
      zh: `“${title.zh}”止于${coverage.end},到${dates.asOf}已超过${settings.freshnessMonths}个月:当时已达到的视为仍然成立,其余不能判断。`,
      en: `"${title.en}" ends on ${coverage.end}, more than ${settings.freshnessMonths} months before ${dates.asOf}: what was reached then counts as standing, the rest cannot be judged.`,
    });
  }
  return notes;
}

/** The step that names the timetable. */
export function feedStep({ dataSet }: MeasuredFeed): EvidenceStep {
  const { view, entry } = dataSet;
  const { title, coverage } = entry.feed;
  return {
    label: {
      zh: `采用时刻表“${title.zh}”,${view.date}当日${view.window.start}至${view.window.end}出发`,
      en: `Timetable "${title.en}", departures of ${view.date} from ${view.window.start} to ${view.window.end}`,
    },
    formula: `${coverage.start} … ${coverage.end}`,
    inputs: [],
  };
}

/** Until when the data describe the world. */
export const describesOf = ({ dataSet }: MeasuredFeed): NonNullable<MeasureOutcome["describes"]> => ({
  end: dataSet.entry.feed.coverage.end,
  intervalMonths,
});
