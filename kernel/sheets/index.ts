import type { Text } from "../contracts/index.ts";
import type { Language } from "../http/types.ts";

/** A cell of a table that is downloaded. */
export type CellValue = string | number | null;

/** A table in one language, for download. */
export interface SheetTable {
  /** Name of the sheet and of the file, without ending. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** One column of a table: its heading and how a row fills it. */
export interface SheetColumn<Row> {
  readonly title: Text;
  value(row: Row, language: Language): CellValue;
}

/** Fills a table in one language. */
export function toSheet<Row>(
  name: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
  language: Language,
): SheetTable {
  return {
    name,
    columns: columns.map((column) => column.title[language]),
    rows: rows.map((row) => columns.map((column) => column.value(row, language))),
  };
}

/**
 * CSV (RFC 4180) with a byte order mark, without which Excel reads Chinese wrongly. A text that a spreadsheet would
 * take for a formula gets an apostrophe in front (OWASP, CSV injection).
 */
export function toCsv({ columns, rows }: SheetTable): string {
  const lines = [columns, ...rows].map((cells) => cells.map(toCsvCell).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

function toCsvCell(value: CellValue): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** An Office Open XML workbook with one sheet; texts are stored as texts, so that none is taken for a formula. */
export const toXlsx = (table: SheetTable): Promise<Uint8Array<ArrayBuffer>> => toWorkbook([table]);

/** The same with a sheet for each table. */
export async function toWorkbook(tables: readonly SheetTable[]): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: name.slice(0, 31),
    data: toCells(columns, rows),
    columns: columns.map((title, index) => ({ width: widthOf([title, ...rows.map((row) => row[index] ?? null)]) })),
    stickyRowsCount: 1,
  }));
  // Loaded when the first sheet is asked for: every start would pay for its ninety files.
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function toCells(columns: readonly string[], rows: SheetTable["rows"]) {
  const heading = columns.map((title) => ({ type: String, value: title, fontWeight: "bold" as const }));
  const body = rows.map((cells) =>
    cells.map((value) => {
      if (value === null) return null;
      return typeof value === "number" ? { type: Number, value } : { type: String, value };
    }),
  );
  return [heading, ...body];
}

/** Characters of the widest cell, within reason; Chinese ones take two. */
function widthOf(cells: readonly CellValue[]): number {
  const widths = cells.map((cell) => [...String(cell ?? "")].reduce((sum, one) => sum + (one > "\u2e7f" ? 2 : 1), 0));
  return Math.min(60, Math.max(8, ...widths) + 2);
}

/** A ready answer with the table as a file. */
export async function answerSheet(table: SheetTable, format: "csv" | "xlsx"): Promise<Response> {
  const headers = { "content-disposition": `attachment; filename="${table.name}.${format}"` };
  if (format === "csv") {
    return new Response(toCsv(table), { headers: { ...headers, "content-type": "text/csv; charset=utf-8" } });
  }
  return new Response(await toXlsx(table), { headers: { ...headers, "content-type": xlsxType } });
}

/** Media type of a workbook. */
export const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
