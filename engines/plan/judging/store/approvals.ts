import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { JudgingTables } from "../tables.ts";
import { findOpen, lockDraft, refuseApproved } from "./consultations.ts";
import { type Doing, recordAct } from "./record.ts";

export type StoredApproval = Selectable<JudgingTables["plan_approval"]>;
type Trx = Kysely<JudgingTables>;

/** The approval of an evaluation, if there is one. */
export async function findApproval(db: Trx, evaluation: string): Promise<StoredApproval | undefined> {
  return db.selectFrom("plan_approval").selectAll().where("evaluation", "=", evaluation).executeTakeFirst();
}

/** Comments of units on an evaluation that the office has not answered. */
export async function countUnanswered(db: Trx, evaluation: string): Promise<number> {
  const { count } = await db
    .selectFrom("plan_unit_comment")
    .innerJoin("plan_consultation", "plan_consultation.id", "plan_unit_comment.consultation")
    .where("plan_consultation.evaluation", "=", evaluation)
    .where("plan_unit_comment.decision", "is", null)
    .select((row) => row.fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Approves a draft once its consultations are closed and every comment is answered.
 * @throws Problem `resource.not-found`, `resource.conflict`
 */
export async function approveDraft(database: Database, evaluation: string, note: string, doing: Doing): Promise<void> {
  await database.transaction<JudgingTables, void>(async (trx) => {
    await lockDraft(trx, evaluation);
    await refuseApproved(trx, evaluation);
    await refuseUnfinished(trx, evaluation);
    const { actor, now } = doing;
    await trx
      .insertInto("plan_approval")
      .values({ evaluation, note, approved_at: now, approved_by: actor.name })
      .execute();
    await recordAct(trx, doing, {
      action: "plan:approve",
      topic: "plan.evaluation-approved",
      resource: { type: "evaluation", id: evaluation },
      detail: { note },
    });
  });
}

async function refuseUnfinished(trx: Trx, evaluation: string): Promise<void> {
  const open = await findOpen(trx, evaluation);
  if (open) {
    throw new Problem("resource.conflict", {
      zh: `对这份草稿的征求意见“${open.id}”尚未结束(截止${open.due})。请先结束。`,
      en: `Consultation "${open.id}" on this draft is still open (due ${open.due}). Close it first.`,
    });
  }
  const waiting = await countUnanswered(trx, evaluation);
  if (waiting > 0) {
    throw new Problem("resource.conflict", {
      zh: `还有${waiting}条单位意见没有答复。请先答复。`,
      en: `Comments of units that are not answered yet: ${waiting}. Answer them first.`,
    });
  }
}

/**
 * Whether a draft may be published now, asked within the transaction that publishes it: an open consultation or an
 * unanswered comment stands in the way, and a missing approval when the plan asks for one.
 * @throws Problem `resource.conflict`
 */
export async function refuseUnready<Tables>(
  trx: Kysely<Tables>,
  evaluation: string,
  approvalRequired: boolean,
): Promise<void> {
  const tables = trx as unknown as Trx;
  await refuseUnfinished(tables, evaluation);
  if (!approvalRequired || (await findApproval(tables, evaluation))) return;
  throw new Problem("resource.conflict", {
    zh: "本规划要求先审定后发布,尚未审定。",
    en: "This plan asks for approval before publication, and nobody has approved yet.",
  });
}
