import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openDatabase } from "./open.ts";
import type { Database, DatabaseOptions } from "./types.ts";

/** A fresh, empty database for one test file. Call `drop` when done. */
export interface TestDatabase {
  /** The open database; another object after `reopen`. */
  readonly database: Database;
  /** What it was opened with. */
  readonly options: DatabaseOptions;
  /** Closes it and opens it again, to test what survives. */
  reopen(): Promise<Database>;
  /** Closes and removes it. */
  drop(): Promise<void>;
}

async function openDisposable(options: DatabaseOptions, remove: () => Promise<void> | void): Promise<TestDatabase> {
  let database = await openDatabase(options);
  return {
    options,
    get database() {
      return database;
    },
    reopen: async () => {
      await database.close();
      database = await openDatabase(options);
      return database;
    },
    drop: async () => {
      await database.close();
      await remove();
    },
  };
}

/** The kinds of database that this run tests: PostgreSQL too, when `MIDREACH_TEST_POSTGRES_URL` names a server. */
export function testBackends(): Database["kind"][] {
  return process.env.MIDREACH_TEST_POSTGRES_URL ? ["pglite", "postgres"] : ["pglite"];
}

const templateFolder = () => join(tmpdir(), "midreach-test-template-3");

/** Making an embedded cluster takes seconds, copying one a fraction: the first test makes it, the others copy. */
async function copyTemplate(folder: string): Promise<void> {
  const template = templateFolder();
  if (!existsSync(template)) {
    const made = mkdtempSync(join(tmpdir(), "midreach-test-making-"));
    const database = await openDatabase({ folder: made });
    await database.close();
    try {
      renameSync(made, template);
    } catch {
      // Another test process was faster; its template is as good.
      rmSync(made, { recursive: true, force: true });
    }
  }
  cpSync(template, folder, { recursive: true });
}

async function openEmbedded(options: Partial<DatabaseOptions>, parent: string): Promise<TestDatabase> {
  const folder = mkdtempSync(join(parent, "midreach-test-"));
  await copyTemplate(folder);
  return openDisposable({ ...options, folder }, () => rmSync(folder, { recursive: true, force: true }));
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function openServer(options: Partial<DatabaseOptions>): Promise<TestDatabase> {
  const server = process.env.MIDREACH_TEST_POSTGRES_URL;
  if (server === undefined || server === "") {
    throw new Error("Set MIDREACH_TEST_POSTGRES_URL to the URL of a PostgreSQL server where databases may be created");
  }
  const name = `midreach_test_${randomBytes(6).toString("hex")}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return openDisposable({ ...options, folder: tmpdir(), url: url.href }, () =>
    administer(server, `drop database if exists ${name} with (force)`),
  );
}

/**
 * Opens a fresh, empty database (no migrations applied) of the given kind.
 * @param parent folder in which the embedded one gets its data folder
 */
export async function openTestDatabase(
  kind: Database["kind"],
  options: Partial<DatabaseOptions> = {},
  parent = tmpdir(),
): Promise<TestDatabase> {
  return kind === "pglite" ? openEmbedded(options, parent) : openServer(options);
}

/** A process that a crash test kills. */
export interface Victim {
  readonly child: ChildProcess;
  /** Lines it has printed so far; what it acknowledged has to be printed with a line end. */
  readonly lines: string[];
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a module (TypeScript imports allowed, top-level await too) in a process of its own. */
export function startVictim(code: string): Victim {
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, "--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    child,
    lines,
    ended,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** A seeded generator of numbers in [0, 1) (mulberry32), so that a failing crash test can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
