import { textSchema } from "@midreach/kernel/contracts";
import { type Fault, Problem } from "@midreach/kernel/problems";
import { type RegionPack, readResource } from "@midreach/kernel/region";
import { findPeriod } from "@midreach/kernel/time";
import { z } from "zod";
import { checkRegister } from "./core/check.ts";
import { frequencies, milestoneEvents, type PlanRecords } from "./core/records.ts";
import { commitmentSchema } from "./core/register.ts";
import { checkLeadRules } from "./rounds/lead-rules.ts";
import { checkScoringRules } from "./scorecards/rules.ts";

/** Row schemas of the region's resources that the plan engine reads. Empty cells of a table are null. */

const cell = z.string().nullable();
const list = z.array(z.string());
const isoDate = z.iso.date();
const period = z.string().refine((value) => findPeriod(value) !== undefined, "not a year, a month or a day");

const planSchema = z.strictObject({
  id: z.string().min(1),
  title: textSchema,
  issuer: textSchema.nullish().transform((issuer) => issuer ?? null),
  periodStart: isoDate,
  periodEnd: isoDate,
  outlook: isoDate.nullish().transform((date) => date ?? null),
  notes: z.array(textSchema).default([]),
  partialPlaces: list.default([]),
  wholePlace: z.string(),
  weights: z.strictObject({ population: z.string(), area: z.string() }),
  externalEvaluators: z.array(z.strictObject({ id: z.string(), engine: z.string() })).default([]),
  tolerance: z.number().gt(0).max(1).default(0.9),
  initialEvaluations: z.array(z.enum(["plan-end", "today"])).default(["plan-end", "today"]),
  approvalRequired: z.boolean().default(false),
});

const namedRow = z.object({ id: z.string(), name_zh: z.string(), name_en: z.string() });
const chapterRow = z.object({ number: z.int(), section: z.int(), title_zh: z.string(), title_en: z.string() });
const systemRow = z.object({
  id: z.string(),
  title_zh: z.string(),
  title_en: z.string(),
  clauses: list,
  purpose_zh: z.string(),
  purpose_en: z.string(),
});
const indicatorRow = namedRow.extend({
  unit: z.string(),
  definition_zh: z.string(),
  definition_en: z.string(),
  owes: z.string(),
  frequency: z.enum(frequencies),
});
const observationRow = z.object({
  indicator: z.string(),
  place: z.string(),
  period,
  value: z.number(),
  unit: z.string(),
  published_at: isoDate,
  published_basis: z.enum(["stated", "assumed"]),
  source_title: z.string().min(1, "a figure without a source is not shown"),
  source_url: cell,
  note: cell,
});
const projectRow = namedRow.extend({ kind: z.string(), places: list, owes: list });
const milestoneRow = z.object({
  project: cell,
  name_zh: z.string(),
  name_en: z.string(),
  kind: z.string(),
  event: z.enum(milestoneEvents),
  date: period,
  places: list,
  source_title: z.string().min(1, "a figure without a source is not shown"),
  source_url: cell,
});

const named = (row: { name_zh: string; name_en: string }) => ({ zh: row.name_zh, en: row.name_en });

/** Everything of a region pack that the plan engine knows, checked. `functions` names the trades of organisations. */
export interface PlanPack {
  readonly records: PlanRecords;
  readonly functions: readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[];
}

/**
 * Reads the plan's resources of a region pack and checks them against each other.
 * @throws Problem `region.invalid` that lists every bad row of every resource
 */
export function readPlanPack(pack: RegionPack): PlanPack {
  const faults: Fault[] = [];
  const read = <Schema extends z.ZodType>(name: string, schema: Schema) => {
    try {
      return readResource(pack, name, schema);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(...error.faults);
      return { rows: [] as z.output<Schema>[], where: [] as readonly string[] };
    }
  };
  const plan = read("plan", planSchema);
  const commitments = read("commitments", commitmentSchema);
  const chapters = read("chapters", chapterRow);
  const topics = read("topics", namedRow);
  const systems = read("ordered-systems", systemRow);
  const indicators = read("indicators", indicatorRow);
  const observations = read("observations", observationRow);
  const projects = read("projects", projectRow);
  const milestones = read("milestones", milestoneRow);
  const functions = pack.raw.has("organisation-functions") ? read("organisation-functions", namedRow).rows : [];
  const [definition] = plan.rows;
  if (faults.length > 0 || !definition) throw invalid(pack, faults);

  const records: PlanRecords = {
    plan: definition,
    places: pack.places.rows,
    organisations: pack.organisations.rows,
    chapters: chapters.rows.map((row) => ({ ...row, title: { zh: row.title_zh, en: row.title_en } })),
    topics: topics.rows.map((row) => ({ id: row.id, name: named(row) })),
    systems: systems.rows.map((row) => ({
      id: row.id,
      title: { zh: row.title_zh, en: row.title_en },
      clauses: row.clauses,
      purpose: { zh: row.purpose_zh, en: row.purpose_en },
    })),
    indicators: indicators.rows.map((row) => ({
      id: row.id,
      name: named(row),
      unit: row.unit,
      definition: { zh: row.definition_zh, en: row.definition_en },
      owes: row.owes,
      frequency: row.frequency,
    })),
    observations: observations.rows.map(toObservation),
    projects: projects.rows.map((row) => ({ ...row, name: named(row) })),
    milestones: milestones.rows.map(toMilestone),
    commitments: commitments.rows,
  };
  const located = commitments.rows.map((value, index) => ({ where: commitments.where[index] ?? value.id, value }));
  const found = [
    ...checkRegister(records, located),
    ...checkScoringRules(pack, records),
    ...checkLeadRules(pack, records.organisations),
  ];
  if (found.length > 0) throw invalid(pack, found);
  return { records, functions: functions.map((row) => ({ id: row.id, name: named(row) })) };
}

const toObservation = (row: z.output<typeof observationRow>): PlanRecords["observations"][number] => ({
  indicator: row.indicator,
  place: row.place,
  period: row.period,
  periodEnd: endOf(row.period),
  value: row.value,
  unit: row.unit,
  publishedAt: row.published_at,
  publishedBasis: row.published_basis,
  sourceTitle: row.source_title,
  sourceUrl: row.source_url,
  note: row.note,
});

const toMilestone = (row: z.output<typeof milestoneRow>): PlanRecords["milestones"][number] => ({
  project: row.project,
  name: named(row),
  kind: row.kind,
  event: row.event,
  date: row.date,
  dateEnd: endOf(row.date),
  places: row.places,
  sourceTitle: row.source_title,
  sourceUrl: row.source_url,
});

const endOf = (text: string): string => findPeriod(text)?.to ?? text;

function invalid(pack: RegionPack, faults: readonly Fault[]): Problem {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new Problem(
    "region.invalid",
    `The plan of region "${pack.id}" has ${count}; nothing was loaded. Correct what is listed and start again.`,
    faults,
  );
}
