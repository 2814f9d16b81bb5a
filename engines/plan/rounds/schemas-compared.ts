import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { milestoneEvents } from "../core/records.ts";
import { reportedAssessmentSchema } from "../core/rounds/reported.ts";
import { namedSchema } from "../schemas.ts";

/** What a unit is asked for, and what it says beside what is known. */

export const agreementSchema = z.enum(["agrees", "disagrees", "open"]);

export const wantedFigureSchema = z.object({
  indicator: namedSchema,
  unit: z.string(),
  definition: textSchema,
  place: namedSchema,
  /** The period that is asked for. */
  period: z.string(),
  /** The latest known figure of any period. */
  known: z.object({ value: z.number(), period: z.string(), publishedAt: z.string(), source: z.string() }).nullable(),
});

export const figureComparisonSchema = z.object({
  indicator: namedSchema,
  place: namedSchema,
  period: z.string(),
  unit: z.string(),
  reported: z.number(),
  known: z.object({ value: z.number(), publishedAt: z.string(), source: z.string() }).nullable(),
  agreement: agreementSchema,
});

const knownMilestoneSchema = z.object({ event: z.enum(milestoneEvents), date: z.string(), source: z.string() });
export const wantedProjectSchema = z.object({ project: namedSchema, known: knownMilestoneSchema.nullable() });
/** `percent`: the measure asks how far; `words`: nothing is quantified. */
export const wantedAssessmentSchema = z.object({ kind: z.enum(["percent", "words"]), question: textSchema });

export const milestoneComparisonSchema = z.object({
  project: namedSchema,
  event: z.enum(milestoneEvents),
  date: z.string(),
  evidence: z.string(),
  known: knownMilestoneSchema.nullable(),
  agreement: agreementSchema,
});
export const assessmentComparisonSchema = z.object({
  reported: reportedAssessmentSchema.nullable(),
  /** The judgement of the latest day. */
  known: z
    .object({ asOf: z.string(), valuePercent: z.number().nullable(), judgement: z.string(), madeBy: z.string() })
    .nullable(),
  agreement: agreementSchema,
});
