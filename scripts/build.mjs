// @ts-check
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { run } from "./run.mjs";

/** What can end up in the pages. Rooms that only the server uses cost a needless build when they change, no more. */
const sourceFolders = ["apps/web", "ui", "systems", "engines", "kernel/contracts", "kernel/http", "kernel/problems"];
const sourceFiles = ["package-lock.json", "tsconfig.json"];
const ignoredFolders = new Set(["node_modules", "dist", "generated", "migrations", "policies"]);
const sourceEndings = new Set([
  ".ts",
  ".tsx",
  ".js",
  ".mjs",
  ".json",
  ".css",
  ".html",
  ".svg",
  ".png",
  ".ico",
  ".woff2",
]);

/**
 * Hash over everything that the pages are made of.
 * @param {string} root
 */
export async function hashWebSources(root) {
  const files = [...sourceFiles];
  for (const folder of sourceFolders) files.push(...(await listSources(root, folder)));
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    hash
      .update(`${file}\u0000`)
      .update(await readFile(join(root, file)).catch(() => ""))
      .update("\u0000");
  }
  return hash.digest("hex");
}

/** @param {string} root @param {string} folder @returns {Promise<string[]>} */
async function listSources(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const nested = entries.map(async (entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : listSources(root, path);
    return sourceEndings.has(extname(entry.name)) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}

/**
 * Builds the pages when their sources changed since the last build that was finished.
 * @param {string} root
 * @param {(text: string) => void} say
 * @returns {Promise<{detail: string, result: boolean}>} whether something was built
 */
export async function ensureWebBuild(root, say) {
  const dist = join(root, "apps/web/dist");
  const stamp = join(dist, ".stamp");
  const hash = await hashWebSources(root);
  if ((await readFile(stamp, "utf8").catch(() => "")) === hash) return { detail: "up to date", result: false };
  say("building the pages");
  await run("npm", ["run", "build", "--workspace", "@midreach/web"], { cwd: root });
  // Written last: a build that was cut off has no stamp and is made again.
  await writeFile(stamp, hash);
  return { detail: "built", result: true };
}
