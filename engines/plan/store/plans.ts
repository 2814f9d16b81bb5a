import type { Text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import { type Kysely, type Selectable, sql } from "kysely";
import type { PlanDefinition } from "../core/records.ts";
import type { PlanTables } from "../tables.ts";

/** A plan of the register as kept. */
export type StoredPlan = Selectable<PlanTables["plan_plan"]>;

/** A plan with its newest version. */
export interface ListedPlan extends StoredPlan {
  readonly version: number;
  readonly versions: number;
  readonly commitments: number;
  readonly hash: string;
  readonly import: string | null;
  readonly loaded_at: Date;
  readonly loaded_by: string | null;
}

/** Id of the region's plan: the one that is meant where none is named. Undefined before a region was loaded. */
export async function findRegionPlan(db: Kysely<PlanTables>): Promise<string | undefined> {
  const found = await db.selectFrom("plan_plan").select("id").where("origin", "=", "region").executeTakeFirst();
  return found?.id;
}

/** @returns undefined when no plan has this id */
export async function findPlan(db: Kysely<PlanTables>, id: string): Promise<StoredPlan | undefined> {
  return db.selectFrom("plan_plan").selectAll().where("id", "=", id).executeTakeFirst();
}

/** All plans of the register with their newest versions: the oldest period first. */
export async function listPlans(db: Kysely<PlanTables>): Promise<ListedPlan[]> {
  const rows = await db
    .selectFrom("plan_plan")
    .innerJoin("plan_register", "plan_register.plan", "plan_plan.id")
    .selectAll("plan_plan")
    .select(["version", "hash", "import", "loaded_at", "loaded_by"])
    .select(
      sql<string>`(SELECT count(*) FROM plan_register AS other WHERE other.plan = plan_plan.id)`.as("version_count"),
    )
    .select(
      sql<string>`(SELECT count(*) FROM plan_commitment WHERE plan = plan_plan.id AND valid_to IS NULL)`.as(
        "commitment_count",
      ),
    )
    .where(sql<boolean>`version = (SELECT max(version) FROM plan_register AS newer WHERE newer.plan = plan_plan.id)`)
    .orderBy("period_start")
    .orderBy("period_end")
    .orderBy("plan_plan.id")
    .execute();
  return rows.map(({ version_count, commitment_count, ...row }) => ({
    ...row,
    versions: Number(version_count),
    commitments: Number(commitment_count),
  }));
}

/**
 * Makes the region's plan what the pack says. A pack that gives its plan another id renames it.
 * @throws Problem `region.invalid` when a plan that was taken in has this id
 */
export async function storeRegionPlan(trx: Kysely<PlanTables>, plan: PlanDefinition, now: Date): Promise<void> {
  const twin = await findPlan(trx, plan.id);
  if (twin?.origin === "import") {
    const detail = `The region's plan has the id "${plan.id}", which a plan has that was taken into the register. Give the region's plan another id in plan.json; nothing was loaded.`;
    throw new Problem("region.invalid", detail);
  }
  const said = {
    id: plan.id,
    title: JSON.stringify(plan.title satisfies Text),
    period_start: plan.periodStart,
    period_end: plan.periodEnd,
  };
  const known = await findRegionPlan(trx);
  if (known !== undefined) {
    await trx
      .updateTable("plan_plan")
      .set({ ...said, revision: sql`revision + 1` })
      .where("id", "=", known)
      .execute();
    return;
  }
  const first = { origin: "region", state: "in-force", predecessor: null, revision: 0 } as const;
  await trx
    .insertInto("plan_plan")
    .values({ ...said, ...first, taken_in_at: now, taken_in_by: "system" })
    .execute();
}

/** Every version of a plan's register, the newest first, without what it holds. */
export async function listPlanVersions(db: Kysely<PlanTables>, plan: string) {
  return db
    .selectFrom("plan_register")
    .select(["version", "hash", "import", "loaded_at", "loaded_by"])
    .where("plan", "=", plan)
    .orderBy("version", "desc")
    .execute();
}
