import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "./index.ts";
import { openTestDatabase, type TestDatabase } from "./testing.ts";

const mebibyte = 1024 * 1024;
const disk = mkdtempSync(join(tmpdir(), "midreach-disk-"));

/** A small disk of its own, which only root can mount. */
function mountDisk(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const mounted = mountDisk();

afterAll(() => {
  if (mounted) {
    execFileSync("umount", [disk]);
  }
  rmSync(disk, { recursive: true, force: true });
});

const fillerPath = join(disk, "filler");
const freeBytes = () => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};

/** Takes space until only `leave` bytes are free. */
function fill(leave: number): void {
  const file = openSync(fillerPath, "a");
  const piece = Buffer.alloc(64 * 1024, 1);
  try {
    while (freeBytes() > leave + piece.length) {
      writeSync(file, piece);
    }
  } finally {
    closeSync(file);
  }
}

/** The worker looks at the disk a few times a second. */
const untilNoticed = () => new Promise((resolve) => setTimeout(resolve, 300));

async function release(): Promise<void> {
  rmSync(fillerPath, { force: true });
  await untilNoticed();
}

if (!mounted) {
  // biome-ignore lint/suspicious/noConsole: a test that cannot run has to be seen
  console.warn("The tests of a full disk were NOT run: mounting a small disk needs root.");
}

describe.skipIf(!mounted)("a full disk", () => {
  let base: TestDatabase;
  const full = expect.objectContaining({ name: "Problem", code: "database.full" });
  const reservePath = () => join(base.options.folder, "pgdata.reserve");
  const count = async (database: Database) => (await database.execute("select count(*) as n from item")).rows[0]?.n;
  const insert = (id: number) => base.database.execute("insert into item values ($1, 'x')", [id]);
  const insertMany = (megabytes: number) =>
    base.database.execute(
      "insert into item select -n, repeat(md5(random()::text), 32) from generate_series(1, $1::int) n",
      [megabytes * 1024],
    );

  beforeAll(async () => {
    base = await openTestDatabase("pglite", {}, disk);
    await base.database.execute("create table item (id int primary key, filler text)");
    await vi.waitFor(() => expect(existsSync(reservePath())).toBe(true), { timeout: 20_000, interval: 100 });
  });
  afterAll(() => base?.drop());
  beforeEach(async () => {
    await release();
    await base.database.execute("truncate item");
    await insert(1);
  });

  test("nearly full: reading goes on, writing is refused, and works again as soon as there is space", async () => {
    fill(20 * mebibyte);
    await untilNoticed();
    await expect(insert(2)).rejects.toEqual(full);
    await expect(base.database.transaction(async () => insertMany(1))).rejects.toThrow();
    expect(await count(base.database)).toBe(1n);
    await release();
    await insert(2);
    expect(await count(base.database)).toBe(2n);
  });

  test("full in the middle of a large write: nothing of it is kept, everything before it is", async () => {
    fill(48 * mebibyte);
    await expect(insertMany(200)).rejects.toEqual(full);
    await untilNoticed();
    expect(await count(base.database)).toBe(1n);
    await expect(insert(2)).rejects.toEqual(full);
    await release();
    await insert(2);
    expect(await count(base.database)).toBe(2n);
  });

  test("the log cannot be written: it stops, recovers from its reserve, reads, and writes when there is space", async () => {
    // Within one transaction the disk becomes full, and only the log is written afterwards.
    const torn = base.database.transaction<{ item: { id: number; filler: string } }, void>(async (trx) => {
      await trx.insertInto("item").values({ id: 2, filler: "x" }).execute();
      fill(0);
      for (let message = 0; message < 1000; message += 1) {
        await sql`select pg_logical_emit_message(true, 'test', repeat('x', 100000))`.execute(trx);
      }
    });
    await expect(torn).rejects.toEqual(full);
    expect(await count(base.database)).toBe(1n);
    expect(existsSync(reservePath())).toBe(false);
    await expect(insert(2)).rejects.toEqual(full);
    expect(await count(await base.reopen())).toBe(1n);
    await expect(insert(2)).rejects.toEqual(full);
    await release();
    await insert(2);
    expect(await count(base.database)).toBe(2n);
    expect(existsSync(reservePath())).toBe(true);
  });
});
