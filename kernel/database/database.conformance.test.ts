import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasSqlState, openDatabase } from "./index.ts";
import { openTestDatabase, type TestDatabase, testBackends } from "./testing.ts";

interface Tables {
  item: { id: number; name: string };
}

const problem = (code: string) => expect.objectContaining({ name: "Problem", code });

describe.each(testBackends())("database on %s", (kind) => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await openTestDatabase(kind);
    await base.database.execute("create table item (id int primary key, name text not null)");
  });
  afterAll(() => base?.drop());
  beforeEach(() => base.database.execute("truncate item"));

  const items = () => base.database.kysely<Tables>();
  const names = async () =>
    (await items().selectFrom("item").select("name").orderBy("id").execute()).map(({ name }) => name);

  describe("types", () => {
    test.each<[string, string, unknown]>([
      ["int2", "12", 12],
      ["int4", "-2147483648", -2147483648],
      ["int8", "9007199254740993", 9007199254740993n],
      ["float8", "0.1", 0.1],
      ["float4", "1.5", 1.5],
      ["numeric", "1.50", "1.50"],
      ["bool", "true", true],
      ["text", "长江", "长江"],
      ["date", "2020-02-29", "2020-02-29"],
      ["date", "0044-03-15", "0044-03-15"],
      ["timestamptz", "2020-12-31T23:59:59.123Z", new Date("2020-12-31T23:59:59.123Z")],
      ["timestamp", "2020-12-31 23:59:59", "2020-12-31 23:59:59"],
      ["interval", "1 year 2 mons 3 days 04:05:06", "P1Y2M3DT4H5M6S"],
      ["bytea", "\\x00ff10", Uint8Array.of(0, 255, 16)],
      ["uuid", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
      ["jsonb", '{"a": [1, null, "二"]}', { a: [1, null, "二"] }],
      ["json", "[1, 2]", [1, 2]],
      ["jsonb", "null", null],
      ["text[]", '{a,"b,c",NULL,"\\"q\\""}', ["a", "b,c", null, '"q"']],
      [
        "int4[]",
        "{{1,2},{3,4}}",
        [
          [1, 2],
          [3, 4],
        ],
      ],
      ["int8[]", "{1,NULL,-5}", [1n, null, -5n]],
      ["numeric[]", "{1.10,2}", ["1.10", "2"]],
      ["date[]", "{2020-01-01,2020-12-31}", ["2020-01-01", "2020-12-31"]],
      ["bytea[]", '{"\\\\x01"}', [Uint8Array.of(1)]],
      ["interval[]", '{"1 day"}', ["P1D"]],
      ["float8[]", "{0.5}", [0.5]],
    ])("%s %s", async (type, text, expected) => {
      const row = await sql<{ value: unknown }>`select ${text}::${sql.raw(type)} as value`.execute(
        base.database.kysely(),
      );
      expect(row.rows).toStrictEqual([{ value: expected }]);
    });

    test.each<[string, unknown]>([
      ["int8", 2n ** 62n],
      ["timestamptz", new Date("1999-12-31T23:59:59.999Z")],
      ["bytea", Uint8Array.of(1, 2, 0, 255)],
      ["text", ""],
      ["text", null],
      ["text[]", ["长江", "", 'a"b', "NULL"]],
      ["jsonb", { deep: { list: [1, "二", null] } }],
      ["float8", -0.1],
      ["bool", false],
    ])("a value of %s comes back as it went", async (type, value) => {
      const row = await sql<{ value: unknown }>`select ${value}::${sql.raw(type)} as value`.execute(
        base.database.kysely(),
      );
      expect(row.rows).toStrictEqual([{ value }]);
    });

    test("counts of changed rows are told", async () => {
      const inserted = await items()
        .insertInto("item")
        .values([
          { id: 1, name: "a" },
          { id: 2, name: "b" },
        ])
        .executeTakeFirst();
      expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
      const removed = await items().deleteFrom("item").where("id", ">", 1).executeTakeFirst();
      expect(removed.numDeletedRows).toBe(1n);
    });

    test("a large result and a large value pass", async () => {
      const text = "长".repeat(1_000_000);
      const row = await sql<{ value: string }>`select ${text}::text as value`.execute(base.database.kysely());
      expect(row.rows[0]?.value === text).toBe(true);
      const { rows } = await base.database.execute("select n, repeat('x', 100) from generate_series(1, 20000) n");
      expect(rows).toHaveLength(20_000);
    });
  });

  describe("transactions", () => {
    test("what is thrown inside rolls everything back and comes out as it was", async () => {
      const failed = base.database.transaction<Tables, void>(async (trx) => {
        await trx.insertInto("item").values({ id: 1, name: "a" }).execute();
        throw new RangeError("mine");
      });
      await expect(failed).rejects.toThrow(new RangeError("mine"));
      expect(await names()).toEqual([]);
    });

    test("its result is handed out after the commit", async () => {
      const result = await base.database.transaction<Tables, number>(async (trx) => {
        await trx.insertInto("item").values({ id: 1, name: "a" }).execute();
        return 42;
      });
      expect(result).toBe(42);
      expect(await names()).toEqual(["a"]);
    });

    test("nobody sees half of one, and statements of others do not get into it", async () => {
      const half = base.database.transaction<Tables, void>(async (trx) => {
        await trx.insertInto("item").values({ id: 1, name: "first" }).execute();
        await new Promise((resolve) => setTimeout(resolve, 50));
        await trx.insertInto("item").values({ id: 2, name: "second" }).execute();
        await new Promise((resolve) => setTimeout(resolve, 50));
        throw new Error("undone");
      });
      const seen = Promise.all([names(), base.database.execute("insert into item values (3, 'other')"), names()]);
      await expect(half).rejects.toThrow("undone");
      const [before, , after] = await seen;
      expect(before).not.toContain("first");
      expect(after).not.toContain("first");
      expect(await names()).toEqual(["other"]);
    });

    test("many at once count right", async () => {
      await base.database.execute("insert into item values (1, '0')");
      const add = () =>
        base.database.transaction<Tables, void>(async (trx) => {
          const row = await sql<{ name: string }>`select name from item where id = 1 for update`.execute(trx);
          const next = String(Number(row.rows[0]?.name) + 1);
          await trx.updateTable("item").set({ name: next }).where("id", "=", 1).execute();
        });
      await Promise.all(Array.from({ length: 25 }, add));
      expect(await names()).toEqual(["25"]);
    });

    test("a swallowed error does not become a silent rollback", async () => {
      const fooled = base.database.transaction<Tables, string>(async (trx) => {
        await trx.insertInto("item").values({ id: 1, name: "a" }).execute();
        await sql`select 1/0`.execute(trx).catch(() => {});
        return "done";
      });
      await expect(fooled).rejects.toThrow("rolled back");
      expect(await names()).toEqual([]);
    });

    test("asking the database itself inside is a bug that is told, not a deadlock", async () => {
      const mixed = base.database.transaction<Tables, void>(async () => {
        await names();
      });
      await expect(mixed).rejects.toThrow("use the `trx`");
      expect(await names()).toEqual([]);
    });

    test("a statement that was not awaited cannot slip into somebody else's transaction", async () => {
      let late: Promise<unknown> = Promise.resolve();
      await base.database.transaction<Tables, void>(async (trx) => {
        await trx.insertInto("item").values({ id: 1, name: "a" }).execute();
        late = new Promise((resolve) => setTimeout(resolve, 20)).then(() =>
          trx.insertInto("item").values({ id: 2, name: "late" }).execute(),
        );
        late.catch(() => {});
      });
      await expect(late).rejects.toThrow();
      expect(await names()).toEqual(["a"]);
    });
  });

  describe("errors", () => {
    test("a violated key keeps its SQLSTATE", async () => {
      await base.database.execute("insert into item values (1, 'a')");
      const again = base.database.execute("insert into item values ($1, $2)", [1, "b"]).catch((error) => error);
      expect(hasSqlState(await again, "23505")).toBe(true);
    });

    test("wrong SQL tells where, and the connection goes on", async () => {
      await expect(base.database.execute("selec 1")).rejects.toMatchObject({ code: "42601" });
      await expect(base.database.execute("select $1::int / 0", [1])).rejects.toMatchObject({ code: "22012" });
      await expect(base.database.execute("select 1 as one")).resolves.toEqual({ rows: [{ one: 1 }] });
    });

    test("several statements in one text: rows of all, and nothing of them when one fails", async () => {
      await expect(base.database.execute("select 1 as a; select 2 as b")).resolves.toEqual({
        rows: [{ a: 1 }, { b: 2 }],
      });
      await expect(base.database.execute("insert into item values (1, 'a'); select 1/0")).rejects.toThrow();
      await expect(
        base.database.execute("begin; insert into item values (1, 'a'); select 1/0; commit"),
      ).rejects.toThrow();
      expect(await names()).toEqual([]);
    });
  });

  test("it opens again with what was committed", async () => {
    await base.database.execute("insert into item values (7, 'kept')");
    const before = base.database;
    await base.reopen();
    expect(await names()).toEqual(["kept"]);
    await expect(before.execute("select 1")).rejects.toMatchObject(problem("database.unavailable"));
    await expect(before.close()).resolves.toBeUndefined();
  });
});

