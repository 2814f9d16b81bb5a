import { type Kysely, sql } from "kysely";
import { type Frame, type HashedCommitment, hashRow, overlayFrame } from "../core/frame.ts";
import type { Observation } from "../core/records.ts";
import type { Commitment } from "../core/register.ts";
import type { PlanPack } from "../pack.ts";
import type { PlanTables } from "../tables.ts";
import { batches } from "./batches.ts";
import { findRegionPlan, storeRegionPlan } from "./plans.ts";

/** A register as it stands in the database. */
export interface StoredRegister {
  readonly plan: string;
  readonly version: number;
  /** Version of the region's register whose indicators, projects and milestones it is read with. */
  readonly regionVersion: number;
  readonly hash: string;
  readonly loadedAt: Date;
  readonly frame: Frame;
  /** In the plan's order. */
  readonly commitments: readonly HashedCommitment[];
  readonly observations: readonly Observation[];
}

/** A register as it is taken in. */
export interface NewRegister {
  readonly plan: string;
  readonly region: string;
  readonly hash: string;
  readonly frame: Frame;
  readonly commitments: readonly Commitment[];
  /** The import that it comes from, and who took it in; null for a region pack. */
  readonly import: string | null;
  readonly by: string | null;
  readonly now: Date;
}

/**
 * Makes the pack the current register of the region's plan. Does nothing when it already is (same pack hash).
 * Otherwise a new version is opened: rows that changed or went are closed, never deleted, so that evaluations made
 * from them can be explained. Other plans are left alone.
 * @returns the current version
 * @throws Problem `region.invalid` when another plan of the register has the plan's id
 */
export async function storeRegister(
  trx: Kysely<PlanTables>,
  region: { readonly id: string; readonly hash: string },
  pack: PlanPack,
): Promise<number> {
  const known = await findRegionPlan(trx);
  const current = known === undefined ? undefined : await findVersion(trx, known);
  if (current?.hash === region.hash) return current.version;
  const { places: _places, organisations: _bodies, commitments, observations, ...small } = pack.records;
  const now = new Date();
  await storeRegionPlan(trx, small.plan, now);
  const version = await openVersion(trx, {
    plan: small.plan.id,
    region: region.id,
    hash: region.hash,
    frame: { ...small, functions: pack.functions },
    commitments,
    import: null,
    by: null,
    now,
  });
  await storeObservations(trx, version, observations);
  return version;
}

