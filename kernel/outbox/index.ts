import { type Kysely, sql } from "kysely";
import type { Database } from "../database/index.ts";

/** What happened, to be appended in the transaction that made it happen. */
export interface OutboxMessage {
  /** Kind of event, e.g. `plan.evaluation-published`. */
  readonly topic: string;
  /** What it is about, e.g. the evaluation's id. */
  readonly key: string;
  /** Plain JSON. */
  readonly payload: unknown;
}

/** A message as its readers get it. */
export interface OutboxEntry<Payload = unknown> {
  /** Grows with every entry; of two entries of one process the later one has the larger. */
  readonly position: bigint;
  readonly topic: string;
  readonly key: string;
  readonly payload: Payload;
  readonly createdAt: Date;
}

interface Tables {
  kernel_outbox: { topic: string; position: bigint; created_at: Date; key: string; payload: unknown };
  kernel_outbox_cursor: { consumer: string; position: bigint; moved_at: Date };
}

/** Any number, as long as every Midreach takes the same one. */
const lockNumber = sql.lit(7_241_502);
const usualBatchSize = 100;

/** Appends one message; it becomes visible to readers when the caller's transaction commits, and not at all otherwise. */
export async function appendToOutbox<Other>(trx: Kysely<Other>, message: OutboxMessage): Promise<void> {
  // Shared: appenders do not hinder each other, but a reader can wait until those under way have committed.
  await sql`select pg_advisory_xact_lock_shared(${lockNumber})`.execute(trx);
  const { topic, key, payload } = message;
  await sql`insert into kernel_outbox (topic, key, payload) values (${topic}, ${key}, ${JSON.stringify(payload)})`.execute(
    trx,
  );
}

interface Batch {
  readonly cursor: bigint;
  readonly entries: OutboxEntry[];
}

async function readBatch(
  database: Database,
  consumer: string,
  topics: readonly string[] | undefined,
  size: number,
): Promise<Batch> {
  // Positions are given before commit: without waiting for appenders under way, an entry that commits late would be
  // skipped for ever once the cursor has passed its position.
  const horizon = await database.transaction<Tables, bigint>(async (trx) => {
    await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(trx);
    const last = await trx
      .selectFrom("kernel_outbox")
      .select((row) => row.fn.max("position").as("position"))
      .executeTakeFirst();
    return last?.position ?? 0n;
  });
  const tables = database.kysely<Tables>();
  const cursor = await tables
    .selectFrom("kernel_outbox_cursor")
    .select("position")
    .where("consumer", "=", consumer)
    .executeTakeFirst();
  const after = cursor?.position ?? 0n;
  let query = tables
    .selectFrom("kernel_outbox")
    .selectAll()
    .where("position", ">", after)
    .where("position", "<=", horizon)
    .orderBy("position")
    .limit(size);
  if (topics !== undefined) {
    query = query.where("topic", "in", [...topics]);
  }
  const rows = await query.execute();
  return {
    cursor: after,
    entries: rows.map(({ position, topic, key, payload, created_at }) => ({
      position,
      topic,
      key,
      payload,
      createdAt: created_at,
    })),
  };
}

/** @returns false when another reader with the same name has moved the cursor meanwhile */
async function moveCursor(database: Database, consumer: string, from: bigint, to: bigint): Promise<boolean> {
  const moved = await database
    .kysely<Tables>()
    .insertInto("kernel_outbox_cursor")
    .values({ consumer, position: to, moved_at: new Date() })
    .onConflict((conflict) =>
      conflict
        .column("consumer")
        .doUpdateSet({ position: to, moved_at: new Date() })
        .where("kernel_outbox_cursor.position", "=", from),
    )
    .executeTakeFirst();
  return (moved.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/**
 * Hands every entry that `consumer` has not had to `handler`, one after the other in order, until none is left.
 * At least once: when the process dies after the handler and before the cursor moved, the entry comes again, so the
 * handler must be repeatable. When the handler throws, reading stops there and the entry comes again next time.
 * @param options.topics only these; a consumer must always ask for the same ones
 * @returns how many entries were handled
 */
export async function readOutbox(
  database: Database,
  consumer: string,
  handler: (entry: OutboxEntry) => Promise<void>,
  options: { readonly topics?: readonly string[]; readonly batchSize?: number } = {},
): Promise<number> {
  let handled = 0;
  for (;;) {
    const batch = await readBatch(database, consumer, options.topics, options.batchSize ?? usualBatchSize);
    if (batch.entries.length === 0) {
      return handled;
    }
    let cursor = batch.cursor;
    for (const entry of batch.entries) {
      await handler(entry);
      handled += 1;
      if (!(await moveCursor(database, consumer, cursor, entry.position))) {
        return handled;
      }
      cursor = entry.position;
    }
  }
}
