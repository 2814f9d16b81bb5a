import type { Kysely } from "kysely";
import type { RegionPack } from "./types.ts";

interface RegionTables {
  kernel_region: { id: string; title_zh: string; title_en: string; time_zone: string; hash: string; loaded_at: Date };
  kernel_place: {
    code: string;
    kind: string;
    name_zh: string;
    name_en: string;
    parent: string | null;
    lon: number | null;
    lat: number | null;
    members: string[];
    in_plan: boolean;
    ordinal: number;
  };
  kernel_organisation: {
    id: string;
    name_zh: string;
    name_en: string;
    function: string;
    level: string;
    jurisdiction: string | null;
    credit_code: string | null;
  };
}

/** Hash of the region pack that the database holds, or undefined before the first load. */
export async function findLoadedRegion<Tables>(
  database: Kysely<Tables>,
): Promise<{ readonly id: string; readonly hash: string } | undefined> {
  const db = database as unknown as Kysely<RegionTables>;
  return db.selectFrom("kernel_region").select(["id", "hash"]).executeTakeFirst();
}

/**
 * Writes the pack's identity, places and organisations. Runs inside the caller's loading transaction, so that a
 * region is loaded with all its engines' data or not at all.
 */
export async function storeRegion<Tables>(trx: Kysely<Tables>, pack: RegionPack, loadedAt: Date): Promise<void> {
  const db = trx as unknown as Kysely<RegionTables>;
  await db.deleteFrom("kernel_region").execute();
  await db
    .insertInto("kernel_region")
    .values({
      id: pack.id,
      title_zh: pack.title.zh,
      title_en: pack.title.en,
      time_zone: pack.timeZone,
      hash: pack.hash,
      loaded_at: loadedAt,
    })
    .execute();
  await storePlaces(db, pack);
  await storeOrganisations(db, pack);
}

async function storePlaces(db: Kysely<RegionTables>, pack: RegionPack): Promise<void> {
  await db.deleteFrom("kernel_place").execute();
  const rows = pack.places.rows.map((place, ordinal) => ({
    code: place.code,
    kind: place.kind,
    name_zh: place.name.zh,
    name_en: place.name.en,
    parent: place.parent,
    lon: place.lon,
    lat: place.lat,
    members: [...place.members],
    in_plan: place.inPlan,
    ordinal,
  }));
  for (const batch of batches(rows)) await db.insertInto("kernel_place").values(batch).execute();
}

async function storeOrganisations(db: Kysely<RegionTables>, pack: RegionPack): Promise<void> {
  await db.deleteFrom("kernel_organisation").execute();
  const rows = pack.organisations.rows.map((organisation) => ({
    id: organisation.id,
    name_zh: organisation.name.zh,
    name_en: organisation.name.en,
    function: organisation.function,
    level: organisation.level,
    jurisdiction: organisation.jurisdiction,
    credit_code: organisation.creditCode,
  }));
  for (const batch of batches(rows)) await db.insertInto("kernel_organisation").values(batch).execute();
}

/** PostgreSQL takes at most 65 535 values in a statement. */
function* batches<Row>(rows: readonly Row[], size = 500): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
