import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { kernelMigrations, migrate } from "../database/index.ts";
import { openTestDatabase, type TestDatabase, testBackends } from "../database/testing.ts";
import { appendToOutbox, readOutbox } from "./index.ts";

describe.each(testBackends())("outbox on %s", (kind) => {
  let test_: TestDatabase;
  beforeAll(async () => {
    test_ = await openTestDatabase(kind);
    await migrate(test_.database, [kernelMigrations]);
  });
  afterAll(() => test_?.drop());
  beforeEach(() => test_.database.execute("truncate kernel_outbox, kernel_outbox_cursor"));

  const append = (topic: string, ...keys: string[]) =>
    test_.database.transaction(async (trx) => {
      for (const key of keys) {
        await appendToOutbox(trx, { topic, key, payload: { key, list: [1, "二"] } });
      }
    });
  const collect = async (consumer: string, options = {}) => {
    const keys: string[] = [];
    const handled = await readOutbox(test_.database, consumer, async (entry) => void keys.push(entry.key), options);
    expect(handled).toBe(keys.length);
    return keys;
  };

  test("every consumer gets every entry once, in order, with its payload", async () => {
    await append("a", "1", "2");
    await append("b", "3");
    expect(await collect("first")).toEqual(["1", "2", "3"]);
    expect(await collect("first")).toEqual([]);
    await append("a", "4");
    expect(await collect("first")).toEqual(["4"]);
    const payloads: unknown[] = [];
    await readOutbox(test_.database, "second", async (entry) => void payloads.push(entry.payload));
    expect(payloads[2]).toEqual({ key: "3", list: [1, "二"] });
    expect(payloads).toHaveLength(4);
  });

  test("what is rolled back was never said", async () => {
    const failed = test_.database.transaction(async (trx) => {
      await appendToOutbox(trx, { topic: "a", key: "lost", payload: null });
      throw new Error("changed my mind");
    });
    await expect(failed).rejects.toThrow("changed my mind");
    await append("a", "kept");
    expect(await collect("any")).toEqual(["kept"]);
  });

  test("a consumer of some topics passes over the others; small batches change nothing", async () => {
    await append("a", "1");
    await append("b", "2", "3", "4");
    await append("a", "5");
    expect(await collect("some", { topics: ["b"], batchSize: 2 })).toEqual(["2", "3", "4"]);
    expect(await collect("all", { batchSize: 1 })).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("a handler that fails gets the same entry again, and nothing after it before", async () => {
    await append("a", "1", "2", "3");
    const seen: string[] = [];
    const failing = readOutbox(test_.database, "careful", async ({ key }) => {
      seen.push(key);
      if (key === "2") {
        throw new Error("not now");
      }
    });
    await expect(failing).rejects.toThrow("not now");
    expect(seen).toEqual(["1", "2"]);
    expect(await collect("careful")).toEqual(["2", "3"]);
  });

  test("a reader waits for an appender under way instead of skipping its entry", async () => {
    let finish: () => void = () => {};
    const finishing = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun: () => void = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = test_.database.transaction(async (trx) => {
      await appendToOutbox(trx, { topic: "a", key: "early", payload: null });
      begun();
      await finishing;
    });
    await beginning;
    const quick = append("a", "late");
    const reading = collect("patient");
    setTimeout(finish, 300);
    await Promise.all([slow, quick]);
    const keys = [...(await reading), ...(await collect("patient"))];
    expect(keys).toEqual(["early", "late"]);
  });

  test("two readers of one name never go back behind each other", async () => {
    await append("a", ...Array.from({ length: 30 }, (_, index) => String(index)));
    const runs = await Promise.all([collect("twin"), collect("twin")]);
    const all = [...runs.flat(), ...(await collect("twin"))];
    expect(new Set(all).size).toBe(30);
    for (const run of runs) {
      expect(run).toEqual([...run].sort((one, other) => Number(one) - Number(other)));
    }
  });
});
