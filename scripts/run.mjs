// @ts-check
import { spawn } from "node:child_process";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

// Whatever ends this process ends what it started; a build must not outlive the start that asked for it.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A command that ended badly, with the last of what it printed. */
export class CommandFailed extends Error {
  /** @param {string} command @param {number | string} code @param {string} output */
  constructor(command, code, output) {
    const lines = output.trimEnd().split("\n");
    // What went wrong often stands first (npm) and sometimes last (vite): show both ends.
    const shown = lines.length > 40 ? [...lines.slice(0, 15), "…", ...lines.slice(-20)] : lines;
    super(`${command} ended with ${code}.\n${shown.join("\n")}`);
    this.output = output;
  }
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, show?: boolean}} options `show`: pass its output on at once
 * @returns {Promise<string>} what it printed (empty with `show`)
 * @throws {CommandFailed}
 */
export function run(command, args, { cwd, env = process.env, show = false }) {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", (error) => {
      running.delete(child);
      reject(new CommandFailed(command, error.message, output));
    });
    child.on("close", (code, signal) => {
      running.delete(child);
      if (code === 0) resolvePromise(output);
      else reject(new CommandFailed([command, ...args].join(" "), code ?? signal ?? "no code", output));
    });
  });
}
