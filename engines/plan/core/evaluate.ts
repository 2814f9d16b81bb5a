import type { EvaluationDates, Evidence, EvidenceStep, Text } from "@midreach/kernel/contracts";
import type { HistoryPoint, Status } from "../schemas.ts";
import { describeJudgement } from "./evaluators/assessment.ts";
import { evaluateExternal } from "./evaluators/external.ts";
import { findEvaluator, type Outcome } from "./evaluators/index.ts";
import { addMonths } from "./figures.ts";
import type { PlanDefinition } from "./records.ts";
import type { Commitment, RegisterMeasure } from "./register.ts";
import { explainStatus, findPath, findProgress, findStatus, type StatusQuestion } from "./status.ts";
import { summarise } from "./summary.ts";
import type { World } from "./world.ts";

/** Where one commitment stands at two dates, with everything that led to it. */
export interface CommitmentResult {
  readonly commitment: string;
  readonly status: Status;
  readonly value: number | null;
  /** The value is the lower end of a range that missing figures leave. */
  readonly lowerBound: boolean;
  readonly unit: string;
  readonly expected: number | null;
  readonly progress: number | null;
  /** Reached, but only after the deadline. */
  readonly late: boolean;
  readonly summary: Text;
  readonly evidence: Evidence;
  readonly judgement: readonly EvidenceStep[];
  readonly history: readonly HistoryPoint[];
}

type Point = Omit<CommitmentResult, "history" | "late" | "summary"> & { readonly reason: Text | undefined };

/** Days of the history: every year-end from the plan's first year to the as-of date, then the as-of date itself. */
export function listHistoryDates(plan: PlanDefinition, asOf: string): string[] {
  const dates: string[] = [];
  for (let year = Number(plan.periodStart.slice(0, 4)); `${year}-12-31` < asOf; year += 1) dates.push(`${year}-12-31`);
  return [...dates, asOf];
}

/** Every commitment of the plan at the two dates, in the register's order. */
export function evaluatePlan(world: World, dates: EvaluationDates): CommitmentResult[] {
  const days = listHistoryDates(world.records.plan, dates.asOf);
  return world.records.commitments.map((commitment) => evaluateCommitment(world, commitment, dates, days));
}

/** One commitment at the two dates, with its history at `days` (all as known at `knownBy`; the last is the as-of date). */
export function evaluateCommitment(
  world: World,
  commitment: Commitment,
  dates: EvaluationDates,
  days: readonly string[] = listHistoryDates(world.records.plan, dates.asOf),
): CommitmentResult {
  const now = evaluateDay(world, commitment, dates);
  const history = commitment.measure
    ? days.map((day) =>
        toPoint(day === dates.asOf ? now : evaluateDay(world, commitment, { ...dates, asOf: day }), day),
      )
    : [];
  const deadline = commitment.measure?.target.date;
  const late =
    now.status === "met" &&
    deadline !== undefined &&
    deadline < dates.asOf &&
    commitment.measure?.direction === "reach" &&
    evaluateAt(world, commitment, { ...dates, asOf: deadline }).status === "missed";
  const { reason, ...result } = now;
  const judgement = late ? [...now.judgement, lateStep(deadline)] : now.judgement;
  return { ...result, late, judgement, history, summary: summarise(commitment, { ...now, late, reason }) };
}

const lateStep = (deadline: string): EvidenceStep => ({
  label: {
    zh: `在期限${deadline}尚未达到,此后才达到`,
    en: `Not yet reached at the deadline ${deadline}; reached later`,
  },
  inputs: [],
});

/**
 * As `evaluateAt`; but once the deadline has passed, a commitment that the figures of today cannot decide keeps what was
 * found at the deadline: a promise that was missed does not become unknown because later figures are missing.
 */
function evaluateDay(world: World, commitment: Commitment, dates: EvaluationDates): Point {
  const now = evaluateAt(world, commitment, dates);
  const deadline = commitment.measure?.target.date;
  if (now.status !== "no-data" || deadline === undefined || dates.asOf <= deadline) return now;
  const then = evaluateAt(world, commitment, { ...dates, asOf: deadline });
  if (then.status === "no-data") return now;
  const evidence = { ...then.evidence, missing: now.evidence.missing };
  return { ...then, evidence, judgement: [...then.judgement, keptStep(deadline)] };
}

const keptStep = (deadline: string): EvidenceStep => ({
  label: {
    zh: `此后的情况缺少数据,沿用期限${deadline}时的结论`,
    en: `What has happened since is not known: the finding at the deadline ${deadline} stands`,
  },
  inputs: [],
});

const toPoint = (point: Point, asOf: string): HistoryPoint => ({
  asOf,
  status: point.status,
  value: point.value,
  lowerBound: point.lowerBound,
  expected: point.expected,
});

function evaluateAt(world: World, commitment: Commitment, dates: EvaluationDates): Point {
  const { measure } = commitment;
  if (!measure) {
    return {
      commitment: commitment.id,
      status: "qualitative",
      value: null,
      lowerBound: false,
      unit: "",
      expected: null,
      progress: null,
      evidence: { steps: describeJudgement(world, commitment.id, dates), missing: [], notes: [] },
      judgement: [],
      reason: undefined,
    };
  }
  const [judgedOn = dates.asOf] = [dates.asOf, measure.target.date].sort();
  const evaluator = findEvaluator(measure.evaluator);
  const outcome = evaluator
    ? evaluator.evaluate(evaluator.params.parse(measure.params), { world, dates, judgedOn, commitment, measure })
    : evaluateExternal(world, measure, dates);
  return judge(world, commitment.id, measure, dates, outcome);
}

function judge(
  world: World,
  commitment: string,
  measure: RegisterMeasure,
  dates: EvaluationDates,
  outcome: Outcome,
): Point {
  const question: StatusQuestion = {
    target: measure.target,
    baseline: measure.baseline ?? null,
    direction: measure.direction,
    tolerance: world.records.plan.tolerance,
    asOf: dates.asOf,
  };
  const { low, high } = outcome;
  const path = measure.direction === "reach" ? findPath(question) : undefined;
  const known = low !== null && high !== null;
  const found = known ? findStatus(low, high, question) : undefined;
  // A figure of an earlier year cannot prove that a target was missed at the deadline.
  const early = found === "missed" && describesTooEarly(outcome, measure.target.date);
  return {
    commitment,
    status: early ? "no-data" : (found ?? "no-data"),
    value: low,
    lowerBound: known && low !== high,
    unit: outcome.unit,
    expected: path?.expected ?? null,
    progress: known ? (findProgress(low, question) ?? null) : null,
    evidence: { steps: [...outcome.steps], missing: [...outcome.missing], notes: [...outcome.notes] },
    judgement: known ? [...explainStatus(low, high, question), ...(early ? [tooEarlyStep(outcome)] : [])] : [],
    reason: outcome.missing[0]?.reason,
  };
}

function describesTooEarly(outcome: Outcome, deadline: string): boolean {
  const { describes } = outcome;
  return describes !== undefined && describes.end <= addMonths(deadline, -describes.intervalMonths);
}

const tooEarlyStep = (outcome: Outcome): EvidenceStep => ({
  label: {
    zh: `最新数据截至${outcome.describes?.end},期限当年的数据还没有:不能断定未达到`,
    en: `The latest figure describes the time until ${outcome.describes?.end}; the one for the deadline is not there yet, so "missed" cannot be said`,
  },
  inputs: [],
});
