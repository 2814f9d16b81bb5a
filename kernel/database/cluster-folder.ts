import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where the embedded database keeps its cluster below the data folder. */
export function clusterFolder(dataFolder: string): string {
  return join(dataFolder, "pgdata");
}

const markerOf = (cluster: string) => `${cluster}.complete`;

/**
 * Removes what an interrupted first start left behind: PGlite copies a fresh cluster file by file, and a half copied
 * one looks like a whole one. Nothing was acknowledged before the marker was written, so nothing is lost.
 */
export function discardIncompleteCluster(cluster: string): void {
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o700 });
  if (existsSync(cluster) && !existsSync(markerOf(cluster))) {
    rmSync(cluster, { recursive: true, force: true });
  }
}

function syncPath(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      syncTree(path);
    } else if (entry.isFile()) {
      syncPath(path);
    }
  }
  syncPath(folder);
}

/** Makes a freshly created cluster durable and marks it as complete; does nothing when it is marked already. */
export function completeCluster(cluster: string): void {
  const marker = markerOf(cluster);
  if (existsSync(marker)) {
    return;
  }
  syncTree(cluster);
  writeFileSync(marker, "The cluster beside this file was created completely.\n", { flush: true });
  syncPath(dirname(cluster));
}
