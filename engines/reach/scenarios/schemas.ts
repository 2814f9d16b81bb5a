import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { modificationsSchema, portableScenarioSchema } from "../core/scenario/index.ts";

/** Requests and answers of the routes of scenarios. */

export const scenarioRowSchema = z.object({
  /** Null for one that is not kept: it came written out in an address. */
  id: z.string().nullable(),
  name: z.string(),
  /** Id of the feed that it changes. */
  feed: z.string(),
  modificationCount: z.int(),
  /** Grows with every change; null when it is not kept. */
  version: z.int().nullable(),
  /** Everybody may read it. */
  shared: z.boolean(),
  ownerName: z.string().nullable(),
  /** The reader's own. */
  mine: z.boolean(),
  /** Whether the reader may change or delete it. */
  changeable: z.boolean(),
  createdAt: z.string().nullable(),
  changedAt: z.string().nullable(),
  changedBy: z.string().nullable(),
});
export type ScenarioRow = z.infer<typeof scenarioRowSchema>;

export const scenarioListSchema = z.object({ scenarios: z.array(scenarioRowSchema), mayCreate: z.boolean() });
export type ScenarioList = z.infer<typeof scenarioListSchema>;

export const scenarioFaultSchema = z.object({ where: z.string(), what: textSchema, fix: textSchema });

/** What a scenario does to its timetable, and what is wrong with it. */
export const scenarioSummarySchema = z.object({
  /** What each modification does, in its order: kind and sentence. */
  steps: z.array(z.object({ title: textSchema, text: textSchema })),
  trips: z.object({ added: z.array(z.string()), removed: z.array(z.string()), changed: z.array(z.string()) }),
  /** Ids of the stations that it touches. */
  stations: z.array(z.string()),
  faults: z.array(scenarioFaultSchema),
});
export type ScenarioSummaryAnswer = z.infer<typeof scenarioSummarySchema>;

export const scenarioSchema = scenarioRowSchema.extend({
  modifications: modificationsSchema,
  /** The whole scenario as an address carries it; null when it is too large for one. */
  encoded: z.string().nullable(),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario with what it does; `summary` is null when its feed is not there any more. */
export const scenarioAnswerSchema = z.object({ scenario: scenarioSchema, summary: scenarioSummarySchema.nullable() });
export type ScenarioAnswer = z.infer<typeof scenarioAnswerSchema>;

export const newScenarioSchema = portableScenarioSchema.extend({ shared: z.boolean().default(false) });
export type NewScenario = z.infer<typeof newScenarioSchema>;

/** What is left out stays as it is. */
export const scenarioChangeSchema = newScenarioSchema.partial().extend({
  shared: z.boolean().optional(),
  version: z.int().min(1).describe("The version that was seen; another one in the way answers 409 with it"),
});
export type ScenarioChange = z.infer<typeof scenarioChangeSchema>;

export const scenarioCopySchema = z.object({ name: portableScenarioSchema.shape.name.optional() });

export const scenarioCheckSchema = portableScenarioSchema.omit({ name: true });
