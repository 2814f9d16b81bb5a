import type { Text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import { readXml } from "./xml.ts";
import { readZip } from "./zip.ts";

/** One cell as a person typed it. `formula` holds no value: what a formula shows is not what somebody stated. */
export type Cell =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  /** ISO date. */
  | { readonly kind: "date"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "formula"; readonly value: string }
  | { readonly kind: "error"; readonly value: string };

/** One sheet: rows from 0 on, cells from column 0 on; what is empty is undefined. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly (Cell | undefined)[])[];
}

const limits = { maxEntries: 2000, maxBytes: 64 << 20 };
const maxRows = 200_000;
const maxColumns = 500;

/** `C5` for row 4, column 2: how spreadsheets name cells. */
export function cellName(row: number, column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

/**
 * Reads an Office Open XML workbook (ECMA-376): all sheets in order. Formulas, macros and links are never followed.
 * @throws Problem `import.rejected` when it is no workbook, damaged, protected, holds macros, or is too large
 */
export function readWorkbook(bytes: Uint8Array<ArrayBuffer>): Sheet[] {
  let macros = false;
  const parts = readZip(
    bytes,
    (name) => {
      macros ||= name.endsWith("vbaProject.bin");
      return /^xl\/(workbook|styles|sharedStrings|_rels\/workbook\.xml|worksheets\/[^/]+)\.(xml|rels)$/u.test(name);
    },
    limits,
  );
  if (macros)
    throw rejected({
      zh: "它含有宏。请另存为不含宏的工作簿(.xlsx)",
      en: "It holds macros. Save it as a workbook without macros (.xlsx)",
    });
  const workbook = parts.get("xl/workbook.xml");
  if (!workbook) throw rejected({ zh: "它不是工作簿", en: "It is no workbook" });
  const targets = readTargets(parts.get("xl/_rels/workbook.xml.rels"));
  const strings = readStrings(parts.get("xl/sharedStrings.xml"));
  const dateStyles = readDateStyles(parts.get("xl/styles.xml"));
  const { sheets, since1904 } = readSheetList(workbook);
  return sheets.flatMap(({ name, relation }) => {
    const part = parts.get(targets.get(relation) ?? "");
    return part ? [{ name, rows: readRows(part, { strings, dateStyles, since1904 }) }] : [];
  });
}

function readSheetList(bytes: Uint8Array) {
  const sheets: { name: string; relation: string }[] = [];
  let since1904 = false;
  readXml(bytes, {
    open: (tag, attributes) => {
      if (tag === "workbookPr") since1904 = /^(1|true)$/u.test(attributes.date1904 ?? "");
      if (tag !== "sheet") return;
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1];
      sheets.push({ name: attributes.name ?? "", relation: relation ?? "" });
    },
  });
  return { sheets, since1904 };
}

function readTargets(bytes: Uint8Array | undefined): Map<string, string> {
  const targets = new Map<string, string>();
  if (!bytes) return targets;
  readXml(bytes, {
    open: (tag, { Id = "", Target = "" }) => {
      if (tag === "Relationship") targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
}

/** Shared strings; furigana (`rPh`) is no part of a text. */
function readStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!bytes) return strings;
  let text = "";
  let inText = false;
  let phonetic = 0;
  readXml(bytes, {
    open: (tag) => {
      if (tag === "si") text = "";
      if (tag === "rPh") phonetic += 1;
      inText = tag === "t" && phonetic === 0;
    },
    text: (part) => {
      if (inText) text += part;
    },
    close: (tag) => {
      if (tag === "si") strings.push(text);
      if (tag === "rPh") phonetic -= 1;
      if (tag === "t") inText = false;
    },
  });
  return strings;
}

/** Number formats that show dates: the built-in ones (ECMA-376 part 1, 18.8.30) and custom ones with year or day. */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Indices of cell styles whose numbers are dates. */
function readDateStyles(bytes: Uint8Array | undefined): Set<number> {
  const styles = new Set<number>();
  if (!bytes) return styles;
  const custom = new Set<number>();
  let inCells = false;
  let index = 0;
  readXml(bytes, {
    open: (tag, { numFmtId = "", formatCode = "" }) => {
      if (tag === "numFmt" && /[yd年日]/iu.test(formatCode.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, ""))) {
        custom.add(Number(numFmtId));
      }
      if (tag === "cellXfs") inCells = true;
      if (tag !== "xf" || !inCells) return;
      if (isBuiltInDate(Number(numFmtId)) || custom.has(Number(numFmtId))) styles.add(index);
      index += 1;
    },
    close: (tag) => {
      if (tag === "cellXfs") inCells = false;
    },
  });
  return styles;
}

interface Meanings {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly since1904: boolean;
}

/** A cell under way. */
interface RawCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  formula: string | undefined;
}

