import type {
  CommitmentPage,
  CommitmentRow,
  EvaluationRef,
  ResultBrief,
  Status,
  StatusCounts,
  Strength,
} from "../schemas.ts";
import { countStatuses, type StoredEvaluation, type StoredResult } from "../store.ts";
import { fold, type RowFrame } from "./row-frame.ts";
import { orderRows, type RowOrder } from "./row-order.ts";
import { findScope } from "./scope.ts";
import type { PlanState, Results } from "./state.ts";

/** What lists can be narrowed by, everything given has to apply; and how they are ordered. */
export interface RowFilter extends RowOrder {
  readonly chapter?: number | undefined;
  readonly section?: number | undefined;
  /** A place that the row names, directly or by a group, water or province; cluster-wide rows are left out. */
  readonly place?: string | undefined;
  /** Organisation id. */
  readonly owner?: string | undefined;
  readonly ownerFunction?: string | undefined;
  readonly topic?: string | undefined;
  readonly status?: Status | undefined;
  readonly strength?: Strength | undefined;
  readonly system?: string | undefined;
  /** Words; each has to occur somewhere in the row, in either language. */
  readonly q?: string | undefined;
}

/** Reference to an evaluation with a title for headings. */
export function toEvaluationRef(state: PlanState, evaluation: StoredEvaluation): EvaluationRef {
  const isPlanEnd = evaluation.asOf === state.records.plan.periodEnd;
  return {
    id: evaluation.id,
    title: isPlanEnd
      ? { zh: "规划期末", en: "Plan end" }
      : { zh: `截至${evaluation.asOf}`, en: `As of ${evaluation.asOf}` },
    state: evaluation.state,
    asOf: evaluation.asOf,
    knownBy: evaluation.knownBy,
    createdAt: evaluation.createdAt.toISOString(),
    publishedAt: evaluation.publishedAt?.toISOString() ?? null,
    publishedBy: evaluation.publishedBy,
  };
}

/** The short form of a result, for a table row. */
export function toBrief(row: RowFrame, result: StoredResult): ResultBrief {
  return {
    status: result.status,
    value: result.value,
    lowerBound: result.lowerBound,
    unit: result.unit,
    target: row.commitment.measure?.target ?? null,
    expected: result.expected,
    progress: result.progress,
    summary: result.summary,
    missing: result.evidence.missing.length,
  };
}

/** A full table row at the results of one evaluation. */
export function toRow(state: PlanState, row: RowFrame, results: Results): CommitmentRow {
  const result = results.get(row.commitment.id);
  return {
    ...row.base,
    result: result ? toBrief(row, result) : null,
    planEnd: state.planEndResults.get(row.commitment.id)?.status ?? null,
    latest: state.latestResults.get(row.commitment.id)?.status ?? null,
  };
}

/** Rows that pass the filter, in the order of the plan unless the filter names another. */
export function filterRows(state: PlanState, results: Results, filter: RowFilter): RowFrame[] {
  const words = fold(filter.q ?? "")
    .split(/\s+/u)
    .filter((word) => word !== "");
  const found = state.rows.filter(
    (row) =>
      matchesFields(row, filter) &&
      (filter.place === undefined || concerns(state, row, filter.place)) &&
      (filter.owner === undefined || row.leads.has(filter.owner) || row.supports.has(filter.owner)) &&
      (filter.ownerFunction === undefined || hasFunction(state, row, filter.ownerFunction)) &&
      (filter.status === undefined || results.get(row.commitment.id)?.status === filter.status) &&
      words.every((word) => row.searchText.includes(word)),
  );
  return orderRows(found, filter, results);
}

function concerns(state: PlanState, row: RowFrame, place: string): boolean {
  const scope = findScope(state, row, place);
  return scope !== undefined && scope !== "whole";
}

function matchesFields({ base }: RowFrame, filter: RowFilter): boolean {
  return (
    (filter.chapter === undefined || base.chapter === filter.chapter) &&
    (filter.section === undefined || base.section === filter.section) &&
    (filter.topic === undefined || base.topic.id === filter.topic) &&
    (filter.strength === undefined || base.strength === filter.strength) &&
    (filter.system === undefined || base.system?.id === filter.system)
  );
}

/** Whether an organisation of that trade leads or supports the commitment. */
export function hasFunction(state: PlanState, row: RowFrame, trade: string, side?: "leads" | "supports"): boolean {
  const sides = side ? [row[side]] : [row.leads, row.supports];
  return sides.some((ids) => [...ids].some((id) => state.world.organisations.get(id)?.function === trade));
}

/** Statuses of rows at an evaluation; commitments that it did not judge are not counted. */
export function countRows(rows: readonly RowFrame[], results: Results): StatusCounts {
  return countStatuses(rows.flatMap((row) => results.get(row.commitment.id) ?? []));
}

/** Counts at the plan's end and at the latest evaluation; null where there is none yet. */
export function countBoth(state: PlanState, rows: readonly RowFrame[]) {
  return {
    planEnd: state.planEnd ? countRows(rows, state.planEndResults) : null,
    latest: state.latest ? countRows(rows, state.latestResults) : null,
  };
}

/** One page of the filtered list. */
export function toPage(
  state: PlanState,
  evaluation: StoredEvaluation | undefined,
  results: Results,
  filter: RowFilter,
  paging: { readonly page: number; readonly pageSize: number },
): CommitmentPage {
  const found = filterRows(state, results, filter);
  const start = (paging.page - 1) * paging.pageSize;
  return {
    evaluation: evaluation ? toEvaluationRef(state, evaluation) : null,
    total: found.length,
    ...paging,
    counts: countRows(found, results),
    rows: found.slice(start, start + paging.pageSize).map((row) => toRow(state, row, results)),
  };
}
