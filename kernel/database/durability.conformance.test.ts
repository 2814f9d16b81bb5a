import { describe, expect, test } from "vitest";
import { countFsyncs } from "./index.ts";
import { openTestDatabase } from "./testing.ts";

describe("durability of the embedded database", () => {
  test("every acknowledged commit was preceded by a call of fsync; reading makes none", async () => {
    const base = await openTestDatabase("pglite");
    const fsyncs = async () => (await countFsyncs(base.database)) ?? 0;
    try {
      await base.database.execute("create table item (id int)");
      for (let id = 0; id < 20; id += 1) {
        const before = await fsyncs();
        await base.database.execute("insert into item values ($1)", [id]);
        expect(await fsyncs()).toBeGreaterThan(before);
      }
      const before = await fsyncs();
      await base.database.transaction(async () => {});
      await base.database.execute("select * from item");
      expect(await fsyncs()).toBe(before);
    } finally {
      await base.drop();
    }
  });

  test("the server believes in it too", async () => {
    const base = await openTestDatabase("pglite");
    try {
      const { rows } = await base.database.execute(
        "select name, setting from pg_settings where name in ('fsync', 'wal_sync_method', 'synchronous_commit', 'full_page_writes') order by 1",
      );
      expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
        fsync: "on",
        full_page_writes: "on",
        synchronous_commit: "on",
        wal_sync_method: "fsync",
      });
    } finally {
      await base.drop();
    }
  });

  test("the write-ahead log does not grow for ever: checkpoints are made", async () => {
    const base = await openTestDatabase("pglite");
    try {
      await base.database.execute("create table item (id int, filler text)");
      for (let round = 0; round < 8; round += 1) {
        await base.database.execute(
          "insert into item select n, repeat(md5(n::text), 30) from generate_series(1, 10000) n",
        );
      }
      const { rows } = await base.database.execute(`
        select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as behind,
               pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as written
          from pg_control_checkpoint()`);
      const [{ behind, written }] = rows as [{ behind: number; written: number }];
      expect(written).toBeGreaterThan(64 * 1024 * 1024);
      expect(behind).toBeLessThan(40 * 1024 * 1024);
    } finally {
      await base.drop();
    }
  });
});
