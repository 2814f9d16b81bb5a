import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import type { Selectable } from "kysely";
import type { ReachSettings } from "./schemas.ts";
import type { ReachTables } from "./tables.ts";

/** A decision on settings as kept. */
export type StoredSettings = Selectable<ReachTables["reach_settings"]>;
/** A decision on the cities around a capital as kept. */
export type StoredSurrounding = Selectable<ReachTables["reach_surrounding"]>;

/** Who decides, when, and why. */
export interface Deciding {
  readonly actor: Actor;
  readonly now: Date;
  /** The day of `now` in the region's zone. */
  readonly day: string;
  readonly reason: string;
  readonly validFrom: string;
}

/** Every decision on settings; the one that wins over the others first: valid last, then decided last. */
export function listSettings(database: Database): Promise<StoredSettings[]> {
  return database
    .kysely<ReachTables>()
    .selectFrom("reach_settings")
    .selectAll()
    .orderBy("valid_from", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** Every decision on the cities around capitals; of one capital, the winning one first. */
export function listSurroundings(database: Database): Promise<StoredSurrounding[]> {
  return database
    .kysely<ReachTables>()
    .selectFrom("reach_surrounding")
    .selectAll()
    .orderBy("valid_from", "desc")
    .orderBy("id", "desc")
    .execute();
}

/** Keeps a decision on settings with its audit line and outbox message. */
export async function insertSettings(database: Database, settings: ReachSettings, deciding: Deciding): Promise<void> {
  await database.transaction<ReachTables, void>(async (trx) => {
    const { id } = await trx
      .insertInto("reach_settings")
      .values({ settings: JSON.stringify(settings), ...columnsOf(deciding) })
      .returning("id")
      .executeTakeFirstOrThrow();
    const detail = { settings, validFrom: deciding.validFrom, reason: deciding.reason };
    await appendToOutbox(trx, { topic: "reach.settings-decided", key: String(id), payload: detail });
    const resource = { type: "reach-settings", id: String(id) };
    await appendAudit(trx, { actor: deciding.actor, action: "reach:decide", resource, detail }, deciding.now);
  });
}

/** Keeps a decision on the cities around a capital with its audit line and outbox message. */
export async function insertSurrounding(
  database: Database,
  given: { readonly capital: string; readonly cities: readonly string[] },
  deciding: Deciding,
): Promise<void> {
  await database.transaction<ReachTables, void>(async (trx) => {
    await trx
      .insertInto("reach_surrounding")
      .values({ capital: given.capital, cities: JSON.stringify(given.cities), ...columnsOf(deciding) })
      .execute();
    const detail = { ...given, validFrom: deciding.validFrom, reason: deciding.reason };
    await appendToOutbox(trx, { topic: "reach.surroundings-decided", key: given.capital, payload: detail });
    const resource = { type: "reach-surroundings", id: given.capital };
    await appendAudit(trx, { actor: deciding.actor, action: "reach:decide", resource, detail }, deciding.now);
  });
}

const columnsOf = ({ actor, now, day, reason, validFrom }: Deciding) => ({
  valid_from: validFrom,
  reason,
  decided_at: now,
  decided_on: day,
  decided_by: actor.name,
});