/** Newest version of a plan's register. */
async function findVersion(trx: Kysely<PlanTables>, plan: string) {
  return trx
    .selectFrom("plan_register")
    .selectAll()
    .where("plan", "=", plan)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Opens a new version of a plan's register; the plan is there, and locked by the caller. @returns its number */
export async function openVersion(trx: Kysely<PlanTables>, given: NewRegister): Promise<number> {
  // First, because it locks the one row of the state: two who open versions would otherwise count the same number.
  await raiseRevision(trx);
  const { last } = await trx
    .selectFrom("plan_register")
    .select((eb) => eb.fn.max("version").as("last"))
    .executeTakeFirstOrThrow();
  const version = (last ?? 0) + 1;
  const { commitments, frame, by, now, ...plain } = given;
  await trx
    .insertInto("plan_register")
    .values({ ...plain, version, loaded_at: now, loaded_by: by, frame: JSON.stringify(frame) })
    .execute();
  await storeCommitments(trx, given.plan, version, commitments);
  return version;
}

async function storeCommitments(
  trx: Kysely<PlanTables>,
  plan: string,
  version: number,
  commitments: readonly Commitment[],
): Promise<void> {
  const open = await trx
    .selectFrom("plan_commitment")
    .select(["id", "hash", "ordinal"])
    .where("plan", "=", plan)
    .where("valid_to", "is", null)
    .execute();
  const standing = new Map(open.map((row) => [row.id, `${row.hash} ${row.ordinal}`]));
  const rows = commitments.map((commitment, ordinal) => ({
    plan,
    id: commitment.id,
    valid_from: version,
    valid_to: null,
    ordinal,
    hash: hashRow(commitment),
    body: JSON.stringify(commitment),
  }));
  const kept = new Set(
    rows.filter((row) => standing.get(row.id) === `${row.hash} ${row.ordinal}`).map((row) => row.id),
  );
  const closing = open.map((row) => row.id).filter((id) => !kept.has(id));
  for (const batch of batches(closing, 1000)) {
    await trx
      .updateTable("plan_commitment")
      .set({ valid_to: version })
      .where("plan", "=", plan)
      .where("valid_to", "is", null)
      .where("id", "in", batch)
      .execute();
  }
  const opening = rows.filter((row) => !kept.has(row.id));
  for (const batch of batches(opening, 500)) await trx.insertInto("plan_commitment").values(batch).execute();
}

async function storeObservations(
  trx: Kysely<PlanTables>,
  version: number,
  observations: readonly Observation[],
): Promise<void> {
  const counted = new Map<string, number>();
  const rows = observations.map((row) => {
    const key = `${row.indicator} ${row.place} ${row.period} ${row.publishedAt}`;
    const ordinal = counted.get(key) ?? 0;
    counted.set(key, ordinal + 1);
    return {
      indicator: row.indicator,
      place: row.place,
      period: row.period,
      period_end: row.periodEnd,
      published_at: row.publishedAt,
      ordinal,
      valid_from: version,
      valid_to: null,
      value: row.value,
      unit: row.unit,
      published_basis: row.publishedBasis,
      source_title: row.sourceTitle,
      source_url: row.sourceUrl,
      note: row.note,
    };
  });
  // Figures that units reported are not the pack's to close.
  const open = await trx
    .selectFrom("plan_observation")
    .selectAll()
    .where("valid_to", "is", null)
    .where("origin", "=", "pack")
    .execute();
  const contentOf = (row: Omit<PlanTables["plan_observation"], "origin" | "revision">): string =>
    JSON.stringify({ ...row, valid_from: 0 }, columnOrder);
  const wanted = new Set(rows.map(contentOf));
  const standing = new Set(open.map(contentOf));
  for (const row of open.filter((candidate) => !wanted.has(contentOf(candidate)))) {
    await trx
      .updateTable("plan_observation")
      .set({ valid_to: version })
      .where("indicator", "=", row.indicator)
      .where("place", "=", row.place)
      .where("period", "=", row.period)
      .where("published_at", "=", row.published_at)
      .where("ordinal", "=", row.ordinal)
      .where("origin", "=", "pack")
      .where("valid_to", "is", null)
      .execute();
  }
  const opening = rows.filter((row) => !standing.has(contentOf(row)));
  for (const batch of batches(opening, 500)) await trx.insertInto("plan_observation").values(batch).execute();
}

/** The order in which JSON.stringify writes the columns, so that equal rows give equal texts. */
const columnOrder = [
  "indicator",
  "place",
  "period",
  "published_at",
  "ordinal",
  "value",
  "unit",
  "published_basis",
  "source_title",
  "source_url",
  "note",
];

/**
 * The current register of a plan with all its rows; of the region's plan when none is named. Undefined when there is no
 * such plan, and before the first region was loaded.
 */
export async function findRegister(db: Kysely<PlanTables>, plan?: string): Promise<StoredRegister | undefined> {
  const regionPlan = await findRegionPlan(db);
  const region = regionPlan === undefined ? undefined : await findVersion(db, regionPlan);
  if (!region) return undefined;
  const register = plan === undefined || plan === regionPlan ? region : await findVersion(db, plan);
  if (!register) return undefined;
  const commitments = await db
    .selectFrom("plan_commitment")
    .select(["hash", "body"])
    .where("plan", "=", register.plan)
    .where("valid_to", "is", null)
    .orderBy("ordinal")
    .execute();
  const observations = await db
    .selectFrom("plan_observation")
    .selectAll()
    .where("valid_to", "is", null)
    .orderBy("indicator")
    .orderBy("place")
    .orderBy("period_end")
    .orderBy("published_at")
    .orderBy("ordinal")
    .execute();
  return {
    plan: register.plan,
    version: register.version,
    regionVersion: region.version,
    hash: register.hash,
    loadedAt: register.loaded_at,
    frame: register === region ? region.frame : overlayFrame(register.frame, region.frame),
    commitments: commitments.map((row) => ({ hash: row.hash, commitment: row.body })),
    observations: observations.map((row) => ({
      indicator: row.indicator,
      place: row.place,
      period: row.period,
      periodEnd: row.period_end,
      value: row.value,
      unit: row.unit,
      publishedAt: row.published_at,
      publishedBasis: row.published_basis,
      sourceTitle: row.source_title,
      sourceUrl: row.source_url,
      note: row.note,
    })),
  };
}

/** One version of one commitment. */
export interface CommitmentVersion {
  readonly validFrom: Date;
  readonly validTo: Date | null;
  readonly text: { readonly zh: string; readonly en: string };
}

/** All versions of a plan's commitment, newest first. */
export async function listCommitmentVersions(
  db: Kysely<PlanTables>,
  plan: string,
  id: string,
): Promise<CommitmentVersion[]> {
  const rows = await db
    .selectFrom("plan_commitment as row")
    .innerJoin("plan_register as opened", "opened.version", "row.valid_from")
    .leftJoin("plan_register as closed", "closed.version", "row.valid_to")
    .select(["row.body", "opened.loaded_at as validFrom", "closed.loaded_at as validTo"])
    .where("row.plan", "=", plan)
    .where("row.id", "=", id)
    .orderBy("row.valid_from", "desc")
    .execute();
  return rows.map(({ body, validFrom, validTo }) => ({ text: body.text, validFrom, validTo }));
}

/** For each version of the register a hash of the plan's settings that decide values and statuses. */
export async function listRuleHashes(db: Kysely<PlanTables>): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("plan_register")
    .select(["version", sql<Frame["plan"]>`frame -> 'plan'`.as("plan")])
    .execute();
  return new Map(
    rows.map(({ version, plan: { periodStart, periodEnd, tolerance, weights, wholePlace } }) => [
      version,
      hashRow({ periodStart, periodEnd, tolerance, weights, wholePlace }),
    ]),
  );
}

/**
 * Says that something changed that readers can see. It locks the one row of the state, so revisions follow each other in
 * the order in which transactions end: who has read a revision sees everything that an earlier one brought.
 * @returns the revision that the transaction makes
 */
export async function raiseRevision(trx: Kysely<PlanTables>): Promise<bigint> {
  const { revision } = await trx
    .updateTable("plan_state")
    .set({ revision: sql`revision + 1` })
    .returning("revision")
    .executeTakeFirstOrThrow();
  return revision;
}

/** Counts changes that readers can see. */
export async function readRevision(db: Kysely<PlanTables>): Promise<bigint> {
  return (await db.selectFrom("plan_state").select("revision").executeTakeFirstOrThrow()).revision;
}
