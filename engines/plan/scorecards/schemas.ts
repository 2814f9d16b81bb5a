import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { evaluationRefSchema, namedSchema, statusCountsSchema, statusSchema, strengthSchema } from "../schemas.ts";
import { scoringRulesSchema } from "./rules.ts";

/** The shape of every answer about scorecards. Scores are 0..100 points, unrounded; shares are 0..1. */

export const subjectKindSchema = z.enum(["province", "city", "trade", "organisation"]);
export type SubjectKind = z.infer<typeof subjectKindSchema>;

export const scoreRowSchema = z.object({
  kind: subjectKindSchema,
  id: z.string(),
  name: textSchema,
  /** Province of a city, trade of an organisation. */
  parent: namedSchema.nullable(),
  /** Among those of its kind that have a score; equal scores share one. */
  rank: z.int().nullable(),
  score: z.number().nullable(),
  /** Why there is no score. */
  why: textSchema.nullable(),
  /** A missed binding commitment limits the score. */
  capped: z.boolean(),
  /** Weight that figures or assessments decide, over the weight of all that concern it. */
  coverage: z.number(),
  judged: z.int(),
  total: z.int(),
  counts: statusCountsSchema,
});
export type ScoreRow = z.infer<typeof scoreRowSchema>;

/** Answer of `/api/scorecards`. */
export const scorecardsSchema = z.object({
  /** Null: the region has no rules, so nobody is scored. */
  rules: scoringRulesSchema.nullable(),
  evaluation: evaluationRefSchema.nullable(),
  kind: subjectKindSchema,
  /** Best first; those without score behind them. */
  rows: z.array(scoreRowSchema),
});
export type Scorecards = z.infer<typeof scorecardsSchema>;

export const scoreLineSchema = z.object({
  commitment: z.object({ id: z.string(), chapter: z.int(), text: textSchema }),
  status: statusSchema.nullable(),
  strength: strengthSchema,
  statutory: z.enum(["binding", "expected"]).nullable(),
  topic: namedSchema,
  /** Why it counts here: leads it, supports it, named, by its group, its province, the whole region. */
  relation: namedSchema,
  /** Factors other than 1, in words. */
  factors: z.array(z.object({ name: textSchema, value: z.number() })),
  weight: z.number(),
  /** Null: left out by the rules. */
  points: z.number().nullable(),
  /** Points of the score that it brings; null when left out. */
  contribution: z.number().nullable(),
  /** Points of the score that it would bring if met and does not. */
  lost: z.number().nullable(),
});
export type ScoreLineRow = z.infer<typeof scoreLineSchema>;

/** Answer of `/api/scorecards/{kind}/{id}`. */
export const scorecardSchema = z.object({
  rules: scoringRulesSchema,
  evaluation: evaluationRefSchema.nullable(),
  row: scoreRowSchema,
  /** How many of its kind have a score. */
  ranked: z.int(),
  /** Commitments in the whole register. */
  register: z.int(),
  weightCounted: z.number(),
  weightTotal: z.number(),
  lines: z.array(scoreLineSchema),
});
export type Scorecard = z.infer<typeof scorecardSchema>;
