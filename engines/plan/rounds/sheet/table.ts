import type { Text } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import { textLimit } from "../../core/rounds/report.ts";
import { type Cell, cellName, type Sheet } from "../../workbook/workbook.ts";

/** What is said of a row that is filled in but does not say for which task. */
export const emptyId: Text = { zh: "为空,但该行已填写", en: "is empty, though the row is filled in" };

/** What is said of a task that has two rows. */
export const standsTwice = (commitment: string): Text => ({
  zh: `“${commitment}”出现了两次`,
  en: `"${commitment}" stands twice`,
});

/** The words that are understood in a cell, in both languages. */
export function oneOf(words: readonly Text[]): Text {
  return {
    zh: `可填:${words.map(({ zh, en }) => `${zh}(${en})`).join("、")}`,
    en: `one of: ${words.map(({ zh, en }) => `${zh} (${en})`).join(", ")}`,
  };
}

type Headings = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** A sheet whose columns have been found by their headings, in whatever order somebody put them. */
interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
}
/** One row below the headings. */
export interface TableRow<Column extends string> {
  cell(column: Column): Cell | undefined;
  /** `填报!H5` */
  where(column: Column): string;
}

/** The table of a sheet by its name and headings; undefined when there is none with the columns that are needed. */
export function findTable<Column extends string>(
  sheets: readonly Sheet[],
  names: { readonly zh: string; readonly en: string },
  columns: Readonly<Record<Column, { readonly zh: string; readonly en: string }>>,
  needed: readonly NoInfer<Column>[],
): Table<Column> | undefined {
  const sheet = sheets.find((candidate) => candidate.name === names.zh || candidate.name === names.en);
  const [heading = [], ...body] = sheet?.rows ?? [];
  const found = new Map<Column, number>();
  for (const [name, title] of Object.entries(columns as Headings)) {
    const index = heading.findIndex((cell) => {
      const said = typeof cell?.value === "string" ? cell.value.trim() : "";
      return said === title.zh || said === title.en;
    });
    if (index >= 0) found.set(name as Column, index);
  }
  if (!sheet || needed.some((name) => !found.has(name))) return undefined;
  return {
    rows: body.map((cells, index) => ({
      cell: (column) => cells[found.get(column) ?? -1],
      where: (column) => `${sheet.name}!${cellName(index + 1, found.get(column) ?? 0)}`,
    })),
  };
}

const noValue: Readonly<Partial<Record<Cell["kind"], Omit<Fault, "where">>>> = {
  formula: {
    what: { zh: "是公式", en: "holds a formula" },
    fix: { zh: "请粘贴数值本身", en: "paste the value itself" },
  },
  error: {
    what: { zh: "是表格软件的错误值", en: "holds an error of the spreadsheet" },
    fix: { zh: "请填写数值", en: "write the value" },
  },
};

/** The text of a cell; empty where there is none. Formulas and errors are faults. */
export function readText<Column extends string>(
  row: TableRow<Column>,
  column: Column,
  faults: Fault[],
  limit = textLimit,
): string {
  const cell = row.cell(column);
  if (!cell) return "";
  const refused = noValue[cell.kind];
  if (refused) {
    faults.push({ where: row.where(column), ...refused });
    return "";
  }
  const text = String(cell.value).replaceAll("\r\n", "\n").trim();
  if (text.length > limit) {
    faults.push({
      where: row.where(column),
      what: { zh: `有${text.length}个字符`, en: `has ${text.length} characters` },
      fix: { zh: `最多${limit}个`, en: `at most ${limit}` },
    });
  }
  if (/\p{Surrogate}|\0/u.test(text)) {
    const what = { zh: "含有不可显示的字符", en: "holds a character that is no text" };
    faults.push({ where: row.where(column), what });
  }
  return text;
}

/** A number, or a text that is plainly one (`1,234.5`, full-width digits). */
export function readValue<Column extends string>(
  row: TableRow<Column>,
  column: Column,
  faults: Fault[],
): number | null {
  const cell = row.cell(column);
  if (!cell) return null;
  if (cell.kind === "number") return cell.value;
  const refused = noValue[cell.kind];
  if (refused) {
    faults.push({ where: row.where(column), ...refused });
    return null;
  }
  const plain = String(cell.value).normalize("NFKC").trim();
  if (cell.kind === "text" && /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/u.test(plain))
    return Number(plain.replaceAll(",", ""));
  faults.push({
    where: row.where(column),
    what: { zh: `“${plain}”不是数字`, en: `"${plain}" is no number` },
    fix: { zh: "请只写数字;没有数据时留空", en: "write digits; leave it empty if there is none" },
  });
  return null;
}

/** A date as text; one that a spreadsheet has made of a text is a fault: nobody knows whether a month was meant. */
export function readDate<Column extends string>(row: TableRow<Column>, column: Column, faults: Fault[]): string {
  const cell = row.cell(column);
  if (cell?.kind !== "date") return readText(row, column, faults, 10);
  faults.push({
    where: row.where(column),
    what: { zh: "被表格软件改成了日期", en: "was made a date by the spreadsheet" },
    fix: { zh: "请写成文本:2025、2025-06或2025-06-30", en: "write it as text: 2025, 2025-06 or 2025-06-30" },
  });
  return cell.value;
}
