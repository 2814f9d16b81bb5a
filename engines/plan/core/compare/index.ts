import type { SentenceAnalysis } from "../import/index.ts";
import { type ChangeKind, compareQuantities, type Difference, emptyCounts, firmnessOf, kindOf } from "./differences.ts";
import { matchSentences } from "./match.ts";

export { type ChangeKind, changeKinds } from "./differences.ts";

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
  const counts = emptyCounts();
  for (const { kind, commits } of comparisons) if (commits) counts[kind] += 1;
  return counts;
}

function differencesOf(before: ComparedSentence, after: ComparedSentence): Difference[] {
  return [...strengthOf(before, after), ...compareQuantities(before, after), ...deadlinesOf(before, after)];
}

function strengthOf(before: ComparedSentence, after: ComparedSentence): Difference[] {
  if (before.strength === null || after.strength === null || before.strength === after.strength) return [];
  const direction = firmnessOf[after.strength] > firmnessOf[before.strength] ? 1 : -1;
  return [{ what: "strength", direction, before: before.strength, after: after.strength }];
}

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
