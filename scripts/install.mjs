// @ts-check
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * @typedef {{version?: string, optional?: boolean, peer?: boolean, devOptional?: boolean, dev?: boolean, link?: boolean}} LockEntry
 * @typedef {Record<string, LockEntry>} LockPackages
 */

/**
 * How many packages differ between the lock file and what is installed; npm writes its own list into node_modules
 * when it has finished, so an installation that was cut off counts as none. Contents are compared, not times: a fresh
 * clone or copy has newer files than what was installed for it.
 * @param {string} root
 * @returns {Promise<number>} 0: up to date
 */
export async function countMissingPackages(root) {
  const wanted = await readPackages(join(root, "package-lock.json"));
  const installed = await readPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted) throw new Error("package-lock.json cannot be read; is the clone complete?");
  if (!installed) return Object.keys(wanted).length;
  return Object.entries(wanted).filter(([path, entry]) => {
    if (!path.startsWith("node_modules/")) return false;
    const found = installed[path];
    return found ? found.version !== entry.version : !entry.optional && !entry.devOptional;
  }).length;
}

/**
 * @param {string} file
 * @returns {Promise<LockPackages | undefined>}
 */
async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Installs exactly what the lock file says when something is missing or different.
 * @param {string} root
 * @param {(text: string) => void} say
 * @returns {Promise<{detail: string, result: boolean}>} whether something was installed
 */
export async function ensureDependencies(root, say) {
  const missing = await countMissingPackages(root);
  if (missing === 0) return { detail: "up to date", result: false };
  say(`installing ${missing} packages`);
  // Not `npm ci`: it refuses a lock file that lacks the optional binary of any platform, and a registry mirror that
  // does not hold all of them writes such lock files. `install --no-save` follows the lock file and leaves it alone.
  await run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--include=dev"], {
    cwd: root,
    env: cleanNpmEnvironment(),
  });
  return { detail: `${missing} packages installed`, result: true };
}

/** npm hands its own settings to scripts as variables; a second npm must read its configuration afresh. */
function cleanNpmEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(local_prefix|prefix)|lifecycle|package|command)/.test(name),
    ),
  );
}
