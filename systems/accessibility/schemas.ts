import { evidenceSchema, textSchema } from "@midreach/kernel/contracts";
import { statusSchema, targetSchema } from "@midreach/plan";
import { scenarioEffectsQuery, scenarioEffectsSchema } from "@midreach/reach";
import { z } from "zod";

/** Requests and answers of the system's routes. */

export const effectsQuery = scenarioEffectsQuery.extend({
  asOf: z.iso
    .date()
    .optional()
    .describe("State of the world judged; the last day that the scenario's timetable describes unless told"),
  knownBy: z.iso.date().optional().describe("Only what was published by then counts; today unless told"),
});
export type EffectsQuery = z.output<typeof effectsQuery>;

/** Where a commitment stands, as things are or under the scenario. */
export const standingSchema = z.object({
  status: statusSchema,
  value: z.number().nullable(),
  /** The value is the lower end of a range that missing figures leave. */
  lowerBound: z.boolean(),
  summary: textSchema,
  evidence: evidenceSchema,
});
export type Standing = z.infer<typeof standingSchema>;

export const commitmentEffectSchema = z.object({
  commitment: z.string(),
  text: textSchema,
  target: targetSchema,
  /** Of both values. */
  unit: z.string(),
  before: standingSchema,
  after: standingSchema,
  /** The status is another one. */
  flips: z.boolean(),
});
export type CommitmentEffect = z.infer<typeof commitmentEffectSchema>;

export const effectsSchema = z.object({
  reach: scenarioEffectsSchema,
  plan: z.object({
    asOf: z.string(),
    knownBy: z.string(),
    /** Every commitment that is measured by timetables; those that flip first, then in the plan's order. */
    commitments: z.array(commitmentEffectSchema),
    flips: z.int(),
    /** What has to stand beside them. */
    notes: z.array(textSchema),
  }),
});
export type Effects = z.infer<typeof effectsSchema>;
