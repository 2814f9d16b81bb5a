import { findEvaluator } from "../core/evaluators/index.ts";
import { qualitativeReasonNames } from "../core/summary.ts";
import type { Assessment, CommitmentDetail } from "../schemas.ts";
import type { CommitmentVersion, StoredAssessment, StoredEvaluation, StoredResult } from "../store.ts";
import { findOwnerRef, type RowFrame } from "./row-frame.ts";
import { toBrief, toEvaluationRef, toRow } from "./rows.ts";
import type { PlanState, Results } from "./state.ts";

/** What a detail needs beyond the state. */
export interface DetailParts {
  readonly evaluation: StoredEvaluation | undefined;
  readonly results: Results;
  /** Every published evaluation with its result for this commitment, newest first. */
  readonly published: readonly { readonly evaluation: StoredEvaluation; readonly result: StoredResult | undefined }[];
  readonly versions: readonly CommitmentVersion[];
  /** Assessments that the reader may see. */
  readonly assessments: readonly StoredAssessment[];
}

/** Rows that an id or a citation means: `4.1.2.2a`, `4.1.2.2`, a section `4.1` or a chapter `4`. */
export function findRows(state: PlanState, id: string): RowFrame[] {
  const exact = state.rowById.get(id);
  if (exact) return [exact];
  if (!/^\d+(\.\d+){0,3}$/u.test(id)) return [];
  return state.rows.filter((row) => row.base.citation === id || row.base.citation.startsWith(`${id}.`));
}

/** Everything about one commitment. */
export function toDetail(state: PlanState, row: RowFrame, parts: DetailParts): CommitmentDetail {
  const { commitment } = row;
  const { result: _brief, ...base } = toRow(state, row, parts.results);
  const result = parts.results.get(commitment.id);
  const sentence = state.official.get(row.base.citation);
  const index = state.rows.indexOf(row);
  return {
    ...base,
    ...titlesOf(state, row),
    note: commitment.note ?? null,
    measure: toMeasure(state, row),
    qualitative: toQualitative(row),
    sentenceHash: commitment.sentenceHash,
    official: sentence
      ? {
          text: sentence.text,
          matches: sentence.hash === commitment.sentenceHash,
          attachedAt: sentence.attachedAt.toISOString(),
        }
      : null,
    result:
      result && parts.evaluation
        ? {
            ...toBrief(row, result),
            evaluation: toEvaluationRef(state, parts.evaluation),
            evidence: result.evidence,
            judgement: [...result.judgement],
          }
        : null,
    evaluations: parts.published.flatMap((item) =>
      item.result ? [{ evaluation: toEvaluationRef(state, item.evaluation), result: toBrief(row, item.result) }] : [],
    ),
    history: [...(result?.history ?? [])],
    assessments: parts.assessments.map((assessment) => toAssessment(state, assessment)),
    assessmentQuestion: questionOf(row),
    siblings: state.rows
      .filter((other) => other !== row && other.base.citation === row.base.citation)
      .map((other) => ({ id: other.base.id, text: other.base.text })),
    previousId: state.rows[index - 1]?.base.id ?? null,
    nextId: state.rows[index + 1]?.base.id ?? null,
    versions: parts.versions.map((version) => ({
      validFrom: version.validFrom.toISOString(),
      validTo: version.validTo?.toISOString() ?? null,
      text: version.text,
    })),
  };
}

function titlesOf(state: PlanState, { base }: RowFrame) {
  const find = (section: number) =>
    state.records.chapters.find((title) => title.number === base.chapter && title.section === section)?.title;
  return {
    chapterTitle: find(0) ?? { zh: String(base.chapter), en: String(base.chapter) },
    sectionTitle: base.section === 0 ? null : (find(base.section) ?? null),
  };
}

function toMeasure(state: PlanState, { commitment }: RowFrame): CommitmentDetail["measure"] {
  const { measure } = commitment;
  if (!measure) return null;
  const evaluator = findEvaluator(measure.evaluator);
  const external = { zh: `外部测算 ${measure.evaluator}`, en: `Measure ${measure.evaluator} of another engine` };
  return {
    evaluator: measure.evaluator,
    title: evaluator?.title ?? external,
    description: evaluator ? evaluator.describe(evaluator.params.parse(measure.params), state.world) : external,
    params: measure.params,
    baseline: measure.baseline ?? null,
    target: measure.target,
    direction: measure.direction,
    path: measure.path,
    tolerance: state.records.plan.tolerance,
  };
}

function toQualitative({ commitment }: RowFrame): CommitmentDetail["qualitative"] {
  const { qualitative } = commitment;
  if (!qualitative) return null;
  const name = qualitativeReasonNames[qualitative.reason] ?? { zh: qualitative.reason, en: qualitative.reason };
  return { reason: { id: qualitative.reason, name }, text: { zh: qualitative.zh, en: qualitative.en } };
}

function questionOf({ commitment }: RowFrame): CommitmentDetail["assessmentQuestion"] {
  if (!commitment.measure) return commitment.text;
  const evaluator = findEvaluator("assessment");
  const parsed = evaluator?.params.safeParse(commitment.measure.params);
  if (commitment.measure.evaluator !== "assessment" || !parsed?.success) return null;
  return (parsed.data as { question: CommitmentDetail["text"] }).question;
}

/** An assessment as it travels. */
export function toAssessment(state: PlanState, row: StoredAssessment): Assessment {
  return {
    id: row.id,
    madeAt: row.madeAt.toISOString(),
    madeBy: row.madeBy,
    organisation: findOwnerRef(state.world, row.organisation ?? undefined),
    asOf: row.asOf,
    valuePercent: row.valuePercent,
    judgement: row.judgement,
    evidenceTitle: row.evidenceTitle,
    evidenceUrl: row.evidenceUrl,
  };
}
