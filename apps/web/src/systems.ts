import type { SystemManifest } from "@midreach/kernel/contracts";
import type { ComponentType } from "react";

const manifests = import.meta.glob<SystemManifest>("../../../systems/*/manifest.ts", {
  eager: true,
  import: "manifest",
});
const pages = import.meta.glob<{ default: ComponentType }>("../../../systems/*/pages/*.tsx");

/** An address with the function that fetches its page. */
export interface PageRoute {
  readonly path: string;
  readonly load: () => Promise<{ default: ComponentType }>;
}

/** Every installed system, the one that owns the front page first, the others by name. */
export const systems: readonly SystemManifest[] = Object.values(manifests).sort(
  (a, b) => Number(ownsFrontPage(b)) - Number(ownsFrontPage(a)) || a.id.localeCompare(b.id),
);

function ownsFrontPage(system: SystemManifest): boolean {
  return system.menu.some((entry) => entry.path === "/");
}

/** All pages of all systems. A manifest that names a page which is not there is a bug and stops the app. */
export function listPages(): PageRoute[] {
  return systems.flatMap((system) =>
    system.menu.map((entry) => {
      const load = pages[`../../../systems/${system.id}/pages/${entry.page}.tsx`];
      if (!load) throw new Error(`systems/${system.id}/manifest.ts names the page ${entry.page}, which does not exist`);
      return { path: entry.path, load };
    }),
  );
}
