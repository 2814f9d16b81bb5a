import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../problems/index.ts";
import {
  answerLimitMs,
  exchange,
  type FolderRequest,
  isSocketName,
  listenInFolder,
  pidOfSocketName,
  readLine,
  socketName,
  type WireAnswer,
} from "./folder-channel.ts";

export type { FolderRequest } from "./folder-channel.ts";

/** Who holds a data folder. */
export interface FolderHolder {
  readonly pid: number;
  /** Where it can be reached, e.g. `http://127.0.0.1:8080`; empty as long as it does not listen. */
  readonly address: string;
}

/** The lock of a data folder; it ends with the process at the latest. */
export interface FolderLock {
  /** Tells the address that a second start shows. */
  setAddress(address: string): void;
  release(): Promise<void>;
}

/** What came back from a data folder: nobody holds it, or its holder answered. */
export type FolderAnswer = { readonly answered: false } | { readonly answered: true; readonly value: unknown };

interface Claim extends FolderHolder {
  readonly state: "claiming" | "holding";
}

const pollMs = 50;
const serverFailed = { zh: "服务器出错,请查看其日志。", en: "The server failed; see its log." };

async function answerTo(
  line: string,
  claim: Claim,
  onCommand: (name: string, args: unknown) => Promise<unknown>,
): Promise<WireAnswer> {
  try {
    const request = JSON.parse(line) as FolderRequest;
    if (request.command === "who") {
      return { ok: true, value: claim };
    }
    if (claim.state === "claiming") {
      throw new Problem("database.unavailable", {
        zh: "服务器正在启动。请稍后再试。",
        en: "The server is starting. Try again in a moment.",
      });
    }
    return { ok: true, value: await onCommand(request.command, request.args) };
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem("internal", serverFailed);
    return { ok: false, problem: problem.toPlain() };
  }
}

async function serve(
  socket: Socket,
  findClaim: () => Claim,
  onCommand: (name: string, args: unknown) => Promise<unknown>,
): Promise<void> {
  socket.on("error", () => socket.destroy());
  const line = await readLine(socket, answerLimitMs).catch(() => undefined);
  if (line === undefined) {
    socket.destroy();
    return;
  }
  const answer = await answerTo(line, findClaim(), onCommand);
  socket.end(`${JSON.stringify(answer)}\n`);
}

/** Asks one socket file who is behind it; undefined when nobody is. */
async function findClaim(folder: string, name: string): Promise<Claim | undefined> {
  const answer = await exchange(folder, name, { command: "who" }, answerLimitMs);
  if (answer === "nobody") {
    return undefined;
  }
  if (answer === "silent" || !answer.ok) {
    // Somebody listens but is too busy to answer: that is a holder all the same.
    return { pid: pidOfSocketName(name), address: "", state: "holding" };
  }
  return answer.value as Claim;
}

function inUse(folder: string, holder: FolderHolder): Problem {
  const where = holder.address === "" ? "" : ` at ${holder.address}`;
  return new Problem(
    "database.in-use",
    `The data folder ${folder} is in use by process ${holder.pid}${where}. ` +
      "Stop that process, or choose another data folder.",
  );
}

type Verdict = { readonly kind: "free" | "retreat" } | { readonly kind: "taken"; readonly holder: FolderHolder };

/** Looks at every other socket in the folder; clears the dead ones and waits for claimants that come after us. */
async function judge(folder: string, own: string): Promise<Verdict> {
  for (const name of readdirSync(folder).filter((entry) => isSocketName(entry) && entry !== own)) {
    for (;;) {
      const claim = await findClaim(folder, name);
      if (claim === undefined) {
        // Names are never used twice: one that is dead stays dead, so removing it harms nobody.
        rmSync(join(folder, name), { force: true });
        break;
      }
      if (claim.state === "holding") {
        return { kind: "taken", holder: claim };
      }
      if (name < own) {
        return { kind: "retreat" };
      }
      await sleep(pollMs);
    }
  }
  return { kind: "free" };
}

async function closeServer(server: Server, path: string): Promise<void> {
  rmSync(path, { force: true });
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/**
 * Takes the data folder for this process, or says who has it. A Unix socket in the folder is both the lock and the
 * control channel: it answers as long as its process lives, and refuses when it was killed.
 *
 * Every start listens on a socket with a name of its own, moves it into sight, and only then looks for others. Of two
 * starts at the same time the one that comes into sight later sees the other; of two that see each other the smaller
 * name stays. So at most one holds the folder, without a moment in which a living lock could be removed as stale.
 *
 * @param options.onCommand what `askDataFolder` of another process reaches; a Problem it throws travels back
 * @throws Problem `database.in-use` with process and address of the holder
 */
export async function acquireDataFolder(
  folder: string,
  options: { readonly address?: string; readonly onCommand: (name: string, args: unknown) => Promise<unknown> },
): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    let claim: Claim = { pid: process.pid, address: options.address ?? "", state: "claiming" };
    const server = createServer((socket) => void serve(socket, () => claim, options.onCommand));
    const own = socketName(process.pid, randomBytes(4).toString("hex"));
    await listenInFolder(server, folder, `${own}.new`);
    const path = join(folder, own);
    chmodSync(`${path}.new`, 0o600);
    renameSync(`${path}.new`, path);
    const verdict = await judge(folder, own).catch(async (error) => {
      await closeServer(server, path);
      throw error;
    });
    if (verdict.kind === "free") {
      claim = { ...claim, state: "holding" };
      server.unref();
      return {
        setAddress: (address) => {
          claim = { ...claim, address };
        },
        release: () => closeServer(server, path),
      };
    }
    await closeServer(server, path);
    if (verdict.kind === "taken") {
      throw inUse(folder, verdict.holder);
    }
    await sleep(pollMs + Math.random() * pollMs);
  }
}

/**
 * Sends one command to the process that holds the data folder, and waits for its answer.
 * @param limitMs how long to wait for the answer, in milliseconds
 * @returns `answered: false` when nobody holds the folder
 * @throws Problem the one that the holder threw; `database.unavailable` when it does not answer in time
 */
export async function askDataFolder(folder: string, request: FolderRequest, limitMs = 600_000): Promise<FolderAnswer> {
  let names: string[];
  try {
    names = readdirSync(folder).filter(isSocketName);
  } catch {
    return { answered: false };
  }
  for (const name of names) {
    const answer = await exchange(folder, name, request, limitMs);
    if (answer === "silent") {
      throw new Problem(
        "database.unavailable",
        `Process ${pidOfSocketName(name)} holds the data folder ${folder} but did not answer.`,
      );
    }
    if (answer !== "nobody") {
      if (answer.ok) {
        return { answered: true, value: answer.value };
      }
      throw Problem.fromPlain(answer.problem);
    }
  }
  return { answered: false };
}
