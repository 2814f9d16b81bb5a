import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase, testBackends } from "./testing.ts";

/** The embedded database takes no writes when the disk is nearly full; a server, when it is a standby. */
const expected = { pglite: "database.full", postgres: "database.unavailable" } as const;

describe.each(testBackends())("a database that allows reading only, on %s", (kind) => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await openTestDatabase(kind);
    await base.database.execute("create table demo (id integer)");
  });
  afterAll(async () => {
    await base.drop();
  });

  test("says so to whoever writes, and goes on reading", async () => {
    const writing = base.database.transaction(async (trx) => {
      await sql`set transaction read only`.execute(trx);
      await sql`insert into demo values (1)`.execute(trx);
    });
    await expect(writing).rejects.toMatchObject({ code: expected[kind] });
    expect((await base.database.execute("select count(*)::int as there from demo")).rows).toEqual([{ there: 0 }]);
  });
});
