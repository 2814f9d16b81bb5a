import type { Strength } from "../../schemas.ts";
import type { SentenceAnalysis } from "../import/index.ts";
import { matchSentences } from "./match.ts";

/** What became of a sentence between a plan and its successor. */
export type ChangeKind = "carried" | "tightened" | "loosened" | "changed" | "added" | "dropped";

/** The part of a sentence's analysis that a comparison needs. */
export type ComparedSentence = Pick<
  SentenceAnalysis,
  "citation" | "text" | "hash" | "commits" | "strength" | "quantities" | "deadlines"
>;

/** One line of a comparison; both sides stand where both plans have the sentence. */
export interface Comparison {
  readonly kind: ChangeKind;
  readonly commits: boolean;
  readonly old: ComparedSentence | null;
  readonly new: ComparedSentence | null;
  /** What became tighter (+1) or looser (-1), or only other (0), and from what to what. */
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly what: "strength" | "quantity" | "deadline";
  readonly direction: 1 | 0 | -1;
  readonly before: string;
  readonly after: string;
}

const firmness: Readonly<Record<Strength, number>> = { explored: 0, encouraged: 1, planned: 2, firm: 3 };

/** Words after which a smaller figure promises more. */
const falling = /下降|降低|减少|控制在|以内|不超过|不高于|压减|削减|reduc|lower|at most|below|within|cut /iu;

/**
 * Compares a plan with its successor, sentence by sentence, in the successor's order; what was dropped comes last.
 * - carried: the same promise, as firm, with the same figures and dates
 * - tightened, loosened: firmer or weaker words, a higher or lower figure (the other way round where less is more), an
 *   earlier or later date, all in one direction; changed: in both directions, or in none that can be told
 */
export function comparePlans(old: readonly ComparedSentence[], next: readonly ComparedSentence[]): Comparison[] {
  const matchOf = new Map(matchSentences(old, next).map((match) => [match.new, match.old]));
  const kept = new Set(matchOf.values());
  const compared = next.map((sentence, index): Comparison => {
    const place = matchOf.get(index);
    const before = place === undefined ? undefined : old[place];
    if (!before) return { kind: "added", commits: sentence.commits, old: null, new: sentence, differences: [] };
    const differences = differencesOf(before, sentence);
    const commits = before.commits || sentence.commits;
    return { kind: kindOf(differences), commits, old: before, new: sentence, differences };
  });
  const dropped = old
    .filter((_, index) => !kept.has(index))
    .map((sentence): Comparison => {
      return { kind: "dropped", commits: sentence.commits, old: sentence, new: null, differences: [] };
    });
  return [...compared, ...dropped];
}

/** How many sentences that commit somebody went which way. */
export function countChanges(comparisons: readonly Comparison[]): Readonly<Record<ChangeKind, number>> {
  const counts = { carried: 0, tightened: 0, loosened: 0, changed: 0, added: 0, dropped: 0 };
  for (const { kind, commits } of comparisons) if (commits) counts[kind] += 1;
  return counts;
}

function kindOf(differences: readonly Difference[]): ChangeKind {
  if (differences.length === 0) return "carried";
  const directions = new Set(differences.map(({ direction }) => direction));
  if (directions.size === 1 && directions.has(1)) return "tightened";
  if (directions.size === 1 && directions.has(-1)) return "loosened";
  return "changed";
}

function differencesOf(before: ComparedSentence, after: ComparedSentence): Difference[] {
  return [...strengthOf(before, after), ...quantitiesOf(before, after), ...deadlinesOf(before, after)];
}

function strengthOf(before: ComparedSentence, after: ComparedSentence): Difference[] {
  if (before.strength === null || after.strength === null || before.strength === after.strength) return [];
  const direction = firmness[after.strength] > firmness[before.strength] ? 1 : -1;
  return [{ what: "strength", direction, before: before.strength, after: after.strength }];
}

type Quantity = ComparedSentence["quantities"][number];

/** Figures in the order of the sentence; those of one unit belong together. */
function quantitiesOf(before: ComparedSentence, after: ComparedSentence): Difference[] {
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

function deadlinesOf(before: ComparedSentence, after: ComparedSentence): Difference[] {
  const differences: Difference[] = [];
  for (let index = 0; index < Math.max(before.deadlines.length, after.deadlines.length); index += 1) {
    const [old, now] = [before.deadlines[index]?.date, after.deadlines[index]?.date];
    if (old === now) continue;
    const direction = old === undefined || (now !== undefined && now < old) ? 1 : -1;
    differences.push({ what: "deadline", direction, before: old ?? "", after: now ?? "" });
  }
  return differences;
}
