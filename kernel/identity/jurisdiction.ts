import { type Kysely, sql } from "kysely";
import type { IdentityTables } from "./tables.ts";

/**
 * The place codes for which an organisation may write. State bodies and those of the whole cluster: `["*"]`. Others:
 * the place of their jurisdiction and everything within it, that is by GB/T 2260 prefix (province 420000 covers
 * 420100), by the parent of a place (a lake that lies in a city), and by membership of a group of cities.
 * Empty for an organisation that the region does not know.
 */
export async function listJurisdiction(
  database: Kysely<IdentityTables>,
  organisation: string | null,
): Promise<readonly string[]> {
  if (organisation === null) return [];
  const known = await database
    .selectFrom("kernel_organisation")
    .select(["level", "jurisdiction"])
    .where("id", "=", organisation)
    .executeTakeFirst();
  if (!known) return [];
  if (known.level === "state" || known.level === "cluster") return ["*"];
  if (known.jurisdiction === null) return [];
  const { rows } = await sql<{ code: string }>`
    with recursive within (code) as (
      select ${known.jurisdiction}::text
      union
      select inner_place.code
      from within
      join kernel_place as outer_place on outer_place.code = within.code
      join kernel_place as inner_place on
        inner_place.parent = outer_place.code
        or (outer_place.kind = 'group' and inner_place.code = any (outer_place.members))
        or (inner_place.code ~ '^[0-9]{6}$' and (
          (outer_place.code ~ '^[0-9]{2}0000$' and left(inner_place.code, 2) = left(outer_place.code, 2))
          or (outer_place.code ~ '^[0-9]{4}00$' and left(inner_place.code, 4) = left(outer_place.code, 4))
        ))
    )
    select code from within order by code
  `.execute(database);
  return rows.map((row) => row.code);
}
