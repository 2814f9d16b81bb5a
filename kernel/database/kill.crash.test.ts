import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { kernelMigrations, migrate, openDatabase } from "./index.ts";
import { openTestDatabase, seededRandom, startVictim, type Victim } from "./testing.ts";

const kernel = JSON.stringify(new URL("./index.ts", import.meta.url).href);
const seed = Number(process.env.MIDREACH_TEST_SEED ?? 20_150_413);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const folders: string[] = [];
const victims: Victim[] = [];
afterEach(async () => {
  await Promise.all(victims.splice(0).map((victim) => victim.kill()));
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

const temporaryFolder = (name: string) => {
  const folder = mkdtempSync(join(tmpdir(), `midreach-${name}-`));
  folders.push(folder);
  return folder;
};

const start = (code: string) => {
  const victim = startVictim(code);
  victims.push(victim);
  return victim;
};

async function firstLine(victim: Victim): Promise<void> {
  while (victim.lines.length === 0 && victim.child.exitCode === null) {
    await sleep(10);
  }
}

/** Writes pairs of rows for ever, in turn single statements, transactions and large ones, and prints each when done. */
const writerOf = (folder: string, from: number) => `
  const { openDatabase } = await import(${kernel});
  const database = await openDatabase({ folder: ${JSON.stringify(folder)} });
  console.log("open");
  for (let id = ${from}; ; id += 1) {
    if (id % 3 === 0) {
      await database.execute("with a as (insert into one values ($1, 'x')) insert into two values ($1, 'x')", [id]);
    } else {
      await database.transaction(async (trx) => {
        await trx.insertInto("one").values({ id, filler: "x" }).execute();
        await trx.insertInto("two").values({ id, filler: "y".repeat(id % 3 === 1 ? 10 : 300000) }).execute();
      });
    }
    console.log(String(id));
  }`;

describe("kill -9", () => {
  test(`while writing (seed ${seed}): what was acknowledged is there, nothing is there by half`, async () => {
    const random = seededRandom(seed);
    const base = await openTestDatabase("pglite");
    const { folder } = base.options;
    await base.database.execute("create table one (id int primary key, filler text)");
    await base.database.execute("create table two (id int primary key, filler text)");
    await base.database.close();
    folders.push(folder);
    const acknowledged = new Set<number>();
    let next = 1;
    for (let round = 0; round < 6; round += 1) {
      const victim = start(writerOf(folder, next));
      await firstLine(victim);
      await sleep(20 + random() * 700);
      await victim.kill();
      for (const line of victim.lines.filter((text) => text !== "open")) {
        acknowledged.add(Number(line));
      }
      const database = await openDatabase({ folder });
      const ids = async (table: string) =>
        (await database.execute(`select id from ${table} order by id`)).rows.map(({ id }) => id as number);
      const [one, two] = [await ids("one"), await ids("two")];
      await database.close();
      expect(one).toEqual(two);
      expect(one).toEqual(expect.arrayContaining([...acknowledged]));
      // At most the one under way may be there without having been acknowledged, in each round.
      expect(one.length - acknowledged.size).toBeLessThanOrEqual(round + 1);
      next = Math.max(0, ...one) + 1;
    }
    expect(acknowledged.size).toBeGreaterThan(20);
  });

  test(`while migrating (seed ${seed}): each file is applied as a whole or not at all, and the rest follows`, async () => {
    const random = seededRandom(seed + 1);
    const migrations = temporaryFolder("migrations");
    const files = 40;
    for (let number = 1; number <= files; number += 1) {
      const name = `demo_${number}`;
      writeFileSync(
        join(migrations, `${String(number).padStart(3, "0")}-step.sql`),
        `create table ${name} (id int primary key, filler text);
         insert into ${name} select n, repeat('x', 100) from generate_series(1, 500) n;
         create table ${name}_end (id int);`,
      );
    }
    const room = { room: "demo", folder: pathToFileURL(`${migrations}/`) };
    const { options, database: unused } = await openTestDatabase("pglite");
    await unused.close();
    folders.push(options.folder);
    const code = `
      const { openDatabase, migrate } = await import(${kernel});
      const database = await openDatabase({ folder: ${JSON.stringify(options.folder)} });
      const room = { room: "demo", folder: new URL(${JSON.stringify(room.folder.href)}) };
      await migrate(database, [room], ({ file }) => console.log(file));
      console.log("done");
      setInterval(() => {}, 1000);`;
    let applied = 0;
    for (let round = 0; round < 5; round += 1) {
      const victim = start(code);
      await firstLine(victim);
      await sleep(random() * 150);
      await victim.kill();
      const database = await openDatabase(options);
      const { rows } = await database.execute(
        `select (select count(*) from kernel_migration)::int as files,
                (select count(*) from pg_tables where tablename like 'demo\\_%')::int as tables`,
      );
      const [{ files: now, tables }] = rows as [{ files: number; tables: number }];
      expect(tables).toBe(2 * now);
      expect(now).toBeGreaterThanOrEqual(applied);
      applied = now;
      await database.close();
    }
    const database = await openDatabase(options);
    expect(await migrate(database, [room])).toEqual({ applied: files - applied });
    await database.close();
  });

  test(`during the very first start (seed ${seed}): the next one begins anew and works`, async () => {
    const random = seededRandom(seed + 2);
    const folder = join(temporaryFolder("first"), "data");
    for (let round = 0; round < 3; round += 1) {
      const victim = start(`
        const { openDatabase } = await import(${kernel});
        await openDatabase({ folder: ${JSON.stringify(folder)} });`);
      // The cluster is copied file by file at the end of the first start: that is the moment to hit.
      while (!existsSync(join(folder, "pgdata")) && victim.child.exitCode === null) {
        await sleep(2);
      }
      await sleep(random() * 400);
      await victim.kill();
    }
    const database = await openDatabase({ folder });
    expect((await migrate(database, [kernelMigrations])).applied).toBeGreaterThan(0);
    await database.close();
  });

  test("a trap of the wasm program is told at once, and the next statement is served by a new one", async () => {
    const base = await openTestDatabase("pglite");
    await base.database.execute("create table item (id int)");
    await base.database.execute("create function deep(n int) returns int language sql as 'select deep(n + 1)'");
    const torn = base.database.transaction(async (trx) => {
      await sql`insert into item values (1)`.execute(trx);
      await sql`select deep(1)`.execute(trx);
    });
    const waiting = base.database.execute("select count(*)::int as n from item");
    // The stack of the program or that of the thread ends first: an error of SQL or of the database, but no silence.
    await expect(torn).rejects.toThrow(/stack/);
    await expect(waiting).resolves.toEqual({ rows: [{ n: 0 }] });
    await base.drop();
  });
});
