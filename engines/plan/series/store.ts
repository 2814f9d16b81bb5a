import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import type { Kysely } from "kysely";
import type { ComparedRow, KnownFigure } from "../core/series/compare.ts";
import { batches } from "../store/batches.ts";
import { addObservations } from "../store/observations.ts";
import { raiseRevision } from "../store/register.ts";
import type { PlanTables } from "../tables.ts";
import type { SeriesTables } from "./tables.ts";

/** An import as kept. */
export interface StoredImport {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly figures: number;
  readonly revisions: number;
  readonly importedAt: Date;
  readonly importedBy: string;
  readonly organisation: string | null;
}

/** A file that is imported, and who does it. */
export interface NewImport {
  readonly fileName: string;
  readonly sha256: string;
  readonly actor: Actor;
  readonly now: Date;
}

/**
 * Imports figures in one transaction: observations, the import itself, audit line and outbox message, or nothing.
 * @param compare decides about the rows by what is known at that moment; what it throws undoes everything
 * @returns id of the import
 */
export async function insertImport(
  database: Database,
  given: NewImport,
  indicators: readonly string[],
  compare: (known: readonly KnownFigure[]) => readonly ComparedRow[],
): Promise<string> {
  return database.transaction<SeriesTables, string>(async (trx) => {
    // Locks the row of the state: nobody adds the same figures between the comparison and the insertion.
    await raiseRevision(trx as unknown as Kysely<PlanTables>);
    const compared = compare(await listKnown(trx, indicators));
    const revisions = compared.filter((row) => row.change === "revision").length;
    const { id } = await trx
      .insertInto("plan_series_import")
      .values({
        file_name: given.fileName,
        sha256: given.sha256,
        figures: compared.length,
        revisions,
        imported_at: given.now,
        imported_by: given.actor.name,
        organisation: given.actor.organisation,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const rows = compared.map(({ row }) => ({
      indicator: row.indicator.id,
      place: row.place.code,
      period: row.period,
      value: row.value,
      unit: row.indicator.unit,
      publishedAt: row.publishedAt,
      publishedBasis: row.publishedBasis,
      sourceTitle: row.sourceTitle,
      sourceUrl: row.sourceUrl,
      note: row.note,
    }));
    await addObservations(trx as unknown as Kysely<PlanTables>, `import:${id}`, rows);
    const detail = { file: given.fileName, sha256: given.sha256, figures: rows.length, revisions };
    await appendToOutbox(trx, { topic: "plan.series-imported", key: id, payload: { ...detail, by: given.actor.name } });
    const resource = { type: "series-import", id };
    await appendAudit(trx, { actor: given.actor, action: "series:import", resource, detail }, given.now);
    return id;
  });
}

/** What is known of these indicators now. */
async function listKnown(trx: Kysely<SeriesTables>, indicators: readonly string[]): Promise<KnownFigure[]> {
  const known: KnownFigure[] = [];
  for (const batch of batches(indicators, 500)) {
    const rows = await trx
      .selectFrom("plan_observation")
      .select(["indicator", "place", "period", "published_at", "value"])
      .where("valid_to", "is", null)
      .where("indicator", "in", batch)
      .orderBy("published_at")
      .orderBy("ordinal")
      .execute();
    for (const { published_at, ...row } of rows) known.push({ ...row, publishedAt: published_at });
  }
  return known;
}

/** Imports, the newest first. @param organisation only those of this unit; undefined for all */
export async function listImports(
  db: Kysely<SeriesTables>,
  { organisation, limit }: { readonly organisation?: string | undefined; readonly limit: number },
): Promise<StoredImport[]> {
  let query = db.selectFrom("plan_series_import").selectAll().orderBy("imported_at", "desc").orderBy("id", "desc");
  if (organisation !== undefined) query = query.where("organisation", "=", organisation);
  const rows = await query.limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    figures: row.figures,
    revisions: row.revisions,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
    organisation: row.organisation,
  }));
}
