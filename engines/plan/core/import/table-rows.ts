import type { FoundDeadline } from "./deadlines.ts";
import { parseFigure } from "./numbers.ts";
import type { FoundQuantity, QuantityComparator } from "./quantities.ts";
import { toHalfWidth } from "./text.ts";

/** What a row of a table of indicators promises: the figure of its last year, and that year's end. */
export interface RowPromise {
  readonly quantities: readonly FoundQuantity[];
  readonly deadlines: readonly FoundDeadline[];
}

interface Cell {
  readonly text: string;
  readonly start: number;
}

const yearCell = /^(?:到|至)?(20\d{2})年?(?:末|底)?(?:\(?(?:目标|目标值|预期|基期|现状|实际)\)?)?$/u;
const figureCell = /^[[(]?\s*([≥≤><]|大于|小于)?\s*(\d[\d,]*(?:\.\d+)?)\s*(%)?\s*([以左]?[上下右内]?)\s*[\])]?$/u;
const comparators: Readonly<Record<string, QuantityComparator>> = {
  "≥": ">=",
  "≤": "<=",
  ">": ">",
  "<": "<",
  大于: ">",
  小于: "<",
  以上: ">=",
  以下: "<=",
  以内: "<=",
  左右: "about",
};

/** The years of a heading row (`指标 2020年 2025年 属性`), in order; undefined for any other row. */
export function findYearColumns(row: string): readonly number[] | undefined {
  const years = listCells(toHalfWidth(row)).flatMap(({ text }) => Number(yearCell.exec(text)?.[1] ?? Number.NaN) || []);
  return years.length > 0 ? years : undefined;
}

/**
 * Figures of a row below a heading row, matched in order: tables lose their empty cells on the way to text. Nothing is
 * read where the counts differ; years before `firstYear` are baselines.
 */
export function readTableRow(row: string, years: readonly number[], firstYear: number): RowPromise {
  const nothing = { quantities: [], deadlines: [] };
  const cells = listCells(toHalfWidth(row));
  const figures = cells.filter(({ text }) => figureCell.test(text));
  // A running number in the first cell is no figure of the table.
  if (figures[0] === cells[0] && figures.length === years.length + 1) figures.shift();
  if (figures.length !== years.length) return nothing;
  const last = Math.max(...years);
  const cell = figures[years.lastIndexOf(last)];
  const [name = "", second = ""] = cells.flatMap(({ text }) => (figureCell.test(text) ? [] : text));
  const match = cell && figureCell.exec(cell.text);
  if (!cell || !match || last < firstYear) return nothing;
  const span = { start: cell.start, end: cell.start + cell.text.length };
  const quantity: FoundQuantity = {
    ...span,
    rule: "quantity:table-row",
    value: parseFigure(match[2] ?? ""),
    unit: match[3] ?? /\(([^()]+)\)$/u.exec(name)?.[1] ?? (isUnit(second) ? second : ""),
    comparator: comparators[match[1] || match[4] || ""] ?? "=",
    upper: null,
    object: name.replace(/\([^()]+\)$/u, ""),
  };
  return { quantities: [quantity], deadlines: [{ ...span, rule: "deadline:table-column", date: `${last}-12-31` }] };
}

/** A column of its own for the unit. */
function isUnit(words: string): boolean {
  return words.length <= 8 && !/约束|预期|指标|属性|部门|局|委/u.test(words);
}

function listCells(row: string): Cell[] {
  return [...row.matchAll(row.includes("\t") ? /[^\t]+/gu : /\S+/gu)]
    .map(({ 0: text, index }) => ({ text: text.trim(), start: index + text.length - text.trimStart().length }))
    .filter(({ text }) => text !== "");
}
