import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { type Kysely, sql } from "kysely";
import { Problem } from "../problems/index.ts";
import type { Database, MigrationSet } from "./types.ts";

/** The kernel's own tables. Rooms of the kernel that need more add files to the same folder. */
export const kernelMigrations: MigrationSet = { room: "kernel", folder: new URL("./migrations/", import.meta.url) };

/** What `migrate` reports: one call before each file that it applies. */
export interface MigrationProgress {
  readonly room: string;
  readonly file: string;
  /** Counted from 1 over everything that this run applies. */
  readonly step: number;
  readonly steps: number;
}

interface MigrationFile {
  readonly room: string;
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

interface MigrationTable {
  kernel_migration: { room: string; number: number; name: string; checksum: string; applied_at: Date };
}

const filePattern = /^(\d{3})-([a-z0-9-]+)\.sql$/;
/** Any number will do, as long as every Midreach takes the same one. */
const lockNumber = 7_241_501;
const migrationLimitMs = 3_600_000;

async function readSet(set: MigrationSet): Promise<MigrationFile[]> {
  const names = (await readdir(set.folder)).filter((name) => name.endsWith(".sql")).sort();
  const files: MigrationFile[] = [];
  for (const name of names) {
    const match = filePattern.exec(name);
    if (match === null) {
      throw new Error(`Migration ${set.room}/${name} is not named NNN-name.sql`);
    }
    // Line ends differ between checkouts; they must not change the checksum.
    const text = (await readFile(new URL(name, set.folder), "utf8")).replaceAll("\r\n", "\n");
    const checksum = createHash("sha256").update(text).digest("hex");
    files.push({ room: set.room, number: Number(match[1]), name, text, checksum });
  }
  for (const [index, file] of files.entries()) {
    if (files.findIndex((other) => other.number === file.number) !== index) {
      throw new Error(`Two migrations of ${set.room} have the number ${file.number}`);
    }
  }
  return files;
}

function assertUnchanged(applied: MigrationTable["kernel_migration"], files: readonly MigrationFile[]): void {
  const file = files.find((candidate) => candidate.room === applied.room && candidate.number === applied.number);
  if (file === undefined) {
    throw new Problem(
      "resource.conflict",
      `The database holds migration ${applied.room}/${applied.name}, which this program does not know. ` +
        "It was used by a newer version: start that version, or restore a backup made before it.",
    );
  }
  if (file.checksum !== applied.checksum) {
    throw new Error(
      `Migration ${file.room}/${file.name} was changed after it had been applied; ` +
        "restore the file and put the change into a new one",
    );
  }
}

async function listApplied(trx: Kysely<MigrationTable>): Promise<MigrationTable["kernel_migration"][]> {
  return trx.selectFrom("kernel_migration").selectAll().execute();
}

async function prepare(database: Database): Promise<void> {
  await database.transaction<MigrationTable, void>(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(trx);
    await sql`
      create table if not exists kernel_migration (
        room text not null,
        number integer not null,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now(),
        primary key (room, number)
      )`.execute(trx);
  });
}

/** One file in one transaction; false when another process has applied it meanwhile. */
async function apply(database: Database, file: MigrationFile): Promise<void> {
  await database.transaction<MigrationTable, void>(
    async (trx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(lockNumber)})`.execute(trx);
      const applied = await listApplied(trx);
      if (applied.some(({ room, number }) => room === file.room && number === file.number)) {
        return;
      }
      await sql.raw(file.text).execute(trx);
      const { room, number, name, checksum } = file;
      await trx
        .insertInto("kernel_migration")
        .values({ room, number, name, checksum, applied_at: new Date() })
        .execute();
    },
    { statementTimeoutMs: migrationLimitMs },
  );
}

/**
 * Brings the database up to date: applies the files of `sets` that it does not hold yet, set by set in the given
 * order, each in one transaction. Safe to run from several processes at once and to repeat after a crash.
 * @throws Problem `resource.conflict` when a newer version of the program has migrated the database
 * @throws Error when a file that was applied has been changed, or is named wrongly
 */
export async function migrate(
  database: Database,
  sets: readonly MigrationSet[],
  onProgress: (progress: MigrationProgress) => void = () => {},
): Promise<{ applied: number }> {
  const files = (await Promise.all(sets.map(readSet))).flat();
  await prepare(database);
  const applied = await listApplied(database.kysely<MigrationTable>());
  const rooms = new Set(sets.map(({ room }) => room));
  for (const migration of applied.filter(({ room }) => rooms.has(room))) {
    assertUnchanged(migration, files);
  }
  const waiting = files.filter(
    (file) => !applied.some(({ room, number }) => room === file.room && number === file.number),
  );
  for (const [index, file] of waiting.entries()) {
    onProgress({ room: file.room, file: file.name, step: index + 1, steps: waiting.length });
    await apply(database, file);
  }
  return { applied: waiting.length };
}
