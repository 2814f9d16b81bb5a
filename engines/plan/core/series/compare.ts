import type { SeriesFault } from "./cells.ts";
import type { SeriesRow } from "./check.ts";
import { isSuspicious } from "./plausible.ts";

/** What is known of a figure already. */
export interface KnownFigure {
  readonly indicator: string;
  readonly place: string;
  readonly period: string;
  readonly publishedAt: string;
  readonly value: number;
}

/**
 * What a row does to what is known: `new` for a period without figure, `revision` of one published earlier, `earlier`
 * when a later publication is known already (then it becomes the first published one).
 */
export type SeriesChange = "new" | "revision" | "earlier";

/** A row beside what was known before. */
export interface ComparedRow {
  readonly row: SeriesRow;
  readonly change: SeriesChange;
  /** The figure of the same period that counted so far. */
  readonly before: number | null;
  /** It is ten times what is known nearby, or a tenth: perhaps a mistaken unit. */
  readonly suspicious: boolean;
}

/** Rows beside what is known, and a fault for each that says something about a publication that is there already. */
export function compareSeries(
  rows: readonly SeriesRow[],
  known: readonly KnownFigure[],
): { readonly rows: readonly ComparedRow[]; readonly faults: readonly SeriesFault[] } {
  const bySeries = new Map<string, KnownFigure[]>();
  for (const figure of known) {
    const key = `${figure.indicator} ${figure.place}`;
    const found = bySeries.get(key);
    if (found) found.push(figure);
    else bySeries.set(key, [figure]);
  }
  const firstInFile = new Map<string, string>();
  for (const row of rows) {
    const first = firstInFile.get(figureKey(row));
    if (first === undefined || row.publishedAt < first) firstInFile.set(figureKey(row), row.publishedAt);
  }
  const faults: SeriesFault[] = [];
  const compared = rows.map((row) => {
    const series = bySeries.get(`${row.indicator.id} ${row.place.code}`) ?? [];
    const same = series.filter((figure) => figure.period === row.period);
    const last = same.findLast((figure) => figure.publishedAt <= row.publishedAt);
    // Without a stated day, the same value again is not another publication.
    const isRepeated = row.publishedBasis === "assumed" && last?.value === row.value;
    const twin = same.find((figure) => figure.publishedAt === row.publishedAt) ?? (isRepeated ? last : undefined);
    if (twin) faults.push(alreadyThere(row, twin));
    return compareRow(row, series, same, (firstInFile.get(figureKey(row)) ?? row.publishedAt) < row.publishedAt);
  });
  return { rows: compared, faults };
}

function compareRow(
  row: SeriesRow,
  series: readonly KnownFigure[],
  same: readonly KnownFigure[],
  isLaterInFile: boolean,
): ComparedRow {
  const counting = same.reduce<KnownFigure | undefined>(
    (best, figure) => (best === undefined || figure.publishedAt >= best.publishedAt ? figure : best),
    undefined,
  );
  const near = counting ?? nearest(row, series);
  const isEarlier = counting !== undefined && counting.publishedAt > row.publishedAt;
  const change = isEarlier ? "earlier" : counting || isLaterInFile ? "revision" : "new";
  return {
    row,
    change,
    before: counting?.value ?? null,
    suspicious: near !== undefined && isSuspicious(row.value, near.value),
  };
}

const figureKey = (row: SeriesRow): string => `${row.indicator.id} ${row.place.code} ${row.period}`;

/** The figure of the period that is closest in time. */
function nearest(row: SeriesRow, series: readonly KnownFigure[]): KnownFigure | undefined {
  const distance = (figure: KnownFigure) =>
    Math.abs(Number(figure.period.slice(0, 4)) - Number(row.period.slice(0, 4)));
  return series.reduce<KnownFigure | undefined>(
    (best, figure) => (best === undefined || distance(figure) < distance(best) ? figure : best),
    undefined,
  );
}

function alreadyThere(row: SeriesRow, twin: KnownFigure): SeriesFault {
  if (twin.value === row.value) {
    const what = { zh: "这一数据已经有了", en: "the same figure is there already" };
    return { where: row.where, what, fix: { zh: "删去这一行", en: "delete the row" } };
  }
  const what = {
    zh: `${row.publishedAt} 公布的数据已有,为 ${twin.value}`,
    en: `what was published on ${row.publishedAt} is there already, with the value ${twin.value}`,
  };
  const fix = { zh: "更正须写更正公布的日期", en: "a correction carries the day on which it was published" };
  return { where: row.where, what, fix };
}
