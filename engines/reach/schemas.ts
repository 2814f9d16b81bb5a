import { sourceSchema, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { reachPlaceSchema, reachSettingsSchema } from "./schemas-settings.ts";

/**
 * The shape of every answer of the reach engine's API. Durations are minutes, shares are percent 0..100, dates are
 * `YYYY-MM-DD`, times of day are local times of the feed's zone with the number of days after the date asked for.
 */

export * from "./schemas-settings.ts";

/** A city about which a feed says nothing, and why. */
export const uncoveredPlaceSchema = reachPlaceSchema.extend({ reason: textSchema });

export const feedSchema = z.object({
  id: z.string(),
  title: textSchema,
  origin: z.enum(["region", "import"]),
  /** Whether the plan's measures use it. */
  judging: z.boolean(),
  timeZone: z.string(),
  coverage: z.object({
    /** Train classes that are complete in it; empty means all. */
    classes: z.array(z.string()),
    places: z.array(reachPlaceSchema),
    /** First and last day that it describes. */
    start: z.string(),
    end: z.string(),
    /** Day on which measures are taken. */
    measureOn: z.string(),
    publishedAt: z.string(),
    publishedBasis: z.enum(["stated", "assumed"]),
    note: textSchema.nullable(),
  }),
  /** Cities of the plan outside the coverage: for them every answer is "no data". */
  noData: z.array(uncoveredPlaceSchema),
  source: sourceSchema,
  stations: z.int(),
  trips: z.int(),
  /** SHA-256 over what it holds. */
  hash: z.string(),
});
export type Feed = z.infer<typeof feedSchema>;

export const feedListSchema = z.object({
  feeds: z.array(feedSchema),
  /** The feed that answers unless another is named: the one whose period began last. Null without any timetable. */
  default: z.string().nullable(),
  /** Why there is none, in words for a page. */
  note: textSchema.nullable(),
});
export type FeedList = z.infer<typeof feedListSchema>;

export const reachStationSchema = z.object({
  id: z.string(),
  name: textSchema,
  lon: z.number(),
  lat: z.number(),
  /** Code of the city that it serves; null outside the region. */
  place: z.string().nullable(),
});
export type ReachStation = z.infer<typeof reachStationSchema>;

export const stationListSchema = z.object({
  feed: z.string(),
  date: z.string(),
  stations: z.array(
    reachStationSchema.extend({
      /** Trains that one may board there that day. */
      departures: z.int(),
    }),
  ),
});
export type StationList = z.infer<typeof stationListSchema>;

/** Names a timetable: a feed, perhaps changed by a scenario, on a day. */
export const dataSetSchema = z.object({
  feed: z.string(),
  title: textSchema,
  origin: z.enum(["region", "import"]),
  /** The scenario that changes the feed; null: the feed as it is. */
  scenario: z.object({ id: z.string().nullable(), name: z.string(), modifications: z.int() }).nullable(),
  date: z.string(),
  /** Times of day between which one departs; `24:00` and later is allowed for the end. */
  window: z.object({ start: z.string(), end: z.string() }),
  thresholdMinutes: z.int(),
  settings: reachSettingsSchema,
  source: sourceSchema,
  /** What has to stand beside every figure: coverage, assumptions, and days on which the feed does not run. */
  notes: z.array(textSchema),
});
export type DataSet = z.infer<typeof dataSetSchema>;

/** Where a search begins: a city (all its stations), a station, or a point with access on the ground. */
export const originSchema = z.object({
  kind: z.enum(["place", "station", "point"]),
  /** City code, station id, or `lon,lat`. */
  id: z.string(),
  name: textSchema,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  place: z.string().nullable(),
  /** Stations that it stands for, with the way to them. */
  stations: z.array(reachStationSchema.extend({ accessMinutes: z.number() })),
});
export type Origin = z.infer<typeof originSchema>;

/**
 * What is known between two ends. `reached`: at least one journey departs in the window. `not-reached`: both are
 * covered, none does. `no-data`: outside the coverage. `same`: both ends are one.
 */
export const reachStates = ["reached", "not-reached", "no-data", "same"] as const;

export const reachFiguresSchema = z.object({
  state: z.enum(reachStates),
  /** Why there are no data. */
  reason: textSchema.nullable(),
  /** Shortest of all journeys, with or without change. */
  fastestMinutes: z.number().nullable(),
  /** Shortest without change. */
  directFastestMinutes: z.number().nullable(),
  /** Over the departures. */
  medianMinutes: z.number().nullable(),
  worstMinutes: z.number().nullable(),
  /** Trains without change; where there is none, the connecting journeys that none other beats. */
  departures: z.int(),
  /** Whether `departures` are trains without change. */
  direct: z.boolean(),
  /** How many of the departures take no longer than the threshold. */
  departuresWithin: z.int(),
  /** Changes of the fastest journey. */
  transfers: z.int().nullable(),
  /** Percent of the window's minutes from which one arrives within the threshold, waiting included. */
  sharePercent: z.number().nullable(),
});
export type ReachFigures = z.infer<typeof reachFiguresSchema>;

export const cityTimesSchema = z.object({ place: reachPlaceSchema, ...reachFiguresSchema.shape });
export type CityTimes = z.infer<typeof cityTimesSchema>;

export const timesSchema = z.object({ dataSet: dataSetSchema, origin: originSchema, cities: z.array(cityTimesSchema) });
export type Times = z.infer<typeof timesSchema>;

/** One city in two data sets; differences are the second minus the first. */
export const cityDifferenceSchema = z.object({
  place: reachPlaceSchema,
  first: reachFiguresSchema,
  second: reachFiguresSchema,
  /** `no-data` when either has none; `gained` and `lost` when only one reaches it. */
  change: z.enum(["faster", "slower", "equal", "gained", "lost", "not-reached", "no-data", "same"]),
  fastestMinutes: z.number().nullable(),
  medianMinutes: z.number().nullable(),
  worstMinutes: z.number().nullable(),
  departures: z.int().nullable(),
  sharePercent: z.number().nullable(),
});
export type CityDifference = z.infer<typeof cityDifferenceSchema>;

export const differencesSchema = z.object({
  first: dataSetSchema,
  second: dataSetSchema,
  origin: originSchema,
  cities: z.array(cityDifferenceSchema),
});
export type Differences = z.infer<typeof differencesSchema>;

const positionSchema = z.array(z.number());

export const isochronesSchema = z.object({
  dataSet: dataSetSchema,
  origin: originSchema,
  /** Largest threshold first, so that smaller ones are drawn above it. */
  isochrones: z.object({
    type: z.literal("FeatureCollection"),
    features: z.array(
      z.object({
        type: z.literal("Feature"),
        properties: z.object({ minutes: z.number() }),
        geometry: z.object({
          type: z.literal("MultiPolygon"),
          coordinates: z.array(z.array(z.array(positionSchema))),
        }),
      }),
    ),
  }),
});
export type Isochrones = z.infer<typeof isochronesSchema>;

export const curveSchema = z.object({
  dataSet: dataSetSchema,
  origin: originSchema,
  /** People in cities whose fastest journey takes no longer, from 0 to 240 minutes. */
  steps: z.array(z.object({ minutes: z.int(), people: z.number() })),
  /** People of all cities with data, and how many cities have none. */
  peopleWithData: z.number(),
  citiesWithData: z.int(),
  citiesWithoutData: z.array(uncoveredPlaceSchema),
  population: z.object({ source: sourceSchema, period: z.string() }).nullable(),
});
export type Curve = z.infer<typeof curveSchema>;

export const matrixRowSchema = z.object({ from: z.string(), to: z.string(), ...reachFiguresSchema.shape });
export type MatrixRow = z.infer<typeof matrixRowSchema>;

export const matrixSchema = z.object({
  dataSet: dataSetSchema,
  from: z.array(reachPlaceSchema),
  to: z.array(reachPlaceSchema),
  rows: z.array(matrixRowSchema),
  /** On how many pairs the figures rest; pairs of a place with itself do not count. */
  pairs: z.object({ all: z.int(), withData: z.int(), withoutData: z.int(), reached: z.int(), within: z.int() }),
});
export type Matrix = z.infer<typeof matrixSchema>;

/** A local time of day: `08:00`, and how many days after the date asked for. */
export const dayTimeSchema = z.object({ time: z.string(), dayOffset: z.int() });
export type DayTime = z.infer<typeof dayTimeSchema>;

/** An end of a way on the ground that is no station. */
export const legEndSchema = z.object({
  /** Station id; null at a point. */
  id: z.string().nullable(),
  name: textSchema,
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  place: z.string().nullable(),
});
export type LegEnd = z.infer<typeof legEndSchema>;

const legFields = {
  from: legEndSchema,
  to: legEndSchema,
  departure: dayTimeSchema,
  arrival: dayTimeSchema,
  minutes: z.number(),
};

export const legSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("ride"),
    ...legFields,
    /** What travellers call the train, its class and its id in the feed. */
    train: z.string(),
    class: z.string(),
    trip: z.string(),
    headsign: z.string().nullable(),
    /** 0: a train of the date itself; -1: of the day before. */
    serviceDayOffset: z.int(),
    /** Calls between boarding and alighting. */
    calls: z.array(z.object({ station: legEndSchema, arrival: dayTimeSchema, departure: dayTimeSchema })),
  }),
  z.object({ kind: z.enum(["walk", "urban", "access", "egress"]), ...legFields }),
]);
export type JourneyLeg = z.infer<typeof legSchema>;

