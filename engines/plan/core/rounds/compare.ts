import type { Status } from "../../schemas.ts";
import type { AssessmentRecord, Milestone, Observation } from "../records.ts";
import { observationKey, type World } from "../world.ts";
import { listGivenFigures, type ReportContent, type ReportedStatus } from "./report.ts";
import type { ReportedAssessment, ReportedMilestone } from "./reported.ts";

/** How a unit's word stands to what the engines compute. `open`: there is nothing to compare with. */
export type Agreement = "agrees" | "disagrees" | "open";

/** Computed statuses that a unit's word fits. */
const fitting: Readonly<Record<ReportedStatus, readonly Status[]>> = {
  done: ["met"],
  "on-track": ["on-track", "met"],
  behind: ["behind", "missed"],
  "not-started": ["behind", "missed"],
};

/** Compares a reported status with a computed one; no data and qualitative judge nothing. */
export function compareStatus(reported: ReportedStatus | null, computed: Status | undefined): Agreement {
  if (reported === null || computed === undefined || computed === "no-data" || computed === "qualitative")
    return "open";
  return fitting[reported].includes(computed) ? "agrees" : "disagrees";
}

/** A reported figure beside the one that is known for the same indicator, place and period. */
export interface FigureComparison {
  readonly indicator: string;
  readonly place: string;
  readonly period: string;
  readonly reported: number;
  /** The latest that was published before. */
  readonly known: Observation | null;
  readonly agreement: Agreement;
}

/** Every reported figure beside what is known. */
export function compareFigures(world: World, content: ReportContent): FigureComparison[] {
  return listGivenFigures(content).map(({ indicator, place, period, value }) => {
    const known = findKnown(world, indicator, place, period);
    const agreement = known === null ? "open" : isSameFigure(value, known.value) ? "agrees" : "disagrees";
    return { indicator, place, period, reported: value, known, agreement };
  });
}

/** A reported event of a project beside the one that is known. */
export interface MilestoneComparison extends ReportedMilestone {
  /** The latest record of the same event; of the project's realisation in any form when a whole one is reported. */
  readonly known: Milestone | null;
  readonly agreement: Agreement;
}

/** Every reported event of a project beside what is known; dates agree when the coarser one says no other. */
export function compareMilestones(world: World, content: ReportContent): MilestoneComparison[] {
  return content.milestones.map((reported) => {
    const isPart = reported.event === "part opened";
    const known = (world.milestones.get(reported.project) ?? []).findLast(
      (row) => (row.event === "part opened") === isPart,
    );
    const agreement = !known || reported.date === "" ? "open" : isSameDate(reported.date, known.date);
    return { ...reported, known: known ?? null, agreement };
  });
}

const isSameDate = (left: string, right: string): Agreement =>
  left.startsWith(right) || right.startsWith(left) ? "agrees" : "disagrees";

/** A reported assessment beside the latest that is known; two judgements of different days need not agree. */
export function compareAssessment(
  assessments: readonly AssessmentRecord[],
  reported: ReportedAssessment | null,
): { readonly known: AssessmentRecord | null; readonly agreement: Agreement } {
  const known = assessments.reduce<AssessmentRecord | null>(
    (best, row) => (best === null || row.asOf >= best.asOf ? row : best),
    null,
  );
  const comparable =
    reported !== null && reported.valuePercent !== null && known?.asOf === reported.asOf && known.valuePercent !== null;
  if (!comparable) return { known, agreement: "open" };
  return { known, agreement: known.valuePercent === reported.valuePercent ? "agrees" : "disagrees" };
}

function findKnown(world: World, indicator: string, place: string, period: string): Observation | null {
  const rows = world.observations.get(observationKey(indicator, place)) ?? [];
  return rows.findLast((row) => row.period === period) ?? null;
}

/** Equal when rounding the finer one to the decimals of the coarser one gives the same: 12.34 and 12.3. */
export function isSameFigure(left: number, right: number): boolean {
  if (left === right) return true;
  const decimals = Math.min(countDecimals(left), countDecimals(right));
  return left.toFixed(decimals) === right.toFixed(decimals);
}

function countDecimals(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const written = mantissa.split(".")[1]?.length ?? 0;
  return Math.min(20, Math.max(0, written - Number(exponent)));
}
