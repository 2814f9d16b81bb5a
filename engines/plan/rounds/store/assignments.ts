import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import { addDays } from "@midreach/kernel/time";
import type { Kysely, Selectable } from "kysely";
import type { Duty, ImpliedDuty } from "../../core/rounds/assign.ts";
import type { NewAssignment } from "../schemas.ts";
import type { RoundTables } from "../tables.ts";
import { type Doing, recordAct } from "./rounds.ts";

/** A duty as the office has decided it. */
export type StoredDuty = Selectable<RoundTables["plan_assignment"]>;

/** Every duty that the office has decided, ended ones too, by commitment. */
export async function listDecidedDuties(db: Kysely<RoundTables>): Promise<Map<string, StoredDuty[]>> {
  const rows = await db
    .selectFrom("plan_assignment")
    .selectAll()
    .orderBy("valid_from")
    .orderBy("organisation")
    .execute();
  const found = new Map<string, StoredDuty[]>();
  for (const row of rows) {
    const list = found.get(row.commitment);
    if (list) list.push(row);
    else found.set(row.commitment, [row]);
  }
  return found;
}

/** Whether a duty is in force on a day. */
export function isInForce(duty: StoredDuty, day: string): boolean {
  return duty.valid_from <= day && (duty.valid_to === null || duty.valid_to >= day);
}

/**
 * Decides who answers for a commitment from a day on. What stood before ends the day before; nothing is deleted. The
 * first decision takes over what the register implied.
 * @param implied the register's duties, in force since `since`
 * @throws Problem `resource.conflict` when a later decision is already there
 */
export async function decideDuties(
  database: Database,
  commitment: string,
  given: NewAssignment,
  implied: { readonly duties: readonly ImpliedDuty[]; readonly since: string },
  doing: Doing,
): Promise<void> {
  await database.transaction<RoundTables, void>(async (trx) => {
    const there = await trx
      .selectFrom("plan_assignment")
      .selectAll()
      .where("commitment", "=", commitment)
      .forUpdate()
      .execute();
    const latest = there.filter((duty) => duty.basis === "office").map((duty) => duty.valid_from);
    const last = latest.sort().at(-1);
    if (last !== undefined && given.validFrom < last) {
      throw new Problem("resource.conflict", {
        zh: `已有自${last}起生效的决定。请从该日或更晚的日期起决定。`,
        en: `There is a decision that holds from ${last}. Decide from that day on, or later.`,
      });
    }
    if (there.length === 0) await takeOver(trx, commitment, implied, doing);
    await replaceDuties(trx, commitment, given, doing);
    await recordAct(trx, doing, {
      action: "assignments:manage",
      topic: "plan.duties-decided",
      resource: { type: "commitment", id: commitment },
      detail: { ...given },
    });
  });
}

async function takeOver(
  trx: Kysely<RoundTables>,
  commitment: string,
  { duties, since }: { readonly duties: readonly ImpliedDuty[]; readonly since: string },
  doing: Doing,
): Promise<void> {
  if (duties.length === 0) return;
  await trx
    .insertInto("plan_assignment")
    .values(
      duties.map(({ organisation, role, rule }) => ({
        organisation,
        role,
        commitment,
        valid_from: since,
        valid_to: null,
        basis: rule ? ("rule" as const) : ("register" as const),
        note: rule?.title.zh ?? "",
        made_at: doing.now,
        made_by: rule ? "rule" : "register",
        ended_at: null,
        ended_by: null,
      })),
    )
    .execute();
}

async function replaceDuties(
  trx: Kysely<RoundTables>,
  commitment: string,
  { validFrom, duties, note }: NewAssignment,
  { actor, now }: Doing,
): Promise<void> {
  const standing = await trx
    .selectFrom("plan_assignment")
    .selectAll()
    .where("commitment", "=", commitment)
    .where("valid_to", "is", null)
    .execute();
  const key = (duty: Duty) => `${duty.organisation} ${duty.role}`;
  const wanted = new Set(duties.map(key));
  const kept = new Set(standing.filter((duty) => wanted.has(key(duty))).map(key));
  const ending = standing.filter((duty) => !wanted.has(key(duty))).map((duty) => duty.id);
  if (ending.length > 0) {
    await trx
      .updateTable("plan_assignment")
      .set({ valid_to: addDays(validFrom, -1), ended_at: now, ended_by: actor.name })
      .where("id", "in", ending)
      .execute();
  }
  const beginning = duties.filter((duty) => !kept.has(key(duty)));
  if (beginning.length === 0) return;
  const frame = { commitment, valid_from: validFrom, valid_to: null, basis: "office" as const, note };
  const making = { made_at: now, made_by: actor.name, ended_at: null, ended_by: null };
  await trx
    .insertInto("plan_assignment")
    .values(beginning.map((duty) => ({ ...duty, ...frame, ...making })))
    .execute();
}
