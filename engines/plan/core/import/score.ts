import type { Strength } from "../../schemas.ts";
import type { SentenceAnalysis } from "./analyse.ts";
import { toHalfWidth } from "./text.ts";

/** What a person says is in one sentence. */
export interface SentenceLabel {
  readonly citation: string;
  readonly hash: string;
  readonly commits: boolean;
  readonly strength: Strength | null;
  readonly quantities: readonly {
    readonly value: number;
    readonly unit: string;
    readonly comparator: string;
    readonly upper?: number | null;
    readonly object?: string;
  }[];
  readonly deadlines: readonly string[];
  readonly actors: readonly string[];
  readonly places: readonly string[];
  readonly projects: readonly string[];
  readonly systems: readonly string[];
}

export type ScoredKind =
  | "structure"
  | "commits"
  | "strength"
  | "quantities"
  | "deadlines"
  | "actors"
  | "places"
  | "projects"
  | "systems";

/** How well one kind was found. Rates are 0..1, null where fewer than 30 positives would make them chance. */
export interface KindScore {
  readonly kind: ScoredKind;
  /** Labelled positives. */
  readonly support: number;
  readonly found: number;
  readonly correct: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** One disagreement between label and analysis. */
export interface Disagreement {
  readonly citation: string;
  readonly kind: ScoredKind;
  readonly labelled: string;
  readonly found: string;
}

export interface Scores {
  readonly kinds: readonly KindScore[];
  readonly disagreements: readonly Disagreement[];
}

const smallestSupport = 30;

/**
 * Compares an analysis with labels. Structure: a label counts as found when the sentence with its citation has its hash.
 * Commits: sentences that commit. Strength: accuracy over sentences that commit in both. Lists: sets within a sentence,
 * summed over all (micro average); a quantity is its value, unit, comparator and upper end, not its object.
 */
export function scoreImport(sentences: readonly SentenceAnalysis[], labels: readonly SentenceLabel[]): Scores {
  const byCitation = new Map(sentences.map((sentence) => [sentence.citation, sentence]));
  const byHash = new Map(sentences.map((sentence) => [sentence.hash, sentence]));
  const tallies = new Map<ScoredKind, { support: number; found: number; correct: number }>();
  const disagreements: Disagreement[] = [];
  const count = (kind: ScoredKind, citation: string, expected: readonly string[], actual: readonly string[]): void => {
    const tally = tallies.get(kind) ?? { support: 0, found: 0, correct: 0 };
    const wanted = new Set(expected);
    const got = new Set(actual);
    const missing = [...wanted].filter((value) => !got.has(value));
    const extra = [...got].filter((value) => !wanted.has(value));
    tallies.set(kind, {
      support: tally.support + wanted.size,
      found: tally.found + got.size,
      correct: tally.correct + wanted.size - missing.length,
    });
    if (missing.length + extra.length > 0) {
      disagreements.push({ citation, kind, labelled: missing.join(" "), found: extra.join(" ") });
    }
  };
  for (const label of labels) {
    const cited = byCitation.get(label.citation);
    const sentence = cited?.hash === label.hash ? cited : byHash.get(label.hash);
    count("structure", label.citation, [label.hash], cited ? [cited.hash] : []);
    count("commits", label.citation, label.commits ? ["yes"] : [], sentence?.commits ? ["yes"] : []);
    if (label.commits && sentence?.commits) {
      count("strength", label.citation, [label.strength ?? ""], [sentence.strength ?? ""]);
    }
    count("quantities", label.citation, label.quantities.map(quantityKey), sentence?.quantities.map(quantityKey) ?? []);
    count("deadlines", label.citation, label.deadlines, sentence?.deadlines.map(({ date }) => date) ?? []);
    count(
      "actors",
      label.citation,
      label.actors.map(toHalfWidth),
      sentence?.actors.map(({ name }) => toHalfWidth(name)) ?? [],
    );
    count("places", label.citation, label.places, sentence?.places.map(({ name }) => name) ?? []);
    count(
      "projects",
      label.citation,
      label.projects.map(toHalfWidth),
      sentence?.projects.map(({ name }) => toHalfWidth(name)) ?? [],
    );
    count("systems", label.citation, label.systems, sentence?.systems.map(({ id }) => id) ?? []);
  }
  return {
    kinds: scoredKinds.map((kind) => rate(kind, tallies.get(kind) ?? { support: 0, found: 0, correct: 0 })),
    disagreements,
  };
}

const scoredKinds: readonly ScoredKind[] = [
  "structure",
  "commits",
  "strength",
  "quantities",
  "deadlines",
  "actors",
  "places",
  "projects",
  "systems",
];

/** Adds the counts of several texts: rates of the sum, not means of rates. */
export function sumScores(scores: readonly Scores[]): readonly KindScore[] {
  return scoredKinds.map((kind) => {
    const all = scores.flatMap(({ kinds }) => kinds.filter((score) => score.kind === kind));
    const add = (pick: (score: KindScore) => number): number => all.reduce((sum, score) => sum + pick(score), 0);
    return rate(kind, { support: add((s) => s.support), found: add((s) => s.found), correct: add((s) => s.correct) });
  });
}

function rate(kind: ScoredKind, tally: { support: number; found: number; correct: number }): KindScore {
  const { support, found, correct } = tally;
  if (support < smallestSupport) return { kind, ...tally, precision: null, recall: null, f1: null };
  const precision = found === 0 ? 0 : correct / found;
  const recall = correct / support;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { kind, ...tally, precision, recall, f1 };
}

function quantityKey(quantity: SentenceLabel["quantities"][number]): string {
  const upper = quantity.upper ?? null;
  return `${quantity.comparator} ${quantity.value}${upper === null ? "" : `–${upper}`} ${quantity.unit.normalize("NFKC")}`;
}

/** The scores as a table for a terminal: no percentage where there are fewer than 30 positives. */
export function formatScores(kinds: readonly KindScore[]): string {
  const percent = (value: number | null): string =>
    (value === null ? "–" : `${(value * 100).toFixed(1)} %`).padStart(8);
  const rows = kinds.map(
    ({ kind, support, found, correct, precision, recall, f1 }) =>
      `${kind.padEnd(11)}${String(support).padStart(7)}${String(found).padStart(7)}${String(correct).padStart(8)} ${percent(precision)} ${percent(recall)} ${percent(f1)}`,
  );
  return [`${"kind".padEnd(11)}support  found correct precision   recall       F1`, ...rows].join("\n");
}
