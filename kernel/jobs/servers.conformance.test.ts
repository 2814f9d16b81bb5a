import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "../database/index.ts";
import { openTestDatabase, type TestDatabase, testBackends } from "../database/testing.ts";
import { createJobs, type Jobs } from "./index.ts";

const servers = 4;
const queues = ["one", "two", "three"];

// The embedded database has one process: its folder is locked.
describe.each(testBackends().filter((kind) => kind === "postgres"))("jobs of several servers on %s", (kind) => {
  let base: TestDatabase;
  let databases: Database[] = [];
  let jobs: Jobs[] = [];
  beforeEach(async () => {
    base = await openTestDatabase(kind);
    databases = await Promise.all(Array.from({ length: servers }, () => openDatabase(base.options)));
    jobs = databases.map((database) => createJobs(database));
  });
  afterEach(async () => {
    await Promise.all(jobs.map((each) => each.stop()));
    await Promise.all(databases.map((database) => database.close()));
    await base.drop();
  });

  test("they may start at once on an empty database, and a job is done by one of them", async () => {
    const done: string[] = [];
    await Promise.all(
      jobs.map(async (each, server) => {
        for (const queue of queues) {
          await each.work(queue, async () => void done.push(`${queue} by ${server}`), { pollSeconds: 0.5 });
        }
      }),
    );
    for (const queue of queues) await jobs[0]?.send(queue, {});
    await vi.waitFor(() => expect(done).toHaveLength(queues.length), { timeout: 30_000, interval: 100 });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(done).toHaveLength(queues.length);
  });
});
