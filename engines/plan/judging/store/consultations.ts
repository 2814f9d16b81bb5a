import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { CommentAnswer, NewUnitComment } from "../schemas.ts";
import type { JudgingTables } from "../tables.ts";
import { type Doing, recordAct } from "./record.ts";

export type StoredConsultation = Selectable<JudgingTables["plan_consultation"]>;
export type StoredUnitComment = Selectable<JudgingTables["plan_unit_comment"]>;
type Trx = Kysely<JudgingTables>;

/** Consultations, the newest first; of one evaluation or all. */
export async function listConsultations(db: Trx, evaluation?: string): Promise<StoredConsultation[]> {
  let query = db.selectFrom("plan_consultation").selectAll().orderBy("opened_at", "desc").orderBy("id", "desc");
  if (evaluation !== undefined) query = query.where("evaluation", "=", evaluation);
  return query.execute();
}

/** That there is no such consultation. */
export const noConsultation = (id: string): Problem =>
  new Problem("resource.not-found", { zh: `没有征求意见“${id}”。`, en: `There is no consultation "${id}".` });

/** @throws Problem `resource.not-found` */
export async function getConsultation(db: Trx, id: string): Promise<StoredConsultation> {
  const found = await db.selectFrom("plan_consultation").selectAll().where("id", "=", id).executeTakeFirst();
  if (!found) throw noConsultation(id);
  return found;
}

/** Comments of units in the order in which they came; of some consultations, of one organisation or all. */
export async function listUnitComments(
  db: Trx,
  consultations: readonly string[],
  organisation?: string,
): Promise<StoredUnitComment[]> {
  if (consultations.length === 0) return [];
  let query = db
    .selectFrom("plan_unit_comment")
    .selectAll()
    .where("consultation", "in", [...consultations])
    .orderBy("made_at")
    .orderBy("id");
  if (organisation !== undefined) query = query.where("organisation", "=", organisation);
  return query.execute();
}

/**
 * Opens a consultation on a draft.
 * @throws Problem `resource.not-found`, `resource.conflict` when it is published or being consulted on already
 */
