import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import { type Kysely, sql } from "kysely";
import type { RoundTables } from "../tables.ts";
import { type Doing, getRound, recordAct, roundConflict, type StoredRound } from "./rounds.ts";

/** Why a round is opened again, and until when. */
export interface Reopening {
  readonly reason: string;
  readonly due: string;
}

/**
 * Opens a closed round again: what units typed after the closing counts from now on; what was accepted stays accepted.
 * @throws Problem `resource.not-found`, `request.invalid` for a due date that has passed, `resource.conflict` when it is
 * not closed or another open round asks about the same tasks
 */
export async function reopenRound(
  database: Database,
  id: string,
  { reason, due }: Reopening,
  doing: Doing,
): Promise<void> {
  if (due < doing.day) {
    throw new Problem("request.invalid", {
      zh: `截止日期${due}已过;今天是${doing.day}。请填更晚的日期。`,
      en: `The due date ${due} has passed; today is ${doing.day}. Give a later one.`,
    });
  }
  await database.transaction<RoundTables, void>(async (trx) => {
    // All rounds in a fixed order: nobody opens another one that asks about the same tasks meanwhile.
    await trx.selectFrom("plan_round").select("id").orderBy("id").forUpdate().execute();
    const round = await getRound(trx, id);
    await refuseReopening(trx, round);
    // What was typed too late is what counts now; where nothing had been begun, it is a draft.
    const { numAffectedRows } = await sql`
      update plan_round_item
      set late = false, closed_content = null,
        version = version + case when state = 'not-started' then 1 else 0 end,
        state = case when state = 'not-started' then 'draft' else state end
      where round = ${id} and late`.execute(trx);
    await trx
      .updateTable("plan_round")
      .set({
        ...{ state: "open", due, closed_at: null, closed_by: null },
        ...{ reopened_at: doing.now, reopened_by: doing.actor.name, reopen_reason: reason },
      })
      .where("id", "=", id)
      .execute();
    await recordAct(trx, doing, {
      action: "rounds:manage",
      topic: "plan.round-reopened",
      resource: { type: "round", id },
      detail: {
        ...{ reason, due, dueBefore: round.due, late: Number(numAffectedRows ?? 0n) },
        ...{ closedAt: round.closed_at?.toISOString() ?? null, closedBy: round.closed_by },
      },
    });
  });
}

async function refuseReopening(trx: Kysely<RoundTables>, round: StoredRound): Promise<void> {
  if (round.state !== "closed") {
    throw roundConflict(round, "已关闭的才能重新开放。", "only a closed one can be opened again.");
  }
  const { rows } = await sql<{ title: string; tasks: bigint }>`
    select other.title, count(*) as tasks
    from plan_round_item as mine
    join plan_round_item as theirs
      on theirs.organisation = mine.organisation and theirs.commitment = mine.commitment and theirs.round <> mine.round
    join plan_round as other on other.id = theirs.round and other.state = 'open'
    where mine.round = ${round.id}
    group by other.id, other.title order by other.id limit 1`.execute(trx);
  const [other] = rows;
  if (!other) return;
  throw new Problem("resource.conflict", {
    zh: `填报轮次“${other.title}”正在填报,其中有${other.tasks}项相同的任务,单位会不知道填在哪里。请先关闭它,或让单位在那一轮填报。`,
    en: `Round "${other.title}" is open and asks about ${other.tasks} of the same tasks: units would not know where to write. Close it first, or let them report there.`,
  });
}
