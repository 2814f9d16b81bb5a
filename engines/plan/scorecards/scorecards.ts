import type { Actor, Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { computeScore, rankScores, type Score } from "../core/scoring.ts";
import { type Chosen, chooseEvaluation, type PlanService, planServiceOf } from "../service.ts";
import { countRows, toEvaluationRef } from "../views/rows.ts";
import type { PlanState, Results } from "../views/state.ts";
import { findScoringRules, type RegionRules } from "./rules.ts";
import type { Scorecard, Scorecards, ScoreLineRow, ScoreRow, SubjectKind } from "./schemas.ts";
import { listSubjects, type Subject } from "./subjects.ts";
import { factorNames, noScoreText, relationNames } from "./words.ts";

interface Scored {
  readonly subject: Subject;
  readonly score: Score;
  readonly row: ScoreRow;
}

const kept = new WeakMap<Results, { readonly state: PlanState; readonly kinds: Map<SubjectKind, readonly Scored[]> }>();

/** Everybody of a kind, scored and ranked: best first. Kept with the results. */
function scoreAll(rules: RegionRules, state: PlanState, results: Results, kind: SubjectKind): readonly Scored[] {
  const found = kept.get(results);
  const kinds = found?.state === state ? found.kinds : new Map<SubjectKind, readonly Scored[]>();
  kept.set(results, { state, kinds });
  const known = kinds.get(kind);
  if (known) return known;
  const scored = listSubjects(state, kind).map((subject) => ({
    subject,
    score: scoreSubject(rules, subject, results),
  }));
  const ranks = rankScores(scored.map(({ score }) => score.value));
  const list = scored
    .map(({ subject, score }, index) => ({
      subject,
      score,
      row: toScoreRow(rules, subject, score, results, ranks[index] ?? null),
    }))
    // Whom no commitment weighs on (it only supports, say) is not scored at all.
    .filter(({ score }) => score.total > 0)
    .sort((a, b) => (b.score.value ?? -1) - (a.score.value ?? -1) || b.score.coverage - a.score.coverage);
  kinds.set(kind, list);
  return list;
}

function scoreSubject(rules: RegionRules, { rows }: Subject, results: Results): Score {
  const candidates = rows.map(({ row: { base }, relation }) => ({
    commitment: base.id,
    chapter: base.chapter,
    topic: base.topic.id,
    strength: base.strength,
    statutory: base.statutory,
    relation,
    status: results.get(base.id)?.status ?? null,
  }));
  return computeScore(rules, candidates);
}

function toScoreRow(
  rules: RegionRules,
  subject: Subject,
  score: Score,
  results: Results,
  rank: number | null,
): ScoreRow {
  const weighed = new Set(score.lines.map((line) => line.candidate.commitment));
  return {
    kind: subject.kind,
    id: subject.id,
    name: subject.name,
    parent: subject.parent,
    rank,
    score: score.value,
    why: score.why ? noScoreText(score.why, score, rules) : null,
    capped: score.capped,
    coverage: score.coverage,
    judged: score.judged,
    total: score.total,
    counts: countRows(
      subject.rows.map(({ row }) => row).filter((row) => weighed.has(row.commitment.id)),
      results,
    ),
  };
}

/** The ranking of a kind at an evaluation. Without rules nobody is scored. @throws Problem `resource.not-found` */
export async function listScorecards(
  service: PlanService,
  actor: Actor,
  kind: SubjectKind,
  selector?: string,
): Promise<Scorecards> {
  const rules = findScoringRules(service.services.region);
  const { state, evaluation, results } = await chooseEvaluation(service, actor, selector);
  return {
    rules: rules ?? null,
    evaluation: evaluation ? toEvaluationRef(state, evaluation) : null,
    kind,
    rows: rules && evaluation ? scoreAll(rules, state, results, kind).map(({ row }) => row) : [],
  };
}

/**
 * One scorecard with everything it rests on: which commitments, weights and points.
 * @throws Problem `resource.not-found` also when the region has no rules
 */
export async function getScorecard(
  service: PlanService,
  actor: Actor,
  subject: { readonly kind: SubjectKind; readonly id: string },
  selector?: string,
): Promise<Scorecard> {
  const rules = findScoringRules(service.services.region);
  if (!rules)
    throw new Problem("resource.not-found", {
      zh: "本区域没有评分规则(performance.json)。",
      en: "This region has no rules for scorecards (performance.json).",
    });
  const chosen = await chooseEvaluation(service, actor, selector);
  const { state, evaluation, results } = chosen;
  const all = scoreAll(rules, state, results, subject.kind);
  const found = all.find(({ row }) => row.id === subject.id);
  if (!found)
    throw new Problem("resource.not-found", {
      zh: `没有评分对象“${subject.id}”。`,
      en: `Nobody is scored as ${subject.kind} "${subject.id}".`,
    });
  return {
    rules,
    evaluation: evaluation ? toEvaluationRef(state, evaluation) : null,
    row: found.row,
    ranked: all.filter(({ row }) => row.rank !== null).length,
    register: state.rows.length,
    weightCounted: found.score.weightCounted,
    weightTotal: found.score.weightTotal,
    lines: toLines(chosen, found),
  };
}

/** Lines in the order of what they cost: what is lost most stands first, what is left out last. */
function toLines({ state }: Chosen, { score, subject }: Scored): ScoreLineRow[] {
  const rows = new Map(subject.rows.map(({ row }) => [row.commitment.id, row]));
  return score.lines
    .flatMap((line): ScoreLineRow[] => {
      const { commitment, status, relation } = line.candidate;
      const base = (rows.get(commitment) ?? state.rowById.get(commitment))?.base;
      if (!base) return [];
      const full = score.weightCounted > 0 ? (line.weight * 100) / score.weightCounted : 0;
      return [
        {
          commitment: { id: base.id, chapter: base.chapter, text: base.text },
          status,
          strength: base.strength,
          statutory: base.statutory,
          topic: base.topic,
          relation: { id: relation, name: relationNames[relation] },
          factors: line.factors.map(({ name, value }) => ({ name: factorNames[name], value })),
          weight: line.weight,
          points: line.points,
          contribution: line.contribution,
          lost: line.contribution === null ? null : full - line.contribution,
        },
      ];
    })
    .sort((a, b) => (b.lost ?? -1) - (a.lost ?? -1));
}

/** What a system that stands on scorecards may know about them. */
export interface ScoringFacts {
  /** Null when the region has no rules. */
  readonly rules: Pick<RegionRules, "basis" | "title"> | null;
  /** As-of date of the evaluation that is scored; null before the first publication. */
  readonly asOf: string | null;
  readonly provinces: { readonly total: number; readonly scored: number };
  readonly cities: { readonly total: number; readonly scored: number };
}

/** Facts about the scorecards at the latest published evaluation. @throws Problem `resource.not-found` before a load */
export async function getScoringFacts(services: Services): Promise<ScoringFacts> {
  const rules = findScoringRules(services.region);
  const state = await planServiceOf(services).reader.getState();
  const count = (kind: SubjectKind) => {
    const all = rules && state.latest ? scoreAll(rules, state, state.latestResults, kind) : [];
    return { total: listSubjects(state, kind).length, scored: all.filter(({ row }) => row.score !== null).length };
  };
  return {
    rules: rules ? { basis: rules.basis, title: rules.title } : null,
    asOf: state.latest?.asOf ?? null,
    provinces: count("province"),
    cities: count("city"),
  };
}
