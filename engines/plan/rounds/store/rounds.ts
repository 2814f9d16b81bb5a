import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import { Problem } from "@midreach/kernel/problems";
import { type Kysely, type Selectable, sql } from "kysely";
import { hashRow } from "../../core/frame.ts";
import type { ItemCounts } from "../../core/rounds/deadlines.ts";
import type { AssignmentRole } from "../../core/rounds/report.ts";
import type { NewRound, RoundChange, RoundScope } from "../schemas.ts";
import type { RoundTables } from "../tables.ts";

/** A round as kept. */
export type StoredRound = Selectable<RoundTables["plan_round"]>;

/** Who did something, and when; `day` is the calendar day in the region's time zone. */
export interface Doing {
  readonly actor: Actor;
  readonly now: Date;
  readonly day: string;
}

/** Writes an act into the outbox and the audit log, in the transaction of the act itself. */
export async function recordAct<Tables>(
  trx: Kysely<Tables>,
  { actor, now }: Doing,
  act: {
    /** Cedar action that allowed it. */
    readonly action: string;
    /** Outbox topic. */
    readonly topic: string;
    readonly resource: { readonly type: string; readonly id: string };
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { action, topic, resource, detail = {} } = act;
  await appendToOutbox(trx, { topic, key: resource.id, payload: { by: actor.name, at: now.toISOString(), ...detail } });
  await appendAudit(trx, { actor, action, resource, detail }, now);
}

/** All rounds, the newest first. */
export async function listRounds(db: Kysely<RoundTables>): Promise<StoredRound[]> {
  return db.selectFrom("plan_round").selectAll().orderBy("created_at", "desc").orderBy("id", "desc").execute();
}

/** @throws Problem `resource.not-found` */
export async function getRound(db: Kysely<RoundTables>, id: string): Promise<StoredRound> {
  const found = await db.selectFrom("plan_round").selectAll().where("id", "=", id).executeTakeFirst();
  if (!found) throw noRound(id);
  return found;
}

/** That there is no such round. */
export const noRound = (id: string): Problem =>
  new Problem("resource.not-found", {
    zh: `没有填报轮次“${id}”。`,
    en: `There is no reporting round "${id}".`,
  });

const stateWords: Readonly<Record<StoredRound["state"], string>> = {
  draft: "草稿",
  open: "填报中",
  closed: "已关闭",
};

/**
 * That the state of a round forbids something: `resource.conflict`.
 * @param zh what follows from it, as a sentence; @param en the same
 */
export function roundConflict(
  { title, state }: Pick<StoredRound, "title" | "state">,
  zh: string,
  en: string,
  context?: { readonly reason: string; readonly kept: boolean },
): Problem {
  const detail = {
    zh: `填报轮次“${title}”的状态是“${stateWords[state]}”;${zh}`,
    en: `Round "${title}" is ${state}; ${en}`,
  };
  return new Problem("resource.conflict", detail, [], { context });
}

/** Keeps a new round as a draft. */
export async function insertRound(database: Database, round: NewRound, doing: Doing): Promise<string> {
  checkDates(round);
  return database.transaction<RoundTables, string>(async (trx) => {
    const { id } = await trx
      .insertInto("plan_round")
      .values({
        title: round.title,
        period_from: round.periodFrom,
        period_to: round.periodTo,
        due: round.due,
        note: round.note,
        scope: JSON.stringify(round.scope),
        state: "draft",
        created_at: doing.now,
        created_by: doing.actor.name,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const detail = { title: round.title, due: round.due };
    await recordAct(trx, doing, { ...act("plan.round-drafted", id), detail });
    return id;
  });
}

const act = (topic: string, id: string) => ({
  action: "rounds:manage",
  topic,
  resource: { type: "round", id },
});

function checkDates({ periodFrom, periodTo, due }: { periodFrom: string; periodTo: string; due: string }): void {
  if (periodTo < periodFrom) {
    throw new Problem("request.invalid", {
      zh: `填报期间的止(${periodTo})早于起(${periodFrom})。`,
      en: `The period ends (${periodTo}) before it begins (${periodFrom}).`,
    });
  }
  if (due < periodFrom) {
    throw new Problem("request.invalid", {
      zh: `截止日期${due}早于填报期间的起(${periodFrom})。`,
      en: `The due date ${due} lies before the period begins (${periodFrom}).`,
    });
  }
}

async function lockRound(trx: Kysely<RoundTables>, id: string): Promise<StoredRound> {
  const found = await trx.selectFrom("plan_round").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (!found) throw noRound(id);
  return found;
}

/**
 * Changes a round: all of a draft, only title, note and due date of an open one.
 * @throws Problem `resource.not-found`, `resource.conflict` (closed, or open and more was to change)
 */
export async function changeRound(database: Database, id: string, change: RoundChange, doing: Doing): Promise<void> {
  await database.transaction<RoundTables, void>(async (trx) => {
    const round = await lockRound(trx, id);
    const { title = round.title, note = round.note, due = round.due } = change;
    if (round.state === "closed") {
      throw new Problem("resource.conflict", {
        zh: `填报轮次“${round.title}”已关闭。`,
        en: `Round "${round.title}" is closed.`,
      });
    }
    if (round.state === "open" && (change.scope || change.periodFrom || change.periodTo)) {
      throw new Problem("resource.conflict", {
        zh: "已下发的轮次不能改期间和范围:单位已在填报。请关闭后另建一轮。",
        en: "An open round keeps its period and scope: units already write to it. Close it and open another.",
      });
    }
    const { periodFrom = round.period_from, periodTo = round.period_to, scope = round.scope } = change;
    checkDates({ periodFrom, periodTo, due });
    await trx
      .updateTable("plan_round")
      .set({ title, note, due, period_from: periodFrom, period_to: periodTo, scope: JSON.stringify(scope) })
      .where("id", "=", id)
      .execute();
    await recordAct(trx, doing, { ...act("plan.round-changed", id), detail: { ...change } });
  });
}

/** A task as it enters a round. */
export interface NewItem {
  readonly organisation: string;
  readonly commitment: string;
  readonly role: AssignmentRole;
}

/**
 * Opens a draft: its tasks are fixed now, whoever is assigned later. All in one transaction.
 * @param scope what the tasks were gathered for
 * @throws Problem `resource.conflict` when it is no draft or its scope has been changed meanwhile, `request.invalid` when
 * it asks nobody
 */
export async function openRound(
  database: Database,
  id: string,
  { items, scope }: { readonly items: readonly NewItem[]; readonly scope: RoundScope },
  doing: Doing,
): Promise<void> {
  if (items.length === 0) {
    throw new Problem("request.invalid", {
      zh: "这一轮没有单位需要填报。请放宽范围。",
      en: "Nobody would have to report in this round. Widen its scope.",
    });
  }
  await database.transaction<RoundTables, void>(
    async (trx) => {
      const round = await lockRound(trx, id);
      if (round.state !== "draft") {
        throw roundConflict(round, "草稿才能下发。", "only a draft can be opened.");
      }
      if (hashRow(round.scope) !== hashRow(scope)) {
        throw new Problem("resource.conflict", {
          zh: "下发过程中范围被更改。请重新下发。",
          en: "The scope was changed while the round was being opened. Open it again.",
        });
      }
      const rows = JSON.stringify(items.map((item, ordinal) => ({ ...item, ordinal })));
      await sql`
        insert into plan_round_item (round, organisation, commitment, opened_on, ordinal, role, state, version)
        select ${id}, row.organisation, row.commitment, ${doing.day}::date, row.ordinal, row.role, 'not-started', 0
        from jsonb_to_recordset(${rows}::jsonb)
          as row (organisation text, commitment text, role text, ordinal integer)`.execute(trx);
      await trx
        .updateTable("plan_round")
        .set({ state: "open", opened_at: doing.now, opened_on: doing.day, opened_by: doing.actor.name })
        .where("id", "=", id)
        .execute();
      await recordAct(trx, doing, { ...act("plan.round-opened", id), detail: { items: items.length, due: round.due } });
    },
    { statementTimeoutMs: 120_000 },
  );
}

/**
 * Closes an open round: from now on nothing that units write counts. Waits for those who are saving right now.
 * @throws Problem `resource.not-found`, `resource.conflict` when it is not open
 */
export async function closeRound(database: Database, id: string, doing: Doing): Promise<void> {
  await database.transaction<RoundTables, void>(async (trx) => {
    const round = await lockRound(trx, id);
    if (round.state !== "open") {
      throw roundConflict(round, "填报中的才能关闭。", "only an open one can be closed.");
    }
    await trx
      .updateTable("plan_round")
      .set({ state: "closed", closed_at: doing.now, closed_by: doing.actor.name })
      .where("id", "=", id)
      .execute();
    const { counts } = (await countItems(trx, [id])).get(id) ?? {};
    await recordAct(trx, doing, { ...act("plan.round-closed", id), detail: { counts: counts ?? {} } });
  });
}

/** Counts of a round's items. */
export interface RoundCounts {
  readonly counts: ItemCounts;
  readonly units: number;
  readonly commitments: number;
}

export const noCounts: ItemCounts = { "not-started": 0, draft: 0, submitted: 0, returned: 0, accepted: 0 };

/** Items of rounds by state, of some units or all. Rounds without items are left out. */
export async function countItems(
  db: Kysely<RoundTables>,
  rounds: readonly string[],
  units?: readonly string[],
): Promise<Map<string, RoundCounts>> {
  if (rounds.length === 0) return new Map();
  const { rows } = await sql<{
    round: string;
    state: keyof ItemCounts | null;
    items: bigint;
    units: bigint;
    commitments: bigint;
  }>`
    select round, state, count(*) as items, count(distinct organisation) as units,
      count(distinct commitment) as commitments
    from plan_round_item
    where round = any (${[...rounds]}::text[])
      and (${units === undefined} or organisation = any (${[...(units ?? [])]}::text[]))
    group by grouping sets ((round, state), (round))`.execute(db);
  const found = new Map<string, { counts: Record<keyof ItemCounts, number>; units: number; commitments: number }>();
  for (const row of rows) {
    const entry = found.get(row.round) ?? { counts: { ...noCounts }, units: 0, commitments: 0 };
    if (row.state === null) {
      entry.units = Number(row.units);
      entry.commitments = Number(row.commitments);
    } else entry.counts[row.state] = Number(row.items);
    found.set(row.round, entry);
  }
  return found;
}
