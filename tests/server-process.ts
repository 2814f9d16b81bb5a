import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./tree.ts";

export interface StartOptions {
  /** Folder of the tree that is started; the project itself unless told. */
  readonly root?: string;
  readonly dataFolder: string;
  /** Folder below `regions/` or a path. */
  readonly region?: string;
  /** Through `npm start`, as a person does, instead of the script that it runs. */
  readonly throughNpm?: boolean;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** A started server, or one that is starting. */
export interface StartedServer {
  /** The process that was started: npm, or the server itself. */
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Resolves when the printed text matches; rejects when the process ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Address once it is ready, e.g. `http://127.0.0.1:40001`. */
  ready(): Promise<string>;
  /** Exit code, or the signal's name. */
  ended(): Promise<number | string>;
  /** TERM, and KILL to what is left after ten seconds. */
  stop(): Promise<void>;
}

/** A temporary data folder. */
export function createDataFolder(): string {
  return mkdtempSync(join(tmpdir(), "midreach-data-"));
}

/** Removes what `createDataFolder` made. */
export function removeDataFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Starts the server as a process of its own on a free port. */
export function startServer(options: StartOptions): StartedServer {
  const flags = ["--port", "0", "--data", options.dataFolder, "--region", options.region ?? "middle-yangtze"];
  const args = [...flags, ...(options.args ?? [])];
  const [command, all] = options.throughNpm
    ? ["npm", ["start", "--", ...args]]
    : [process.execPath, ["scripts/start.mjs", ...args]];
  const child = spawn(command, all, {
    cwd: options.root ?? root,
    env: { ...process.env, NO_COLOR: "1", INIT_CWD: undefined, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watch(child);
}

function watch(child: ChildProcess): StartedServer {
  let text = "";
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      changed();
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.on("close", (code, signal) => {
      resolve(code ?? signal ?? "unknown");
      changed();
    });
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(text);
        if (match) resolve(match);
        else if (child.exitCode === null && child.signalCode === null) return;
        else
          reject(
            new Error(
              `The server ended (${child.exitCode ?? child.signalCode}) before it printed ${pattern}:\n${text}`,
            ),
          );
        listeners.delete(look);
      };
      listeners.add(look);
      look();
    });
  return {
    child,
    output: () => text,
    printed,
    ready: async () => (await printed(/^\s*ready\s+(http:\S+?)\/?\s/m))[1] ?? "",
    ended: () => ended,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
