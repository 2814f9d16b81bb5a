import type { Text } from "@midreach/kernel/contracts";
import type { Cell, Sheet } from "../../workbook/workbook.ts";
import type { Indicator, PlanPlace } from "../records.ts";
import { findOwing, type World } from "../world.ts";
import { type Reading, readNumber, readPeriod, readPublication, readText, readUrl, type SeriesFault } from "./cells.ts";
import { findColumn, type SeriesColumn, seriesColumns } from "./columns.ts";
import { findImpossible } from "./plausible.ts";
import { indexNames, isUnit, type SeriesNames, unitText } from "./resolve.ts";

/** A figure of a file, understood. */
export interface SeriesRow {
  /** Where it stands in the file, for those who find more faults. */
  readonly where: string;
  readonly indicator: Indicator;
  readonly place: PlanPlace;
  readonly period: string;
  readonly periodEnd: string;
  readonly value: number;
  readonly publishedAt: string;
  /** `assumed`: the file did not say when, so it is the day of the import. */
  readonly publishedBasis: "stated" | "assumed";
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
  readonly note: string | null;
  /** The organisation that has to supply it; undefined when the region names none. */
  readonly owedBy: string | undefined;
}

/** What a file says, and what is wrong with it. */
export interface SeriesReading {
  readonly rows: readonly SeriesRow[];
  readonly faults: readonly SeriesFault[];
  /** Rows of a template that nobody has filled in. */
  readonly left: number;
  /** Headings that mean nothing here: their columns are passed over. */
  readonly passedOver: readonly string[];
}

/** Names a cell: `Sheet1!C5` of a workbook, `C5 数值` of a CSV file. */
export type CellPlace = (sheet: string, row: number, column: number, heading: string) => string;

/** Above the headings, files often have a title and a note. */
const headingWithin = 10;

interface Layout {
  readonly sheet: Sheet;
  readonly headingRow: number;
  readonly columns: ReadonlyMap<SeriesColumn, number>;
  readonly headings: readonly string[];
}

/**
 * Reads the first sheet that has the columns of a series.
 * @param today no figure is published after it
 * @returns rows with all faults (when there are any, nothing may be kept); or the columns that are missing
 */
export function readSeries(
  sheets: readonly Sheet[],
  world: World,
  { today, placeOf }: { readonly today: string; readonly placeOf: CellPlace },
): SeriesReading | { readonly missing: readonly Text[] } {
  const layouts = sheets.flatMap(findLayouts);
  const layout = layouts.find((candidate) => missingColumns(candidate).length === 0);
  if (!layout) {
    const [best] = [...layouts].sort((a, b) => b.columns.size - a.columns.size);
    return { missing: missingColumns(best) };
  }
  const names = indexNames(world);
  const faults: SeriesFault[] = [];
  const rows: SeriesRow[] = [];
  let left = 0;
  layout.sheet.rows.forEach((cells, index) => {
    if (index <= layout.headingRow || !cells?.some((cell) => cell !== undefined)) return;
    const reader = new RowReader(layout, cells, index, placeOf);
    if (reader.isLeftEmpty()) {
      left += 1;
      return;
    }
    const row = readRow(reader, world, names, today);
    faults.push(...reader.faults);
    if (row) rows.push(row);
  });
  faults.push(...listDuplicates(rows));
  const passedOver = layout.headings.filter((heading) => heading !== "" && findColumn(heading) === undefined);
  return { rows, faults, left, passedOver };
}

function findLayouts(sheet: Sheet): Layout[] {
  return sheet.rows.slice(0, headingWithin).map((cells, headingRow) => {
    const headings = Array.from(cells ?? [], (cell) => (cell?.kind === "text" ? cell.value.trim() : ""));
    const columns = new Map<SeriesColumn, number>();
    headings.forEach((heading, index) => {
      const column = findColumn(heading);
      if (column && !columns.has(column)) columns.set(column, index);
    });
    return { sheet, headingRow, columns, headings };
  });
}

function missingColumns(layout: Layout | undefined): Text[] {
  const has = (...names: SeriesColumn[]): boolean => names.some((name) => layout?.columns.has(name));
  const needed: [boolean, SeriesColumn][] = [
    [has("indicator", "indicatorName"), "indicator"],
    [has("place", "placeName"), "place"],
    [has("period"), "period"],
    [has("value"), "value"],
    [has("unit"), "unit"],
    [has("source"), "source"],
    [has("publishedAt"), "publishedAt"],
  ];
  return needed.filter(([there]) => !there).map(([, name]) => seriesColumns[name].title);
}

/** Reads the cells of one row and collects what is wrong with them. */
class RowReader {
  readonly faults: SeriesFault[] = [];
  readonly #layout: Layout;
  readonly #cells: readonly (Cell | undefined)[];
  readonly #index: number;
  readonly #placeOf: CellPlace;

  constructor(layout: Layout, cells: readonly (Cell | undefined)[], index: number, placeOf: CellPlace) {
    this.#layout = layout;
    this.#cells = cells;
    this.#index = index;
    this.#placeOf = placeOf;
  }

  cell(column: SeriesColumn): Cell | undefined {
    return this.#cells[this.#layout.columns.get(column) ?? -1];
  }

  where(column: SeriesColumn): string {
    const index = this.#layout.columns.get(column) ?? 0;
    return this.#placeOf(this.#layout.sheet.name, this.#index, index, this.#layout.headings[index] ?? "");
  }

