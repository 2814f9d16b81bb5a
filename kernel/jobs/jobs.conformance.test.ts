import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestDatabase, type TestDatabase, testBackends } from "../database/testing.ts";
import { createJobs, type Jobs } from "./index.ts";

const patience = { timeout: 30_000, interval: 100 };

describe.each(testBackends())("jobs on %s", (kind) => {
  let base: TestDatabase;
  let jobs: Jobs;
  const errors: unknown[] = [];
  beforeAll(async () => {
    base = await openTestDatabase(kind);
    jobs = createJobs(base.database, (error) => errors.push(error));
  });
  afterAll(async () => {
    await jobs?.stop();
    await base?.drop();
    expect(errors).toEqual([]);
  });

  test("what is sent is done, with its data, by a worker that comes later", async () => {
    const done: unknown[] = [];
    expect(await jobs.send("first", { list: [1, "二"], deep: { yes: true } })).toMatch(/^[0-9a-f-]{36}$/);
    await jobs.send("first", { second: 2 });
    await jobs.work("first", async ({ data }) => void done.push(data), { pollSeconds: 0.5 });
    await vi.waitFor(() => expect(done).toHaveLength(2), patience);
    expect(done).toContainEqual({ list: [1, "二"], deep: { yes: true } });
  });

  test("a job that fails is tried again", async () => {
    let tries = 0;
    await jobs.work(
      "stubborn",
      async () => {
        tries += 1;
        if (tries < 3) {
          throw new Error("not yet");
        }
      },
      { pollSeconds: 0.5 },
    );
    await jobs.send("stubborn", {}, { retryLimit: 5 });
    await vi.waitFor(() => expect(tries).toBe(3), patience);
  });

  test("of jobs with one singleton key only one waits; jobs without a key all do", async () => {
    expect(await jobs.send("single", {}, { singletonKey: "k" })).toBeDefined();
    expect(await jobs.send("single", {}, { singletonKey: "k" })).toBeUndefined();
    expect(await jobs.send("single", {}, { singletonKey: "other" })).toBeDefined();
    expect(await jobs.send("single", {})).toBeDefined();
    expect(await jobs.send("single", {})).toBeDefined();
  });

  test("a job for later waits", async () => {
    const done: unknown[] = [];
    await jobs.send("later", {}, { startAfterSeconds: 3600 });
    await jobs.work("later", async ({ data }) => void done.push(data), { pollSeconds: 0.5 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(done).toEqual([]);
  });

  test("a schedule is kept with its zone and can be changed", async () => {
    await jobs.schedule("nightly", "0 3 * * *", "Asia/Shanghai");
    await jobs.schedule("nightly", "30 3 * * *", "Asia/Shanghai");
    const { rows } = await base.database.execute("select name, cron, timezone from kernel_jobs.schedule");
    expect(rows).toEqual([{ name: "nightly", cron: "30 3 * * *", timezone: "Asia/Shanghai" }]);
  });

  test("stopped and started again, it goes on", async () => {
    await jobs.stop();
    const done: unknown[] = [];
    await jobs.send("again", { n: 1 });
    await jobs.work("again", async ({ data }) => void done.push(data), { pollSeconds: 0.5 });
    await vi.waitFor(() => expect(done).toEqual([{ n: 1 }]), patience);
  });
});
