import { readRegionPack } from "@midreach/kernel/region";
import { builtInModules, listInstalledSystems } from "./modules.ts";

/** What a region pack without faults holds. */
export interface RegionSummary {
  readonly id: string;
  /** Number of rows of each resource. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Reads a region pack as a start would, with the checks of every module, and loads nothing.
 * @throws Problem `region.invalid` with every fault
 */
export async function checkRegion(root: string, folder: string): Promise<RegionSummary> {
  const region = await readRegionPack(folder);
  const systems = await listInstalledSystems(root);
  for (const module of [...builtInModules, ...systems.map((system) => system.module)])
    await module.checkRegion?.(region);
  return {
    id: region.id,
    rows: Object.fromEntries([...region.raw.values()].map(({ name, rows }) => [name, rows.length])),
  };
}
