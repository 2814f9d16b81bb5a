// @ts-check
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Calls `onDeath` when the npm that started this process is gone. npm passes TERM and INT on, but nobody can pass KILL
 * on: then the server would go on as an orphan that holds the port and the data folder.
 * @param {() => void} onDeath
 */
export function watchAncestor(onDeath) {
  const parent = process.ppid;
  const npm = process.env.npm_lifecycle_event ? findNpm(parent) : undefined;
  const timer = setInterval(() => {
    const parentDied = npm !== undefined && process.ppid !== parent;
    if (!parentDied && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    onDeath();
  }, 500);
  timer.unref();
}

/** The nearest npm above us: between it and us there is a shell or none, depending on the system. @param {number} start */
function findNpm(start) {
  let pid = start;
  for (let level = 0; level < 5 && pid > 1; level++) {
    const found = findProcess(pid);
    if (!found) break;
    if (/(^|[\s/\\])npm(-cli\.js)?(\s|$)/.test(found.command)) return pid;
    pid = found.parent;
  }
  return start;
}

/** @param {number} pid @returns {{parent: number, command: string} | undefined} */
function findProcess(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      return { parent, command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\u0000", " ") };
    }
    const line = execFileSync("ps", ["-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [parent = "0", ...command] = line.split(/\s+/);
    return { parent: Number(parent), command: command.join(" ") };
  } catch {
    return undefined;
  }
}

/** A process that ended and was not yet collected by its parent counts as dead. @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !"ZX".includes(stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3));
  } catch {
    return false;
  }
}