  complain(column: SeriesColumn, what: Text, fix?: Text): void {
    this.faults.push({ where: this.where(column), what, fix });
  }

  take<Value>(column: SeriesColumn, reading: Reading<Value>): Value | undefined {
    if ("value" in reading) return reading.value;
    this.faults.push({ where: this.where(column), ...reading.fault });
    return undefined;
  }

  text(column: SeriesColumn): string | undefined {
    return this.take(column, readText(this.cell(column)));
  }

  /** A template's row whose open cells nobody touched. */
  isLeftEmpty(): boolean {
    return (["value", "source", "publishedAt", "note"] as const).every((column) => this.cell(column) === undefined);
  }
}

function readRow(reader: RowReader, world: World, names: SeriesNames, today: string): SeriesRow | undefined {
  const indicator = readNamed(reader, "indicator", "indicatorName", (word) => names.indicator(word));
  const place = readNamed(reader, "place", "placeName", (word) => names.place(word));
  const period = reader.take("period", readPeriod(reader.cell("period")));
  const value = reader.take("value", readNumber(reader.cell("value")));
  const unit = reader.text("unit");
  const sourceTitle = reader.text("source");
  const publication = reader.take("publishedAt", readPublication(reader.cell("publishedAt"), today));
  const sourceUrl = reader.take("sourceUrl", readUrl(reader.cell("sourceUrl")));
  const note = reader.text("note");
  if (indicator && unit !== undefined) checkUnit(reader, unit, indicator);
  if (sourceTitle === "") {
    const fix = { zh: "写明出处:文件、公报或年鉴", en: "name the document or yearbook that states it" };
    reader.complain("source", { zh: "没有来源", en: "has no source" }, fix);
  }
  if (indicator && value !== undefined) {
    const impossible = findImpossible(value, indicator.unit);
    if (impossible) reader.complain("value", impossible);
  }
  if (publication) checkPublication(reader, publication.day, period, today);
  const isWhole = reader.faults.length === 0;
  if (!isWhole || !indicator || !place || !period || value === undefined || !publication || !sourceTitle) {
    return undefined;
  }
  return {
    where: reader.where("value"),
    indicator,
    place,
    period: period.text,
    periodEnd: period.end,
    value,
    publishedAt: publication.day,
    publishedBasis: publication.basis,
    sourceTitle,
    sourceUrl: sourceUrl ?? null,
    note: note || null,
    owedBy: findOwing(world, indicator.owes, place.code),
  };
}

/** What the code means, or the name when there is no code. When there are both, they must mean the same. */
function readNamed<Row>(
  reader: RowReader,
  code: SeriesColumn & ("indicator" | "place"),
  name: SeriesColumn & ("indicatorName" | "placeName"),
  find: (word: string) => Reading<Row>,
): Row | undefined {
  const codeWord = reader.text(code);
  const nameWord = reader.text(name);
  if (codeWord === undefined || nameWord === undefined) return undefined;
  if (codeWord === "" && nameWord === "") {
    reader.complain(code, { zh: "为空", en: "is empty" });
    return undefined;
  }
  if (codeWord === "") return reader.take(name, find(nameWord));
  const found = reader.take(code, find(codeWord));
  const other = nameWord === "" ? undefined : find(nameWord);
  if (found && other && "value" in other && other.value !== found) {
    const what = { zh: `“${codeWord}”与“${nameWord}”不是一回事`, en: `"${codeWord}" is not "${nameWord}"` };
    reader.complain(name, what, { zh: "改正其中之一", en: "correct one of them" });
  }
  return found;
}

function checkUnit(reader: RowReader, unit: string, indicator: Indicator): void {
  if (isUnit(unit, indicator.unit)) return;
  const own = unitText(indicator.unit);
  const fix = { zh: `按“${own.zh}”填报`, en: `give it in ${own.en}` };
  if (unit === "") reader.complain("unit", { zh: "没有单位", en: "has no unit" }, fix);
  else reader.complain("unit", { zh: `单位不是“${unit}”`, en: `the unit is not "${unit}"` }, fix);
}

function checkPublication(
  reader: RowReader,
  publishedAt: string,
  period: { readonly text: string; readonly end: string } | undefined,
  today: string,
): void {
  if (publishedAt > today) {
    reader.complain("publishedAt", { zh: `${publishedAt} 晚于今天`, en: `${publishedAt} lies in the future` });
  } else if (period && publishedAt < period.end) {
    const what = {
      zh: `${publishedAt} 公布时,时期 ${period.text} 尚未结束`,
      en: `on ${publishedAt} the period ${period.text} had not ended`,
    };
    reader.complain("publishedAt", what, { zh: "填写首次公布的日期", en: "write the day on which it was published" });
  }
}

/** One figure for one publication day: a file cannot say two things about it. */
function listDuplicates(rows: readonly SeriesRow[]): SeriesFault[] {
  const seen = new Map<string, SeriesRow>();
  return rows.flatMap((row): SeriesFault[] => {
    const key = `${row.indicator.id} ${row.place.code} ${row.period} ${row.publishedAt}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, row);
      return [];
    }
    const what = { zh: `与 ${first.where} 重复`, en: `stands already at ${first.where}` };
    return [{ where: row.where, what, fix: { zh: "删去其中一行", en: "delete one of the two rows" } }];
  });
}
