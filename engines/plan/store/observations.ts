import { findPeriod } from "@midreach/kernel/time";
import type { Kysely } from "kysely";
import type { PlanTables } from "../tables.ts";
import { batches } from "./batches.ts";
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
  /** `assumed` where a rule supplied the day; stated unless told. */
  readonly publishedBasis?: "stated" | "assumed";
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
  readonly note: string | null;
}

/**
 * Adds figures as new revisions: what was known for the same indicator, place and period stays, the later publication
 * counts. Loading a region pack leaves them alone. Whoever adds figures waits for who adds them at the same time.
 * @param origin who brings them, e.g. `report`; never `pack`
 * @throws Error on a period that is none (a bug of the caller)
 */
export async function addObservations(
  trx: Kysely<PlanTables>,
  origin: string,
  rows: readonly NewObservation[],
): Promise<void> {
  if (rows.length === 0) return;
  // First, because it locks the one row of the state: two writers would otherwise count the same ordinals.
  const revision = await raiseRevision(trx);
  const { version } = await trx
    .selectFrom("plan_register")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirstOrThrow();
  const counted = await readOrdinals(trx, rows);
  const values = rows.map((row) => {
    const end = findPeriod(row.period)?.to;
    if (!end) throw new Error(`no period: ${row.period}`);
    const key = ordinalKey(row.indicator, row.place, row.period, row.publishedAt);
    // Several figures of one day are told apart, and the last of them counts.
    const ordinal = (counted.get(key) ?? -1) + 1;
    counted.set(key, ordinal);
    return {
      indicator: row.indicator,
      place: row.place,
      period: row.period,
      period_end: end,
      published_at: row.publishedAt,
      ordinal,
      valid_from: version,
      valid_to: null,
      value: row.value,
      unit: row.unit,
      published_basis: row.publishedBasis ?? ("stated" as const),
      source_title: row.sourceTitle,
      source_url: row.sourceUrl,
      note: row.note,
      origin,
      revision,
    };
  });
  for (const batch of batches(values, 500)) await trx.insertInto("plan_observation").values(batch).execute();
}

const ordinalKey = (...parts: readonly string[]): string => parts.join(" ");

/** The last ordinal of each figure that is already there for the same publication day. */
async function readOrdinals(trx: Kysely<PlanTables>, rows: readonly NewObservation[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  const indicators = [...new Set(rows.map((row) => row.indicator))];
  for (const batch of batches(indicators, 500)) {
    const found = await trx
      .selectFrom("plan_observation")
      .select(["indicator", "place", "period", "published_at"])
      .select((eb) => eb.fn.max("ordinal").as("last"))
      .where("indicator", "in", batch)
      .groupBy(["indicator", "place", "period", "published_at"])
      .execute();
    for (const row of found) {
      counted.set(ordinalKey(row.indicator, row.place, row.period, row.published_at), Number(row.last));
    }
  }
  return counted;
}
