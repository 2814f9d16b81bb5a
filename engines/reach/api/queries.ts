import { sayInSchema } from "@midreach/kernel/contracts";
import { z } from "zod";

/** Query parameters that several routes of the engine share. */

/** `HH:MM`, to 47:59 for what lies after midnight. */
const clockTime = z
  .string()
  .regex(/^([0-3]\d|4[0-7]):[0-5]\d$/u, sayInSchema({ zh: "写时刻HH:MM", en: "a time HH:MM" }));

const code = z.string().min(1).max(200);
/** A scenario that travels in an address may be long. */
const scenario = z.string().min(1).max(16_000);

/** A place's code or name, `station:ID`, or a point `lon,lat` in WGS 84 degrees. */
const end = code.describe("A city (code or name), `station:ID`, or a point `lon,lat` in degrees");

/** Which timetable answers. */
export const dataSetQuery = {
  feed: code.optional().describe("Id of a feed; the one whose period began last unless told"),
  scenario: scenario.optional().describe("Id of a kept scenario, or one written out as an address carries it"),
  date: z.iso.date().optional().describe("Day of service; the feed's own day for measures unless told"),
};

/** When one departs, and what counts as within reach. */
export const windowQuery = {
  windowStart: clockTime.default("00:00").describe("Earliest departure"),
  windowEnd: clockTime.default("24:00").describe("Departures before this time"),
  threshold: z.coerce.number().int().min(1).max(1440).default(120).describe("Minutes that count as within reach"),
};

export const timesQuery = z.object({ ...dataSetQuery, ...windowQuery, from: end });

/** The second data set of a comparison; what is not named is as in the first. */
export const differencesQuery = timesQuery.extend({
  otherFeed: code.optional(),
  otherScenario: scenario.optional().describe("`none`: the second feed without the first one's scenario"),
  otherDate: z.iso.date().optional(),
});

export const isochronesQuery = timesQuery.extend({
  minutes: z
    .array(z.coerce.number().int().min(5).max(1440))
    .max(12)
    .optional()
    .describe("Thresholds of the polygons, repeated; 60, 120, 180, 240 unless told"),
});

export const matrixQuery = z.object({
  ...dataSetQuery,
  ...windowQuery,
  from: z.array(code).max(400).optional().describe("Cities, repeated; all of the plan unless told"),
  to: z.array(code).max(400).optional(),
});

export const journeysQuery = z.object({
  ...dataSetQuery,
  from: end,
  to: end,
  mode: z.enum(["depart", "arrive", "window"]).default("depart"),
  time: clockTime.optional().describe("Depart at or arrive by this time; 08:00 and 24:00 unless told"),
  windowStart: clockTime.default("00:00"),
  windowEnd: clockTime.default("24:00"),
  maxTransfers: z.coerce.number().int().min(0).max(8).default(4),
  without: z
    .array(z.string().min(1).max(200))
    .max(50)
    .optional()
    .describe("Cancelled, repeated: a train (`G1`), or a section of line between two stations (`A~B`)"),
});

/** Two ends, a timetable and a window. */
export const departuresQuery = timesQuery.extend({ to: journeysQuery.shape.to });

export const feedParams = z.object({ feed: code });
export const langQuery = z
  .enum(["zh", "en"])
  .optional()
  .describe("Language of headings and names; by Accept-Language unless told");

export type TimesQuery = z.output<typeof timesQuery>;
export type DifferencesQuery = z.output<typeof differencesQuery>;
export type IsochronesQuery = z.output<typeof isochronesQuery>;
export type MatrixQuery = z.output<typeof matrixQuery>;
export type JourneysQuery = z.output<typeof journeysQuery>;
export type DeparturesQuery = z.output<typeof departuresQuery>;
