import { acquireDataFolder } from "@midreach/kernel/database";
import { ensureAdministrator } from "@midreach/kernel/identity";
import { createJobs } from "@midreach/kernel/jobs";
import { Problem } from "@midreach/kernel/problems";
import { createApp } from "./app.ts";
import { runCommand } from "./commands.ts";
import { compressAnswers } from "./compress.ts";
import { type House, openHouse } from "./house.ts";
import { listen } from "./listen.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import type { Progress } from "./progress.ts";

export interface ServerOptions {
  readonly root: string;
  readonly version: string;
  readonly dataFolder: string;
  readonly regionFolder: string;
  readonly databaseUrl?: string | undefined;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly progress: Progress;
}

export interface RunningServer {
  readonly address: string;
}

type Closer = () => Promise<void>;

/**
 * Starts the server in this process: takes the data folder and the port, opens the house, serves. Ends with the
 * process: INT and TERM close everything in order.
 * @throws Problem when the folder or the port is taken, the region pack is faulty or the database cannot be opened;
 * everything taken so far is given back
 */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const closers: Closer[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  // From here on a signal gives back what was taken, also in the middle of the start.
  closeOnSignals(options.progress, close);
  try {
    return await open(options, closers);
  } catch (error) {
    await close();
    throw error instanceof Problem ? readable(error) : error;
  }
}

async function open(options: ServerOptions, closers: Closer[]): Promise<RunningServer> {
  const { progress } = options;
  let house: House | undefined;
  const folder = await acquireDataFolder(options.dataFolder, {
    onCommand: async (name, args) => {
      if (!house) throw new Problem("database.unavailable", "The server is starting. Try again in a moment.");
      return runCommand(house, name, args);
    },
  });
  closers.push(() => folder.release());
  const listener = await listen(options.host, options.port);
  closers.push(() => listener.close());
  folder.setAddress(listener.address);
  const log = createLog();
  house = await openHouse({ ...options, log });
  const { close: closeHouse, services, modules } = house;
  closers.push(closeHouse);
  const administrator = await ensureAdministrator(services.database);
  const metrics = createMetrics();
  closers.push(() => metrics.stop());
  const app = await createApp(house, { ...options, metrics });
  await progress.step("ready", async () => {
    listener.serve(compressAnswers((request, env) => app.fetch(request, env)));
    const seconds = (performance.now() / 1000).toFixed(1);
    return { detail: `${listener.address}/ after ${seconds} s`, result: undefined };
  });
  if (administrator) tellPassword(progress, administrator);
  const scheduled = modules.flatMap((module) => module.jobs?.(services) ?? []);
  if (scheduled.length > 0) {
    const jobs = createJobs(services.database, (error) => log.error({ err: error }, "jobs"));
    closers.push(() => jobs.stop());
    for (const job of scheduled) {
      await jobs.work(job.name, () => job.run());
      await jobs.schedule(job.name, job.schedule, services.region.timeZone);
    }
  }
  return { address: listener.address };
}

function tellPassword(progress: Progress, { userName, password }: { userName: string; password: string }): void {
  progress.line("");
  progress.line("  The administrator's account, shown this once; choose your own password at the first sign-in:");
  progress.line(`  user name  ${userName}`);
  progress.line(`  password   ${password}`);
  progress.line("");
}

/** Every signal closes the same way (scripts/start.mjs sends TERM when npm is gone); a second one does not wait. */
function closeOnSignals(progress: Progress, close: Closer): void {
  let closing = false;
  const stop = (reason: string) => {
    if (closing) process.exit(1);
    closing = true;
    progress.line(`Stopping (${reason})`);
    close().then(
      () => process.exit(0),
      (error) => {
        progress.line(String(error));
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => stop("interrupted"));
  process.on("SIGTERM", () => stop("terminated"));
  process.on("SIGHUP", () => stop("terminal closed"));
}

/** A Problem as a person at the terminal reads it: what, where, what to do; every fault on a line. */
function readable(problem: Problem): Error {
  const { detail, faults: found = [] } = problem.toJSON();
  const faults = found.map(({ where, what, fix }) => `  - ${where}: ${what}${fix ? ` (${fix})` : ""}`);
  const error = new Error([detail, ...faults].join("\n"), { cause: problem });
  return Object.assign(error, { expected: true });
}
