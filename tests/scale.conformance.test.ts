import { readdirSync, readFileSync } from "node:fs";
import { kernelMigrations, migrate } from "@midreach/kernel/database";
import { openTestDatabase, type TestDatabase, testBackends } from "@midreach/kernel/database/testing";
import { planModule } from "@midreach/plan";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readProjectFile } from "./tree.ts";

/**
 * What docs/scale.md promises about large tables, asked of the tables themselves. The tidy test reads the migrations;
 * this one asks the database after it has run them all, so that a later ALTER TABLE cannot slip past.
 */

const sets = [kernelMigrations, ...(planModule.migrations ? [planModule.migrations] : [])];

/** Large tables with the column by which each would be distributed, out of the comments in the migrations. */
const marked = sets
  .flatMap(({ folder }) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .map((name) => readFileSync(new URL(name, folder), "utf8")),
  )
  .flatMap((text) => [
    ...text.matchAll(/--\s*large: distributed by (\w+)[^\n]*\n(?:--[^\n]*\n)*\s*create\s+table\s+(\w+)/gi),
  ])
  .map(([, column = "", table = ""]) => ({ table, column }));

const partitionedTables = `
  select table_.relname as name, part.partstrat as strategy, type.typname as type,
         (select count(*)::int from pg_inherits i join pg_class child on child.oid = i.inhrelid
           where i.inhparent = table_.oid and pg_get_expr(child.relpartbound, child.oid) = 'DEFAULT') as defaults
    from pg_partitioned_table part
    join pg_class table_ on table_.oid = part.partrelid
    join pg_attribute attribute on attribute.attrelid = part.partrelid and attribute.attnum = part.partattrs[0]
    join pg_type type on type.oid = attribute.atttypid
   order by 1`;

/** Columns of every unique index of the partitioned tables, in the index's order. */
const uniqueIndexes = `
  select table_.relname as table, index.relname as index, uniqueness.indisprimary as primary,
         array_agg(attribute.attname::text order by position.ordinality) as columns,
         bool_and(attribute.attnotnull) as not_null
    from pg_index uniqueness
    join pg_class table_ on table_.oid = uniqueness.indrelid and table_.relkind = 'p'
    join pg_class index on index.oid = uniqueness.indexrelid
    join unnest(uniqueness.indkey::int2[]) with ordinality as position(attnum, ordinality) on true
    join pg_attribute attribute on attribute.attrelid = table_.oid and attribute.attnum = position.attnum
   where uniqueness.indisunique
   group by 1, 2, 3
   order by 1, 2`;

const foreignKeysOfLargeTables = `
  select c.conname as name from pg_constraint c
    join pg_class from_ on from_.oid = c.conrelid
    join pg_class to_ on to_.oid = c.confrelid
   where c.contype = 'f' and (from_.relkind = 'p' or to_.relkind = 'p' or from_.relispartition or to_.relispartition)`;

/** The block of SQL in docs/scale.md that adds a partition. */
function readPartitionExample(): string {
  const [, block] = /```sql\n(-- A year of its own[\s\S]*?)```/.exec(readProjectFile("docs/scale.md")) ?? [];
  if (!block) throw new Error("docs/scale.md has no example of a partition");
  return block;
}

test("the document lists every large table with the column by which it would be spread", () => {
  const document = readProjectFile("docs/scale.md");
  for (const { table, column } of marked) expect(document).toContain(`| \`${table}\` | \`${column}\` |`);
});

describe.each(testBackends())("large tables on %s", (kind) => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await openTestDatabase(kind);
    await migrate(base.database, sets);
  });
  afterAll(async () => {
    await base.drop();
  });

  test("are exactly those that are marked, and their columns of distribution are there", async () => {
    const { rows } = await base.database.execute(partitionedTables);
    expect(rows.map(({ name }) => name)).toEqual(marked.map(({ table }) => table).sort());
  });

  test("are partitioned by time, with a default partition for what has none yet", async () => {
    const { rows } = await base.database.execute(partitionedTables);
    for (const { name, strategy, type, defaults } of rows) {
      expect({ name, strategy, defaults }).toEqual({ name, strategy: "r", defaults: 1 });
      expect(["date", "timestamptz"], String(name)).toContain(type);
    }
  });

  test("have keys that could be distributed: begun by the column, not null, and it is in every unique index", async () => {
    const { rows } = await base.database.execute(uniqueIndexes);
    for (const { table, column } of marked) {
      const indexes = rows.filter((row) => row.table === table);
      const primary = indexes.find((row) => row.primary);
      expect((primary?.columns as string[] | undefined)?.[0], table).toBe(column);
      for (const { columns, not_null, index } of indexes) {
        expect(columns, String(index)).toContain(column);
        expect(not_null, String(index)).toBe(true);
      }
    }
  });

  test("are not tied to others by foreign keys, which Citus allows only within one distribution", async () => {
    expect((await base.database.execute(foreignKeysOfLargeTables)).rows).toEqual([]);
  });

  test("take a partition of a year as the document says, and keep the rows that were there", async () => {
    const { database } = base;
    const row = (asOf: string) =>
      `insert into plan_result (evaluation, commitment, as_of, ordinal, row_hash, status, lower_bound, unit, late,
         summary, evidence, judgement, history)
       values ('1', '${asOf}', '${asOf}', 1, '', 'met', false, '', false, '{}', '{}', '[]', '[]')`;
    for (const asOf of ["2026-12-31", "2027-01-01", "2027-12-31"]) await database.execute(row(asOf));
    await database.execute(readPartitionExample());
    await database.execute(row("2027-06-30"));
    const { rows } = await database.execute(
      "select as_of as day, tableoid::regclass::text as table from plan_result order by 1",
    );
    expect(rows).toEqual([
      { day: "2026-12-31", table: "plan_result_default" },
      { day: "2027-01-01", table: "plan_result_2027" },
      { day: "2027-06-30", table: "plan_result_2027" },
      { day: "2027-12-31", table: "plan_result_2027" },
    ]);
    const { rows: keys } = await database.execute(
      "select count(*)::int as there from pg_index where indrelid = 'plan_result_2027'::regclass and indisprimary",
    );
    expect(keys).toEqual([{ there: 1 }]);
  });
});
