import type { EvaluationDates, EvidenceInput, MissingFigure, Text } from "@midreach/kernel/contracts";
import { type Indicator, intervalMonths, type Observation } from "./records.ts";
import { findOwing, observationKey, placeName, type World } from "./world.ts";

/** The figure of one period as known at a date, with what had been published for the same period before. */
export interface Figure {
  readonly observation: Observation;
  readonly superseded: readonly Observation[];
}

/** Figures of several indicators at several places for one and the same period. */
export interface Collected {
  readonly period: string | null;
  /** By `observationKey`. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly missing: readonly MissingFigure[];
  /** Figures that exist but are too old to judge by: shown, not used. */
  readonly stale: readonly Figure[];
}

/**
 * Figures of an indicator at a place, newest period first, one for each period: of several publications the latest
 * that was known at `knownBy`; only periods that had ended by `asOf`.
 */
export function listFigures(world: World, indicator: string, place: string, dates: EvaluationDates): Figure[] {
  const figures: Figure[] = [];
  const known = (world.observations.get(observationKey(indicator, place)) ?? []).filter(
    (row) => row.periodEnd <= dates.asOf && row.publishedAt <= dates.knownBy,
  );
  for (let index = known.length - 1; index >= 0; index -= 1) {
    const observation = known[index];
    if (!observation) continue;
    const superseded: Observation[] = [];
    while (index > 0 && known[index - 1]?.period === observation.period) {
      index -= 1;
      const earlier = known[index];
      if (earlier) superseded.push(earlier);
    }
    figures.push({ observation, superseded });
  }
  return figures;
}

/** `date` moved by whole months; the day is cut to the month's length. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const total = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(total / 12);
  const targetMonth = total - targetYear * 12;
  const lastDay = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** A figure can be judged by until two reporting intervals after its period's end. */
export function isFresh(figure: Figure, indicator: Indicator, judgedOn: string): boolean {
  return figure.observation.periodEnd > addMonths(judgedOn, -2 * intervalMonths[indicator.frequency]);
}

/** The period whose figure one would want on that day: the last one that had ended. */
export function duePeriod(indicator: Indicator, judgedOn: string): string {
  if (intervalMonths[indicator.frequency] >= 12) {
    const year = Number(judgedOn.slice(0, 4));
    return judgedOn.endsWith("-12-31") ? String(year) : String(year - 1);
  }
  const nextDay = new Date(Date.parse(judgedOn) + 86_400_000).toISOString().slice(0, 10);
  return nextDay.endsWith("-01") ? judgedOn.slice(0, 7) : addMonths(judgedOn, -1).slice(0, 7);
}

/**
 * The newest fresh period for which every indicator is known at every place. When there is none, the period with most
 * figures, and the list of those that are missing for it.
 */
export function collectFigures(
  world: World,
  indicatorIds: readonly string[],
  places: readonly string[],
  dates: EvaluationDates,
  judgedOn: string,
): Collected {
  const wanted = indicatorIds.flatMap((id) => places.map((place) => ({ indicator: getIndicator(world, id), place })));
  const periods = new Map<string, { readonly end: string; readonly figures: Map<string, Figure> }>();
  const stale: Figure[] = [];
  for (const { indicator, place } of wanted) {
    const figures = listFigures(world, indicator.id, place, dates);
    const fresh = figures.filter((figure) => isFresh(figure, indicator, judgedOn));
    for (const figure of fresh) {
      const { period, periodEnd } = figure.observation;
      const found = periods.get(period) ?? { end: periodEnd, figures: new Map<string, Figure>() };
      found.figures.set(observationKey(indicator.id, place), figure);
      periods.set(period, found);
    }
    if (fresh.length === 0 && figures[0]) stale.push(figures[0]);
  }
  const [best] = [...periods].sort(
    ([, left], [, right]) => right.figures.size - left.figures.size || (left.end < right.end ? 1 : -1),
  );
  const [period, { figures }] = best ?? [null, { figures: new Map<string, Figure>() }];
  const missing = wanted
    .filter(({ indicator, place }) => !figures.has(observationKey(indicator.id, place)))
    .map(({ indicator, place }) => {
      const old = stale.find((row) => row.observation.indicator === indicator.id && row.observation.place === place);
      return missingFigure(world, indicator, place, period ?? duePeriod(indicator, judgedOn), old);
    });
  return { period, figures, missing, stale };
}

/** The figure whose period lies within `period` (the last of them), for measures that compare with a past year. */
export function findFigureWithin(
  world: World,
  indicator: string,
  place: string,
  period: string,
  dates: EvaluationDates,
): Figure | undefined {
  return listFigures(world, indicator, place, dates).find((figure) => figure.observation.period.startsWith(period));
}

/** A missing figure with who owes it. */
export function missingFigure(
  world: World,
  indicator: Indicator,
  place: string,
  period: string,
  old?: Figure,
): MissingFigure {
  const owedBy = findOwing(world, indicator.owes, place);
  return {
    figure: `indicator:${indicator.id}`,
    label: indicator.name,
    place,
    period,
    ...(owedBy ? { owedBy } : {}),
    ...(old ? { reason: tooOld(old) } : {}),
  };
}

const tooOld = (figure: Figure): Text => ({
  zh: `已有的最新数据是${figure.observation.period}的,过旧`,
  en: `The latest figure is of ${figure.observation.period}, too old to judge by`,
});

/** A figure as evidence, and before it what had been published earlier for the same period. */
export function toInputs(world: World, figure: Figure): EvidenceInput[] {
  const used = toInput(world, figure.observation);
  const earlier = figure.superseded.map((row) => {
    const input = toInput(world, row);
    const label = {
      zh: `${input.label.zh}(先前公布,已修订)`,
      en: `${input.label.en} (published before, since revised)`,
    };
    return { ...input, label };
  });
  return [used, ...earlier];
}

function toInput(world: World, row: Observation): EvidenceInput {
  const indicator = getIndicator(world, row.indicator);
  const place = placeName(world, row.place);
  return {
    label: { zh: `${place.zh}:${indicator.name.zh}`, en: `${place.en}: ${indicator.name.en}` },
    place: row.place,
    value: row.value,
    unit: row.unit,
    period: row.period,
    source: {
      resource: "observations",
      title: row.note ? `${row.sourceTitle} (${row.note})` : row.sourceTitle,
      ...(row.sourceUrl ? { url: row.sourceUrl } : {}),
      publishedAt: row.publishedAt,
      publishedBasis: row.publishedBasis,
    },
  };
}

/** An indicator that the register check has made sure of. */
export function getIndicator(world: World, id: string): Indicator {
  const indicator = world.indicators.get(id);
  if (!indicator) throw new Error(`indicator ${id} is not in the region`);
  return indicator;
}

/** Value of a collected figure; it has to be there. */
export function figureValue(figures: ReadonlyMap<string, Figure>, indicator: string, place: string): number {
  const figure = figures.get(observationKey(indicator, place));
  if (!figure) throw new Error(`no figure of ${indicator} at ${place}`);
  return figure.observation.value;
}

/** The earliest end among figures: until then the computed value describes the world. */
export function earliestEnd(figures: Iterable<Figure>): string | undefined {
  let earliest: string | undefined;
  for (const figure of figures) {
    const end = figure.observation.periodEnd;
    if (earliest === undefined || end < earliest) earliest = end;
  }
  return earliest;
}

/** The latest known figure of a weight (population, area) at a place, whatever its age: weights change slowly. */
export function findWeight(world: World, indicator: string, place: string, dates: EvaluationDates): Figure | undefined {
  return listFigures(world, indicator, place, dates)[0];
}
