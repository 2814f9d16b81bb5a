import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import type { Findings } from "./report.ts";

/** What a table has to have and what is read of it besides. */
export interface TableShape {
  readonly file: string;
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

/** Cells in the order of the shape's columns, the required first; empty text where a cell or column is missing. */
type OnRow = (cells: readonly string[], line: number) => void;

/**
 * Reads one file of a feed row by row without keeping the rows.
 * @returns whether the file is there and could be read; what is wrong stands in the findings
 */
export function readTable(
  files: ReadonlyMap<string, Uint8Array>,
  shape: TableShape,
  findings: Findings,
  onRow: OnRow,
): boolean {
  const bytes = files.get(shape.file);
  if (!bytes) return false;
  const text = decode(bytes, shape.file, findings);
  if (text === undefined) return false;
  const reader = createRowReader(shape, findings, onRow);
  // Without a quote a line is its cells between commas, and most large files have none.
  if (!text.includes('"')) splitLines(text, reader);
  else if (!parseQuoted(text, shape.file, findings, reader)) return false;
  return reader.finish();
}

interface RowReader {
  row(cells: readonly string[], line: number): void;
  finish(): boolean;
}

function createRowReader({ file, required, optional = [] }: TableShape, findings: Findings, onRow: OnRow): RowReader {
  const columns = [...required, ...optional];
  let places: number[] | undefined;
  let width = 0;
  let usable = true;
  let rows = 0;
  const readHeading = (cells: readonly string[]) => {
    const names = cells.map((cell) => cell.trim().toLowerCase());
    width = names.length;
    places = columns.map((column) => names.indexOf(column));
    const missing = required.filter((column) => !names.includes(column));
    if (missing.length === 0) return;
    usable = false;
    findings.add({
      severity: "error",
      code: "column-missing",
      file,
      row: 1,
      field: missing[0],
      what: { zh: `缺少列:${missing.join("、")}`, en: `columns missing: ${missing.join(", ")}` },
      fix: {
        zh: "请补上这些列;列名须与GTFS一致,以英文逗号分隔。",
        en: "Add them; names as in GTFS, separated by commas.",
      },
    });
  };
  return {
    row(cells, line) {
      if (places === undefined) return readHeading(cells);
      if (!usable) return;
      if (cells.length > width) reportWidth(findings, file, line, cells.length, width);
      rows += 1;
      onRow(
        places.map((place) => cells[place]?.trim() ?? ""),
        line,
      );
    },
    finish() {
      if (places === undefined || (usable && rows === 0 && required.length > 0)) reportEmpty(findings, file);
      return usable && places !== undefined;
    },
  };
}

function splitLines(text: string, reader: RowReader): void {
  let line = 0;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf("\n", start);
    if (end < 0) end = text.length;
    line += 1;
    const last = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (last > start) reader.row(text.slice(start, last).split(","), line);
    start = end + 1;
  }
}

function parseQuoted(text: string, file: string, findings: Findings, reader: RowReader): boolean {
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      // Rows go on at once and are not kept.
      on_record: (record: string[], { lines }) => {
        reader.row(record, lines);
        return null;
      },
    });
    return true;
  } catch (error) {
    findings.add({
      severity: "error",
      code: "not-csv",
      file,
      row: (error as { lines?: number }).lines,
      what: { zh: `CSV格式有误:${(error as Error).message}`, en: `not valid CSV: ${(error as Error).message}` },
      fix: { zh: "请检查引号是否成对。", en: "See whether every quote is closed." },
    });
    return false;
  }
}

function decode(bytes: Uint8Array, file: string, findings: Findings): string | undefined {
  if (bytes.length === 0) {
    reportEmpty(findings, file);
    return undefined;
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs("utf-16le", bytes, file, findings);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs("utf-16be", bytes, file, findings);
  if (!isUtf8(bytes)) return decodeAs("gb18030", bytes, file, findings);
  if (bytes.includes(0)) return refuseEncoding(file, findings);
  return new TextDecoder().decode(bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array, file: string, findings: Findings): string | undefined {
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes("\uFFFD") || text.includes("\u0000")) return refuseEncoding(file, findings);
  const name = encoding.toUpperCase();
  findings.add({
    severity: "warning",
    code: "encoding",
    file,
    what: { zh: `文件不是UTF-8,已按${name}读取`, en: `the file is not UTF-8; it was read as ${name}` },
    fix: { zh: "请核对站名;GTFS要求UTF-8。", en: "Check the names; GTFS wants UTF-8." },
  });
  return text;
}

function refuseEncoding(file: string, findings: Findings): undefined {
  findings.add({
    severity: "error",
    code: "encoding",
    file,
    what: { zh: "文件既不是UTF-8,也不是GB18030文本", en: "the file is neither UTF-8 nor GB18030 text" },
    fix: { zh: "请另存为UTF-8后再导入。", en: "Save it as UTF-8 and import that." },
  });
  return undefined;
}

function reportEmpty(findings: Findings, file: string): void {
  const needed = new Set(["agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"]);
  findings.add({
    severity: needed.has(file) ? "error" : "warning",
    code: "empty-file",
    file,
    what: { zh: "文件是空的,没有任何数据行", en: "the file is empty: it has no rows" },
    fix: { zh: "请重新导出该文件。", en: "Export it again." },
  });
}

function reportWidth(findings: Findings, file: string, row: number, cells: number, width: number): void {
  findings.add({
    severity: "error",
    code: "too-many-cells",
    file,
    row,
    what: { zh: `该行有${cells}格,而表头只有${width}列`, en: `${cells} cells where the heading has ${width}` },
    fix: { zh: "含逗号的内容须加引号。", en: "A cell with a comma in it needs quotes." },
  });
}

/** Says that a file that every feed has is not there. */
export function reportMissingFile(findings: Findings, file: string): void {
  findings.add({
    severity: "error",
    code: "file-missing",
    file,
    what: { zh: `缺少${file}`, en: `${file} is missing` },
    fix: { zh: "请将该文件放入压缩包。", en: "Put it into the zip." },
  });
}
