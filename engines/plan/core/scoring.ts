import type { Status, Strength } from "../schemas.ts";

/** Why a commitment counts for somebody: the side it stands on, or how its places reach the place that is scored. */
export type Relation = "lead" | "support" | "named" | "group" | "province" | "whole";

/** Rules of a scorecard. They are data of the region; this engine prefers none. */
export interface ScoringRules {
  /** 0..100 for each status; null leaves commitments of that status out of the score. */
  readonly points: Readonly<Record<Status, number | null>>;
  /** A commitment weighs the product of its factors; a weight of 0 leaves it out altogether. */
  readonly weights: {
    readonly strength: Readonly<Record<Strength, number>>;
    readonly statutory: { readonly binding: number; readonly expected: number; readonly none: number };
    readonly relation: Readonly<Record<Relation, number>>;
    /** By chapter number; 1 unless given. */
    readonly chapters: Readonly<Record<string, number>>;
    /** By topic id; 1 unless given. */
    readonly topics: Readonly<Record<string, number>>;
  };
  /** Below these no score is shown. */
  readonly minimum: {
    /** Share of the weight that figures or assessments decide, 0..1. */
    readonly coverage: number;
    /** Commitments that are decided. */
    readonly commitments: number;
  };
  /** Whoever missed a binding commitment gets at most so many points; null: no such rule. */
  readonly missedBindingCap: number | null;
}

/** A commitment that concerns the one who is scored. */
export interface ScoreCandidate {
  readonly commitment: string;
  readonly chapter: number;
  readonly topic: string;
  readonly strength: Strength;
  readonly statutory: "binding" | "expected" | null;
  readonly relation: Relation;
  /** Null when the evaluation did not judge it. */
  readonly status: Status | null;
}

export type FactorName = "strength" | "statutory" | "relation" | "chapter" | "topic";

/** How one commitment enters a score. */
export interface ScoreLine {
  readonly candidate: ScoreCandidate;
  /** Factors other than 1; the weight is their product. */
  readonly factors: readonly { readonly name: FactorName; readonly value: number }[];
  readonly weight: number;
  /** Null: left out, because the rules give its status no points. */
  readonly points: number | null;
  /** What it adds to the score: weight by points, over the weight of all that count. Null when left out. */
  readonly contribution: number | null;
}

/** Why there is no score: nothing has points, too little is decided, or too few commitments are. */
export type NoScore = "nothing-counts" | "coverage" | "few";

export interface Score {
  /** 0..100; null when `why` says why not. */
  readonly value: number | null;
  readonly why: NoScore | null;
  /** The cap for missed binding commitments took effect. */
  readonly capped: boolean;
  /** Weight of what is decided over the weight of all that concern the one who is scored, 0..1. */
  readonly coverage: number;
  /** Commitments whose status figures or assessments decide. */
  readonly judged: number;
  /** Commitments with a weight. */
  readonly total: number;
  readonly weightCounted: number;
  readonly weightTotal: number;
  readonly lines: readonly ScoreLine[];
}

const decided: ReadonlySet<Status | null> = new Set(["met", "on-track", "behind", "missed"]);

/**
 * The score of one province, city or owner: the mean of its commitments' points, weighted by the rules. Scaling all
 * weights alike changes nothing, nor does the order; what the rules leave out changes only how much the score rests on.
 */
export function computeScore(rules: ScoringRules, candidates: readonly ScoreCandidate[]): Score {
  const weighed = candidates.map((candidate) => weigh(rules, candidate)).filter(({ weight }) => weight > 0);
  const counted = weighed.filter(({ points }) => points !== null);
  const judged = weighed.filter(({ candidate }) => decided.has(candidate.status));
  const weightCounted = sum(counted.map(({ weight }) => weight));
  const weightTotal = sum(weighed.map(({ weight }) => weight));
  const coverage = weightTotal > 0 ? sum(judged.map(({ weight }) => weight)) / weightTotal : 0;
  const lines = weighed.map((line): ScoreLine => {
    const contribution = line.points === null ? null : (line.weight * line.points) / weightCounted;
    return { ...line, contribution };
  });
  const plain = sum(lines.map(({ contribution }) => contribution ?? 0));
  const cap = findCap(rules, weighed);
  const why = findWhyNot(rules, { counted: counted.length, judged: judged.length, coverage });
  return {
    value: why ? null : Math.min(plain, cap),
    why,
    capped: why === null && cap < plain,
    coverage,
    judged: judged.length,
    total: weighed.length,
    weightCounted,
    weightTotal,
    lines,
  };
}

function weigh(rules: ScoringRules, candidate: ScoreCandidate) {
  const { weights, points } = rules;
  const all: ScoreLine["factors"] = [
    { name: "strength", value: weights.strength[candidate.strength] },
    { name: "statutory", value: weights.statutory[candidate.statutory ?? "none"] },
    { name: "relation", value: weights.relation[candidate.relation] },
    { name: "chapter", value: weights.chapters[String(candidate.chapter)] ?? 1 },
    { name: "topic", value: weights.topics[candidate.topic] ?? 1 },
  ];
  return {
    candidate,
    factors: all.filter(({ value }) => value !== 1),
    weight: all.reduce((product, { value }) => product * value, 1),
    points: candidate.status === null ? null : points[candidate.status],
  };
}

function findCap({ missedBindingCap }: ScoringRules, lines: readonly { readonly candidate: ScoreCandidate }[]): number {
  if (missedBindingCap === null) return Number.POSITIVE_INFINITY;
  const missed = lines.some(({ candidate }) => candidate.statutory === "binding" && candidate.status === "missed");
  return missed ? missedBindingCap : Number.POSITIVE_INFINITY;
}

function findWhyNot(
  { minimum }: ScoringRules,
  found: { readonly counted: number; readonly judged: number; readonly coverage: number },
): NoScore | null {
  if (found.counted === 0) return "nothing-counts";
  if (found.coverage < minimum.coverage) return "coverage";
  return found.judged < minimum.commitments ? "few" : null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Equal scores share a rank, and the ranks behind them stay free (1, 2, 2, 4). Null stays without rank. */
export function rankScores(values: readonly (number | null)[]): (number | null)[] {
  // Points are shown with one decimal: what looks equal ranks equal.
  const shown = values.map((value) => (value === null ? null : Math.round(value * 10)));
  return shown.map((value) =>
    value === null ? null : 1 + shown.filter((other) => other !== null && other > value).length,
  );
}
