import { text } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import { type MilestoneEvent, milestoneEvents } from "../../core/records.ts";
import type { ReportedAssessment, ReportedMilestone } from "../../core/rounds/reported.ts";
import type { Sheet } from "../../workbook/workbook.ts";
import { assessmentColumns, eventWords, milestoneColumns, sheetNames } from "./columns.ts";
import { emptyId, findTable, oneOf, readDate, readText, readValue, standsTwice, type TableRow } from "./table.ts";

/** Reported events of projects by task; undefined when the workbook has no such sheet. */
export function readMilestones(
  sheets: readonly Sheet[],
  faults: Fault[],
): Map<string, ReportedMilestone[]> | undefined {
  const needed = ["id", "project", "event", "date", "evidence"] as const;
  const table = findTable(sheets, sheetNames.milestones, milestoneColumns, needed);
  if (!table) return undefined;
  const found = new Map<string, ReportedMilestone[]>();
  for (const row of table.rows) {
    const commitment = readText(row, "id", faults, 100);
    const said = readText(row, "event", faults, 100);
    const date = readDate(row, "date", faults);
    const evidence = readText(row, "evidence", faults, 500);
    if (said === "" && date === "" && evidence === "") continue;
    if (commitment === "") {
      faults.push({ where: row.where("id"), what: emptyId });
      continue;
    }
    const event = readEvent(row, said, faults);
    if (!event) continue;
    const project = readText(row, "project", faults, 100);
    found.set(commitment, [...(found.get(commitment) ?? []), { project, event, date, evidence }]);
  }
  return found;
}

const knownEvents = oneOf(milestoneEvents.map((event) => eventWords[event]));

function readEvent(row: TableRow<"event">, said: string, faults: Fault[]): MilestoneEvent | undefined {
  const word = said.normalize("NFKC").toLowerCase();
  const found = milestoneEvents.find((event) => [event, eventWords[event].zh, eventWords[event].en].includes(word));
  if (!found) {
    const what = said === "" ? text("为空", "is empty") : text(`“${said}”不是事件`, `"${said}" is no event`);
    faults.push({ where: row.where("event"), what, fix: knownEvents });
  }
  return found;
}

/** Judgements by task; undefined when the workbook has no such sheet. */
export function readAssessments(
  sheets: readonly Sheet[],
  faults: Fault[],
): Map<string, ReportedAssessment> | undefined {
  const needed = ["id", "asOf", "value", "judgement", "evidence"] as const;
  const table = findTable(sheets, sheetNames.assessments, assessmentColumns, needed);
  if (!table) return undefined;
  const found = new Map<string, ReportedAssessment>();
  for (const row of table.rows) {
    const commitment = readText(row, "id", faults, 100);
    const valuePercent = readValue(row, "value", faults);
    const judgement = readText(row, "judgement", faults, 4000);
    const evidence = readText(row, "evidence", faults, 500);
    if (valuePercent === null && judgement === "" && evidence === "") continue;
    if (commitment === "") {
      faults.push({ where: row.where("id"), what: emptyId });
      continue;
    }
    if (valuePercent !== null && (valuePercent < 0 || valuePercent > 100)) {
      const what = text(`${valuePercent}不是百分数`, `${valuePercent} is no percentage`);
      faults.push({ where: row.where("value"), what, fix: text("0到100", "0 to 100") });
      continue;
    }
    if (found.has(commitment)) faults.push({ where: row.where("id"), what: standsTwice(commitment) });
    found.set(commitment, { asOf: readDate(row, "asOf", faults), valuePercent, judgement, evidence });
  }
  return found;
}
