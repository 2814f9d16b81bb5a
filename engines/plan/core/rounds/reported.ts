import type { Fault } from "@midreach/kernel/problems";
import { findPeriod } from "@midreach/kernel/time";
import { z } from "zod";
import { milestoneEvents } from "../records.ts";

/** That something happened to a named project: opened in part or as a whole, completed, rebuilt. */
export const reportedMilestoneSchema = z.strictObject({
  project: z.string().max(100),
  event: z.enum(milestoneEvents),
  /** The day or month of the event: `2025-06-30`, `2025-06`. */
  date: z.string().max(10),
  /** Document that states it. */
  evidence: z.string().max(500),
});
export type ReportedMilestone = z.infer<typeof reportedMilestoneSchema>;

/** How a unit judges a commitment that is not measured by figures. */
export const reportedAssessmentSchema = z.strictObject({
  /** The day whose state is judged. */
  asOf: z.string().max(10),
  /** 0..100; null for a judgement in words only. */
  valuePercent: z.number().min(0).max(100).nullable(),
  judgement: z.string().max(4000),
  evidence: z.string().max(500),
});
export type ReportedAssessment = z.infer<typeof reportedAssessmentSchema>;

/** What a unit may report about a commitment beside words and figures. */
export interface WantedRecords {
  /** Ids of the projects that the commitment is measured by and that are the unit's. */
  readonly projects: readonly string[];
  /** `percent`: the measure asks how far; `words`: nothing quantified; null: it is not people who judge it. */
  readonly assessment: "percent" | "words" | null;
}

export const nothingWanted: WantedRecords = { projects: [], assessment: null };

interface Checking {
  /** How faults name the report. */
  readonly where: string;
  readonly wanted: WantedRecords;
  /** Nothing may have happened after it. */
  readonly today: string;
}

/** What is wrong with the reported events of projects. */
export function listMilestoneFaults(
  milestones: readonly ReportedMilestone[],
  { where, wanted, today }: Checking,
): Fault[] {
  const seen = new Set<string>();
  return milestones.flatMap(({ project, event, date, evidence }, index): Fault[] => {
    const at = `${where}, milestone ${index + 1} (${project})`;
    const faults: Fault[] = [];
    const period = findPeriod(date);
    if (!wanted.projects.includes(project))
      faults.push({ where: at, what: "is not a project that is asked about here" });
    if (!period || date.length < 7) {
      faults.push({
        where: at,
        what: `"${date}" is no date`,
        fix: "the day or month of the event: 2025-06-30 or 2025-06",
      });
    } else if (period.from > today) {
      faults.push({ where: at, what: `${date} lies in the future`, fix: "report what has happened" });
    }
    if (evidence.trim() === "")
      faults.push({ where: at, what: "has no evidence", fix: "name the document that states it" });
    const key = `${project} ${event}`;
    if (seen.has(key)) faults.push({ where: at, what: `stands twice as "${event}"` });
    seen.add(key);
    return faults;
  });
}

/** What is wrong with a unit's assessment. */
export function listAssessmentFaults(
  assessment: ReportedAssessment | null,
  { where, wanted, today }: Checking,
): Fault[] {
  if (assessment === null) return [];
  const at = `${where}, assessment`;
  if (wanted.assessment === null)
    return [{ where: at, what: "is not asked for: figures or projects decide this task" }];
  const faults: Fault[] = [];
  const day = findPeriod(assessment.asOf);
  if (!day || assessment.asOf.length !== 10) {
    faults.push({
      where: at,
      what: `"${assessment.asOf}" is no day`,
      fix: "the day whose state is judged: 2025-12-31",
    });
  } else if (assessment.asOf > today) {
    faults.push({ where: at, what: `${assessment.asOf} lies in the future`, fix: "judge what is" });
  }
  if (wanted.assessment === "percent" && assessment.valuePercent === null) {
    faults.push({ where: at, what: "has no value", fix: "say how far it is done, 0 to 100" });
  }
  if (assessment.judgement.trim() === "") faults.push({ where: at, what: "has no words", fix: "say why" });
  if (assessment.evidence.trim() === "") {
    faults.push({ where: at, what: "has no evidence", fix: "name the document that shows it" });
  }
  return faults;
}
