import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import type { Kysely } from "kysely";
import type { AssessmentRecord } from "../core/records.ts";
import type { NewAssessment } from "../schemas-views.ts";
import type { PlanTables } from "../tables.ts";
import { raiseRevision } from "./register.ts";

/** An assessment as kept. */
export interface StoredAssessment extends AssessmentRecord {
  readonly id: string;
  readonly madeAt: Date;
  readonly organisation: string | null;
}

/** Who made an assessment, and when; `day` is the calendar day in the region's time zone. */
export interface Making {
  readonly actor: Actor;
  readonly now: Date;
  readonly day: string;
}

/** Keeps an assessment with its line in the audit log. Assessments are never changed; a later one takes over. */
export async function insertAssessment(
  database: Database,
  { plan, commitment }: { readonly plan: string; readonly commitment: string },
  given: NewAssessment,
  { actor, now, day }: Making,
): Promise<StoredAssessment> {
  return database.transaction<PlanTables, StoredAssessment>(async (trx) => {
    const revision = await raiseRevision(trx);
    const row = await trx
      .insertInto("plan_assessment")
      .values({
        plan,
        commitment,
        as_of: given.asOf,
        made_at: now,
        made_on: day,
        made_by: actor.name,
        organisation: actor.organisation,
        value_percent: given.valuePercent,
        judgement: given.judgement,
        evidence_title: given.evidenceTitle,
        evidence_url: given.evidenceUrl,
        revision,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(trx, {
      actor,
      action: "plan:assess",
      resource: { type: "commitment", id: commitment },
      detail: { plan, assessment: row.id, asOf: given.asOf, valuePercent: given.valuePercent },
    });
    return fromRow(row);
  });
}

/** A judgement that a unit has reported and a reviewer accepted. */
export interface NewReportedAssessment {
  readonly commitment: string;
  readonly organisation: string;
  /** How its author is shown. */
  readonly madeBy: string;
  readonly asOf: string;
  readonly valuePercent: number | null;
  readonly judgement: string;
  readonly evidenceTitle: string;
}

/** Keeps accepted judgements of units about the region's plan; they are known from the day of acceptance. */
export async function addReportedAssessments(
  trx: Kysely<PlanTables>,
  rows: readonly NewReportedAssessment[],
  { now, day }: Omit<Making, "actor">,
): Promise<void> {
  if (rows.length === 0) return;
  const revision = await raiseRevision(trx);
  await trx
    .insertInto("plan_assessment")
    .values(
      rows.map((row) => ({
        commitment: row.commitment,
        as_of: row.asOf,
        made_at: now,
        made_on: day,
        made_by: row.madeBy,
        organisation: row.organisation,
        value_percent: row.valuePercent,
        judgement: row.judgement,
        evidence_title: row.evidenceTitle,
        evidence_url: null,
        revision,
      })),
    )
    .execute();
}

/** All assessments of one plan's commitments, in the order in which they were made. */
export async function listAssessments(db: Kysely<PlanTables>, plan: string): Promise<StoredAssessment[]> {
  const rows = await db
    .selectFrom("plan_assessment")
    .selectAll()
    .where("plan", "=", plan)
    .orderBy("made_at")
    .orderBy("id")
    .execute();
  return rows.map(fromRow);
}

const fromRow = (
  row: Omit<PlanTables["plan_assessment"], "id" | "plan" | "revision"> & { id: string },
): StoredAssessment => ({
  id: row.id,
  commitment: row.commitment,
  asOf: row.as_of,
  madeAt: row.made_at,
  madeOn: row.made_on,
  madeBy: row.made_by,
  organisation: row.organisation,
  valuePercent: row.value_percent,
  judgement: row.judgement,
  evidenceTitle: row.evidence_title,
  evidenceUrl: row.evidence_url,
});
