import { z } from "zod";
import { textSchema } from "./text.ts";

/** Where a figure comes from. A figure without a source is not shown. */
export const sourceSchema = z.object({
  /** Resource of the region pack, or the service that produced the figure. */
  resource: z.string(),
  title: z.string(),
  url: z.string().optional(),
  licence: z.string().optional(),
  /** ISO date on which the figure became known, when the source states or implies one. */
  publishedAt: z.string().nullable().optional(),
  /** `stated`: the source names the date; `assumed`: the region pack's rule supplied it. */
  publishedBasis: z.enum(["stated", "assumed"]).optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** A figure that entered a computation. */
export const evidenceInputSchema = z.object({
  label: textSchema,
  place: z.string().optional(),
  value: z.number().nullable(),
  unit: z.string(),
  /** The period the figure describes, as written by the source (`2014`, `2016-03`, `2020-11-01`). */
  period: z.string().optional(),
  source: sourceSchema,
  /** Made by a seeded generator because no open data exist; every page must say so. */
  synthetic: z.boolean().optional(),
});
export type EvidenceInput = z.infer<typeof evidenceInputSchema>;

/** One step of a computation, in the order in which it was made. */
export const evidenceStepSchema = z.object({
  label: textSchema,
  /** The formula in plain notation, with the figures filled in. */
  formula: z.string().optional(),
  value: z.number().nullable().optional(),
  unit: z.string().optional(),
  inputs: z.array(evidenceInputSchema),
});
export type EvidenceStep = z.infer<typeof evidenceStepSchema>;

/** A figure that was needed and is not there: who owes which figure, and for when. */
export const missingFigureSchema = z.object({
  /** What is missing (an indicator's, project's or register's id within its engine). */
  figure: z.string(),
  label: textSchema,
  place: z.string().optional(),
  period: z.string().optional(),
  /** Organisation that owes the figure; absent when nobody is responsible yet. */
  owedBy: z.string().optional(),
  /** Why it is missing, when it is not simply unreported (outside a feed's coverage, not yet installed). */
  reason: textSchema.optional(),
});
export type MissingFigure = z.infer<typeof missingFigureSchema>;

/** Everything that lets a reader check a value without asking anybody. */
export const evidenceSchema = z.object({
  steps: z.array(evidenceStepSchema),
  missing: z.array(missingFigureSchema),
  /** Notes on scope and coverage that must be shown beside the value. */
  notes: z.array(textSchema),
});
export type Evidence = z.infer<typeof evidenceSchema>;
