import { mapLayerSchema, missingFigureSchema, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import {
  assessmentSchema,
  changesSchema,
  chapterSummarySchema,
  citySummarySchema,
  commitmentRowSchema,
  evaluationRefSchema,
  figureSchema,
  ownerRefSchema,
  placeRefSchema,
  planInfoSchema,
  statusCountsSchema,
} from "./schemas.ts";

/** Answers that belong to one page or one table each; the parts they are made of are in `schemas.ts`. */

/** Something that the plan orders to be built. `not-installed`: nobody has built it in this installation yet. */
export const systemRowSchema = z.object({
  id: z.string(),
  title: textSchema,
  purpose: textSchema,
  /** Citations that order it, chapter.section.paragraph. */
  clauses: z.array(z.string()),
  state: z.enum(["working", "not-working", "not-installed"]),
  /** Web path of the installed system's first page. */
  path: z.string().nullable(),
  checks: z.array(z.object({ label: textSchema, ok: z.boolean(), detail: z.string().optional() })),
  /** Commitments that order it. */
  commitments: z.array(z.string()),
});
export type SystemRow = z.infer<typeof systemRowSchema>;

export const systemsSchema = z.object({
  counts: z.object({ working: z.int(), "not-working": z.int(), "not-installed": z.int() }),
  systems: z.array(systemRowSchema),
});
export type Systems = z.infer<typeof systemsSchema>;

/** One figure that somebody owes, with the commitments that wait for it. */
export const missingRowSchema = missingFigureSchema.extend({
  placeName: textSchema.nullable(),
  owner: ownerRefSchema.nullable(),
  /** What kind of thing is missing; says how it can be supplied. */
  kind: z.enum(["indicator", "milestone", "assessment", "engine", "system"]),
  commitments: z.array(z.string()),
});
export type MissingRow = z.infer<typeof missingRowSchema>;

export const missingSchema = z.object({
  evaluation: evaluationRefSchema.nullable(),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  byOwner: z.array(z.object({ owner: ownerRefSchema.nullable(), figures: z.int(), commitments: z.int() })),
  rows: z.array(missingRowSchema),
  /** How a figure is supplied on this installation. */
  howTo: textSchema,
});
export type Missing = z.infer<typeof missingSchema>;

/** Answer of `/api/overview`: the whole front page. */
export const overviewSchema = z.object({
  plan: planInfoSchema,
  /** Notes on scope that must be shown: which cities belong to the plan only in part, and so on. */
  notes: z.array(textSchema),
  totals: z.object({ commitments: z.int(), measured: z.int(), qualitative: z.int() }),
  /** `previous` is the published evaluation before `latest`; `changes` compares the two. */
  evaluations: z.object({
    planEnd: evaluationRefSchema.nullable(),
    latest: evaluationRefSchema.nullable(),
    previous: evaluationRefSchema.nullable(),
  }),
  counts: z.object({ planEnd: statusCountsSchema.nullable(), latest: statusCountsSchema.nullable() }),
  chapters: z.array(chapterSummarySchema),
  /** The first twenty; all of them at `/api/evaluations/{id}`. */
  changes: changesSchema.nullable(),
  cities: z.array(citySummarySchema),
  systems: systemsSchema,
  missing: z.object({
    figures: z.int(),
    /** The ten who owe most. */
    byOwner: z.array(z.object({ owner: ownerRefSchema.nullable(), figures: z.int(), commitments: z.int() })),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;

export const citiesSchema = z.object({ notes: z.array(textSchema), cities: z.array(citySummarySchema) });
export type Cities = z.infer<typeof citiesSchema>;

/** Why a commitment concerns a place: it names it, a group or water that includes it, its province, or all cities. */
export const scopeSchema = z.enum(["named", "group", "province", "whole"]);
export type Scope = z.infer<typeof scopeSchema>;

/** Answer of `/api/cities/{code}`; works for every place, not only for cities. */
export const cityPageSchema = z.object({
  place: placeRefSchema,
  summary: citySummarySchema.nullable(),
  notes: z.array(textSchema),
  evaluation: evaluationRefSchema.nullable(),
  /** Those that name it, its groups, waters or province; the cluster-wide ones are only counted. */
  rows: z.array(commitmentRowSchema.extend({ scope: scopeSchema })),
  wholeRegion: z.object({ total: z.int(), latest: statusCountsSchema.nullable() }),
  figures: z.array(figureSchema),
  owners: z.array(ownerRefSchema),
  missing: z.array(missingRowSchema),
});
export type CityPage = z.infer<typeof cityPageSchema>;

export const ownerSummarySchema = z.object({
  /** Function id (`transport`) or organisation id (`430600-transport`). */
  id: z.string(),
  name: textSchema,
  leads: z.int(),
  supports: z.int(),
  /** Of those that it leads. */
  planEnd: statusCountsSchema.nullable(),
  latest: statusCountsSchema.nullable(),
  figuresOwed: z.int(),
});
export type OwnerSummary = z.infer<typeof ownerSummarySchema>;

/** Answer of `/api/owners`: trades, and below each its organisations. */
export const ownersSchema = z.object({
  functions: z.array(
    ownerSummarySchema.extend({
      organisations: z.array(ownerSummarySchema.extend({ level: ownerRefSchema.shape.level })),
    }),
  ),
});
export type Owners = z.infer<typeof ownersSchema>;

/** Answer of `/api/owners/{id}`. */
export const ownerPageSchema = z.object({
  kind: z.enum(["function", "organisation"]),
  summary: ownerSummarySchema,
  organisations: z.array(ownerRefSchema),
  evaluation: evaluationRefSchema.nullable(),
  rows: z.array(commitmentRowSchema.extend({ role: z.enum(["lead", "support"]) })),
  missing: z.array(missingRowSchema),
});
export type OwnerPage = z.infer<typeof ownerPageSchema>;

export const mapSchema = z.object({
  layers: z.array(mapLayerSchema),
  /** Must stand beside every map. */
  note: textSchema,
});
export type PlanMap = z.infer<typeof mapSchema>;

export const evaluationSummarySchema = evaluationRefSchema.extend({
  createdBy: z.string(),
  commitments: z.int(),
  counts: statusCountsSchema,
});
export type EvaluationSummary = z.infer<typeof evaluationSummarySchema>;

export const evaluationsSchema = z.object({ evaluations: z.array(evaluationSummarySchema) });
export type Evaluations = z.infer<typeof evaluationsSchema>;

/** Answer of `/api/evaluations/{id}`, and of creating and publishing one. */
export const evaluationDetailSchema = z.object({
  evaluation: evaluationSummarySchema,
  chapters: z.array(z.object({ number: z.int(), title: textSchema, total: z.int(), counts: statusCountsSchema })),
  /** Compared with the published evaluation before it; null for the first. */
  changes: changesSchema.nullable(),
});
export type EvaluationDetail = z.infer<typeof evaluationDetailSchema>;

export const newEvaluationSchema = z.object({
  asOf: z.iso.date(),
  knownBy: z.iso.date(),
});
export type NewEvaluation = z.infer<typeof newEvaluationSchema>;

export const newAssessmentSchema = z.object({
  asOf: z.iso.date(),
  valuePercent: z.number().min(0).max(100).nullable().default(null),
  judgement: z.string().trim().min(1).max(4000),
  evidenceTitle: z.string().trim().min(1).max(500),
  evidenceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
});
export type NewAssessment = z.infer<typeof newAssessmentSchema>;

export const newAssessmentAnswerSchema = z.object({ assessment: assessmentSchema });