export const journeySchema = z.object({
  departure: dayTimeSchema,
  arrival: dayTimeSchema,
  /** From departure to arrival; the parts below sum up to it. */
  minutes: z.number(),
  rideMinutes: z.number(),
  waitMinutes: z.number(),
  transferMinutes: z.number(),
  accessMinutes: z.number(),
  transfers: z.int(),
  legs: z.array(legSchema),
});
export type JourneyAnswer = z.infer<typeof journeySchema>;

export const journeysSchema = z.object({
  dataSet: dataSetSchema,
  mode: z.enum(["depart", "arrive", "window"]),
  from: originSchema,
  to: originSchema,
  state: z.enum(reachStates),
  reason: textSchema.nullable(),
  /** None of them is beaten by another in departure, arrival and transfers together. */
  journeys: z.array(journeySchema),
  /** With cancelled trains or sections: what was cancelled, and the journeys of the same question without it. */
  disruption: z
    .object({
      cancelled: z.array(z.object({ asked: z.string(), what: textSchema, trips: z.int() })),
      undisturbed: z.object({ journeys: z.int(), fastestMinutes: z.number().nullable() }),
      remaining: z.object({ journeys: z.int(), fastestMinutes: z.number().nullable() }),
    })
    .nullable(),
});
export type Journeys = z.infer<typeof journeysSchema>;

