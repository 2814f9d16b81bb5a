import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
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

/** Side by side, files are synced more than ten times as fast: the file system writes its journal for many at once. */
const syncedAtOnce = 16;

async function syncPath(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function listTree(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return listTree(path);
    }
    return entry.isFile() ? [path] : [];
  });
  return [folder, ...inside];
}

async function syncTree(folder: string): Promise<void> {
  const paths = listTree(folder).values();
  const syncNext = async () => {
    for (const path of paths) {
      await syncPath(path);
    }
  };
  await Promise.all(Array.from({ length: syncedAtOnce }, syncNext));
}

/** Makes a freshly created cluster durable and marks it as complete; does nothing when it is marked already. */
export async function completeCluster(cluster: string): Promise<void> {
  const marker = markerOf(cluster);
  if (existsSync(marker)) {
    return;
  }
  await syncTree(cluster);
  writeFileSync(marker, "The cluster beside this file was created completely.\n", { flush: true });
  await syncPath(dirname(cluster));
}
