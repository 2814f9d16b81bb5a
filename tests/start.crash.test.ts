import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { openTestDatabase, type TestDatabase } from "@midreach/kernel/database/testing";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  createDataFolder,
  removeDataFolder,
  type StartedServer,
  type StartOptions,
  startServer,
} from "./server-process.ts";
import { root } from "./tree.ts";

const tinyRegion = `${root}/tests/fixtures/tiny-region`;
const folders: string[] = [];
const servers: StartedServer[] = [];

let cluster: TestDatabase;

/** Making an embedded database takes seconds; most tests start from one that was made and never used. */
beforeAll(async () => {
  cluster = await openTestDatabase("pglite");
  await cluster.database.close();
});
afterAll(() => cluster.drop());

function newFolder({ empty = false } = {}): string {
  const folder = createDataFolder();
  if (!empty) cpSync(cluster.options.folder, folder, { recursive: true });
  folders.push(folder);
  return folder;
}

function start(options: StartOptions): StartedServer {
  const server = startServer({ region: tinyRegion, ...options });
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) removeDataFolder(folder);
});

/** Processes whose command line names the data folder. */
function processesOf(dataFolder: string): string[] {
  const printed = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  return printed.split("\n").filter((line) => line.includes(dataFolder));
}

async function waitUntilNobody(dataFolder: string): Promise<void> {
  for (let waited = 0; processesOf(dataFolder).length > 0; waited += 100) {
    if (waited > 15_000) throw new Error(`still running: ${processesOf(dataFolder).join("; ")}`);
    await delay(100);
  }
}

interface Overview {
  readonly totals: { readonly commitments: number };
  readonly evaluations: { readonly planEnd: object | null; readonly latest: object | null };
}

/** What a reader must find whole: the register, both first evaluations, an unbroken audit log. */
async function expectWhole(server: StartedServer, dataFolder: string): Promise<void> {
  const address = await server.ready();
  const overview = (await (await fetch(`${address}/api/overview`)).json()) as Overview;
  expect(overview.totals.commitments).toBe(12);
  expect(overview.evaluations.planEnd).not.toBeNull();
  expect(overview.evaluations.latest).not.toBeNull();
  const printed = execFileSync(
    process.execPath,
    ["scripts/midreach.mjs", "audit", "verify", "--json", "--data", dataFolder],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  expect(JSON.parse(printed)).toMatchObject({ ok: true });
}

describe("who ends, ends whole", () => {
  test("TERM to npm closes the server in order and frees the folder", async () => {
    const dataFolder = newFolder();
    const first = start({ dataFolder, throughNpm: true });
    await first.ready();
    first.child.kill("SIGTERM");
    await first.ended();
    await waitUntilNobody(dataFolder);
    expect(first.output()).toContain("Stopping");
    await expectWhole(start({ dataFolder }), dataFolder);
  });

  test("KILL of npm leaves no orphan", async () => {
    const dataFolder = newFolder();
    const first = start({ dataFolder, throughNpm: true });
    const address = await first.ready();
    first.child.kill("SIGKILL");
    await waitUntilNobody(dataFolder);
    await expect(fetch(`${address}/health`)).rejects.toThrow();
    await expectWhole(start({ dataFolder }), dataFolder);
  });

  test("KILL of npm in the middle of a start leaves no orphan", async () => {
    const dataFolder = newFolder();
    const first = start({ dataFolder, throughNpm: true });
    await first.printed(/database\s+opening/);
    first.child.kill("SIGKILL");
    await waitUntilNobody(dataFolder);
    await expectWhole(start({ dataFolder }), dataFolder);
  });
});

describe("one folder, one server", () => {
  test("a second start says who has the folder and where, and changes nothing", async () => {
    const dataFolder = newFolder();
    const first = start({ dataFolder });
    const address = await first.ready();
    const second = start({ dataFolder });
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain(`process ${first.child.pid}`);
    expect(second.output()).toContain(address);
    expect(second.output()).not.toMatch(/^\s+at /m);
    expect((await fetch(`${address}/health`)).status).toBe(200);
  });

  test("a busy port is told before anything is opened", async () => {
    const first = start({ dataFolder: newFolder() });
    const port = new URL(await first.ready()).port;
    const second = start({ dataFolder: newFolder(), args: ["--port", port] });
    expect(await second.ended()).toBe(1);
    expect(second.output()).toContain(`Port ${port}`);
    expect(second.output()).not.toMatch(/^\s+at /m);
  });

  test("the one-time password is shown at the first start only", async () => {
    const dataFolder = newFolder();
    const first = start({ dataFolder });
    await first.printed(/password\s+\S+/);
    await first.stop();
    const second = start({ dataFolder });
    await second.ready();
    await delay(300);
    expect(second.output()).not.toMatch(/password/);
  });
});

describe("KILL at any moment, then start", () => {
  test.each([100, 1000, 2500])("while the database is made, after %i ms", async (waitMs) => {
    const dataFolder = newFolder({ empty: true });
    const first = start({ dataFolder });
    await first.printed(/database\s+opening/);
    await delay(waitMs);
    first.child.kill("SIGKILL");
    await first.ended();
    await expectWhole(start({ dataFolder }), dataFolder);
  });

  test.each([
    ["while the database is opened", /database\s+opening/, 300],
    ["while migrating", /migrations\s+applying/, 0],
    ["while migrating, a little later", /migrations\s+applying/, 60],
    ["while the region is loaded", /region\s+loading/, 0],
    ["while the region is loaded, a little later", /region\s+loading/, 60],
    ["while the plan is evaluated", /evaluation\s+preparing/, 0],
    ["while the plan is evaluated, a little later", /evaluation\s+preparing/, 100],
    ["as soon as it is ready", /ready\s+http/, 0],
  ])("%s", async (_moment, pattern, waitMs) => {
    const dataFolder = newFolder();
    const first = start({ dataFolder });
    await first.printed(pattern);
    await delay(waitMs);
    first.child.kill("SIGKILL");
    await first.ended();
    await expectWhole(start({ dataFolder }), dataFolder);
  });
});
