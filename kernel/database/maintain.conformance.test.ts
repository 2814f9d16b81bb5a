import { expect, test } from "vitest";
import { maintain } from "./index.ts";
import { openTestDatabase, testBackends } from "./testing.ts";

test.each(testBackends())("maintenance on %s works on tables that changed, and on nothing twice", async (kind) => {
  const base = await openTestDatabase(kind);
  try {
    await base.database.execute(`create table "Odd name" (id int primary key, filler text)`);
    await base.database.execute("create table still (id int)");
    await base.database.execute(`insert into "Odd name" select n, 'x' from generate_series(1, 2000) n`);
    await base.database.execute(`update "Odd name" set filler = 'y'`);
    expect(await maintain(base.database)).toEqual(kind === "pglite" ? ['public."Odd name"'] : []);
    expect(await maintain(base.database)).toEqual([]);
    const { rows } = await base.database.execute(`select count(*)::int as n from "Odd name"`);
    expect(rows).toEqual([{ n: 2000 }]);
  } finally {
    await base.drop();
  }
});
