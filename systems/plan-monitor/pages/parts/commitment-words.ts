import type { CommitmentRow } from "@midreach/plan";
import { m } from "@midreach/ui";

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