function readRows(bytes: Uint8Array, meanings: Meanings): (Cell | undefined)[][] {
  const rows: (Cell | undefined)[][] = [];
  let row = -1;
  let column = -1;
  let cell: RawCell | undefined;
  let inside = "";
  readXml(bytes, {
    open: (tag, { r = "", t = "n", s = "0" }) => {
      inside = tag;
      if (tag === "row") {
        row = r === "" ? row + 1 : Number(r) - 1;
        column = -1;
        if (!(row < maxRows))
          throw rejected({ zh: `有工作表超过${maxRows}行`, en: `A sheet has more than ${maxRows} rows` });
      }
      if (tag === "c") {
        column = r === "" ? column + 1 : columnOf(r);
        if (!(column < maxColumns))
          throw rejected({ zh: `有工作表超过${maxColumns}列`, en: `A sheet has more than ${maxColumns} columns` });
        cell = { row, column, type: t, style: Number(s), value: "", formula: undefined };
      }
      if (tag === "f" && cell) cell.formula = "";
    },
    text: (part) => {
      if (!cell) return;
      if (inside === "f") cell.formula = (cell.formula ?? "") + part;
      else if (inside === "v" || inside === "t") cell.value += part;
    },
    close: (tag) => {
      inside = "";
      if (tag !== "c" || !cell) return;
      const meant = toCell(cell, meanings);
      if (meant) {
        while (rows.length <= cell.row) rows.push([]);
        const cells = rows[cell.row];
        if (cells) cells[cell.column] = meant;
      }
      cell = undefined;
    },
  });
  return rows;
}

function columnOf(name: string): number {
  let column = 0;
  for (const letter of name.replaceAll(/[^A-Z]/gu, "")) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function toCell({ type, value, formula, style }: RawCell, meanings: Meanings): Cell | undefined {
  if (formula !== undefined) return { kind: "formula", value: formula };
  if (type === "s") return toText(meanings.strings[Number(value)] ?? "");
  if (type === "inlineStr" || type === "str") return toText(value);
  if (type === "b") return { kind: "boolean", value: value === "1" };
  if (type === "e") return { kind: "error", value };
  if (type === "d") return { kind: "date", value: value.slice(0, 10) };
  if (value === "") return undefined;
  const number = Number(value);
  if (!Number.isFinite(number)) return { kind: "error", value };
  if (meanings.dateStyles.has(style)) return { kind: "date", value: toIsoDate(number, meanings.since1904) };
  return { kind: "number", value: number };
}

const toText = (value: string): Cell | undefined => (value.trim() === "" ? undefined : { kind: "text", value });

/** Day numbers count from 1899-12-30, which makes up for the day 1900-02-29 that spreadsheets believe in. */
function toIsoDate(days: number, since1904: boolean): string {
  const start = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(start + Math.floor(days) * 86_400_000);
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10);
}

function rejected({ zh, en }: Text): Problem {
  return new Problem("import.rejected", {
    zh: `无法读取工作簿。${zh}。内容未改变。`,
    en: `The workbook cannot be read. ${en}. Nothing was changed.`,
  });
}
