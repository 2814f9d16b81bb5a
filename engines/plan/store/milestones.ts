import type { Kysely } from "kysely";
import type { Milestone, MilestoneEvent, Project } from "../core/records.ts";
import type { PlanTables } from "../tables.ts";
import { raiseRevision } from "./register.ts";

/** An event of a project that a unit has reported and a reviewer accepted. */
export interface NewMilestone {
  readonly project: string;
  readonly event: MilestoneEvent;
  /** As reported: `2025-06` or `2025-06-30`. */
  readonly date: string;
  /** Last day that `date` can mean. */
  readonly dateEnd: string;
  /** ISO date of the acceptance. */
  readonly publishedAt: string;
  /** Organisation that reported it. */
  readonly reportedBy: string;
  readonly sourceTitle: string;
  readonly note: string;
}

/** Adds reported events; what was known stays. Loading a region pack leaves them alone. */
export async function addMilestones(
  trx: Kysely<PlanTables>,
  rows: readonly NewMilestone[],
  accepted: { readonly by: string; readonly at: Date },
): Promise<void> {
  if (rows.length === 0) return;
  const revision = await raiseRevision(trx);
  await trx
    .insertInto("plan_milestone")
    .values(
      rows.map((row) => ({
        project: row.project,
        event: row.event,
        date: row.date,
        date_end: row.dateEnd,
        published_at: row.publishedAt,
        organisation: row.reportedBy,
        source_title: row.sourceTitle,
        note: row.note,
        accepted_at: accepted.at,
        accepted_by: accepted.by,
        revision,
      })),
    )
    .execute();
}

/** Reported events of these projects in the order of publication; those of projects that have left are passed over. */
export async function listReportedMilestones(
  db: Kysely<PlanTables>,
  projects: readonly Project[],
): Promise<Milestone[]> {
  const known = new Map(projects.map((project) => [project.id, project]));
  const rows = await db.selectFrom("plan_milestone").selectAll().orderBy("revision").orderBy("id").execute();
  return rows.flatMap((row): Milestone[] => {
    const project = known.get(row.project);
    if (!project) return [];
    return [
      {
        project: project.id,
        name: project.name,
        kind: project.kind,
        event: row.event,
        date: row.date,
        dateEnd: row.date_end,
        places: project.places,
        sourceTitle: row.source_title,
        sourceUrl: null,
        publishedAt: row.published_at,
        reportedBy: row.organisation,
      },
    ];
  });
}
