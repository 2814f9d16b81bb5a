import { appendAudit } from "@midreach/kernel/audit";
import { type Database, hasSqlState } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { Feed, ImportReport } from "../schemas.ts";
import type { FeedOptions, ReachTables } from "../tables.ts";
import { hashOf } from "./hash.ts";

/** An imported feed as kept, without its bytes. */
export type StoredFeed = Selectable<ReachTables["reach_feed_import"]>;

/** A file that was read without error and is to be kept. */
export interface NewFeed {
  readonly feed: Feed;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly options: FeedOptions;
  readonly report: ImportReport;
  readonly actor: Actor;
  readonly now: Date;
}

const pieceBytes = 1 << 20;

/** Imported feeds in use, the oldest first. */
export function findStoredFeeds(database: Database): Promise<StoredFeed[]> {
  return database
    .kysely<ReachTables>()
    .selectFrom("reach_feed_import")
    .selectAll()
    .where("removed_at", "is", null)
    .orderBy("imported_at")
    .orderBy("id")
    .execute();
}

/** An imported feed in use. @throws Problem `resource.not-found` */
export async function getStoredFeed(database: Database, id: string): Promise<StoredFeed> {
  const db = database.kysely<ReachTables>();
  const found = await db
    .selectFrom("reach_feed_import")
    .selectAll()
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!found) throw noImport(id);
  return found;
}

const noImport = (id: string): Problem =>
  new Problem("resource.not-found", {
    zh: `没有编号为“${id}”的导入时刻表,或已被移除。`,
    en: `There is no imported timetable "${id}", or it has been removed.`,
  });

/**
 * Keeps a feed whole or not at all, with its audit line and outbox message.
 * @returns id of the import
 * @throws Problem `resource.conflict` when a feed of that id is in use
 */
export async function insertFeed(database: Database, given: NewFeed): Promise<string> {
  try {
    return await insertWhole(database, given);
  } catch (error) {
    // Of two who bring one id at the same moment, the slower one.
    if (hasSqlState(error, "23505")) throw takenId(given.feed.id);
    throw error;
  }
}

function insertWhole(database: Database, given: NewFeed): Promise<string> {
  const { feed, bytes, sha256, actor, now } = given;
  return database.transaction<ReachTables, string>(async (trx) => {
    await refuseTaken(trx, feed.id);
    const { id } = await trx
      .insertInto("reach_feed_import")
      .values({
        feed: feed.id,
        file_name: given.fileName,
        size_bytes: bytes.byteLength,
        sha256,
        options: JSON.stringify(given.options),
        body: JSON.stringify(feed),
        report: JSON.stringify(given.report),
        imported_at: now,
        imported_by: actor.name,
        removed_at: null,
        removed_by: null,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    for (let start = 0, ordinal = 0; start < bytes.byteLength; start += pieceBytes, ordinal += 1) {
      const piece = Buffer.from(bytes.subarray(start, start + pieceBytes));
      await trx
        .insertInto("reach_feed_piece")
        .values({ import: id, ordinal, imported_at: now, bytes: piece })
        .execute();
    }
    const { stations, trips, judging } = feed;
    const detail = { feed: feed.id, file: given.fileName, sha256, stations, trips, judging };
    await appendToOutbox(trx, { topic: "reach.feed-imported", key: id, payload: { ...detail, by: actor.name } });
    const resource = { type: "reach-feed", id };
    await appendAudit(trx, { actor, action: "reach:import", resource, detail }, now);
    return id;
  });
}

async function refuseTaken(trx: Kysely<ReachTables>, feed: string): Promise<void> {
  const taken = await trx
    .selectFrom("reach_feed_import")
    .select("id")
    .where("feed", "=", feed)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (taken) throw takenId(feed);
}

/** There is a feed of that id. */
export const takenId = (feed: string): Problem =>
  new Problem("resource.conflict", {
    zh: `已有编号为“${feed}”的时刻表。请另取编号,或先移除原有的。`,
    en: `There is a timetable "${feed}" already. Give another id, or remove that one first.`,
  });

/**
 * The file of an imported feed.
 * @throws Error when it is not what was sent in: the hash is checked at every reading
 */
export async function readStoredFile(database: Database, row: StoredFeed): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = await database
    .kysely<ReachTables>()
    .selectFrom("reach_feed_piece")
    .select("bytes")
    .where("import", "=", row.id)
    .orderBy("ordinal")
    .execute();
  const bytes = new Uint8Array(row.size_bytes);
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece.bytes, start);
    start += piece.bytes.byteLength;
  }
  if ((await hashOf(bytes)) !== row.sha256)
    throw new Error(`imported feed ${row.id} is not what was sent in: its hash differs`);
  return bytes;
}

/** Takes a feed out of use; its file stays, so that what it once proved can be proved again. */
export async function retireFeed(database: Database, id: string, actor: Actor, now: Date): Promise<void> {
  await database.transaction<ReachTables, void>(async (trx) => {
    const row = await trx
      .updateTable("reach_feed_import")
      .set({ removed_at: now, removed_by: actor.name })
      .where("id", "=", id)
      .where("removed_at", "is", null)
      .returning(["feed", "sha256"])
      .executeTakeFirst();
    if (!row) throw noImport(id);
    const detail = { feed: row.feed, sha256: row.sha256 };
    await appendToOutbox(trx, { topic: "reach.feed-removed", key: id, payload: { ...detail, by: actor.name } });
    await appendAudit(trx, { actor, action: "reach:import", resource: { type: "reach-feed", id }, detail }, now);
  });
}
