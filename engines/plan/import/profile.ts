import type { RegionPack } from "@midreach/kernel/region";
import {
  Gazetteer,
  type GazetteerPlace,
  type ImportProfile,
  profilesOf,
  type SystemWords,
} from "../core/import/index.ts";
import { listWorldPlaces } from "./world-places.ts";

/** What an import needs to know of a region: its places before those of the rest of the world, and its ordered systems. */
export function importProfileOf(region: Pick<RegionPack, "places">, systems: readonly SystemWords[]): ImportProfile {
  const own: GazetteerPlace[] = region.places.rows.map((place) => ({
    code: place.code,
    kind: place.kind === "county" && place.name.zh.endsWith("区") ? "district" : place.kind,
    name: place.name.zh,
    nameEn: place.name.en,
    parent: place.parent,
    members: place.members,
    isOwn: true,
  }));
  return { gazetteer: new Gazetteer([...own, ...listWorldPlaces()]), systems: profilesOf(systems) };
}
