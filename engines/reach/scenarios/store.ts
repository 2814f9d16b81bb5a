import { appendAudit } from "@midreach/kernel/audit";
import { text } from "@midreach/kernel/contracts";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { NewScenario, ScenarioChange } from "./schemas.ts";
import type { ScenarioTables } from "./tables.ts";

/** A scenario as kept. */
export type StoredScenario = Selectable<ScenarioTables["reach_scenario"]>;
type Db = Kysely<ScenarioTables>;

/** Who acts, and when. */
export interface Doing {
  readonly actor: Actor;
  readonly now: Date;
}

/** By what a scenario's owner is known; the command line at the machine owns what it makes. */
export const ownerOf = (actor: Actor): string => actor.accountId ?? actor.kind;

/** So many scenarios are listed. */
const listLimit = 1000;

/** Scenarios that somebody may read, the one changed last first. @param readsAll those of others that are not shared too */
export function listScenarios(database: Database, actor: Actor, readsAll: boolean): Promise<StoredScenario[]> {
  const all = database.kysely<ScenarioTables>().selectFrom("reach_scenario").selectAll();
  const own = actor.accountId;
  const readable = readsAll
    ? all
    : all.where((row) => row.or([row("shared", "=", true), ...(own === null ? [] : [row("owner", "=", own)])]));
  return readable.orderBy("changed_at", "desc").orderBy("id", "desc").limit(listLimit).execute();
}

/** A kept scenario, if there is one of that id. */
export function findScenario(database: Database, id: string): Promise<StoredScenario | undefined> {
  const db = database.kysely<ScenarioTables>();
  return db.selectFrom("reach_scenario").selectAll().where("id", "=", id).executeTakeFirst();
}

/** A kept scenario. @throws Problem `resource.not-found` */
export async function getScenario(database: Database, id: string): Promise<StoredScenario> {
  return (await findScenario(database, id)) ?? fail(noScenario(id));
}

/** There is no such scenario, or none that is shared with who asks. */
export const noScenario = (id: string): Problem =>
  new Problem("resource.not-found", text(`没有编号为“${id}”的情景。`, `There is no scenario "${id}".`));

function fail(problem: Problem): never {
  throw problem;
}

/** Keeps a new scenario. @returns its id */
export async function insertScenario(database: Database, given: NewScenario, doing: Doing): Promise<string> {
  const { actor, now } = doing;
  return database.transaction<ScenarioTables, string>(async (trx) => {
    const { id } = await trx
      .insertInto("reach_scenario")
      .values({
        name: given.name,
        feed: given.feed,
        modifications: JSON.stringify(given.modifications),
        shared: given.shared,
        owner: ownerOf(actor),
        owner_name: actor.name,
        organisation: actor.organisation,
        created_at: now,
        changed_at: now,
        changed_by: actor.name,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await record(trx, doing, { action: "create", topic: "created", id, version: 1, ...given });
    return id;
  });
}

/**
 * Changes a scenario that nobody else has changed meanwhile.
 * @throws Problem `resource.not-found`; `resource.conflict` with the version that stands in the way in its context
 */
export async function changeScenario(
  database: Database,
  id: string,
  { version, ...change }: ScenarioChange,
  doing: Doing,
): Promise<void> {
  const { actor, now } = doing;
  await database.transaction<ScenarioTables, void>(async (trx) => {
    const found = await lockVersion(trx, id, version);
    const next = {
      name: change.name ?? found.name,
      feed: change.feed ?? found.feed,
      modifications: change.modifications ?? found.modifications,
      shared: change.shared ?? found.shared,
    };
    await trx
      .updateTable("reach_scenario")
      .set({
        ...next,
        modifications: JSON.stringify(next.modifications),
        version: version + 1,
        changed_at: now,
        changed_by: actor.name,
      })
      .where("id", "=", id)
      .execute();
    await record(trx, doing, { action: "change", topic: "changed", id, version: version + 1, ...next });
  });
}

/**
 * Deletes a scenario that nobody else has changed meanwhile.
 * @throws Problem `resource.not-found`; `resource.conflict` with the version that stands in the way in its context
 */
export async function deleteScenario(database: Database, id: string, version: number, doing: Doing): Promise<void> {
  await database.transaction<ScenarioTables, void>(async (trx) => {
    const found = await lockVersion(trx, id, version);
    await trx.deleteFrom("reach_scenario").where("id", "=", id).execute();
    await record(trx, doing, { ...found, action: "delete", topic: "deleted" });
  });
}

async function lockVersion(trx: Db, id: string, version: number): Promise<StoredScenario> {
  const query = trx.selectFrom("reach_scenario").selectAll().where("id", "=", id).forUpdate();
  const found = (await query.executeTakeFirst()) ?? fail(noScenario(id));
  if (found.version === version) return found;
  const detail = text(
    `${found.changed_by}已把该情景改到第${found.version}版(您看到的是第${version}版)。请查看后再决定。`,
    `${found.changed_by} has changed this scenario meanwhile: it is version ${found.version}, you have seen ${version}. Look at it, then decide.`,
  );
  const { name, feed, modifications, shared, changed_by: changedBy } = found;
  const current = { id, name, feed, modifications, shared, version: found.version, changedBy };
  throw new Problem("resource.conflict", detail, [], {
    context: { reason: "version", current: { ...current, changedAt: found.changed_at.toISOString() } },
  });
}

interface Act {
  readonly action: "create" | "change" | "delete";
  readonly topic: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly feed: string;
  readonly shared: boolean;
  readonly modifications: readonly unknown[];
}

/** Audit line and outbox message, in the transaction that did it. */
async function record(trx: Db, { actor, now }: Doing, act: Act): Promise<void> {
  const { id, name, feed, version, shared, modifications } = act;
  const detail = { name, feed, version, shared, modifications: modifications.length };
  const resource = { type: "scenario", id };
  await appendAudit(trx, { actor, action: `scenarios:${act.action}`, resource, detail }, now);
  const payload = { ...resource, ...detail, at: now.toISOString(), by: actor.name };
  await appendToOutbox(trx, { topic: `reach.scenario-${act.topic}`, key: id, payload });
}
