import type { EvaluationDates, EvidenceInput, EvidenceStep } from "@midreach/kernel/contracts";
import type { Change, ChangeReason, Changes, Status } from "../schemas.ts";
import { type FigureChange, inputKey, listFigureChanges } from "./change-figures.ts";

/** A stored result as two evaluations are compared by it. */
export interface ComparedResult {
  readonly commitment: string;
  readonly chapter: number;
  readonly text: { readonly zh: string; readonly en: string };
  /** Hash of the register row that was judged. */
  readonly rowHash: string;
  readonly evaluator: string | null;
  readonly status: Status;
  readonly value: number | null;
  readonly unit: string;
  readonly steps: readonly EvidenceStep[];
}

/** One side of a comparison. */
export interface ComparedEvaluation {
  readonly dates: EvaluationDates;
  readonly results: readonly ComparedResult[];
  /** Names the settings of the plan that decide statuses; other settings, other name. */
  readonly rule?: string | undefined;
}

/** A change as the comparison finds it; places are codes yet. */
export type FoundChange = Omit<Change, "figures" | "figuresTotal"> & { readonly figures: readonly FigureChange[] };

const reasonTexts: Readonly<Record<ChangeReason, { zh: string; en: string }>> = {
  "new-data": { zh: "有新数据", en: "New data" },
  "revised-data": { zh: "数据已修订", en: "Revised data" },
  "register-changed": { zh: "登记内容有修改", en: "The register was changed" },
  assessment: { zh: "有新的评议", en: "A new assessment" },
  system: { zh: "系统运行情况变化", en: "The health of a system changed" },
  "rule-changed": { zh: "评判规则有变化", en: "The rules of judging were changed" },
  "date-only": { zh: "数据未变,只是评估日不同", en: "The same data, another as-of date" },
};

/**
 * What differs between two evaluations, status changes first, each with its reason. The first reason that applies of:
 * the register row changed; a person assessed it; a system's health changed; a figure for the same period was revised;
 * a figure came that the earlier evaluation could not know; the plan's settings (or the way of computing)
 * changed; nothing but the as-of date.
 */
export function compareEvaluations(before: ComparedEvaluation, after: ComparedEvaluation): FoundChange[] {
  const earlier = new Map(before.results.map((result) => [result.commitment, result]));
  const later = new Map(after.results.map((result) => [result.commitment, result]));
  const changes: FoundChange[] = [];
  const sameRule = before.rule === after.rule && before.dates.asOf !== after.dates.asOf;
  for (const to of after.results) {
    const from = earlier.get(to.commitment);
    if (from && from.status === to.status && from.value === to.value) continue;
    const reason = from ? findReason(from, to, before.dates, sameRule) : "register-changed";
    changes.push(toChange(from, to, reason));
  }
  for (const from of before.results) {
    if (!later.has(from.commitment)) changes.push(toChange(from, undefined, "register-changed"));
  }
  return changes.sort((a, b) => Number(a.from === a.to) - Number(b.from === b.to));
}

function toChange(from: ComparedResult | undefined, to: ComparedResult | undefined, reason: ChangeReason): FoundChange {
  const either = to ?? from;
  if (!either) throw new Error("a change has at least one side");
  return {
    commitment: { id: either.commitment, chapter: either.chapter, text: either.text },
    from: from?.status ?? null,
    to: to?.status ?? null,
    fromValue: from?.value ?? null,
    toValue: to?.value ?? null,
    unit: either.unit,
    reason,
    reasonText: reasonTexts[reason],
    figures: listFigureChanges(from ? listInputs(from) : [], to ? listInputs(to) : []),
  };
}

/** How many changed for which reason, the most frequent first. */
export function summariseReasons(
  changes: readonly { readonly reason: ChangeReason; readonly from: Status | null; readonly to: Status | null }[],
): Changes["reasons"] {
  const counts = new Map<ChangeReason, { statuses: number; values: number }>();
  for (const { reason, from, to } of changes) {
    const found = counts.get(reason) ?? { statuses: 0, values: 0 };
    found[from === to ? "values" : "statuses"] += 1;
    counts.set(reason, found);
  }
  return [...counts]
    .map(([reason, found]) => ({ reason, text: reasonTexts[reason], ...found }))
    .sort((a, b) => b.statuses + b.values - a.statuses - a.values);
}

/** @param sameRule what is not explained by data is the date's doing: the settings are the same, the dates are not */
function findReason(
  from: ComparedResult,
  to: ComparedResult,
  before: EvaluationDates,
  sameRule: boolean,
): ChangeReason {
  if (from.rowHash !== to.rowHash) return "register-changed";
  if (to.evaluator === "assessment" && hasNewInputs(from, to, before)) return "assessment";
  if (to.evaluator === "system") return "system";
  const old = new Map(listInputs(from).map((input) => [inputKey(input), input]));
  const revised = listInputs(to).some((input) => {
    const known = old.get(inputKey(input));
    return known !== undefined && known.value !== input.value && to.evaluator !== "milestones";
  });
  if (revised) return "revised-data";
  if (hasNewInputs(from, to, before)) return "new-data";
  return sameRule ? "date-only" : "rule-changed";
}

/** An input that the earlier evaluation lacks although its date allowed it, or that was published after it. */
function hasNewInputs(from: ComparedResult, to: ComparedResult, before: EvaluationDates): boolean {
  const old = new Set(listInputs(from).map(inputKey));
  return listInputs(to).some((input) => {
    if (old.has(inputKey(input))) return false;
    return (input.source.publishedAt ?? "") > before.knownBy || (input.period ?? "9999") <= before.asOf;
  });
}

const listInputs = (result: ComparedResult): EvidenceInput[] => result.steps.flatMap((step) => step.inputs);
