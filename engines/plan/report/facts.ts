import type { Evidence, EvidenceStep, MapLayer, Source, Text } from "@midreach/kernel/contracts";
import type { Assessment, Changes, CommitmentRow, PlanInfo, ResultBrief, StatusCounts } from "../schemas.ts";
import type { EvaluationSummary, MissingRow, SystemRow } from "../schemas-views.ts";

/** Everything that a report is written from: plain data in both languages, so that it can travel to a worker. */
export interface ReportFacts {
  readonly plan: PlanInfo;
  /** Notes on scope that must be shown. */
  readonly notes: readonly Text[];
  /** Share of the path that counts as on track, 0..1. */
  readonly tolerance: number;
  readonly evaluation: EvaluationSummary;
  /** The register version that was judged, and the current one, whose wording the report shows. */
  readonly register: { readonly judged: number; readonly current: number };
  /** Day on which the report was made, in the region's zone. */
  readonly madeOn: string;
  readonly chapters: readonly ReportChapter[];
  readonly commitments: readonly ReportCommitment[];
  readonly provinces: readonly ReportProvince[];
  /** Commitments that concern all cities alike, and are counted for none of them. */
  readonly whole: ReportArea;
  readonly missing: readonly MissingRow[];
  /** Compared with the published evaluation of the nearest earlier as-of date; null for the first. */
  readonly changes: Changes | null;
  /** As the systems answered on the day of the report. */
  readonly systems: readonly SystemRow[];
  /** Data sets of the region with their licences. */
  readonly dataSets: readonly Source[];
  readonly layers: readonly MapLayer[];
  /** Trades in the region's words, to group organisations by. */
  readonly trades: readonly { readonly id: string; readonly name: Text }[];
}

export interface ReportSection {
  readonly number: number;
  readonly title: Text;
  readonly total: number;
  readonly counts: StatusCounts;
}

export interface ReportChapter extends ReportSection {
  /** Those with commitments; 0 stands for what comes before the first section. */
  readonly sections: readonly ReportSection[];
}

/** Commitments that concern an area, by status. */
export interface ReportArea {
  readonly total: number;
  readonly counts: StatusCounts;
}

export interface ReportCity extends ReportArea {
  readonly code: string;
  readonly name: Text;
  readonly lon: number | null;
  readonly lat: number | null;
  /** Only parts of the city belong to the plan. */
  readonly partial: boolean;
  /** As known at the evaluation's dates; null when no figure was. */
  readonly population: { readonly value: number; readonly unit: string; readonly period: string } | null;
  /** Figures that the city's own organisations owe. */
  readonly figuresOwed: number;
}

export interface ReportProvince extends ReportArea {
  readonly code: string;
  readonly name: Text;
  readonly cities: readonly ReportCity[];
}

export interface ReportResult extends ResultBrief {
  /** Reached, but only after the deadline. */
  readonly late: boolean;
  readonly evidence: Evidence;
  readonly judgement: readonly EvidenceStep[];
}

export type ReportCommitment = Omit<CommitmentRow, "result" | "planEnd" | "latest"> & {
  readonly result: ReportResult;
  /** What exactly is measured; null for those that people judge in words. */
  readonly measure: Text | null;
  /** Why it cannot be measured. */
  readonly qualitative: Text | null;
  /** Assessments that this evaluation could use, newest first. */
  readonly assessments: readonly Assessment[];
};
