import { z } from "zod";
import { dataSetSchema, dayTimeSchema, legEndSchema, originSchema, reachFiguresSchema } from "./schemas.ts";

/** A departure of the window: a train without change or, where there is none, a connection that no other beats. */
export const departureSchema = z.object({
  departure: dayTimeSchema,
  arrival: dayTimeSchema,
  minutes: z.number(),
  transfers: z.int(),
  /** What travellers call its trains, one after the other. */
  trains: z.array(z.string()),
  from: legEndSchema,
  to: legEndSchema,
});
export type Departure = z.infer<typeof departureSchema>;

/** What the figures of two ends are made of: median, slowest and counts are over exactly these departures. */
export const departuresSchema = z.object({
  dataSet: dataSetSchema,
  from: originSchema,
  to: originSchema,
  figures: reachFiguresSchema,
  /** In the order of the day. */
  departures: z.array(departureSchema),
});
export type Departures = z.infer<typeof departuresSchema>;
