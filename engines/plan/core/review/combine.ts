import type { Strength } from "../../schemas.ts";
import type { SentenceAnalysis } from "../import/index.ts";

const order: readonly Strength[] = ["explored", "encouraged", "planned", "firm"];

/**
 * Several neighbouring sentences read as one promise under the citation of the first: findings of all, the firmest
 * strength. Spans stay those of their own sentences.
 */
export function combineAnalyses(first: SentenceAnalysis, others: readonly SentenceAnalysis[]): SentenceAnalysis {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const strengths = all.flatMap(({ strength }) => (strength === null ? [] : [order.indexOf(strength)]));
  return {
    ...first,
    text: all.map(({ text }) => text).join(""),
    commits: all.some(({ commits }) => commits),
    strength: strengths.length === 0 ? null : (order[Math.max(...strengths)] ?? null),
    evidence: all.flatMap(({ evidence }) => evidence),
    quantities: all.flatMap(({ quantities }) => quantities),
    deadlines: all.flatMap(({ deadlines }) => deadlines),
    actors: all.flatMap(({ actors }) => actors),
    places: all.flatMap(({ places }) => places),
    projects: all.flatMap(({ projects }) => projects),
    systems: all.flatMap(({ systems }) => systems),
  };
}
