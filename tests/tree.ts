import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every file of the project that git knows or would take, relative to the root. */
export function listProjectFiles(): string[] {
  const printed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return printed.split("\u0000").filter((file) => file !== "" && existsSync(join(root, file)));
}

/** Text of a file of the project. */
export function readProjectFile(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
