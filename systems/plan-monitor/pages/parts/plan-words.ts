import type { PlanSummary, RegisterComparisonRow, RegisterDifference } from "@midreach/plan";
import { formatDate, m, say } from "@midreach/ui";
import { strengthNames, strengthWord } from "./commitment-words.ts";

/** How a plan stands, in a word. */
export function standingWord(standing: PlanSummary["standing"]): string {
  return { draft: m.plan_draft(), "in-force": m.plan_in_force(), superseded: m.plan_superseded() }[standing];
}

export const comparisonKinds = ["tightened", "loosened", "changed", "added", "dropped", "carried"] as const;

/** What became of a commitment, in a word. */
export function comparisonKindWord(kind: RegisterComparisonRow["kind"]): string {
  return {
    carried: m.plans_carried(),
    tightened: m.plans_tightened(),
    loosened: m.plans_loosened(),
    changed: m.plans_changed(),
    added: m.plans_added(),
    dropped: m.plans_dropped(),
  }[kind];
}

/** What differs, in a word. */
export function differenceWord(what: RegisterDifference["what"]): string {
  return {
    target: m.target(),
    quantity: m.plans_quantity(),
    deadline: m.deadline(),
    strength: m.strength(),
    statutory: m.plans_statutory(),
    measure: m.measure(),
    owner: m.lead(),
    wording: m.plans_wording(),
  }[what];
}

/** One side of a difference, in words. */
export function differenceValue(what: RegisterDifference["what"], value: RegisterDifference["before"]): string {
  const text = say(value);
  if (text === "") return m.plans_nothing();
  if (what === "deadline") return formatDate(text);
  const strength = strengthNames.find((name) => name === text);
  if (what === "strength" && strength) return strengthWord(strength);
  if (what === "statutory") {
    return { binding: m.statutory_binding(), expected: m.statutory_expected() }[text] ?? m.plans_nothing();
  }
  return text;
}

/** A plan's title with its period. */
export const planTitle = ({
  title,
  periodStart,
  periodEnd,
}: Pick<PlanSummary, "title" | "periodStart" | "periodEnd">) =>
  `${say(title)} (${periodStart.slice(0, 4)}–${periodEnd.slice(0, 4)})`;

/** Two plans side by side. */
export const comparisonAddress = (old: string, next: string): string =>
  `/plans/compare?${new URLSearchParams({ old, new: next })}`;
