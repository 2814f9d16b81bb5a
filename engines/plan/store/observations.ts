import { findPeriod } from "@midreach/kernel/time";
import type { Kysely } from "kysely";
import type { PlanTables } from "../tables.ts";
import { raiseRevision } from "./register.ts";

/** A figure that comes in while the installation runs, beside those of the region pack. */
export interface NewObservation {
  readonly indicator: string;
  readonly place: string;
  /** `2014`, `2016-03` or `2016-03-15`. */
  readonly period: string;
  readonly value: number;
  readonly unit: string;
  /** ISO date on which it became known. */
  readonly publishedAt: string;
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
  readonly note: string | null;
}

/**
 * Adds figures as new revisions: what was known for the same indicator, place and period stays, the later publication
 * counts. Loading a region pack leaves them alone.
 * @param origin who brings them, e.g. `report`; never `pack`
 * @throws Error on a period that is none (a bug of the caller)
 */
export async function addObservations(
  trx: Kysely<PlanTables>,
  origin: string,
  rows: readonly NewObservation[],
): Promise<void> {
  if (rows.length === 0) return;
  const { version } = await trx
    .selectFrom("plan_register")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirstOrThrow();
  for (const row of rows) {
    const end = findPeriod(row.period)?.to;
    if (!end) throw new Error(`no period: ${row.period}`);
    const key = { indicator: row.indicator, place: row.place, period: row.period, published_at: row.publishedAt };
    const { last } = await trx
      .selectFrom("plan_observation")
      .select((eb) => eb.fn.max("ordinal").as("last"))
      .where("indicator", "=", key.indicator)
      .where("place", "=", key.place)
      .where("period", "=", key.period)
      .where("published_at", "=", key.published_at)
      .executeTakeFirstOrThrow();
    await trx
      .insertInto("plan_observation")
      .values({
        ...key,
        period_end: end,
        // Several figures of one day are told apart, and the last of them counts.
        ordinal: (last ?? -1) + 1,
        valid_from: version,
        valid_to: null,
        value: row.value,
        unit: row.unit,
        published_basis: "stated",
        source_title: row.sourceTitle,
        source_url: row.sourceUrl,
        note: row.note,
        origin,
      })
      .execute();
  }
  await raiseRevision(trx);
}
