import { appendAudit } from "@midreach/kernel/audit";
import type { EvaluationDates, Publication } from "@midreach/kernel/contracts";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import { Problem } from "@midreach/kernel/problems";
import { type Kysely, sql } from "kysely";
import type { CommitmentResult } from "../core/evaluate.ts";
import type { SystemSample } from "../core/records.ts";
import { refuseUnready } from "../judging/store/approvals.ts";
import { type StatusCounts, statuses } from "../schemas.ts";
import type { PlanTables } from "../tables.ts";
import { batches } from "./batches.ts";
import { raiseRevision } from "./register.ts";

/** An evaluation without its results. */
export interface StoredEvaluation {
  readonly id: string;
  readonly registerVersion: number;
  readonly asOf: string;
  readonly knownBy: string;
  readonly state: "draft" | "published";
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  readonly counts: StatusCounts;
}

/** A result as kept, with the hash of the register row that was judged. */
export interface StoredResult extends CommitmentResult {
  readonly rowHash: string;
}

/** What is written when an evaluation has been computed. */
export interface NewEvaluationRow {
  readonly plan: string;
  readonly registerVersion: number;
  readonly dates: EvaluationDates;
  readonly results: readonly StoredResult[];
  /** The revision of the state whose data were used. */
  readonly revision: bigint;
  readonly actor: Actor;
  readonly now: Date;
  /** Publish it in the same transaction. */
  readonly publish?: boolean | undefined;
}

/** Commitments by status; all six keys are there. */
export function countStatuses(rows: readonly { readonly status: keyof StatusCounts }[]): StatusCounts {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as StatusCounts;
  for (const row of rows) counts[row.status] += 1;
  return counts;
}

/**
 * Keeps a computed evaluation as a draft, or publishes it at once: whole, with its lines in the audit log, or not at all.
 * @returns its id
 */
