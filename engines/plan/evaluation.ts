import { setImmediate as nextTurn } from "node:timers/promises";
import type { EvaluationDates, Text } from "@midreach/kernel/contracts";
import type { Actor, Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import { evaluateCommitment, listHistoryDates } from "./core/evaluate.ts";
import { type ExternalQuestion, listExternalQuestions } from "./core/evaluators/external.ts";
import type { SystemSample } from "./core/records.ts";
import { createWorld, type ExternalAnswer, type World } from "./core/world.ts";
import { listClosingNotes } from "./rounds/closing-notes.ts";
import type { RoundTables } from "./rounds/tables.ts";
import {
  findRegister,
  insertEvaluation,
  listAssessments,
  listReportedMilestones,
  listSamples,
  readRevision,
  type StoredResult,
  storeSamples,
} from "./store.ts";
import type { PlanTables } from "./tables.ts";
import { noRegister, toRecords } from "./views/state.ts";

/** After so many commitments, requests get their turn. */
const sliceSize = 16;

/** What is evaluated, for whom. */
export interface EvaluationOrder {
  readonly dates: EvaluationDates;
  readonly actor: Actor;
  /** Publish it in the same transaction; otherwise it is a draft. */
  readonly publish?: boolean;
  /** A plan of the register; the region's unless told. */
  readonly plan?: string | undefined;
}

/**
 * Evaluates every commitment of a plan's current register and keeps the result.
 * Before it, the installed systems are asked how they are (kept as today's sample) and other engines' measures are
 * awaited; the evaluation itself is pure.
 * @returns id of the evaluation
 * @throws Problem `request.invalid` for an as-of date that lies in the future
 */
export async function runEvaluation(services: Services, order: EvaluationOrder): Promise<string> {
  const { database, region, clock } = services;
  const day = today(region.timeZone, clock);
  if (order.dates.asOf > day) {
    throw new Problem("request.invalid", {
      zh: `评价时点${order.dates.asOf}在将来;今天是${day}。`,
      en: `The as-of date ${order.dates.asOf} lies in the future; today is ${day}.`,
    });
  }
  await sampleSystems(services, day);
  const db = database.kysely<PlanTables>();
  // Read first: what comes in from now on is not used, and makes a new evaluation due.
  const revision = await readRevision(db);
  const register = await findRegister(db, order.plan);
  if (!register) throw noRegister(order.plan);
  const records = toRecords(register, region);
  const kept = {
    assessments: await listAssessments(db, register.plan),
    samples: await listSamples(db),
    milestones: await listReportedMilestones(db, records.projects),
  };
  const days = listHistoryDates(records.plan, order.dates.asOf);
  const questions = listExternalQuestions(createWorld(records), order.dates, days);
  const world = createWorld(records, { ...kept, externals: await askMeasures(services, questions) });
  const hashes = new Map(register.commitments.map((row) => [row.commitment.id, row.hash]));
  // Tasks are closed in rounds, which ask about the region's plan.
  const ofRegion = register.version === register.regionVersion;
  const notes = ofRegion ? await listClosingNotes(database.kysely<RoundTables>(), world, order.dates.knownBy) : none;
  const results = await evaluateInSlices(world, order.dates, days, hashes);
  return insertEvaluation(database, {
    registerVersion: register.version,
    results: results.map((result) => withNote(result, notes.get(result.commitment))),
    now: clock.now(),
    revision,
    ...order,
    plan: register.plan,
  });
}

const none: ReadonlyMap<string, Text> = new Map();

/** Adds what has to stand beside a result. */
function withNote(result: StoredResult, note: Text | undefined): StoredResult {
  if (!note) return result;
  return { ...result, evidence: { ...result.evidence, notes: [...result.evidence.notes, note] } };
}

/** As `evaluatePlan`, but giving way to requests between slices. */
async function evaluateInSlices(
  world: World,
  dates: EvaluationDates,
  days: readonly string[],
  hashes: ReadonlyMap<string, string>,
): Promise<StoredResult[]> {
  const results: StoredResult[] = [];
  for (const commitment of world.records.commitments) {
    const result = evaluateCommitment(world, commitment, dates, days);
    results.push({ ...result, rowHash: hashes.get(commitment.id) ?? "" });
    if (results.length % sliceSize === 0) await nextTurn();
  }
  return results;
}

/** Asks every installed system how it is, and keeps the answers as today's. */
async function sampleSystems({ database, systems }: Services, day: string): Promise<void> {
  const statuses = await systems.listSystems();
  const samples: SystemSample[] = statuses.map(({ manifest, health }) => ({
    system: manifest.id,
    day,
    working: health.working,
    checks: health.checks,
  }));
  await storeSamples(database, samples);
}

/** The answers of measures by the key of their questions; those that are not installed answer nothing. */
export async function askMeasures(
  services: Services,
  questions: readonly ExternalQuestion[],
): Promise<Map<string, ExternalAnswer>> {
  const answers = new Map<string, ExternalAnswer>();
  for (const question of questions) {
    const answer = await askMeasure(services, question);
    if (answer) answers.set(question.key, answer);
  }
  return answers;
}

/** Undefined when no engine of this installation offers the measure. */
async function askMeasure(
  { measures, log }: Services,
  question: ExternalQuestion,
): Promise<ExternalAnswer | undefined> {
  const measure = measures.find((candidate) => candidate.id === question.evaluator);
  if (!measure) return undefined;
  const parsed = measure.params.safeParse(question.params);
  if (!parsed.success) {
    const what = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    return { failure: { zh: `参数有误:${what}`, en: `The parameters are not valid: ${what}` } };
  }
  try {
    return { outcome: await measure.evaluate(parsed.data, question.dates) };
  } catch (error) {
    // One measure that fails must not keep the others from being judged; what failed is shown and logged.
    log.error({ err: error, measure: question.evaluator, dates: question.dates }, "measure failed");
    const what = error instanceof Problem ? error.message : "internal error";
    return { failure: { zh: `测算失败:${what}`, en: `The measure failed: ${what}` } };
  }
}
