import { sourceSchema, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { dataSetQuery, windowQuery } from "../api/queries.ts";
import { pairChanges } from "../core/scenario/index.ts";
import { dataSetSchema, reachPlaceSchema } from "../schemas.ts";

/** What is asked and answered about who gains by a scenario. */

const code = z.string().min(1).max(200);

/** Which travel times are compared: of the fastest journey, or the median departure. */
export const comparedFigures = ["fastest", "median"] as const;

export const scenarioEffectsQuery = z.object({
  scenario: z
    .string()
    .min(1)
    .max(16_000)
    .describe("Id of a kept scenario, or one written out as an address carries it"),
  date: dataSetQuery.date,
  windowStart: windowQuery.windowStart,
  windowEnd: windowQuery.windowEnd,
  figure: z.enum(comparedFigures).default("fastest"),
  from: z.array(code).max(400).optional().describe("Cities, repeated; all of the plan unless told"),
  to: z.array(code).max(400).optional().describe("Targets, repeated; all of the plan unless told"),
});
export type ScenarioEffectsQuery = z.output<typeof scenarioEffectsQuery>;

const count = z.int();

export const scenarioEffectsSchema = z.object({
  before: dataSetSchema,
  after: dataSetSchema,
  figure: z.enum(comparedFigures),
  /** Every place that the pairs and cities name. */
  places: z.array(reachPlaceSchema),
  /** Pairs that change: first those newly reached or lost, then the most people-minutes first. */
  pairs: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      change: z.enum(pairChanges),
      beforeMinutes: z.number().nullable(),
      afterMinutes: z.number().nullable(),
      /** Negative: lost; null where one of the two is not reached. */
      savedMinutes: z.number().nullable(),
    }),
  ),
  cities: z.array(
    z.object({
      place: z.string(),
      people: z.number().nullable(),
      /** Targets reached before and after. */
      pairs: count,
      savedMinutes: z.number(),
      peopleMinutes: z.number().nullable(),
      faster: count,
      slower: count,
      gained: count,
      lost: count,
    }),
  ),
  totals: z.object({
    peopleMinutes: z.number(),
    comparedPairs: count,
    changedPairs: count,
    pairsWithoutData: count,
  }),
  /** How the figures are meant; to be shown beside them. */
  definitions: z.array(textSchema),
  population: z.object({ source: sourceSchema, period: z.string() }).nullable(),
});
export type ScenarioEffects = z.infer<typeof scenarioEffectsSchema>;
