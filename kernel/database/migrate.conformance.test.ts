import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kernelMigrations, type MigrationProgress, type MigrationSet, migrate } from "./index.ts";
import { openTestDatabase, type TestDatabase, testBackends } from "./testing.ts";

describe.each(testBackends())("migrations on %s", (kind) => {
  let base: TestDatabase;
  let folder: string;
  let room: MigrationSet;
  beforeEach(async () => {
    base = await openTestDatabase(kind);
    folder = mkdtempSync(join(tmpdir(), "midreach-migrations-"));
    room = { room: "demo", folder: pathToFileURL(`${folder}/`) };
  });
  afterEach(async () => {
    await base.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const tables = async () => {
    const { rows } = await base.database.execute(
      "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
    );
    return rows.map(({ name }) => name as string);
  };

  test("the kernel's own apply once, and a second run finds nothing to do", async () => {
    expect((await migrate(base.database, [kernelMigrations])).applied).toBeGreaterThan(0);
    expect(await migrate(base.database, [kernelMigrations])).toEqual({ applied: 0 });
    expect(await tables()).toEqual(expect.arrayContaining(["kernel_account", "kernel_audit", "kernel_place"]));
  });

  test("files are applied in order, each reported before it starts; a later file is applied alone", async () => {
    write("002-second.sql", "alter table demo_a add column two int; insert into demo_a values (1, 2);");
    write("001-first.sql", "create table demo_a (one int);\r\n-- comment; with semicolon\n");
    const progress: MigrationProgress[] = [];
    expect(await migrate(base.database, [room], (step) => progress.push(step))).toEqual({ applied: 2 });
    expect(progress.map(({ room: name, file, step, steps }) => `${name}/${file} ${step}/${steps}`)).toEqual([
      "demo/001-first.sql 1/2",
      "demo/002-second.sql 2/2",
    ]);
    write("003-third.sql", "create table demo_b (one int);");
    expect(await migrate(base.database, [room])).toEqual({ applied: 1 });
    expect(await tables()).toEqual(["demo_a", "demo_b", "kernel_migration"]);
  });

  test("a file that fails leaves nothing of itself and everything before it", async () => {
    write("001-first.sql", "create table demo_a (one int);");
    write("002-broken.sql", "create table demo_b (one int); insert into demo_b values (1); select 1/0;");
    await expect(migrate(base.database, [room])).rejects.toThrow("division by zero");
    expect(await tables()).toEqual(["demo_a", "kernel_migration"]);
    write("002-broken.sql", "create table demo_b (one int);");
    expect(await migrate(base.database, [room])).toEqual({ applied: 1 });
  });

  test("a file changed after it was applied is refused; line ends do not count", async () => {
    write("001-first.sql", "create table demo_a (one int);\n-- end\n");
    await migrate(base.database, [room]);
    write("001-first.sql", "create table demo_a (one int);\r\n-- end\r\n");
    await expect(migrate(base.database, [room])).resolves.toEqual({ applied: 0 });
    write("001-first.sql", "create table demo_a (one bigint);\n-- end\n");
    await expect(migrate(base.database, [room])).rejects.toThrow("demo/001-first.sql was changed");
  });

  test("a database of a newer version is refused with what to do", async () => {
    write("001-first.sql", "create table demo_a (one int);");
    write("002-newer.sql", "create table demo_b (one int);");
    await migrate(base.database, [room]);
    rmSync(join(folder, "002-newer.sql"));
    await expect(migrate(base.database, [room])).rejects.toMatchObject({
      code: "resource.conflict",
      message: expect.stringContaining("demo/002-newer.sql"),
    });
  });

  test.each(["1-short.sql", "first.sql", "0001-long.sql"])("the name %s is refused", async (name) => {
    write(name, "select 1");
    await expect(migrate(base.database, [room])).rejects.toThrow("NNN-name.sql");
  });

  test("two files with one number are refused", async () => {
    write("001-a.sql", "select 1");
    write("001-b.sql", "select 1");
    await expect(migrate(base.database, [room])).rejects.toThrow("number 1");
  });

  test("several processes may migrate at once", async () => {
    for (const number of [1, 2, 3, 4, 5]) {
      write(`00${number}-step.sql`, `create table demo_${number} (one int);`);
    }
    await Promise.all([1, 2, 3].map(() => migrate(base.database, [room])));
    expect(await tables()).toHaveLength(6);
  });
});
