import { text } from "@midreach/kernel/contracts";
import { type Fault, Problem } from "@midreach/kernel/problems";
import {
  emptyContent,
  type ReportContent,
  type ReportedFigure,
  type ReportedStatus,
  reportedStatuses,
} from "../../core/rounds/report.ts";
import type { Sheet } from "../../workbook/workbook.ts";
import { figureColumns, reportColumns, reportedWords, sheetNames } from "./columns.ts";
import { readAssessments, readMilestones } from "./read-records.ts";
import { emptyId, findTable, oneOf, readDate, readText, readValue, standsTwice, type TableRow } from "./table.ts";

/** A row of the first sheet with what the others say about its task. */
export interface SheetReport {
  readonly commitment: string;
  readonly version: number;
  /** Without what the workbook has no sheet for: that stays as it is. */
  readonly content: Omit<ReportContent, "milestones" | "assessment"> &
    Partial<Pick<ReportContent, "milestones" | "assessment">>;
  /** Where it stands, for those who find more faults. */
  readonly where: string;
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
    throw new Problem("import.rejected", {
      zh: `工作簿中没有含本轮各列的工作表“${sheetNames.reports.zh}”。请重新下载填报表,填写新表。内容未改变。`,
      en: `The workbook has no sheet "${sheetNames.reports.zh}" (${sheetNames.reports.en}) with the columns of this round. Download the sheet again and fill in that one. Nothing was changed.`,
    });
  }
  const table = findTable(sheets, sheetNames.figures, figureColumns, ["id", "indicator", "place", "period", "value"]);
  const figures = readFigures(table?.rows ?? [], faults);
  const milestones = readMilestones(sheets, faults);
  const assessments = readAssessments(sheets, faults);
  const seen = new Set<string>();
  const read = reports.rows.flatMap((row): SheetReport[] => {
    const commitment = readText(row, "id", faults, 100);
    if (commitment === "") {
      const filled = (["progress", "problems", "nextSteps", "status"] as const).find((column) => row.cell(column));
      if (filled) faults.push({ where: row.where("id"), what: emptyId });
      return [];
    }
    if (seen.has(commitment)) faults.push({ where: row.where("id"), what: standsTwice(commitment) });
    seen.add(commitment);
    const content: SheetReport["content"] = {
      status: readStatus(row, faults),
      progress: readText(row, "progress", faults),
      problems: readText(row, "problems", faults),
      nextSteps: readText(row, "nextSteps", faults),
      figures: figures.get(commitment) ?? [],
      ...(milestones ? { milestones: milestones.get(commitment) ?? [] } : {}),
      ...(assessments ? { assessment: assessments.get(commitment) ?? null } : {}),
    };
    return [{ commitment, version: readVersion(row, faults), content, where: row.where("id") }];
  });
  for (const [name, ids] of [
    [sheetNames.figures, figures.keys()],
    [sheetNames.milestones, milestones?.keys() ?? []],
    [sheetNames.assessments, assessments?.keys() ?? []],
  ] as const) {
    for (const id of ids) {
      if (seen.has(id)) continue;
      const what = text(`已填“${id}”,但第一张表没有这一行`, `"${id}" is filled in but has no row in the first sheet`);
      faults.push({ where: name.zh, what });
    }
  }
  return { reports: read, faults };
}

/** Whether a row of the sheet says anything. */
export const saysNothing = (content: ReportContent): boolean =>
  JSON.stringify({ ...content, figures: [] }) === JSON.stringify(emptyContent) &&
  content.figures.every((figure) => figure.value === null && figure.source === "");

const knownStatuses = oneOf(reportedStatuses.map((status) => reportedWords[status]));

function readStatus(row: TableRow<"status">, faults: Fault[]): ReportedStatus | null {
  const said = readText(row, "status", faults, 100).normalize("NFKC").toLowerCase();
  if (said === "") return null;
  const found = reportedStatuses.find((status) =>
    [status, reportedWords[status].zh, reportedWords[status].en].includes(said),
  );
  if (!found) {
    const what = text(`“${said}”不是进展情况`, `"${said}" is no status`);
    faults.push({ where: row.where("status"), what, fix: knownStatuses });
  }
  return found ?? null;
}

function readVersion(row: TableRow<"version">, faults: Fault[]): number {
  const cell = row.cell("version");
  const version = cell?.kind === "number" ? cell.value : Number(cell?.kind === "text" ? cell.value : Number.NaN);
  if (Number.isInteger(version) && version >= 0) return version;
  faults.push({
    where: row.where("version"),
    what: text("不是下载时的版本", "is not the version that was downloaded"),
    fix: text("请重新下载填报表", "download the sheet again"),
  });
  return -1;
}

type FigureRow = TableRow<keyof typeof figureColumns>;

function readFigures(rows: readonly FigureRow[], faults: Fault[]): Map<string, ReportedFigure[]> {
  const figures = new Map<string, ReportedFigure[]>();
  for (const row of rows) {
    const commitment = readText(row, "id", faults, 100);
    const value = readValue(row, "value", faults);
    const source = readText(row, "source", faults, 500);
    if (commitment === "") {
      const what = text("为空,但填了数值", "is empty, though there is a value");
      if (value !== null) faults.push({ where: row.where("id"), what });
      continue;
    }
    if (value === null && source === "") continue;
    const period = readDate(row, "period", faults);
    const indicator = readText(row, "indicator", faults, 100);
    const place = readText(row, "place", faults, 100);
    const list = figures.get(commitment) ?? [];
    list.push({ indicator, place, period, value, source });
    figures.set(commitment, list);
  }
  return figures;
}
