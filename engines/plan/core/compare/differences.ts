import type { Strength } from "../../schemas.ts";
import type { SentenceAnalysis } from "../import/index.ts";

/** What became of a promise between a plan and its successor. */
export const changeKinds = ["carried", "tightened", "loosened", "changed", "added", "dropped"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** No promise counted yet. */
export const emptyCounts = (): Record<ChangeKind, number> => ({
  carried: 0,
  tightened: 0,
  loosened: 0,
  changed: 0,
  added: 0,
  dropped: 0,
});

/** What differences amount to: tightened or loosened when all go one way. */
export function kindOf(differences: readonly Pick<Difference, "direction">[]): ChangeKind {
  if (differences.length === 0) return "carried";
  const directions = new Set(differences.map(({ direction }) => direction));
  if (directions.size === 1 && directions.has(1)) return "tightened";
  if (directions.size === 1 && directions.has(-1)) return "loosened";
  return "changed";
}

/** One thing that differs between two wordings of a promise. */
export interface Difference {
  readonly what: "strength" | "quantity" | "deadline";
  readonly direction: 1 | 0 | -1;
  readonly before: string;
  readonly after: string;
}

/** The firmer the words, the larger. */
export const firmnessOf: Readonly<Record<Strength, number>> = { explored: 0, encouraged: 1, planned: 2, firm: 3 };

/** Words after which a smaller figure promises more. */
const falling = /下降|降低|减少|控制在|以内|不超过|不高于|压减|削减|reduc|lower|at most|below|within|cut /iu;

type Quantity = SentenceAnalysis["quantities"][number];

/** A wording with the figures that were found in it. */
export interface Quantified {
  readonly text: string;
  readonly quantities: readonly Quantity[];
}

/** Figures in the order of the wording; those of one unit belong together. */
export function compareQuantities(before: Quantified, after: Quantified): Difference[] {
  const waiting = [...before.quantities];
  const differences: Difference[] = [];
  for (const quantity of after.quantities) {
    const index = waiting.findIndex(({ unit }) => unit === quantity.unit);
    const [old] = index < 0 ? [] : waiting.splice(index, 1);
    if (old && sameQuantity(old, quantity)) continue;
    const direction = old ? directionOf(old, quantity, after.text) : 1;
    differences.push({ what: "quantity", direction, before: old ? inWords(old) : "", after: inWords(quantity) });
  }
  for (const old of waiting) differences.push({ what: "quantity", direction: -1, before: inWords(old), after: "" });
  return differences;
}

const sameQuantity = (a: Quantity, b: Quantity): boolean =>
  a.value === b.value && a.comparator === b.comparator && a.upper === b.upper;

function directionOf(before: Quantity, after: Quantity, text: string): 1 | 0 | -1 {
  if (before.value === after.value) return 0;
  const around = text.slice(Math.max(0, after.start - 12), after.end + 4);
  const lessIsMore = after.comparator === "<=" || after.comparator === "<" || falling.test(around);
  // "Down by 20 %" promises more than "down by 15 %": the change is the figure.
  const rising = after.comparator === "growth" || !lessIsMore;
  return after.value > before.value === rising ? 1 : -1;
}

const inWords = ({ comparator, value, upper, unit }: Quantity): string =>
  `${comparator} ${value}${upper === null ? "" : `-${upper}`} ${unit}`.trim();
