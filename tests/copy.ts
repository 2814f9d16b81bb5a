import { cpSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listProjectFiles, root } from "./tree.ts";

/** A copy of the project in a folder of its own, whose packages are the original's and whose rooms are its own. */
export interface ProjectCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies every file of the project to a temporary folder. Installed packages are linked, not copied; the project's own
 * packages (`@midreach/…`) are linked to the copy, so that the copy runs its own code.
 */
export async function copyProject(): Promise<ProjectCopy> {
  const folder = realpathSync(await mkdtemp(join(tmpdir(), "midreach-copy-")));
  for (const file of listProjectFiles()) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  const packages = join(root, "node_modules");
  mkdirSync(join(folder, "node_modules/@midreach"), { recursive: true });
  for (const name of readdirSync(packages)) {
    if (name === ".package-lock.json") cpSync(join(packages, name), join(folder, "node_modules", name));
    else if (name !== "@midreach") symlinkSync(join(packages, name), join(folder, "node_modules", name));
  }
  for (const name of readdirSync(join(packages, "@midreach"))) {
    const room = realpathSync(join(packages, "@midreach", name)).slice(root.length + 1);
    symlinkSync(join(folder, room), join(folder, "node_modules/@midreach", name));
    // Versions that npm placed below a workspace belong to it.
    linkIfThere(join(root, room, "node_modules"), join(folder, room, "node_modules"));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

function linkIfThere(from: string, to: string): void {
  try {
    symlinkSync(realpathSync(from), to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
