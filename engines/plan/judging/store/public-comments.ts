import type { Database } from "@midreach/kernel/database";
import { addressGroup } from "@midreach/kernel/identity";
import { Problem } from "@midreach/kernel/problems";
import { type Kysely, type Selectable, sql } from "kysely";
import type { Moderation, ModerationDecision, NewPublicComment } from "../schemas.ts";
import type { JudgingTables } from "../tables.ts";
import { noComment } from "./consultations.ts";
import { type Doing, recordAct } from "./record.ts";

export type StoredPublicComment = Selectable<JudgingTables["plan_public_comment"]>;
type Trx = Kysely<JudgingTables>;

/** How many comments one address may send, each within its own span. */
export const publicCommentLimits = [
  { minutes: 10, comments: 3 },
  { minutes: 24 * 60, comments: 20 },
] as const;

const addressLock = 7_241_540;
const dayMs = 86_400_000;

/**
 * Keeps a comment for moderation. How often an address writes is counted in the database, so that it holds over
 * restarts and several processes; the address itself is forgotten after a day and never stands with the comment.
 * @throws Problem `request.too-many` with the time to wait
 */
export async function insertPublicComment(
  database: Database,
  commitment: string,
  given: NewPublicComment,
  address: string,
  doing: Doing,
): Promise<string> {
  return database.transaction<JudgingTables, string>(async (trx) => {
    await countAttempt(trx, addressGroup(address), doing.now);
    const { id } = await trx
      .insertInto("plan_public_comment")
      .values({
        commitment,
        sender: given.name,
        body: given.text,
        sent_at: doing.now,
        state: "waiting",
        decided_at: null,
        decided_by: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await recordAct(trx, doing, {
      action: "public-comments:write",
      topic: "plan.public-comment-received",
      resource: { type: "public-comment", id },
      detail: { commitment },
    });
    return id;
  });
}

async function countAttempt(trx: Trx, address: string, now: Date): Promise<void> {
  // One address after the other, so that many at once cannot slip through.
  await sql`select pg_advisory_xact_lock(${addressLock}::int, hashtext(${address}))`.execute(trx);
  await trx
    .deleteFrom("plan_public_comment_attempt")
    .where("attempted_at", "<", new Date(now.getTime() - dayMs))
    .execute();
  const made = await trx
    .selectFrom("plan_public_comment_attempt")
    .select("attempted_at")
    .where("address", "=", address)
    .orderBy("attempted_at", "desc")
    .limit(20)
    .execute();
  for (const { minutes, comments } of publicCommentLimits) {
    const oldest = made[comments - 1];
    const waitMs = oldest ? oldest.attempted_at.getTime() + minutes * 60_000 - now.getTime() : 0;
    if (waitMs <= 0) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
    const detail = {
      zh: `${minutes}分钟内最多发表${comments}条意见。请等待${retryAfterSeconds}秒后再试。`,
      en: `At most ${comments} comments in ${minutes} minutes. Wait ${retryAfterSeconds} seconds, then try again.`,
    };
    throw new Problem("request.too-many", detail, [], { retryAfterSeconds });
  }
  await trx.insertInto("plan_public_comment_attempt").values({ address, attempted_at: now }).execute();
}

/** Accepted comments on a commitment, the newest first. */
export async function listAccepted(db: Trx, commitment: string, limit: number): Promise<StoredPublicComment[]> {
  return db
    .selectFrom("plan_public_comment")
    .selectAll()
    .where("commitment", "=", commitment)
    .where("state", "=", "accepted")
    .orderBy("sent_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** How many comments there are in each state, on one commitment or all. */
export async function countPublicComments(db: Trx, commitment?: string): Promise<Record<Moderation, number>> {
  let query = db.selectFrom("plan_public_comment").groupBy("state");
  if (commitment !== undefined) query = query.where("commitment", "=", commitment);
  const rows = await query.select((row) => ["state", row.fn.countAll().as("count")]).execute();
  const counts = { waiting: 0, accepted: 0, refused: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** One page of the queue: the longest waiting first, those decided newest first. */
export async function listQueue(
  db: Trx,
  state: Moderation,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<StoredPublicComment[]> {
  return db
    .selectFrom("plan_public_comment")
    .selectAll()
    .where("state", "=", state)
    .orderBy("sent_at", state === "waiting" ? "asc" : "desc")
    .orderBy("id")
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute();
}

/**
 * Accepts or refuses a comment; a decision may be turned round, the audit log keeps each.
 * @throws Problem `resource.not-found`, `resource.conflict` when it is decided so already
 */
export async function decidePublicComment(
  database: Database,
  id: string,
  { decision, reason }: ModerationDecision,
  doing: Doing,
): Promise<StoredPublicComment> {
  return database.transaction<JudgingTables, StoredPublicComment>(async (trx) => {
    const found = await trx
      .selectFrom("plan_public_comment")
      .select("state")
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw noComment(id);
    if (found.state === decision) {
      throw new Problem("resource.conflict", {
        zh: decision === "accepted" ? "这条意见已经通过。" : "这条意见已定为不通过。",
        en: `The comment is ${decision} already.`,
      });
    }
    const stored = await trx
      .updateTable("plan_public_comment")
      .set({ state: decision, reason, decided_at: doing.now, decided_by: doing.actor.name })
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordAct(trx, doing, {
      action: "public-comments:moderate",
      topic: `plan.public-comment-${decision}`,
      resource: { type: "public-comment", id },
      detail: { commitment: stored.commitment, reason },
    });
    return stored;
  });
}