export async function insertConsultation(
  database: Database,
  given: { readonly evaluation: string; readonly due: string; readonly note: string },
  doing: Doing,
): Promise<string> {
  return database.transaction<JudgingTables, string>(async (trx) => {
    await lockDraft(trx, given.evaluation);
    await refuseOpen(trx, given.evaluation);
    const { id } = await trx
      .insertInto("plan_consultation")
      .values({ ...given, opened_at: doing.now, opened_by: doing.actor.name, closed_at: null, closed_by: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    await recordAct(trx, doing, {
      action: "consultations:manage",
      topic: "plan.consultation-opened",
      resource: { type: "consultation", id },
      detail: { evaluation: given.evaluation, due: given.due },
    });
    return id;
  });
}

async function refuseOpen(trx: Trx, evaluation: string): Promise<void> {
  const open = await findOpen(trx, evaluation);
  if (!open) return;
  throw new Problem("resource.conflict", {
    zh: `对这份草稿的征求意见“${open.id}”尚未结束。请先结束。`,
    en: `Consultation "${open.id}" on this draft is still open. Close it first.`,
  });
}

/** The consultation on an evaluation that has not been closed. */
export async function findOpen(trx: Trx, evaluation: string): Promise<StoredConsultation | undefined> {
  return trx
    .selectFrom("plan_consultation")
    .selectAll()
    .where("evaluation", "=", evaluation)
    .where("closed_at", "is", null)
    .executeTakeFirst();
}

/**
 * Holds a draft, so that it cannot be published meanwhile.
 * @throws Problem `resource.not-found`, `resource.conflict` when it is published
 */
export async function lockDraft(trx: Trx, id: string): Promise<void> {
  const found = await trx
    .selectFrom("plan_evaluation")
    .select("state")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) {
    throw new Problem("resource.not-found", { zh: `没有评价“${id}”。`, en: `There is no evaluation "${id}".` });
  }
  if (found.state === "published") {
    throw new Problem("resource.conflict", {
      zh: `评价“${id}”已发布;内容未改变。`,
      en: `Evaluation "${id}" is published already; nothing changed.`,
    });
  }
}

/** Holds a consultation that is not closed. @throws Problem `resource.not-found`, `resource.conflict` */
async function lockOpen(trx: Trx, id: string): Promise<StoredConsultation> {
  const found = await trx
    .selectFrom("plan_consultation")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw noConsultation(id);
  if (found.closed_at) {
    throw new Problem("resource.conflict", {
      zh: `征求意见“${id}”已结束;内容未改变。`,
      en: `Consultation "${id}" is closed; nothing changed.`,
    });
  }
  return found;
}

/** Moves the due date of an open consultation. @throws Problem `resource.not-found`, `resource.conflict` */
export async function moveDue(database: Database, id: string, due: string, doing: Doing): Promise<void> {
  await database.transaction<JudgingTables, void>(async (trx) => {
    const { due: before } = await lockOpen(trx, id);
    await trx.updateTable("plan_consultation").set({ due }).where("id", "=", id).execute();
    await recordAct(trx, doing, {
      action: "consultations:manage",
      topic: "plan.consultation-moved",
      resource: { type: "consultation", id },
      detail: { before, due },
    });
  });
}

/** Ends the time for comments; those there can still be answered. @throws Problem `resource.not-found`, `resource.conflict` */
export async function closeConsultation(database: Database, id: string, doing: Doing): Promise<void> {
  await database.transaction<JudgingTables, void>(async (trx) => {
    await lockOpen(trx, id);
    await trx
      .updateTable("plan_consultation")
      .set({ closed_at: doing.now, closed_by: doing.actor.name })
      .where("id", "=", id)
      .execute();
    await recordAct(trx, doing, {
      action: "consultations:manage",
      topic: "plan.consultation-closed",
      resource: { type: "consultation", id },
    });
  });
}

/**
 * Keeps what a unit says. Comments are never changed: who thinks again adds one.
 * @throws Problem `resource.conflict` when the consultation is closed or its due date has passed
 */
export async function insertUnitComment(
  database: Database,
  consultation: string,
  given: NewUnitComment & { readonly organisation: string },
  doing: Doing,
): Promise<string> {
  return database.transaction<JudgingTables, string>(async (trx) => {
    const { due } = await lockOpen(trx, consultation);
    if (due < doing.day) {
      throw new Problem("resource.conflict", {
        zh: `提意见的截止日期${due}已过。请办公室延长征求意见的时间。`,
        en: `Comments were due on ${due}. Ask the office to prolong the consultation.`,
      });
    }
    const { id } = await trx
      .insertInto("plan_unit_comment")
      .values({
        ...given,
        consultation,
        made_at: doing.now,
        made_by: doing.actor.name,
        decision: null,
        answer: null,
        answered_at: null,
        answered_by: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { commitment, organisation, opinion } = given;
    await recordAct(trx, doing, {
      action: "consultations:comment",
      topic: "plan.comment-made",
      resource: { type: "unit-comment", id },
      detail: { consultation, commitment, organisation, opinion },
    });
    return id;
  });
}

/**
 * Answers a comment. Until the evaluation is published an answer may be replaced; the audit log keeps each.
 * @returns the comment's consultation
 * @throws Problem `resource.not-found`, `resource.conflict` when the evaluation is approved or published
 */
export async function answerUnitComment(
  database: Database,
  id: string,
  { decision, answer }: CommentAnswer,
  doing: Doing,
): Promise<string> {
  return database.transaction<JudgingTables, string>(async (trx) => {
    const comment = await trx
      .selectFrom("plan_unit_comment")
      .innerJoin("plan_consultation", "plan_consultation.id", "plan_unit_comment.consultation")
      .select(["plan_unit_comment.consultation", "plan_consultation.evaluation"])
      .where("plan_unit_comment.id", "=", id)
      .executeTakeFirst();
    if (!comment) throw noComment(id);
    await lockDraft(trx, comment.evaluation);
    await refuseApproved(trx, comment.evaluation);
    await trx
      .updateTable("plan_unit_comment")
      .set({ decision, answer, answered_at: doing.now, answered_by: doing.actor.name })
      .where("id", "=", id)
      .execute();
    await recordAct(trx, doing, {
      action: "consultations:answer",
      topic: "plan.comment-answered",
      resource: { type: "unit-comment", id },
      detail: { decision, answer },
    });
    return comment.consultation;
  });
}

/** That there is no such comment, of a unit or of the public. */
export const noComment = (id: string): Problem =>
  new Problem("resource.not-found", { zh: `没有意见“${id}”。`, en: `There is no comment "${id}".` });

/** What led to an approval stays as it was. @throws Problem `resource.conflict` */
export async function refuseApproved(trx: Trx, evaluation: string): Promise<void> {
  const found = await trx
    .selectFrom("plan_approval")
    .select("evaluation")
    .where("evaluation", "=", evaluation)
    .executeTakeFirst();
  if (!found) return;
  throw new Problem("resource.conflict", {
    zh: `评价“${evaluation}”已审定;内容未改变。`,
    en: `Evaluation "${evaluation}" is approved already; nothing changed.`,
  });
}
