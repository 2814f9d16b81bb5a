import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import { raiseRevision } from "../../store/register.ts";
import type { PlanTables } from "../../tables.ts";
import type { ClosureState, RoundTables } from "../tables.ts";
import { type Doing, recordAct } from "./rounds.ts";

/** A closing of a task as kept. */
export type StoredClosure = Selectable<RoundTables["plan_closure"]>;

/** Closings, the newest first; of one unit or all. */
export async function listClosures(
  db: Kysely<RoundTables>,
  filter: { readonly units?: readonly string[] | undefined; readonly commitment?: string | undefined } = {},
): Promise<StoredClosure[]> {
  let query = db.selectFrom("plan_closure").selectAll().orderBy("proposed_at", "desc");
  if (filter.units) query = query.where("organisation", "in", filter.units.length > 0 ? [...filter.units] : [""]);
  if (filter.commitment) query = query.where("commitment", "=", filter.commitment);
  return query.execute();
}

/** Tasks that are closed now, as `organisation commitment`: nobody is asked about them again. */
export async function listClosedTasks(db: Kysely<RoundTables>): Promise<Set<string>> {
  const rows = await db
    .selectFrom("plan_closure")
    .select(["organisation", "commitment"])
    .where("state", "=", "confirmed")
    .execute();
  return new Set(rows.map((row) => `${row.organisation} ${row.commitment}`));
}

/** A unit says that its task is finished. @throws Problem `resource.conflict` when it is proposed or closed already */
export async function proposeClosure(
  database: Database,
  task: { readonly organisation: string; readonly commitment: string; readonly reason: string },
  doing: Doing,
): Promise<string> {
  return database.transaction<RoundTables, string>(async (trx) => {
    const made = await trx
      .insertInto("plan_closure")
      .values({ ...task, state: "proposed", proposed_at: doing.now, proposed_by: doing.actor.name })
      .onConflict((conflict) =>
        conflict.columns(["commitment", "organisation"]).where("state", "in", ["proposed", "confirmed"]).doNothing(),
      )
      .returning("id")
      .executeTakeFirst();
    if (!made) {
      throw new Problem("resource.conflict", {
        zh: "这项任务已申请销号或已销号。",
        en: "Closing this task has been proposed or confirmed already.",
      });
    }
    await recordAct(trx, doing, {
      action: "closures:propose",
      topic: "plan.closure-proposed",
      resource: { type: "closure", id: made.id },
      detail: task,
    });
    return made.id;
  });
}

const stateWords: Readonly<Record<ClosureState, string>> = {
  proposed: "待确认",
  confirmed: "已销号",
  refused: "未同意",
  revoked: "已撤销",
};

const steps = {
  confirm: { from: "proposed", to: "confirmed" },
  refuse: { from: "proposed", to: "refused" },
  revoke: { from: "confirmed", to: "revoked" },
} as const;

/**
 * The office confirms or refuses a proposal, or revokes what it had confirmed.
 * @throws Problem `resource.not-found`, `resource.conflict` when it is not in the state for that, `request.invalid`
 * without a reason for refusing or revoking
 */
export async function decideClosure(
  database: Database,
  id: string,
  { decision, note }: { readonly decision: keyof typeof steps; readonly note: string },
  doing: Doing,
): Promise<void> {
  if (decision !== "confirm" && note === "") {
    throw new Problem("request.invalid", { zh: "请写明理由,让单位知道。", en: "Say why: the unit has to know." });
  }
  const { from, to } = steps[decision];
  await database.transaction<RoundTables, void>(async (trx) => {
    const found = await trx.selectFrom("plan_closure").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
    if (!found) {
      throw new Problem("resource.not-found", { zh: "没有这项销号申请。", en: "There is no such closing of a task." });
    }
    if (found.state !== from) {
      throw new Problem("resource.conflict", {
        zh: `这项销号的状态是“${stateWords[found.state]}”;状态是“${stateWords[from]}”的才能这样决定。`,
        en: `It is ${found.state}; only what is ${from} can be decided so.`,
      });
    }
    const deciding = {
      decided_at: doing.now,
      decided_on: doing.day,
      decided_by: doing.actor.name,
      decision_note: note,
    };
    const revoking = { revoked_at: doing.now, revoked_on: doing.day, revoked_by: doing.actor.name, revoke_note: note };
    await trx
      .updateTable("plan_closure")
      .set({ state: to, ...(decision === "revoke" ? revoking : deciding) })
      .where("id", "=", id)
      .execute();
    // Commitments show it.
    await raiseRevision(trx as unknown as Kysely<PlanTables>);
    await recordAct(trx, doing, {
      action: "closures:decide",
      topic: `plan.closure-${to}`,
      resource: { type: "closure", id },
      detail: { organisation: found.organisation, commitment: found.commitment, note },
    });
  });
}
