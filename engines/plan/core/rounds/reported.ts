import { type Text, text } from "@midreach/kernel/contracts";
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

const eventWords: Readonly<Record<ReportedMilestone["event"], string>> = {
  opened: "开通",
  "part opened": "部分开通",
  completed: "全部建成",
  rebuilt: "改建完成",
};

/** What is wrong with the reported events of projects. */
export function listMilestoneFaults(
  milestones: readonly ReportedMilestone[],
  { where, wanted, today }: Checking,
): Fault[] {
  const seen = new Set<string>();
  return milestones.flatMap(({ project, event, date, evidence }, index): Fault[] => {
    const at = `${where}, milestone ${index + 1} (${project})`;
    const faults: Fault[] = [];
    const add = (what: Text, fix?: Text) => faults.push({ where: at, what, ...(fix ? { fix } : {}) });
    const period = findPeriod(date);
    if (!wanted.projects.includes(project)) {
      add(text("不是这里要填报的项目", "is not a project that is asked about here"));
    }
    if (!period || date.length < 7) {
      const fix = {
        zh: "写事件的日或月:2025-06-30或2025-06",
        en: "the day or month of the event: 2025-06-30 or 2025-06",
      };
      add(text(`“${date}”不是日期`, `"${date}" is no date`), fix);
    } else if (period.from > today) {
      const fix = text("请填已经发生的事", "report what has happened");
      add(text(`${date}在将来`, `${date} lies in the future`), fix);
    }
    if (evidence.trim() === "") {
      add(text("没有依据", "has no evidence"), text("请写明依据的文件", "name the document that states it"));
    }
    const key = `${project} ${event}`;
    if (seen.has(key)) add(text(`“${eventWords[event]}”出现了两次`, `stands twice as "${event}"`));
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
  const faults: Fault[] = [];
  const add = (what: Text, fix?: Text) => faults.push({ where: at, what, ...(fix ? { fix } : {}) });
  if (wanted.assessment === null) {
    const en = "is not asked for: figures or projects decide this task";
    add(text("不需要评定:这项任务由数据或项目判断", en));
    return faults;
  }
  const day = findPeriod(assessment.asOf);
  if (!day || assessment.asOf.length !== 10) {
    const fix = text("写评定哪一天的状况:2025-12-31", "the day whose state is judged: 2025-12-31");
    add(text(`“${assessment.asOf}”不是日期`, `"${assessment.asOf}" is no day`), fix);
  } else if (assessment.asOf > today) {
    const what = text(`${assessment.asOf}在将来`, `${assessment.asOf} lies in the future`);
    add(what, text("请评定已有的状况", "judge what is"));
  }
  if (wanted.assessment === "percent" && assessment.valuePercent === null) {
    add(text("没有数值", "has no value"), text("请填完成程度,0到100", "say how far it is done, 0 to 100"));
  }
  if (assessment.judgement.trim() === "") add(text("没有评定意见", "has no words"), text("请写明理由", "say why"));
  if (assessment.evidence.trim() === "") {
    add(text("没有依据", "has no evidence"), text("请写明依据的文件", "name the document that shows it"));
  }
  return faults;
}
