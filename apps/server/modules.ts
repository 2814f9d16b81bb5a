import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SystemManifest } from "@midreach/kernel/contracts";
import type { ServerModule } from "@midreach/kernel/http";
import { identityModule } from "@midreach/kernel/identity";
import { planModule } from "@midreach/plan";
import { reachModule } from "@midreach/reach";

/** A system of this installation: what it says about itself and what it registers on the server. */
export interface InstalledSystem {
  readonly manifest: SystemManifest;
  readonly module: ServerModule;
}

/** Kernel rooms and engines in the order in which they migrate and load; systems come after them. */
export const builtInModules: readonly ServerModule[] = [identityModule, planModule, reachModule];

/**
 * The systems of this installation: every folder below `systems/` that has a `server.ts`.
 * @throws Error when a system does not export `manifest` and `module`, or names itself unlike its folder
 */
export async function listInstalledSystems(root: string): Promise<InstalledSystem[]> {
  const folder = join(root, "systems");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const systems: InstalledSystem[] = [];
  for (const name of names) {
    const file = (part: string) => join(folder, name, part);
    if (!existsSync(file("server.ts"))) continue;
    const { manifest } = (await import(pathToFileURL(file("manifest.ts")).href)) as { manifest?: SystemManifest };
    const { module } = (await import(pathToFileURL(file("server.ts")).href)) as { module?: ServerModule };
    if (!manifest || !module)
      throw new Error(`systems/${name} does not export manifest (manifest.ts) and module (server.ts)`);
    if (manifest.id !== name || module.id !== name) throw new Error(`systems/${name} calls itself ${manifest.id}`);
    systems.push({ manifest, module });
  }
  return systems;
}
