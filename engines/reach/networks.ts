import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NetworkBytes, Supply } from "./compute/messages.ts";
import { carryOutOrder } from "./compute/pool.ts";
import { decodeTimetable } from "./core/encoding.ts";
import type { Modification } from "./core/scenario/index.ts";
import type { Timetable } from "./core/timetable.ts";

/** A built network: the bytes that threads share, and what they hold. */
export interface Network extends NetworkBytes {
  readonly timetable: Timetable;
}

/** What a network is built from. */
export interface NetworkPlan {
  readonly supply: Supply;
  readonly modifications: readonly Modification[];
  /** Change time of stations that state none. */
  readonly changeSeconds: number;
}

/** Built networks by what they were built from. */
export interface Networks {
  /** The network of a plan: the one in memory, the one on disk, or a new one. @throws Problem when it cannot be built */
  get(plan: NetworkPlan): Promise<Network>;
}

/** Grows when networks are built otherwise than before: files of earlier builds are not used then. */
const buildVersion = 1;
const mostInMemory = 12;
const mostOnDisk = 24;

/**
 * Networks of an installation. Those of feeds are kept as one file each and read by one read; those of scenarios, which
 * people change all the time, in memory alone.
 * @param dataFolder where files may be kept; nothing is kept without
 */
export function createNetworks(dataFolder: string | undefined): Networks {
  const folder = dataFolder === undefined ? undefined : join(dataFolder, "networks");
  const known = new Map<string, Promise<Network>>();
  return {
    get: (plan) => {
      const key = keyOf(plan);
      const found = known.get(key);
      known.delete(key);
      const network = found ?? obtain(key, plan, folder);
      known.set(key, network);
      // What failed is tried again at the next asking.
      if (!found) network.catch(() => known.get(key) === network && known.delete(key));
      for (const oldest of known.keys()) {
        if (known.size <= mostInMemory) break;
        known.delete(oldest);
      }
      return network;
    },
  };
}

/** The same content has the same key, whoever asks. */
function keyOf({ supply, modifications, changeSeconds }: NetworkPlan): string {
  const content = JSON.stringify([buildVersion, supply.key, changeSeconds, modifications]);
  return createHash("sha256").update(content).digest("hex").slice(0, 32);
}

async function obtain(key: string, plan: NetworkPlan, folder: string | undefined): Promise<Network> {
  const keeps = folder !== undefined && plan.modifications.length === 0;
  const path = keeps ? join(folder, `${key}.network`) : undefined;
  const kept = path === undefined ? undefined : await readNetwork(key, path);
  if (kept) return kept;
  const { supply, modifications, changeSeconds } = plan;
  const order = { kind: "build", schedule: supply.key, modifications, changeSeconds } as const;
  const buffer = await carryOutOrder<SharedArrayBuffer>(order, { supply });
  if (folder !== undefined && path !== undefined) await keepNetwork(folder, path, buffer);
  return { key, buffer, timetable: decodeTimetable(buffer) };
}

/** Undefined when there is no such file, or what is there is not whole. */
async function readNetwork(key: string, path: string): Promise<Network | undefined> {
  try {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      const buffer = new SharedArrayBuffer(size);
      const { bytesRead } = await file.read(new Uint8Array(buffer), 0, size, 0);
      return bytesRead === size ? { key, buffer, timetable: decodeTimetable(buffer) } : undefined;
    } finally {
      await file.close();
    }
  } catch {
    // A file that cannot be used is made anew; nothing in it exists here alone.
    return undefined;
  }
}

/** Written beside and renamed, so that nobody ever reads half a file. What cannot be kept is no fault of the question. */
async function keepNetwork(folder: string, path: string, buffer: SharedArrayBuffer): Promise<void> {
  const beside = `${path}.${process.pid}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, new Uint8Array(buffer));
    await rename(beside, path);
    await removeOldest(folder);
  } catch {
    await rm(beside, { force: true });
  }
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".network"));
  if (names.length <= mostOnDisk) return;
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
  const oldest = dated.sort((a, b) => a.at - b.at).slice(0, names.length - mostOnDisk);
  await Promise.all(oldest.map(({ name }) => rm(join(folder, name), { force: true })));
}