export async function insertEvaluation(database: Database, draft: NewEvaluationRow): Promise<string> {
  return database.transaction<PlanTables, string>(async (trx) => {
    const { id } = await trx
      .insertInto("plan_evaluation")
      .values({
        plan: draft.plan,
        register_version: draft.registerVersion,
        as_of: draft.dates.asOf,
        known_by: draft.dates.knownBy,
        state: "draft",
        created_at: draft.now,
        created_by: draft.actor.name,
        published_at: null,
        published_by: null,
        counts: JSON.stringify(countStatuses(draft.results)),
        revision: draft.revision,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const rows = draft.results.map((result, ordinal) => toRow(id, draft.dates.asOf, result, ordinal));
    for (const batch of batches(rows, 200)) await trx.insertInto("plan_result").values(batch).execute();
    await raiseRevision(trx);
    await appendAudit(trx, {
      actor: draft.actor,
      action: "plan:evaluate",
      resource: { type: "evaluation", id },
      detail: { plan: draft.plan, ...draft.dates, registerVersion: draft.registerVersion },
    });
    // Whoever publishes at once has made sure that the plan asks for no approval.
    if (draft.publish) await publishWithin(trx, id, draft, false);
    return id;
  });
}

const toRow = (evaluation: string, asOf: string, result: StoredResult, ordinal: number) => ({
  evaluation,
  commitment: result.commitment,
  as_of: asOf,
  ordinal,
  row_hash: result.rowHash,
  status: result.status,
  value: result.value,
  lower_bound: result.lowerBound,
  unit: result.unit,
  expected: result.expected,
  progress: result.progress,
  late: result.late,
  summary: JSON.stringify(result.summary),
  evidence: JSON.stringify(result.evidence),
  judgement: JSON.stringify(result.judgement),
  history: JSON.stringify(result.history),
});

/**
 * Publishes a draft: state, audit line and outbox message in one transaction.
 * @param options.approvalRequired the plan asks for approval first
 * @throws Problem `resource.not-found`, `resource.conflict` when it is published already, consulted on, not approved
 */
export async function publishDraft(
  database: Database,
  id: string,
  doing: { readonly actor: Actor; readonly now: Date },
  { approvalRequired }: { readonly approvalRequired: boolean },
): Promise<void> {
  await database.transaction<PlanTables, void>((trx) => publishWithin(trx, id, doing, approvalRequired));
}

async function publishWithin(
  trx: Kysely<PlanTables>,
  id: string,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
  approvalRequired: boolean,
): Promise<void> {
  const evaluation = await trx
    .selectFrom("plan_evaluation")
    .select(["id", "state"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!evaluation)
    throw new Problem("resource.not-found", { zh: `没有评价“${id}”。`, en: `There is no evaluation "${id}".` });
  if (evaluation.state === "published") {
    throw new Problem("resource.conflict", {
      zh: `评价“${id}”已经发布,没有改变。`,
      en: `Evaluation "${id}" is published already; nothing changed.`,
    });
  }
  await refuseUnready(trx, id, approvalRequired);
  await trx
    .updateTable("plan_evaluation")
    .set({ state: "published", published_at: now, published_by: actor.name })
    .where("id", "=", id)
    .execute();
  await raiseRevision(trx);
  const publication: Publication = {
    type: "evaluation",
    id,
    publishedAt: now.toISOString(),
    publishedBy: actor.name,
  };
  await appendToOutbox(trx, { topic: "plan.evaluation-published", key: id, payload: publication });
  await appendAudit(trx, { actor, action: "plan:publish", resource: { type: "evaluation", id } });
}

/** All evaluations of a plan: the published ones in the order of publication, newest first, then drafts, newest first. */
export async function listEvaluations(db: Kysely<PlanTables>, plan: string): Promise<StoredEvaluation[]> {
  const rows = await db
    .selectFrom("plan_evaluation")
    .selectAll()
    .where("plan", "=", plan)
    .orderBy("published_at", (order) => order.desc().nullsLast())
    .orderBy("created_at", "desc")
    // Ids are numbers of a sequence: they tell which of two evaluations of one instant came later.
    .orderBy(sql`length(id)`, "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    registerVersion: row.register_version,
    asOf: row.as_of,
    knownBy: row.known_by,
    state: row.state,
    createdAt: row.created_at,
    createdBy: row.created_by,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    counts: row.counts,
  }));
}

/** All results of an evaluation, in the register's order at the time. */
export async function listResults(db: Kysely<PlanTables>, evaluation: string): Promise<StoredResult[]> {
  const rows = await db
    .selectFrom("plan_result")
    .selectAll()
    .where("evaluation", "=", evaluation)
    .orderBy("ordinal")
    .execute();
  return rows.map((row) => ({
    commitment: row.commitment,
    rowHash: row.row_hash,
    status: row.status,
    value: row.value,
    lowerBound: row.lower_bound,
    unit: row.unit,
    expected: row.expected,
    progress: row.progress,
    late: row.late,
    summary: row.summary,
    evidence: row.evidence,
    judgement: row.judgement,
    history: row.history,
  }));
}

/** Keeps what the systems said about themselves today; the last answer of a day stands. */
export async function storeSamples(database: Database, samples: readonly SystemSample[]): Promise<void> {
  if (samples.length === 0) return;
  await database.transaction<PlanTables, void>(async (trx) => {
    await trx
      .insertInto("plan_system_sample")
      .values(samples.map((sample) => ({ ...sample, checks: JSON.stringify(sample.checks) })))
      .onConflict((conflict) =>
        conflict.columns(["system", "day"]).doUpdateSet((row) => ({
          working: row.ref("excluded.working"),
          checks: row.ref("excluded.checks"),
        })),
      )
      .execute();
  });
}

/** Every kept sample. */
export async function listSamples(db: Kysely<PlanTables>): Promise<SystemSample[]> {
  return db.selectFrom("plan_system_sample").selectAll().orderBy("day").execute();
}
