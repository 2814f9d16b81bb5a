import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { countFsyncs, type Database, openDatabase } from "@midreach/kernel/database";
import { type Benchmark, type BenchmarkContext, formatRatio, median } from "./benchmark.ts";
import { startPostgres } from "./servers.ts";

interface BenchTables {
  bench_commit: { id: number; note: string };
}

/** Two writers at once show what grouping of commits gains where there are several connections. */
const writerCounts = [1, 8] as const;
/** Pages that the disk alone is tried with: one mebibyte, a segment of the embedded log. */
const pages = 128;
const memoryFileSystem = 0x01021994;

/** Transactions that are on the disk when they are acknowledged. */
export const commits: Benchmark = {
  name: "commits",
  summary: "durable commits per second on PGlite, beside PostgreSQL and the disk's own fsync",
  async run(context) {
    const postgres = await startPostgres(context);
    const databases: Database[] = [];
    try {
      databases.push(await openDatabase({ folder: join(context.folder, "embedded") }));
      databases.push(await openDatabase({ folder: context.folder, url: postgres.url }));
      for (const database of databases) {
        await database.execute("create table bench_commit (id integer primary key, note text not null)");
      }
      await assertDurable(databases);
      return await measure(context, databases);
    } finally {
      for (const database of databases) await database.close();
      await postgres.stop();
    }
  },
};

async function measure(context: BenchmarkContext, databases: readonly Database[]) {
  const rates = new Map<string, number[]>();
  const note = (key: string, rate: number) => rates.set(key, [...(rates.get(key) ?? []), rate]);
  const keyOf = (database: Database, writers: number) => `${database.kind} ${writers}`;
  for (let round = 0; round < context.rounds; round += 1) {
    context.say(`round ${round + 1}`);
    note("fsync", countDiskSyncs(context, fsyncSync));
    note("fdatasync", countDiskSyncs(context, fdatasyncSync));
    for (const writers of writerCounts) {
      for (const database of databases) note(keyOf(database, writers), await countCommits(context, database, writers));
    }
  }
  const middle = (key: string) => median(rates.get(key) ?? []);
  const names = { pglite: "PGlite", postgres: "PostgreSQL" };
  const row = (database: Database, writers: number) => {
    const rate = middle(keyOf(database, writers));
    const peer = middle(`postgres ${writers}`);
    return [names[database.kind], writers, rate, formatRatio(rate, peer), formatRatio(rate, middle("fdatasync"))];
  };
  return {
    about: `Transactions of one inserted row (begin, insert, commit) in ${context.roundSeconds} s, databases in turn, median of ${context.rounds} rounds.`,
    columns: ["database", "writers", "commits/s", "against PostgreSQL", "against the disk"],
    rows: [
      ...writerCounts.flatMap((writers) => databases.map((database) => row(database, writers))),
      ["disk alone: 8 kB written and fdatasync", 1, middle("fdatasync"), "-", "1x"],
      [
        "disk alone: 8 kB written and fsync",
        1,
        middle("fsync"),
        "-",
        formatRatio(middle("fsync"), middle("fdatasync")),
      ],
    ],
    notes: [
      "Checked: after each round every acknowledged row is there, and PGlite made at least one fsync for each commit.",
      "PostgreSQL as installed: fsync on, synchronous_commit on, its log by fdatasync, as ours.",
      "The embedded database has one connection: more writers wait for each other, PostgreSQL groups their commits.",
      ...warnOfMemory(context.folder),
    ],
  };
}

function warnOfMemory(folder: string): string[] {
  return statfsSync(folder).type === memoryFileSystem
    ? ["WARNING: the folder lies in memory, nothing here was durable; name a folder on a disk with --folder."]
    : [];
}

let lastId = 0;

/** @returns commits per second @throws Error when a row that was acknowledged is missing */
async function countCommits(context: BenchmarkContext, database: Database, writers: number): Promise<number> {
  const before = await countFsyncs(database);
  const acknowledged: number[] = [];
  const began = performance.now();
  const end = began + context.roundSeconds * 1000;
  const write = async () => {
    while (performance.now() < end) {
      lastId += 1;
      const id = lastId;
      await insert(database, id);
      acknowledged.push(id);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - began) / 1000;
  const { rows } = await database.execute("select count(*)::int as there from bench_commit where id = any($1::int[])", [
    acknowledged,
  ]);
  if (rows[0]?.there !== acknowledged.length) throw new Error(`${database.kind} lost rows that it had acknowledged`);
  const synced = before === undefined ? undefined : ((await countFsyncs(database)) ?? 0) - before;
  if (synced !== undefined && synced < acknowledged.length) {
    throw new Error(`${acknowledged.length} commits were acknowledged after ${synced} calls of fsync`);
  }
  return acknowledged.length / seconds;
}

async function insert(database: Database, id: number): Promise<void> {
  await database.transaction<BenchTables, void>(async (trx) => {
    await trx
      .insertInto("bench_commit")
      .values({ id, note: `row ${id}` })
      .execute();
  });
}

/** A database that does not sync would win for the wrong reason. */
async function assertDurable(databases: readonly Database[]): Promise<void> {
  for (const database of databases) {
    for (const setting of ["fsync", "synchronous_commit"]) {
      const { rows } = await database.execute(`show ${setting}`);
      if (rows[0]?.[setting] !== "on") throw new Error(`${database.kind} runs with ${setting} = ${rows[0]?.[setting]}`);
    }
  }
}

/** What the disk itself can do: one database page written and synced, again and again. */
function countDiskSyncs({ folder, roundSeconds }: BenchmarkContext, sync: (file: number) => void): number {
  const path = join(folder, "sync");
  const page = Buffer.alloc(8192, 1);
  const file = openSync(path, "w");
  try {
    // In full size first, as a log's segments are.
    for (let index = 0; index < pages; index += 1) writeSync(file, page, 0, page.length, index * page.length);
    fsyncSync(file);
    let count = 0;
    const began = performance.now();
    const end = began + roundSeconds * 1000;
    for (; performance.now() < end; count += 1) {
      writeSync(file, page, 0, page.length, (count % pages) * page.length);
      sync(file);
    }
    return count / ((performance.now() - began) / 1000);
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
