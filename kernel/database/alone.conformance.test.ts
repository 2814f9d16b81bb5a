import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appendToOutbox } from "../outbox/index.ts";
import { type Database, kernelMigrations, migrate, openDatabase, runAlone } from "./index.ts";
import { openTestDatabase, type TestDatabase, testBackends } from "./testing.ts";

describe.each(testBackends())("working alone on %s", (kind) => {
  let base: TestDatabase;
  beforeEach(async () => {
    base = await openTestDatabase(kind, { statementTimeoutMs: 2_000 });
    await migrate(base.database, [kernelMigrations]);
  });
  afterEach(async () => {
    await base.drop();
  });

  test("the result comes back, and statements and transactions may be made inside", async () => {
    const result = await runAlone(base.database, async () => {
      // What a first start does takes locks of its own: they must not be this one.
      await base.database.transaction((trx) => appendToOutbox(trx, { topic: "demo", key: "1", payload: {} }));
      return (await base.database.execute("select 1 as one")).rows;
    });
    expect(result).toEqual([{ one: 1 }]);
  });
});

// The embedded database has one process: its folder is locked.
describe.each(testBackends().filter((kind) => kind === "postgres"))("two servers on %s", (kind) => {
  let base: TestDatabase;
  let other: Database;
  beforeEach(async () => {
    base = await openTestDatabase(kind);
    other = await openDatabase(base.options);
  });
  afterEach(async () => {
    await other.close();
    await base.drop();
  });

  test("the second waits until the first has done, also when that failed", async () => {
    const steps: string[] = [];
    const first = runAlone(base.database, async () => {
      steps.push("first begins");
      await sleep(300);
      steps.push("first ends");
      throw new Error("broken");
    });
    await sleep(50);
    const second = runAlone(other, async () => {
      steps.push("second begins");
    });
    await expect(first).rejects.toThrow("broken");
    await second;
    expect(steps).toEqual(["first begins", "first ends", "second begins"]);
  });
});