/** One finding about a file of a feed. */
export const reportEntrySchema = z.object({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string(),
  file: z.string(),
  /** Line of the file, the heading being 1; null for the file as a whole. */
  row: z.int().nullable(),
  field: z.string().nullable(),
  what: textSchema,
  fix: textSchema.nullable(),
});
export type ReportEntry = z.infer<typeof reportEntrySchema>;

export const importReportSchema = z.object({
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  /** The first of each code. */
  entries: z.array(reportEntrySchema),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const feedImportSchema = z.object({
  id: z.string(),
  fileName: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  importedAt: z.string(),
  importedBy: z.string(),
  feed: feedSchema,
  report: importReportSchema,
});
export type FeedImport = z.infer<typeof feedImportSchema>;

export const feedImportListSchema = z.object({ imports: z.array(feedImportSchema) });

/** What a file would bring, or has brought; with any error nothing was kept. */
export const feedImportAnswerSchema = z.object({
  fileName: z.string(),
  /** Id of the import; null for a trial, and when the file has errors. */
  import: z.string().nullable(),
  trial: z.boolean(),
  /** The feed as it is or would be; null when the file has errors. */
  feed: feedSchema.nullable(),
  report: importReportSchema,
});
export type FeedImportAnswer = z.infer<typeof feedImportAnswerSchema>;
