import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { NewSupervision } from "../schemas.ts";
import type { RoundTables } from "../tables.ts";
import { type Doing, recordAct } from "./rounds.ts";

type Entry = Selectable<RoundTables["plan_supervision_entry"]>;

/** A supervision notice with everything said about it. */
export interface StoredSupervision extends Selectable<RoundTables["plan_supervision"]> {
  readonly entries: readonly Entry[];
}

/** Notices, open ones first, then the newest; of some units or all. */
export async function listSupervisions(
  db: Kysely<RoundTables>,
  units?: readonly string[],
): Promise<StoredSupervision[]> {
  let query = db.selectFrom("plan_supervision").selectAll().orderBy("issued_at", "desc");
  if (units) query = query.where("organisation", "in", units.length > 0 ? [...units] : [""]);
  const notices = await query.execute();
  if (notices.length === 0) return [];
  const ids = notices.map((notice) => notice.id);
  const entries = await db
    .selectFrom("plan_supervision_entry")
    .selectAll()
    .where("supervision", "in", ids)
    .orderBy("ordinal")
    .execute();
  const rows = notices.map((notice) => ({
    ...notice,
    entries: entries.filter((entry) => entry.supervision === notice.id),
  }));
  return rows.sort((a, b) => Number(a.state === "lifted") - Number(b.state === "lifted"));
}

/** The unit that a notice went to; undefined when there is no such notice. */
export async function findSupervision(db: Kysely<RoundTables>, id: string) {
  return db.selectFrom("plan_supervision").select(["id", "organisation"]).where("id", "=", id).executeTakeFirst();
}

/** How many notices each unit has that are not lifted. */
export async function countSupervisions(db: Kysely<RoundTables>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("plan_supervision")
    .select(["organisation", (eb) => eb.fn.countAll<bigint>().as("notices")])
    .where("state", "!=", "lifted")
    .groupBy("organisation")
    .execute();
  return new Map(rows.map((row) => [row.organisation, Number(row.notices)]));
}

/** Issues a notice. @throws Problem `request.invalid` when its deadline has passed */
export async function issueSupervision(database: Database, given: NewSupervision, doing: Doing): Promise<string> {
  if (given.deadline < doing.day) {
    throw new Problem("request.invalid", {
      zh: `答复期限${given.deadline}已过;今天是${doing.day}。`,
      en: `The deadline ${given.deadline} has passed; today is ${doing.day}.`,
    });
  }
  return database.transaction<RoundTables, string>(async (trx) => {
    const { id } = await trx
      .insertInto("plan_supervision")
      .values({
        organisation: given.organisation,
        commitments: [...given.commitments],
        round: given.round,
        subject: given.subject,
        deadline: given.deadline,
        state: "issued",
        issued_at: doing.now,
        issued_by: doing.actor.name,
        issuer: doing.actor.organisation,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await addEntry(trx, id, 0, { act: "issued", words: given.words }, doing);
    const { organisation, commitments, deadline, subject } = given;
    await record(trx, doing, "supervision:issue", "issued", id, { organisation, commitments, deadline, subject });
    return id;
  });
}

type Step = "answered" | "returned" | "lifted";
const stateAfter = { answered: "answered", returned: "issued", lifted: "lifted" } as const;

/**
 * Answers a notice, sends an answer back, or lifts it.
 * @throws Problem `resource.not-found`, `resource.conflict` when it is lifted, or there is no answer to send back
 */
export async function continueSupervision(
  database: Database,
  id: string,
  { act, words }: { readonly act: Step; readonly words: string },
  doing: Doing,
): Promise<void> {
  await database.transaction<RoundTables, void>(async (trx) => {
    const notice = await trx
      .selectFrom("plan_supervision")
      .selectAll()
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!notice) {
      throw new Problem("resource.not-found", {
        zh: `没有督办通知“${id}”。`,
        en: `There is no supervision notice "${id}".`,
      });
    }
    if (notice.state === "lifted") {
      throw new Problem("resource.conflict", { zh: "这件督办已解除。", en: "The notice has been lifted." });
    }
    if (act === "returned" && notice.state !== "answered") {
      throw new Problem("resource.conflict", {
        zh: "单位尚未答复,没有可以退回的内容。",
        en: "The unit has not answered yet: there is nothing to send back.",
      });
    }
    const { last } = await trx
      .selectFrom("plan_supervision_entry")
      .select((eb) => eb.fn.max("ordinal").as("last"))
      .where("supervision", "=", id)
      .executeTakeFirstOrThrow();
    await addEntry(trx, id, last + 1, { act, words }, doing);
    await trx.updateTable("plan_supervision").set({ state: stateAfter[act] }).where("id", "=", id).execute();
    const action = act === "answered" ? "supervision:answer" : "supervision:decide";
    await record(trx, doing, action, act, id, { organisation: notice.organisation });
  });
}

async function addEntry(
  trx: Kysely<RoundTables>,
  supervision: string,
  ordinal: number,
  said: { readonly act: Entry["act"]; readonly words: string },
  { actor, now }: Doing,
): Promise<void> {
  await trx
    .insertInto("plan_supervision_entry")
    .values({ supervision, ordinal, ...said, at: now, made_by: actor.name })
    .execute();
}

async function record(
  trx: Kysely<RoundTables>,
  doing: Doing,
  action: string,
  act: string,
  id: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const resource = { type: "supervision", id };
  await recordAct(trx, doing, { action, topic: `plan.supervision-${act}`, resource, detail });
}
