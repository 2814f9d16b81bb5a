import type { Measure } from "@midreach/kernel/contracts";
import { type Database, kernelMigrations, migrate, openDatabase, runAlone } from "@midreach/kernel/database";
import type { ServerModule, Services, SystemStatus } from "@midreach/kernel/http";
import { kernelPolicies, loadPolicies } from "@midreach/kernel/policies";
import { Problem } from "@midreach/kernel/problems";
import { findLoadedRegion, type RegionPack, readRegionPack, storeRegion } from "@midreach/kernel/region";
import type { Logger } from "pino";
import { builtInModules, type InstalledSystem, listInstalledSystems } from "./modules.ts";
import type { Progress } from "./progress.ts";

/** Where a house stands: one data folder, one region. */
export interface HouseOptions {
  /** Folder of the clone: `systems/` and `regions/` are below it. */
  readonly root: string;
  readonly dataFolder: string;
  readonly regionFolder: string;
  /** `postgres://…` instead of the embedded database. */
  readonly databaseUrl?: string | undefined;
  readonly progress: Progress;
  readonly log: Logger;
  readonly clock?: { now(): Date };
}

/** Kernel, engines and systems wired together on one database; the server and the command line stand on it. */
export interface House {
  readonly services: Services;
  readonly modules: readonly ServerModule[];
  close(): Promise<void>;
}

/**
 * Opens the database, brings it up to date, loads the region when it changed and prepares every module.
 * The caller holds the data folder's lock.
 * @throws Problem `region.invalid` with every fault of the pack (nothing is loaded then), `resource.conflict` when the
 * data folder holds another region, `database.*`
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { progress } = options;
  const systems = await listInstalledSystems(options.root);
  const modules = [...builtInModules, ...systems.map((system) => system.module)];
  // The pack is read first: a faulty one is refused before anything is created.
  const region = await readRegionPack(options.regionFolder);
  const database = await progress.step("database", async (say) => {
    if (!options.databaseUrl) say("opening the embedded database");
    const result = await openDatabase({ folder: options.dataFolder, url: options.databaseUrl });
    return { detail: result.kind === "pglite" ? `embedded, ${options.dataFolder}` : "PostgreSQL", result };
  });
  try {
    const services = wire(options, { database, region, modules, systems });
    await runAlone(database, async () => {
      const { applied } = await progress.step("migrations", (say) => bringUpToDate(database, modules, say));
      await progress.step("region", (say) => loadRegion(services, modules, applied > 0, say));
      await progress.step("evaluation", async (say) => {
        say("preparing");
        for (const module of modules) await module.prepare?.(services);
        return { detail: "up to date", result: undefined };
      });
    });
    return { services, modules, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Parts {
  readonly database: Database;
  readonly region: RegionPack;
  readonly modules: readonly ServerModule[];
  readonly systems: readonly InstalledSystem[];
}

/** Services hold the measures of all modules, and modules make their measures from services: hence the late filling. */
function wire(options: HouseOptions, { database, region, modules, systems }: Parts): Services {
  const measures: Measure[] = [];
  const policies = modules.flatMap((module) => module.policies ?? []);
  const services: Services = {
    database,
    region,
    clock: options.clock ?? { now: () => new Date() },
    log: options.log,
    dataFolder: options.dataFolder,
    authoriser: loadPolicies([kernelPolicies, ...policies], {
      onPolicyError: (message) => options.log.error({ message }, "policy failed"),
    }),
    measures,
    systems: { listSystems: () => Promise.all(systems.map((system) => askHealth(system, services))) },
  };
  for (const module of modules) measures.push(...(module.measures?.(services) ?? []));
  const ids = measures.map((measure) => measure.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`Two modules offer the measure ${twice}`);
  return services;
}

/** A system that cannot say how it is does not work; its failure is in the log. */
async function askHealth({ manifest, module }: InstalledSystem, services: Services): Promise<SystemStatus> {
  try {
    const health = await module.health?.(services);
    if (health) return { manifest, health };
    const label = { zh: "系统没有健康检查", en: "The system has no health measure" };
    return { manifest, health: { working: false, checks: [{ label, ok: false }] } };
  } catch (error) {
    services.log.error({ err: error, system: manifest.id }, "health failed");
    const label = { zh: "健康检查出错", en: "The health measure failed" };
    return { manifest, health: { working: false, checks: [{ label, ok: false }] } };
  }
}

async function bringUpToDate(database: Database, modules: readonly ServerModule[], say: (text: string) => void) {
  const sets = [kernelMigrations, ...modules.flatMap((module) => module.migrations ?? [])];
  const result = await migrate(database, sets, ({ room, file, step, steps }) => {
    if (step === 1) say(`applying ${steps}, first ${room} ${file}`);
  });
  return { detail: result.applied === 0 ? "up to date" : `${result.applied} applied`, result };
}

interface Loaded {
  readonly detail: string;
  readonly result: boolean;
}

/**
 * One transaction over all modules: a region is there whole or not at all. It is loaded again when its files changed,
 * or when the schema did (a new table may want rows).
 */
async function loadRegion(
  { database, region, clock }: Services,
  modules: readonly ServerModule[],
  schemaChanged: boolean,
  say: (text: string) => void,
): Promise<Loaded> {
  const loaded = await findLoadedRegion(database.kysely());
  if (loaded && loaded.id !== region.id) {
    throw new Problem(
      "resource.conflict",
      `This data folder holds the region "${loaded.id}", not "${region.id}". Choose another data folder with --data.`,
    );
  }
  if (loaded?.hash === region.hash && !schemaChanged) return { detail: `${region.id}, unchanged`, result: false };
  say(`loading ${region.id}`);
  await database.transaction<unknown, void>(async (trx) => {
    await storeRegion(trx, region, clock.now());
    for (const module of modules) await module.loadRegion?.(trx, region);
  });
  return { detail: `${region.id}, loaded`, result: true };
}
