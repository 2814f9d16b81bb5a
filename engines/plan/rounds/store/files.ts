import { createHash } from "node:crypto";
import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { RoundTables } from "../tables.ts";
import { type Doing, recordAct } from "./rounds.ts";

/** An evidence file without its bytes. */
export type StoredFile = Selectable<RoundTables["plan_evidence_file"]>;

/** A file that somebody sends in as evidence; checked before it comes here. */
export interface NewFile {
  readonly organisation: string;
  readonly commitment: string;
  readonly round: string | null;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Files for one task, at most. */
export const mostFiles = 50;
const pieceBytes = 512 * 1024;

/**
 * Keeps a file with its SHA-256, whole or not at all. The same bytes for the same task are kept once.
 * @throws Problem `resource.conflict` when the task has too many files
 */
export async function insertFile(database: Database, file: NewFile, doing: Doing): Promise<StoredFile> {
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  return database.transaction<RoundTables, StoredFile>(async (trx) => {
    const there = await listFiles(trx, file);
    const same = there.find(
      (other) => other.sha256 === sha256 && other.name === file.name && other.round === file.round,
    );
    if (same) return same;
    if (there.length >= mostFiles) {
      throw new Problem("resource.conflict", {
        zh: `这项任务已有${mostFiles}个附件。请删去一个,或合并为一个。`,
        en: `The task has ${mostFiles} files already. Remove one, or join them into one.`,
      });
    }
    const row = await trx
      .insertInto("plan_evidence_file")
      .values({
        organisation: file.organisation,
        commitment: file.commitment,
        round: file.round,
        name: file.name,
        media_type: file.mediaType,
        size_bytes: file.bytes.byteLength,
        sha256,
        uploaded_at: doing.now,
        uploaded_by: doing.actor.name,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    for (let start = 0, ordinal = 0; start < file.bytes.byteLength; start += pieceBytes, ordinal += 1) {
      const bytes = Buffer.from(file.bytes.subarray(start, start + pieceBytes));
      await trx
        .insertInto("plan_evidence_piece")
        .values({ file: row.id, ordinal, uploaded_at: doing.now, bytes })
        .execute();
    }
    await recordAct(trx, doing, {
      action: "rounds:fill",
      topic: "plan.evidence-added",
      resource: { type: "evidence", id: row.id },
      detail: {
        organisation: file.organisation,
        commitment: file.commitment,
        round: file.round,
        name: file.name,
        sha256,
      },
    });
    return row;
  });
}

/** Files of a task that have not been removed, in the order in which they came. */
export async function listFiles(
  db: Kysely<RoundTables>,
  task: { readonly organisation: string; readonly commitment: string },
): Promise<StoredFile[]> {
  return db
    .selectFrom("plan_evidence_file")
    .selectAll()
    .where("organisation", "=", task.organisation)
    .where("commitment", "=", task.commitment)
    .where("removed_at", "is", null)
    .orderBy("uploaded_at")
    .orderBy("id")
    .execute();
}

/** How many files each task of a unit has in a round. */
export async function countFiles(
  db: Kysely<RoundTables>,
  organisation: string,
  round: string,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("plan_evidence_file")
    .select(["commitment", (eb) => eb.fn.countAll<bigint>().as("files")])
    .where("organisation", "=", organisation)
    .where("round", "=", round)
    .where("removed_at", "is", null)
    .groupBy("commitment")
    .execute();
  return new Map(rows.map((row) => [row.commitment, Number(row.files)]));
}

/** A file that has not been removed. */
export async function findFile(db: Kysely<RoundTables>, id: string): Promise<StoredFile | undefined> {
  return db
    .selectFrom("plan_evidence_file")
    .selectAll()
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
}

/** @throws Problem `resource.not-found` for a file that never was or has been removed */
export async function getFile(db: Kysely<RoundTables>, id: string): Promise<StoredFile> {
  const found = await findFile(db, id);
  if (!found) {
    throw new Problem("resource.not-found", {
      zh: "没有这个附件,或已被删除。",
      en: "There is no such evidence file, or it has been removed.",
    });
  }
  return found;
}

/**
 * The bytes of a file.
 * @throws Error when they are not those that were sent in: the hash is checked at every reading
 */
export async function readFileBytes(db: Kysely<RoundTables>, file: StoredFile): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = await db
    .selectFrom("plan_evidence_piece")
    .select("bytes")
    .where("file", "=", file.id)
    .orderBy("ordinal")
    .execute();
  const bytes = new Uint8Array(file.size_bytes);
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece.bytes, start);
    start += piece.bytes.byteLength;
  }
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) {
    throw new Error(`evidence file ${file.id} is not what was sent in: its hash differs`);
  }
  return bytes;
}

/** Takes a file out of the lists; its bytes stay, so that what was once shown can be shown again. */
export async function removeFile(database: Database, id: string, doing: Doing): Promise<void> {
  await database.transaction<RoundTables, void>(async (trx) => {
    const file = await getFile(trx, id);
    await trx
      .updateTable("plan_evidence_file")
      .set({ removed_at: doing.now, removed_by: doing.actor.name })
      .where("id", "=", id)
      .execute();
    await recordAct(trx, doing, {
      action: "rounds:fill",
      topic: "plan.evidence-removed",
      resource: { type: "evidence", id },
      detail: { organisation: file.organisation, commitment: file.commitment, name: file.name, sha256: file.sha256 },
    });
  });
}
