import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";

/** Places, settings and the table of surroundings, as the API answers them. */

/** What governs whether one place counts as within reach of another. */
export const criteria = ["fastest", "median", "share"] as const;
export const criterionSchema = z.enum(criteria);
export type Criterion = z.infer<typeof criterionSchema>;

/** Settings by which travel times and measures are computed; shown with every answer. */
export const reachSettingsSchema = z.object({
  /** `fastest`: the fastest journey counts; `median`: the median departure; `share`: the share of the day. */
  criterion: criterionSchema,
  /** Under `share`: percent of the window from which one has to arrive in time, waiting included. */
  requiredSharePercent: z.number().min(0).max(100),
  /** Way over ground for a straight line of 1. */
  detourFactor: z.number().min(1).max(5),
  /** Speed of access to and egress from stations, km/h. */
  accessKmh: z.number().min(1).max(200),
  /** Longest access and egress, minutes. */
  accessMinutes: z.number().min(0).max(240),
  /** Time to change trains at one station where nothing else is known, minutes. */
  changeMinutes: z.number().min(0).max(120),
  /** Months for which a timetable can be judged by after its period. */
  freshnessMonths: z.int().min(0).max(240),
});
export type ReachSettings = z.infer<typeof reachSettingsSchema>;

/** Who decided on a setting or a table, from which day on it holds, and why. */
const decisionFields = {
  /** Day from which it holds; null: from the beginning, as the region pack proposes. */
  validFrom: z.string().nullable(),
  /** Instant of the decision; null for the region pack's proposal. */
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** Why it is so: the pack's stated basis, or the reason that the office gave. */
  basis: textSchema,
};

export const decidedSettingsSchema = z.object({ settings: reachSettingsSchema, ...decisionFields });
export type DecidedSettings = z.infer<typeof decidedSettingsSchema>;

export const settingsAnswerSchema = z.object({
  /** What holds today. */
  current: decidedSettingsSchema,
  /** Every decision, the newest first; the region pack's proposal is the last. */
  history: z.array(decidedSettingsSchema),
});
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

export const changeSettingsSchema = z.object({
  ...reachSettingsSchema.partial().shape,
  validFrom: z.iso.date().optional().describe("Day from which it holds; today unless told"),
  reason: z.string().trim().min(1).max(2000),
});
export type ChangeSettings = z.infer<typeof changeSettingsSchema>;

/** A city or another place with its point. */
export const reachPlaceSchema = z.object({
  code: z.string(),
  name: textSchema,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});
export type ReachPlace = z.infer<typeof reachPlaceSchema>;

export const surroundingSchema = z.object({
  capital: reachPlaceSchema,
  cities: z.array(reachPlaceSchema),
  validTo: z.string().nullable(),
  ...decisionFields,
});
export type Surrounding = z.infer<typeof surroundingSchema>;

export const surroundingsAnswerSchema = z.object({
  /** One row for each capital, as it holds today. */
  current: z.array(surroundingSchema),
  history: z.array(surroundingSchema),
});
export type SurroundingsAnswer = z.infer<typeof surroundingsAnswerSchema>;

export const changeSurroundingsSchema = z.object({
  capital: z.string().max(40),
  cities: z.array(z.string().max(40)).max(200).describe("All cities that surround it from that day on"),
  validFrom: z.iso.date().optional().describe("Day from which it holds; today unless told"),
  reason: z.string().trim().min(1).max(2000),
});
export type ChangeSurroundings = z.infer<typeof changeSurroundingsSchema>;
