import { evidenceSchema, evidenceStepSchema, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";

/**
 * The shape of every answer of the plan engine's API. Codes always come with names in both languages, so that a page
 * needs no second request and no join. Fractions are 0..1, percentages say `%` in their unit, dates are `YYYY-MM-DD`,
 * instants ISO 8601 in UTC.
 */

export const statusSchema = z.enum(["met", "on-track", "behind", "missed", "no-data", "qualitative"]);
export type Status = z.infer<typeof statusSchema>;
export const statuses = statusSchema.options;

export const strengthSchema = z.enum(["firm", "planned", "encouraged", "explored"]);
export type Strength = z.infer<typeof strengthSchema>;

/** How many commitments stand in each status; all six keys are always there. */
export const statusCountsSchema = z.object({
  met: z.int(),
  "on-track": z.int(),
  behind: z.int(),
  missed: z.int(),
  "no-data": z.int(),
  qualitative: z.int(),
});
export type StatusCounts = z.infer<typeof statusCountsSchema>;

/** Anything that has an id and a name: a topic, a system, a chapter's section, a strength. */
export const namedSchema = z.object({ id: z.string(), name: textSchema });
export type Named = z.infer<typeof namedSchema>;

export const placeRefSchema = z.object({
  code: z.string(),
  kind: z.string(),
  name: textSchema,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** Cities that belong to a group, or that a river, lake or range touches: highlight these on the map. */
  members: z.array(z.string()),
});
export type PlaceRef = z.infer<typeof placeRefSchema>;

export const ownerRefSchema = z.object({
  /** Organisation id; its page is `/owners/<id>`. */
  id: z.string(),
  name: textSchema,
  /** Trade; its page is `/owners/<function>`. */
  function: z.string(),
  level: z.enum(["state", "cluster", "province", "city"]),
  /** How many organisations are meant: "housing (cities)" stands for all of them, and its id is the trade's. */
  count: z.int(),
});
export type OwnerRef = z.infer<typeof ownerRefSchema>;

export const targetSchema = z.object({
  comparator: z.enum([">=", ">", "<=", "<", "="]),
  value: z.number(),
  unit: z.string(),
  date: z.string(),
});
export type Target = z.infer<typeof targetSchema>;

export const evaluationRefSchema = z.object({
  id: z.string(),
  /** "Plan end", "Latest" or the date, for headings. */
  title: textSchema,
  state: z.enum(["draft", "published"]),
  asOf: z.string(),
  knownBy: z.string(),
  createdAt: z.string(),
  publishedAt: z.string().nullable(),
  publishedBy: z.string().nullable(),
});
export type EvaluationRef = z.infer<typeof evaluationRefSchema>;

/** Where a commitment stands at one evaluation, short enough for a table row. */
export const resultBriefSchema = z.object({
  status: statusSchema,
  value: z.number().nullable(),
  /** True when the value is known only as a lower bound (some parts are undocumented). */
  lowerBound: z.boolean(),
  unit: z.string(),
  target: targetSchema.nullable(),
  /** What the path asked for at the as-of date; null without a path. */
  expected: z.number().nullable(),
  /** Share of the way from baseline to target, 0..1 and beyond; null without a baseline. */
  progress: z.number().nullable(),
  /** One sentence that says why: "12 of 31 figures missing", "value 58.1 % against 60 %". */
  summary: textSchema,
  /** How many figures are missing. */
  missing: z.int(),
});
export type ResultBrief = z.infer<typeof resultBriefSchema>;

export const commitmentRowSchema = z.object({
  id: z.string(),
  /** chapter.section.paragraph.sentence */
  citation: z.string(),
  chapter: z.int(),
  section: z.int(),
  /** Our restatement. */
  text: textSchema,
  strength: strengthSchema,
  statutory: z.enum(["binding", "expected"]).nullable(),
  ownerBasis: z.enum(["named", "proposed"]),
  lead: z.array(ownerRefSchema),
  support: z.array(ownerRefSchema),
  places: z.array(placeRefSchema),
  topic: namedSchema,
  deadline: z.string(),
  deadlineBasis: z.enum(["stated", "plan-period", "outlook"]),
  system: namedSchema.nullable(),
  /** At the evaluation that was asked for (the latest published one unless told); null before any evaluation. */
  result: resultBriefSchema.nullable(),
  /** Status at the plan's end and at the latest published evaluation, for two tags side by side. */
  planEnd: statusSchema.nullable(),
  latest: statusSchema.nullable(),
});
export type CommitmentRow = z.infer<typeof commitmentRowSchema>;

export const commitmentPageSchema = z.object({
  evaluation: evaluationRefSchema.nullable(),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  /** Over all rows that match, not only this page. */
  counts: statusCountsSchema,
  rows: z.array(commitmentRowSchema),
});
export type CommitmentPage = z.infer<typeof commitmentPageSchema>;

/** One point of the history chart: every year-end from the plan's start, then the as-of date. */
export const historyPointSchema = z.object({
  asOf: z.string(),
  status: statusSchema,
  value: z.number().nullable(),
  lowerBound: z.boolean(),
  expected: z.number().nullable(),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;

export const assessmentSchema = z.object({
  id: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  organisation: ownerRefSchema.nullable(),
  /** The date whose state is judged. */
  asOf: z.string(),
  /** 0..100; null for a judgement in words only. */
  valuePercent: z.number().nullable(),
  judgement: z.string(),
  evidenceTitle: z.string(),
  evidenceUrl: z.string().nullable(),
});
export type Assessment = z.infer<typeof assessmentSchema>;

export const measureSchema = z.object({
  evaluator: z.string(),
  /** What the evaluator does, in words. */
  title: textSchema,
  /** What exactly is measured here, with names filled in. */
  description: textSchema,
  params: z.record(z.string(), z.unknown()),
  baseline: z.object({ value: z.number(), date: z.string() }).nullable(),
  target: targetSchema,
  direction: z.enum(["reach", "maintain"]),
  path: z.literal("linear"),
  /** Share of the path that counts as on track, 0..1. */
  tolerance: z.number(),
});

export const resultSchema = resultBriefSchema.extend({
  evaluation: evaluationRefSchema,
  evidence: evidenceSchema,
  /** The steps from value to status (path, tolerance, comparison), after the steps of the evidence. */
  judgement: z.array(evidenceStepSchema),
});
export type Result = z.infer<typeof resultSchema>;

export const commitmentDetailSchema = commitmentRowSchema.omit({ result: true }).extend({
  chapterTitle: textSchema,
  sectionTitle: textSchema.nullable(),
  note: textSchema.nullable(),
  measure: measureSchema.nullable(),
  qualitative: z.object({ reason: namedSchema, text: textSchema }).nullable(),
  sentenceHash: z.string(),
  /** The sentence of an official text attached locally with `midreach plan verify`. */
  official: z.object({ text: z.string(), matches: z.boolean(), attachedAt: z.string() }).nullable(),
  result: resultSchema.nullable(),
  /** The same commitment at every published evaluation, newest first. */
  evaluations: z.array(z.object({ evaluation: evaluationRefSchema, result: resultBriefSchema })),
  history: z.array(historyPointSchema),
  assessments: z.array(assessmentSchema),
  /** The question that an assessor answers, when people judge this one. */
  assessmentQuestion: textSchema.nullable(),
  /** Other commitments of the same sentence. */
  siblings: z.array(z.object({ id: z.string(), text: textSchema })),
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
  /** Versions of the register row, newest first; more than one when the register was changed. */
  versions: z.array(z.object({ validFrom: z.string(), validTo: z.string().nullable(), text: textSchema })),
});
export type CommitmentDetail = z.infer<typeof commitmentDetailSchema>;

/** Answer of `/api/commitments/{id}`: an id gives one, a citation gives all of its sentence, section or chapter. */
export const commitmentAnswerSchema = z.object({ matches: z.array(commitmentDetailSchema) });
export type CommitmentAnswer = z.infer<typeof commitmentAnswerSchema>;

export const planInfoSchema = z.object({
  id: z.string(),
  title: textSchema,
  region: namedSchema,
  periodStart: z.string(),
  periodEnd: z.string(),
  outlook: z.string().nullable(),
  issuer: textSchema.nullable(),
  timeZone: z.string(),
  /** True once an official text is attached on this installation. */
  officialTextAttached: z.boolean(),
});
export type PlanInfo = z.infer<typeof planInfoSchema>;

export const chapterSummarySchema = z.object({
  number: z.int(),
  title: textSchema,
  total: z.int(),
  planEnd: statusCountsSchema.nullable(),
  latest: statusCountsSchema.nullable(),
});
export type ChapterSummary = z.infer<typeof chapterSummarySchema>;

const facetSchema = namedSchema.extend({ total: z.int() });

/** Answer of `/api/plan`: the frame of the plan and everything that filters need. */
export const planSchema = z.object({
  plan: planInfoSchema,
  notes: z.array(textSchema),
  chapters: z.array(
    chapterSummarySchema.extend({
      sections: z.array(chapterSummarySchema),
    }),
  ),
  topics: z.array(facetSchema),
  strengths: z.array(facetSchema),
  statuses: z.array(namedSchema.extend({ description: textSchema })),
  systems: z.array(facetSchema),
  ownerFunctions: z.array(facetSchema),
  places: z.array(placeRefSchema),
  evaluations: z.object({ planEnd: evaluationRefSchema.nullable(), latest: evaluationRefSchema.nullable() }),
});
export type Plan = z.infer<typeof planSchema>;

export const changeReasonSchema = z.enum([
  "new-data",
  "revised-data",
  "register-changed",
  "assessment",
  "system",
  "rule-changed",
  "date-only",
]);
export type ChangeReason = z.infer<typeof changeReasonSchema>;

export const changeSchema = z.object({
  commitment: z.object({ id: z.string(), chapter: z.int(), text: textSchema }),
  /** Null when the commitment was not in the register of the earlier (later) evaluation. */
  from: statusSchema.nullable(),
  to: statusSchema.nullable(),
  fromValue: z.number().nullable(),
  toValue: z.number().nullable(),
  unit: z.string(),
  reason: changeReasonSchema,
  reasonText: textSchema,
  /** The figures that differ, at most eight; empty on the front page. */
  figures: z.array(
    z.object({
      label: textSchema,
      placeName: textSchema.nullable(),
      period: z.string().nullable(),
      unit: z.string(),
      /** Null: the earlier (later) evaluation did not use it. */
      before: z.number().nullable(),
      after: z.number().nullable(),
      sourceTitle: z.string(),
      publishedAt: z.string().nullable(),
    }),
  ),
  /** How many figures differ in all. */
  figuresTotal: z.int(),
});
export type Change = z.infer<typeof changeSchema>;

export const changesSchema = z.object({
  from: evaluationRefSchema,
  to: evaluationRefSchema,
  total: z.int(),
  /** How many changed for which reason, the most frequent first. */
  reasons: z.array(
    z.object({
      reason: changeReasonSchema,
      text: textSchema,
      /** Commitments whose status changed, and those of which only the value did. */
      statuses: z.int(),
      values: z.int(),
    }),
  ),
  /** Status or value changes, status changes first. */
  items: z.array(changeSchema),
});
export type Changes = z.infer<typeof changesSchema>;

export const figureSchema = z.object({
  indicator: namedSchema,
  value: z.number(),
  unit: z.string(),
  period: z.string(),
  publishedAt: z.string(),
  publishedBasis: z.enum(["stated", "assumed"]),
  sourceTitle: z.string(),
  sourceUrl: z.string().nullable(),
  note: z.string().nullable(),
});
export type Figure = z.infer<typeof figureSchema>;

export const citySummarySchema = z.object({
  code: z.string(),
  name: textSchema,
  province: namedSchema.nullable(),
  /** City groups (metropolitan areas) that it belongs to. */
  groups: z.array(namedSchema),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  /** The figure that sizes the circle on the map; null when unknown. */
  population: figureSchema.nullable(),
  /** Only parts of the city belong to the plan. */
  partial: z.boolean(),
  /** Commitments that name the city, one of its groups, waters or its province; cluster-wide ones are not counted. */
  total: z.int(),
  planEnd: statusCountsSchema.nullable(),
  latest: statusCountsSchema.nullable(),
});
export type CitySummary = z.infer<typeof citySummarySchema>;
