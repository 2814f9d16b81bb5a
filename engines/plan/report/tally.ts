import type { EvidenceInput, Source } from "@midreach/kernel/contracts";
import { type OwnerRef, type Status, type StatusCounts, statuses } from "../schemas.ts";
import type { MissingRow } from "../schemas-views.ts";
import type { ReportCommitment, ReportFacts } from "./facts.ts";

/** Numbers of the report, counted from its facts: every figure in a sentence comes from here. */

/** Statuses that rest on figures. */
export const judgedStatuses = ["met", "on-track", "behind", "missed"] as const;

/** The sum of all statuses. */
export const totalOf = (counts: StatusCounts): number => statuses.reduce((sum, status) => sum + counts[status], 0);

/** How many could be judged by figures. */
export const judgedOf = (counts: StatusCounts): number => judgedStatuses.reduce((sum, one) => sum + counts[one], 0);

/** How many can be measured at all. */
export const measurableOf = (counts: StatusCounts): number => totalOf(counts) - counts.qualitative;

/** How many are behind or missed. */
export const laggingOf = (counts: StatusCounts): number => counts.behind + counts.missed;

/** Whether the evaluation looks back on the whole period. */
export const isFinal = ({ plan, evaluation }: ReportFacts): boolean => evaluation.asOf >= plan.periodEnd;

/** Commitments with one of the statuses, in the order of the plan. */
export function withStatus(rows: readonly ReportCommitment[], wanted: readonly Status[]): ReportCommitment[] {
  return rows.filter((row) => wanted.includes(row.result.status));
}

/** What an owner leads and what of it lags. */
export interface LaggingOwner {
  readonly owner: OwnerRef;
  readonly behind: number;
  readonly missed: number;
  readonly commitments: readonly string[];
}

/** Leading owners of what is behind or missed, most first. A commitment with two leads counts for both. */
export function tallyLagging(rows: readonly ReportCommitment[]): LaggingOwner[] {
  const owners = new Map<string, { owner: OwnerRef; behind: number; missed: number; commitments: string[] }>();
  for (const row of withStatus(rows, ["behind", "missed"])) {
    for (const owner of row.lead) {
      const found = owners.get(owner.id) ?? { owner, behind: 0, missed: 0, commitments: [] };
      if (row.result.status === "missed") found.missed += 1;
      else found.behind += 1;
      found.commitments.push(row.id);
      owners.set(owner.id, found);
    }
  }
  return [...owners.values()].sort((a, b) => b.commitments.length - a.commitments.length);
}

/** What an owner, or a trade, owes. */
export interface OwedFigures<Owner> {
  readonly owner: Owner;
  readonly rows: readonly MissingRow[];
  /** Commitments that wait for at least one of them. */
  readonly waiting: number;
}

function groupMissing<Owner>(
  rows: readonly MissingRow[],
  keyOf: (row: MissingRow) => string,
  ownerOf: (row: MissingRow) => Owner,
): OwedFigures<Owner>[] {
  const groups = new Map<string, { owner: Owner; rows: MissingRow[]; waiting: Set<string> }>();
  for (const row of rows) {
    const key = keyOf(row);
    const found = groups.get(key) ?? { owner: ownerOf(row), rows: [], waiting: new Set<string>() };
    found.rows.push(row);
    for (const id of row.commitments) found.waiting.add(id);
    groups.set(key, found);
  }
  return [...groups.values()]
    .map((group) => ({ ...group, waiting: group.waiting.size }))
    .sort((a, b) => b.rows.length - a.rows.length || b.waiting - a.waiting);
}

/** Missing figures by the organisation that owes them; null for those that nobody owes yet. */
export const missingByOwner = (rows: readonly MissingRow[]): OwedFigures<OwnerRef | null>[] =>
  groupMissing(
    rows,
    (row) => row.owner?.id ?? "",
    (row) => row.owner,
  );

/** Missing figures by trade; null for those that nobody owes yet. */
export const missingByTrade = (rows: readonly MissingRow[]): OwedFigures<string | null>[] =>
  groupMissing(
    rows,
    (row) => row.owner?.function ?? "",
    (row) => row.owner?.function ?? null,
  );

/** Missing figures by what is missing, those first that most commitments wait for. */
export const missingByFigure = (rows: readonly MissingRow[]): OwedFigures<MissingRow["label"]>[] =>
  groupMissing(
    rows,
    (row) => row.figure,
    (row) => row.label,
  ).sort((a, b) => b.waiting - a.waiting || b.rows.length - a.rows.length);

/** Missing figures by kind. */
export const missingByKind = (rows: readonly MissingRow[]): OwedFigures<MissingRow["kind"]>[] =>
  groupMissing(
    rows,
    (row) => row.kind,
    (row) => row.kind,
  );

/** Everything that entered a result, each once. */
export function inputsOf(row: ReportCommitment): EvidenceInput[] {
  const inputs = new Map<string, EvidenceInput>();
  for (const step of row.result.evidence.steps) {
    for (const input of step.inputs) {
      inputs.set(`${input.label.en} ${input.period ?? ""} ${input.source.title} ${input.value}`, input);
    }
  }
  return [...inputs.values()];
}

/** A cited source with its number. */
export interface NumberedSource extends Source {
  readonly number: number;
}

/** Sources of the evidence, numbered in the order of first use; the key is `sourceKey`. */
export function numberSources(rows: readonly ReportCommitment[]): ReadonlyMap<string, NumberedSource> {
  const numbered = new Map<string, NumberedSource>();
  for (const input of rows.flatMap(inputsOf)) {
    const key = sourceKey(input.source);
    if (!numbered.has(key)) numbered.set(key, { ...input.source, number: numbered.size + 1 });
  }
  return numbered;
}

/** Sources with one key are one entry of the list. */
export const sourceKey = (source: Source): string => `${source.title} ${source.url ?? ""}`;

/** Whether any figure was made by a generator. */
export const hasSynthetic = (rows: readonly ReportCommitment[]): boolean =>
  rows.some((row) => inputsOf(row).some((input) => input.synthetic === true));
