import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SystemHealth } from "@midreach/kernel/contracts";
import { type Database, kernelMigrations, migrate } from "@midreach/kernel/database";
import type { Services } from "@midreach/kernel/http";
import { kernelPolicies, loadPolicies } from "@midreach/kernel/policies";
import { readRegionPack, storeRegion } from "@midreach/kernel/region";
import pino from "pino";
import { openTestDatabase } from "../../kernel/database/testing.ts";
import { planModule } from "./module.ts";

/** The fictional region of two provinces, five cities and twelve commitments. */
export const tinyRegion = fileURLToPath(new URL("../../tests/fixtures/tiny-region", import.meta.url));

/** A clock that a test turns. */
export interface TestClock {
  now(): Date;
  set(instant: string): void;
}

/** A clock that shows the given instant until it is set. */
export function turnedClock(instant: string): TestClock {
  let current = new Date(instant);
  return {
    now: () => current,
    set: (next) => {
      current = new Date(next);
    },
  };
}

/** Copies the fictional region to a temporary folder, where a test may change it. */
export function copyTinyRegion(): { folder: string; edit: (file: string, change: (text: string) => string) => void } {
  const folder = mkdtempSync(join(tmpdir(), "midreach-region-"));
  cpSync(tinyRegion, folder, { recursive: true });
  return {
    folder,
    edit: (file, change) => {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, "utf8")));
    },
  };
}

/** Wires the plan engine alone on an open database, as the server would. Nothing is migrated or loaded. */
export async function wirePlan(
  database: Database,
  regionFolder: string,
  clock: { now(): Date },
  health: SystemHealth | undefined = undefined,
): Promise<Services> {
  const manifest = { id: "plan-monitor", title: { zh: "监测", en: "Monitor" }, menu: [] };
  return {
    database,
    region: await readRegionPack(regionFolder),
    clock,
    log: pino({ level: "silent" }),
    authoriser: loadPolicies([kernelPolicies, planModule.policies as URL]),
    measures: [],
    systems: { listSystems: async () => (health ? [{ manifest, health }] : []) },
  };
}

/** Migrates, loads the region in one transaction and prepares, as a start does. */
export async function startPlan(services: Services): Promise<void> {
  const { database, region, clock } = services;
  await migrate(database, [kernelMigrations, planModule.migrations as NonNullable<typeof planModule.migrations>]);
  await database.transaction<unknown, void>(async (trx) => {
    await storeRegion(trx, region, clock.now());
    await planModule.loadRegion?.(trx, region);
  });
  await planModule.prepare?.(services);
}

/** A started plan on a fresh database. */
export async function startTestPlan(
  kind: Database["kind"],
  options: { readonly regionFolder?: string; readonly now?: string; readonly health?: SystemHealth } = {},
) {
  const opened = await openTestDatabase(kind);
  const clock = turnedClock(options.now ?? "2026-02-01T04:00:00Z");
  const services = await wirePlan(opened.database, options.regionFolder ?? tinyRegion, clock, options.health);
  await startPlan(services);
  return { services, clock, opened, drop: () => opened.drop() };
}

/** Removes a folder made by `copyTinyRegion`. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