describe.each(testBackends())("time limits on %s", (kind) => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await openTestDatabase(kind, { statementTimeoutMs: 700 });
    await base.database.execute("create table item (id int primary key, name text not null)");
  });
  afterAll(() => base?.drop());

  const endless = "select count(*) from generate_series(1, 10000000000)";

  test("a statement that is too slow is stopped; those who wait are served", async () => {
    await base.database.execute("insert into item values (1, 'kept')");
    const slow = base.database.execute(endless);
    const waiting = base.database.execute("select name from item");
    await expect(slow).rejects.toMatchObject(problem("database.timeout"));
    await expect(waiting).resolves.toEqual({ rows: [{ name: "kept" }] });
  });

  test("the transaction in which it happens is undone as a whole", async () => {
    const slow = base.database.transaction<Tables, void>(async (trx) => {
      await trx.insertInto("item").values({ id: 2, name: "undone" }).execute();
      await sql.raw(endless).execute(trx);
    });
    await expect(slow).rejects.toMatchObject(problem("database.timeout"));
    await expect(base.database.execute("select id from item")).resolves.toEqual({ rows: [{ id: 1 }] });
  });

  test("a transaction may have a longer limit", async () => {
    const patient = base.database.transaction(
      async (trx) => {
        await sql`select pg_sleep(1)`.execute(trx);
      },
      { statementTimeoutMs: 20_000 },
    );
    await expect(patient).resolves.toBeUndefined();
  });

  test("a transaction that is left open is ended, so that others are served", async () => {
    const forgotten = base.database.transaction<Tables, void>(async (trx) => {
      await trx.insertInto("item").values({ id: 3, name: "forgotten" }).execute();
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await trx.insertInto("item").values({ id: 4, name: "forgotten" }).execute();
    });
    forgotten.catch(() => {});
    const others = base.database.execute("select id from item");
    await expect(others).resolves.toEqual({ rows: [{ id: 1 }] });
    await expect(forgotten).rejects.toMatchObject(problem("database.timeout"));
    await expect(base.database.execute("select id from item")).resolves.toEqual({ rows: [{ id: 1 }] });
  });
});

describe.runIf(testBackends().includes("postgres"))("a PostgreSQL server that goes away", () => {
  test("a lost connection is told, and the next statement gets a new one", async () => {
    const base = await openTestDatabase("postgres");
    try {
      const lost = base.database.transaction<Tables, void>(async (trx) => {
        await sql`create table item (id int)`.execute(trx);
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx);
      });
      await expect(lost).rejects.toMatchObject(problem("database.unavailable"));
      const { rows } = await base.database.execute("select to_regclass('item') as item");
      expect(rows).toEqual([{ item: null }]);
    } finally {
      await base.drop();
    }
  });

  test("a server that does not answer is told at opening", async () => {
    const opening = openDatabase({ folder: "", url: "postgres://nobody@127.0.0.1:1/none" });
    await expect(opening).rejects.toMatchObject(problem("database.unavailable"));
  });
});
