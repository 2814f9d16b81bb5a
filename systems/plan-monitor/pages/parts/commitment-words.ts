import type { CommitmentRow, ResultBrief } from "@midreach/plan";
import { formatQuantity, formatTarget, m, say } from "@midreach/ui";

/** How firm promises can be, the firmest first. */
export const strengthNames = ["firm", "planned", "encouraged", "explored"] as const;

/** The word for how firm a promise is. */
export function strengthWord(strength: CommitmentRow["strength"]): string {
  const words = {
    firm: m.strength_firm,
    planned: m.strength_planned,
    encouraged: m.strength_encouraged,
    explored: m.strength_explored,
  } as const;
  return words[strength]();
}

/** Where a deadline comes from: the sentence itself, the plan's period, or its outlook. */
export function deadlineBasisWord(basis: CommitmentRow["deadlineBasis"]): string {
  const words = {
    stated: m.deadline_stated,
    "plan-period": m.deadline_plan_period,
    outlook: m.deadline_outlook,
  } as const;
  return words[basis]();
}

/** One sentence that says how the value stands against the target; without a value, why there is none. */
export function standingSentence(result: ResultBrief): string {
  if (result.value === null || !result.target) return say(result.summary);
  const value = formatQuantity(result.value, result.unit);
  const target = formatTarget(result.target);
  return result.lowerBound
    ? m.value_at_least({ value, target, missing: result.missing })
    : m.value_against({ value, target });
}
