import { type Kysely, sql } from "kysely";
import type { PlanTables } from "../tables.ts";

/** What came in that no evaluation of a plan has used. */
export interface Unused {
  readonly figures: number;
  readonly milestones: number;
  readonly assessments: number;
}

/**
 * Counts records that no evaluation of the plan could use: it read the data before they came in, or was asked for what
 * was known on an earlier day. Revisions are compared, so what comes in while an evaluation is being computed counts.
 */
export async function countUnused(db: Kysely<PlanTables>, plan: string): Promise<Unused> {
  const used = sql`select 1 from plan_evaluation as made where made.plan = ${plan} and made.revision >= record.revision`;
  const { rows } = await sql<{ figures: bigint; milestones: bigint; assessments: bigint }>`
    select
      (select count(*) from plan_observation as record where record.revision > 0 and record.valid_to is null
        and not exists (${used} and made.known_by >= record.published_at)) as figures,
      (select count(*) from plan_milestone as record
        where not exists (${used} and made.known_by >= record.published_at)) as milestones,
      (select count(*) from plan_assessment as record where record.revision > 0 and record.plan = ${plan}
        and not exists (${used} and made.known_by >= record.made_on)) as assessments`.execute(db);
  const [found] = rows;
  if (!found) throw new Error("a count has a row");
  return {
    figures: Number(found.figures),
    milestones: Number(found.milestones),
    assessments: Number(found.assessments),
  };
}
