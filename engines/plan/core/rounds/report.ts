import { type Text, text } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import { findPeriod } from "@midreach/kernel/time";
import { z } from "zod";
import {
  listAssessmentFaults,
  listMilestoneFaults,
  reportedAssessmentSchema,
  reportedMilestoneSchema,
  type WantedRecords,
} from "./reported.ts";

/** How a unit says its task stands. */
export const reportedStatuses = ["done", "on-track", "behind", "not-started"] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

/** Where a report stands in its round. */
export const itemStates = ["not-started", "draft", "submitted", "returned", "accepted"] as const;
export type ItemState = (typeof itemStates)[number];

/** In what capacity an organisation answers for a commitment. */
export const assignmentRoles = ["lead", "responsible", "support"] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];

export const textLimit = 8000;
const longText = z.string().max(textLimit);

/** One figure of a report. An empty value says that the unit cannot give it; `source` then says why. */
export const reportedFigureSchema = z.strictObject({
  indicator: z.string().max(100),
  place: z.string().max(100),
  /** `2025`, `2025-06` or `2025-06-30`. */
  period: z.string().max(10),
  value: z.number().nullable(),
  /** Document or book that states it. */
  source: z.string().max(500),
});
export type ReportedFigure = z.infer<typeof reportedFigureSchema>;

/** What a unit writes about one task in one round. */
export const reportContentSchema = z.strictObject({
  status: z.enum(reportedStatuses).nullable(),
  progress: longText,
  problems: longText,
  nextSteps: longText,
  figures: z.array(reportedFigureSchema).max(500),
  /** What happened to the named projects that the task is measured by. */
  milestones: z.array(reportedMilestoneSchema).max(100),
  /** The unit's own judgement of a task that figures do not decide. */
  assessment: reportedAssessmentSchema.nullable(),
});
export type ReportContent = z.infer<typeof reportContentSchema>;

/** The same as it is sent: who says nothing about projects or judgements may leave them out. */
export const sentContentSchema = reportContentSchema.extend({
  milestones: reportContentSchema.shape.milestones.default([]),
  assessment: reportContentSchema.shape.assessment.default(null),
});

export const emptyContent: ReportContent = {
  status: null,
  progress: "",
  problems: "",
  nextSteps: "",
  figures: [],
  milestones: [],
  assessment: null,
};

/** A figure that a unit is asked for. */
export interface WantedFigure {
  readonly indicator: string;
  readonly place: string;
  readonly period: string;
}

const figureKey = (figure: { readonly indicator: string; readonly place: string }) =>
  `${figure.indicator} ${figure.place}`;

/**
 * What keeps a report from being submitted: no status, no words, no reason for being behind, figures that are not the
 * unit's, lie in the future or have no source; the same of events of projects and of the assessment.
 * @param where how faults name the report, e.g. `4.1.2.2a`
 * @param today no period may end after it
 */
export function listReportFaults(
  content: ReportContent,
  {
    where,
    wanted,
    records,
    today,
  }: {
    readonly where: string;
    readonly wanted: readonly WantedFigure[];
    readonly records: WantedRecords;
    readonly today: string;
  },
): Fault[] {
  const faults: Fault[] = [];
  if (content.status === null) {
    const fix = text("请填进展情况", "say how it stands");
    faults.push({ where: `${where}, status`, what: text("没有填进展情况", "is missing"), fix });
  }
  if (content.progress.trim() === "") {
    const fix = text("请填本期做了什么", "say what was done in the period");
    faults.push({ where: `${where}, progress`, what: text("没有填工作进展", "is empty"), fix });
  }
  if (content.status === "behind" || content.status === "not-started") {
    for (const [field, name] of [
      ["problems", "存在问题"],
      ["nextSteps", "下一步安排"],
    ] as const) {
      if (content[field].trim() !== "") continue;
      const what = {
        zh: `任务滞后或未启动,但没有填${name}`,
        en: "is empty, though the task is behind or not started",
      };
      faults.push({ where: `${where}, ${field}`, what });
    }
  }
  return [
    ...faults,
    ...listFigureFaults(content.figures, { where, wanted, today }),
    ...listMilestoneFaults(content.milestones, { where, wanted: records, today }),
    ...listAssessmentFaults(content.assessment, { where, wanted: records, today }),
  ];
}

/** What is wrong with a report's figures; empty ones are skipped. */
export function listFigureFaults(
  figures: readonly ReportedFigure[],
  {
    where,
    wanted,
    today,
  }: { readonly where: string; readonly wanted: readonly WantedFigure[]; readonly today: string },
): Fault[] {
  const allowed = new Set(wanted.map(figureKey));
  const seen = new Set<string>();
  return figures.flatMap((figure, index): Fault[] => {
    const at = `${where}, figure ${index + 1} (${figure.indicator}, ${figure.place})`;
    const faults: Fault[] = [];
    const period = findPeriod(figure.period);
    const add = (what: Text, fix?: Text) => faults.push({ where: at, what, ...(fix ? { fix } : {}) });
    if (!allowed.has(figureKey(figure))) {
      add(text("这个数据不归该单位在此填报", "is not a figure that this unit owes here"));
    }
    if (!period) {
      const fix = text("写2025、2025-06或2025-06-30", "2025, 2025-06 or 2025-06-30");
      add(text(`“${figure.period}”不是时期`, `"${figure.period}" is no period`), fix);
    } else if (figure.value !== null && period.to > today) {
      const what = text(`时期${figure.period}尚未结束`, `the period ${figure.period} has not ended`);
      add(what, text("请在结束后填报", "report it when it has"));
    }
    const key = `${figureKey(figure)} ${figure.period}`;
    if (seen.has(key)) add(text(`${figure.period}出现了两次`, `stands twice for ${figure.period}`));
    seen.add(key);
    if (figure.value !== null && figure.source.trim() === "") {
      const fix = text("请写明出自哪份文件或年鉴", "name the document or yearbook that states it");
      add(text("没有来源", "has no source"), fix);
    }
    return faults;
  });
}

/** Only figures that have a value: the others say that there is none. */
export function listGivenFigures(content: ReportContent): (ReportedFigure & { readonly value: number })[] {
  return content.figures.flatMap((figure) => (figure.value === null ? [] : [{ ...figure, value: figure.value }]));
}
