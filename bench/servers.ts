import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { findPostgresBinaries, startThrowawayPostgres } from "../scripts/postgres.mjs";
import { type StartedServer, startServer } from "../tests/server-process.ts";
import { type BenchmarkContext, NotHere } from "./benchmark.ts";

/** The region whose plan is measured. */
export const regionName = "middle-yangtze";

/** A PostgreSQL server of our own; `durable`: a commit is on the disk when it is acknowledged. */
export interface OwnPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL with its settings as installed (fsync on), its data below the benchmark's folder.
 * @throws NotHere when the machine has none
 */
export async function startPostgres({ folder, say }: BenchmarkContext): Promise<OwnPostgres> {
  const binaries = findPostgresBinaries();
  if (!binaries) throw new NotHere("PostgreSQL is not installed (Debian: apt-get install postgresql)");
  say(`starting PostgreSQL from ${binaries}`);
  // Root starts it as another user, who has to get to his folder.
  await chmod(folder, 0o755);
  return startThrowawayPostgres(binaries, { durable: true, parent: folder });
}

/** A server of ours on one database. */
export interface MeasuredServer {
  /** `PGlite` or `PostgreSQL`. */
  readonly database: string;
  readonly address: string;
  readonly dataFolder: string;
  readonly process: StartedServer;
}

/** Starts the server as a process of its own on the embedded database, or on the one at `url`. */
export async function startMeasured(context: BenchmarkContext, url?: string): Promise<MeasuredServer> {
  const database = url === undefined ? "PGlite" : "PostgreSQL";
  const dataFolder = join(context.folder, database.toLowerCase());
  context.say(`starting Midreach on ${database}`);
  const args = url === undefined ? [] : ["--database-url", url];
  const process = startServer({ root: context.root, dataFolder, region: regionName, args });
  return { database, address: await process.ready(), dataFolder, process };
}

/** The browser to measure in. @throws NotHere when the machine has none */
export function findChromium(): string {
  const path = process.env.MIDREACH_CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(path)) {
    throw new NotHere("Chromium is not installed (Debian: apt-get install chromium), or name it in MIDREACH_CHROMIUM");
  }
  return path;
}
