import type { Text } from "@midreach/kernel/contracts";
import type { Actor, Language, UploadedFile } from "@midreach/kernel/http";
import { type Fault, inLanguage, Problem } from "@midreach/kernel/problems";
import { hashRow } from "../../core/frame.ts";
import { emptyContent, listFigureFaults, type ReportContent } from "../../core/rounds/report.ts";
import { listAssessmentFaults, listMilestoneFaults } from "../../core/rounds/reported.ts";
import type { PlanService } from "../../service.ts";
import type { PlanState } from "../../views/state.ts";
import { readWorkbook } from "../../workbook/workbook.ts";
import { dayOf, doingOf, roundTables } from "../context.ts";
import { recordsIn } from "../records.ts";
import { getVisibleRound } from "../rounds.ts";
import { listUnitItems, type StoredItem } from "../store/items.ts";
import { type ImportedReport, importReports } from "../store/reports.ts";
import { roundConflict, type StoredRound } from "../store/rounds.ts";
import { wantedIn } from "../units.ts";
import { stateWords } from "./columns.ts";
import { readUnitSheet, type SheetReport, saysNothing } from "./read.ts";
import { writeUnitSheet } from "./write.ts";

/** Largest workbook that is taken. */
export const maxSheetBytes = 10 << 20;

/** A unit's tasks in a round as a workbook. @throws Problem `resource.not-found` */
export async function exportUnit(
  service: PlanService,
  actor: Actor,
  target: { readonly round: string; readonly organisation: string },
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const state = await service.reader.getState();
  const round = await getVisibleRound(service, actor, target.round);
  const items = await listUnitItems(roundTables(service), target.round, target.organisation);
  if (items.length === 0) {
    throw new Problem("resource.not-found", {
      zh: "本轮没有向该单位下发任务。",
      en: "The unit is not asked in this round.",
    });
  }
  return writeUnitSheet(state, round, items, language);
}

/**
 * Takes a filled sheet: every changed row becomes a draft, all or none.
 * @returns how many reports changed
 * @throws Problem `import.rejected` with every bad cell; nothing is changed then
 */
export async function importUnit(
  service: PlanService,
  actor: Actor,
  target: { readonly round: string; readonly organisation: string; readonly file: string },
  file: UploadedFile,
): Promise<number> {
  const state = await service.reader.getState();
  const round = await getVisibleRound(service, actor, target.round);
  if (round.state !== "open") {
    const context = { reason: "closed", kept: false };
    throw roundConflict(round, "填报表没有导入。", "the sheet was not taken.", context);
  }
  const items = await listUnitItems(roundTables(service), target.round, target.organisation);
  const { reports, faults } = readUnitSheet(readWorkbook(file.bytes));
  const changed: ImportedReport[] = [];
  const byId = new Map(items.map((item) => [item.commitment, item]));
  for (const read of reports) {
    const item = byId.get(read.commitment);
    const { milestones = [], assessment = null } = item?.content ?? {};
    const report = { ...read, content: { milestones, assessment, ...read.content } };
    const found = compareRow(state, round, report, item, dayOf(service));
    faults.push(...found.faults);
    if (found.changed) changed.push(report);
  }
  if (faults.length > 0) {
    const what = faults.length === 1 ? "1 cell is wrong" : `${faults.length} cells are wrong`;
    const detail = {
      zh: `有${faults.length}个单元格有误;内容未改变。请按所列更正后重新上传。`,
      en: `${what}; nothing was changed. Correct what is listed and send it again.`,
    };
    throw new Problem("import.rejected", detail, faults);
  }
  if (changed.length === 0) return 0;
  return importReports(service.services.database, target, changed, doingOf(service, actor));
}

/** A report as it comes back from a sheet that nobody has touched. */
const asInSheet = (content: ReportContent): ReportContent => ({
  ...content,
  progress: content.progress.trim(),
  problems: content.problems.trim(),
  nextSteps: content.nextSteps.trim(),
  figures: content.figures
    .filter((figure) => figure.value !== null || figure.source.trim() !== "")
    .map((figure) => ({ ...figure, source: figure.source.trim() })),
  milestones: content.milestones.map((row) => ({ ...row, date: row.date.trim(), evidence: row.evidence.trim() })),
  assessment: content.assessment && {
    ...content.assessment,
    judgement: content.assessment.judgement.trim(),
    evidence: content.assessment.evidence.trim(),
  },
});

/** Whether a fault says that something is missing yet. */
const isLack = (what: Fault["what"]): boolean => inLanguage(what, "en").startsWith("has no ");

/** What a row would change, and what forbids it. */
function compareRow(
  state: PlanState,
  round: StoredRound,
  { commitment, version, content, where }: ImportedReport & Pick<SheetReport, "where">,
  item: StoredItem | undefined,
  today: string,
): { changed: boolean; faults: Fault[] } {
  const refuse = (zh: string, en: string, fix?: Text) => {
    return { changed: false, faults: [{ where, what: { zh, en }, ...(fix ? { fix } : {}) }] };
  };
  if (!item) return refuse(`没有向该单位下发“${commitment}”`, `"${commitment}" is not asked of this unit`);
  const before = item.content ?? emptyContent;
  const same = hashRow(asInSheet(before)) === hashRow(content) || (item.content === null && saysNothing(content));
  if (same) return { changed: false, faults: [] };
  if (item.state === "submitted" || item.state === "accepted") {
    const stands = stateWords[item.state].zh;
    return refuse(`“${commitment}”${stands},不能修改`, `"${commitment}" is ${item.state} and cannot be changed`);
  }
  if (version >= 0 && version !== item.version) {
    return refuse(
      `下载填报表之后,${item.saved_by ?? "有人"}改了“${commitment}”`,
      `"${commitment}" was changed by ${item.saved_by ?? "somebody"} after the sheet was made`,
      {
        zh: "请重新下载填报表,把您的修改填在新表中",
        en: "download the sheet again, and put your changes into that one",
      },
    );
  }
  const wanted = state.rowById.has(commitment) ? wantedIn(state, round, item) : [];
  const given = content.figures.filter((figure) => figure.value !== null);
  const at = `${where} ${commitment}`;
  const records = recordsIn(state, item);
  // A draft may be incomplete; what it says may not be somebody else's.
  const faults = [
    ...listFigureFaults(given, { where: at, wanted, today }),
    ...listMilestoneFaults(content.milestones, { where: at, wanted: records, today }),
    ...listAssessmentFaults(content.assessment, { where: at, wanted: records, today }),
  ].filter((fault) => !isLack(fault.what));
  return { changed: true, faults };
}
