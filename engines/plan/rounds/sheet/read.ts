import { type Fault, Problem } from "@midreach/kernel/problems";
import {
  emptyContent,
  type ReportContent,
  type ReportedFigure,
  type ReportedStatus,
  reportedStatuses,
  textLimit,
} from "../../core/rounds/report.ts";
import { type Cell, cellName, type Sheet } from "../../workbook/workbook.ts";
import { figureColumns, reportColumns, reportedWords, sheetNames } from "./columns.ts";

/** A row of the first sheet with the figures of the second. */
export interface SheetReport {
  readonly commitment: string;
  readonly version: number;
  readonly content: ReportContent;
  /** Where it stands, for those who find more faults. */
  readonly where: string;
}

type Headings = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** A sheet whose columns have been found by their headings, in whatever order somebody put them. */
interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
}
interface TableRow<Column extends string> {
  cell(column: Column): Cell | undefined;
  /** `填报!H5` */
  where(column: Column): string;
}

/**
 * Reads a unit's sheet. Nothing is guessed: a formula is not taken for its value, a word that is no status is a fault.
 * @returns reports with all faults; when there are faults, nothing may be kept
 * @throws Problem `import.rejected` when it is not such a sheet at all
 */
export function readUnitSheet(sheets: readonly Sheet[]): { reports: SheetReport[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const reports = findTable(sheets, sheetNames.reports, reportColumns, ["id", "version", "status", "progress"]);
  if (!reports) {
    throw new Problem(
      "import.rejected",
      `The workbook has no sheet "${sheetNames.reports.zh}" (${sheetNames.reports.en}) with the columns of this round. Download the sheet again and fill in that one. Nothing was changed.`,
    );
  }
  const table = findTable(sheets, sheetNames.figures, figureColumns, ["id", "indicator", "place", "period", "value"]);
  const figures = readFigures(table?.rows ?? [], faults);
  const seen = new Set<string>();
  const read = reports.rows.flatMap((row): SheetReport[] => {
    const commitment = readText(row, "id", faults, 100);
    if (commitment === "") {
      const filled = (["progress", "problems", "nextSteps", "status"] as const).find((column) => row.cell(column));
      if (filled) faults.push({ where: row.where("id"), what: "is empty, though the row is filled in" });
      return [];
    }
    if (seen.has(commitment)) faults.push({ where: row.where("id"), what: `"${commitment}" stands twice` });
    seen.add(commitment);
    const content: ReportContent = {
      status: readStatus(row, faults),
      progress: readText(row, "progress", faults),
      problems: readText(row, "problems", faults),
      nextSteps: readText(row, "nextSteps", faults),
      figures: figures.get(commitment) ?? [],
    };
    return [{ commitment, version: readVersion(row, faults), content, where: row.where("id") }];
  });
  for (const id of figures.keys()) {
    if (!seen.has(id))
      faults.push({ where: sheetNames.figures.zh, what: `"${id}" has figures but no row in the first sheet` });
  }
  return { reports: read, faults };
}

/** Whether a row of the sheet says anything. */
export const saysNothing = (content: ReportContent): boolean =>
  JSON.stringify({ ...content, figures: [] }) === JSON.stringify(emptyContent) &&
  content.figures.every((figure) => figure.value === null && figure.source === "");

function findTable<Column extends string>(
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
  formula: { what: "holds a formula", fix: "paste the value itself" },
  error: { what: "holds an error of the spreadsheet", fix: "write the value" },
};

function readText<Column extends string>(
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
    faults.push({ where: row.where(column), what: `has ${text.length} characters`, fix: `at most ${limit}` });
  }
  if (/\p{Surrogate}|\0/u.test(text))
    faults.push({ where: row.where(column), what: "holds a character that is no text" });
  return text;
}

const allWords = reportedStatuses
  .map((status) => `${reportedWords[status].zh} (${reportedWords[status].en})`)
  .join(", ");

function readStatus(row: TableRow<"status">, faults: Fault[]): ReportedStatus | null {
  const said = readText(row, "status", faults, 100).normalize("NFKC").toLowerCase();
  if (said === "") return null;
  const found = reportedStatuses.find((status) =>
    [status, reportedWords[status].zh, reportedWords[status].en].includes(said),
  );
  if (!found) faults.push({ where: row.where("status"), what: `"${said}" is no status`, fix: `one of: ${allWords}` });
  return found ?? null;
}

function readVersion(row: TableRow<"version">, faults: Fault[]): number {
  const cell = row.cell("version");
  const version = cell?.kind === "number" ? cell.value : Number(cell?.kind === "text" ? cell.value : Number.NaN);
  if (Number.isInteger(version) && version >= 0) return version;
  faults.push({
    where: row.where("version"),
    what: "is not the version that was downloaded",
    fix: "download the sheet again",
  });
  return -1;
}

type FigureRow = TableRow<keyof typeof figureColumns>;

function readFigures(rows: readonly FigureRow[], faults: Fault[]): Map<string, ReportedFigure[]> {
  const figures = new Map<string, ReportedFigure[]>();
  for (const row of rows) {
    const commitment = readText(row, "id", faults, 100);
    const value = readValue(row, faults);
    const source = readText(row, "source", faults, 500);
    if (commitment === "") {
      if (value !== null) faults.push({ where: row.where("id"), what: "is empty, though there is a value" });
      continue;
    }
    if (value === null && source === "") continue;
    const period = readPeriod(row, faults);
    const indicator = readText(row, "indicator", faults, 100);
    const place = readText(row, "place", faults, 100);
    const list = figures.get(commitment) ?? [];
    list.push({ indicator, place, period, value, source });
    figures.set(commitment, list);
  }
  return figures;
}

function readPeriod(row: FigureRow, faults: Fault[]): string {
  const cell = row.cell("period");
  if (cell?.kind === "date") {
    const fix = "write it as text: 2025, 2025-06 or 2025-06-30";
    faults.push({ where: row.where("period"), what: "was made a date by the spreadsheet", fix });
    return cell.value;
  }
  return readText(row, "period", faults, 10);
}

/** A number, or a text that is plainly one (`1,234.5`, full-width digits). */
function readValue(row: FigureRow, faults: Fault[]): number | null {
  const cell = row.cell("value");
  if (!cell) return null;
  if (cell.kind === "number") return cell.value;
  const refused = noValue[cell.kind];
  if (refused) {
    faults.push({ where: row.where("value"), ...refused });
    return null;
  }
  const plain = String(cell.value).normalize("NFKC").trim();
  if (cell.kind === "text" && /^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/u.test(plain))
    return Number(plain.replaceAll(",", ""));
  faults.push({
    where: row.where("value"),
    what: `"${plain}" is no number`,
    fix: "write digits; leave it empty if there is none",
  });
  return null;
}
