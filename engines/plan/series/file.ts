import { Problem } from "@midreach/kernel/problems";
import { CsvError, parse } from "csv-parse/sync";
import type { CellPlace } from "../core/series/check.ts";
import { decodeText } from "../import/decode.ts";
import { type Cell, cellName, readWorkbook, type Sheet } from "../workbook/workbook.ts";

/** Largest file with figures that is taken. */
export const maxSeriesBytes = 10 << 20;
/** More figures than a country's cities have in a year; a longer file is sent in parts. */
const maxRows = 50_000;

/** A file as a table, with a way to name its cells. */
export interface SeriesFile {
  readonly sheets: readonly Sheet[];
  readonly placeOf: CellPlace;
}

/**
 * Reads a CSV file (UTF-8, UTF-16 or GB18030; commas, semicolons or tabs) or a workbook.
 * @throws Problem `import.rejected` when it is neither, damaged, holds macros or is too large
 */
export function readSeriesFile(name: string, bytes: Uint8Array<ArrayBuffer>): SeriesFile {
  if (bytes.byteLength > maxSeriesBytes) throw tooLarge(name);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const file = isZip ? readSheets(bytes) : readCsv(name, bytes);
  if (file.sheets.some((sheet) => sheet.rows.length > maxRows)) {
    throw new Problem("import.rejected", {
      zh: `${name}超过${maxRows}行。请分成几个文件发送。内容未改变。`,
      en: `${name} has more than ${maxRows} rows. Send it in several files. Nothing was changed.`,
    });
  }
  return file;
}

const tooLarge = (name: string): Problem =>
  new Problem("request.too-large", {
    zh: `${name}超过${maxSeriesBytes >> 20} MB。请分成几个文件发送。`,
    en: `${name} is larger than ${maxSeriesBytes >> 20} MB. Send it in several files.`,
  });

function readSheets(bytes: Uint8Array<ArrayBuffer>): SeriesFile {
  return {
    sheets: readWorkbook(bytes),
    placeOf: (sheet, row, column) => `${sheet}!${cellName(row, column)}`,
  };
}

function readCsv(name: string, bytes: Uint8Array<ArrayBuffer>): SeriesFile {
  // The old binary format of Excel, which nobody should open for strangers.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new Problem("import.rejected", {
      zh: `${name}是旧的.xls格式。请另存为.xlsx或CSV后重新发送。`,
      en: `${name} is in the old .xls format. Save it as .xlsx or CSV and send it again.`,
    });
  }
  const text = decodeText(bytes, name);
  try {
    const records = parse(text, {
      bom: true,
      delimiter: findDelimiter(text),
      relax_column_count: true,
    }) as string[][];
    const rows = records.map((record) => record.map(toCell));
    return {
      sheets: [{ name, rows }],
      // As a spreadsheet that opened the file would name it, whatever the language.
      placeOf: (_sheet, row, column, heading) => `${cellName(row, column)} ${heading}`,
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Problem("import.rejected", {
      zh: `${name}不能按CSV读取:${error.message}。内容未改变。`,
      en: `${name} cannot be read as CSV: ${error.message}. Nothing was changed.`,
    });
  }
}

/** What stands most often in the first line that has any of them. */
function findDelimiter(text: string): string {
  const line = text.split(/\r?\n/u, 10).find((candidate) => /[,;\t]/u.test(candidate)) ?? "";
  const count = (mark: string): number => line.split(mark).length;
  return [",", "\t", ";"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function toCell(text: string): Cell | undefined {
  const value = text.trim();
  if (value === "") return undefined;
  // Our own downloads put an apostrophe before a text that a spreadsheet would take for a formula.
  if (value.startsWith("'")) return { kind: "text", value: value.slice(1) };
  return { kind: value.startsWith("=") ? "formula" : "text", value };
}
