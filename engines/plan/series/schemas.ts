import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { cellStates } from "../core/series/data-map.ts";
import { namedSchema, ownerRefSchema } from "../schemas.ts";

/** Answers of the routes of indicator series. */

export const seriesFaultSchema = z.object({ where: z.string(), what: textSchema, fix: textSchema.optional() });
export type SeriesFaultView = z.infer<typeof seriesFaultSchema>;

/** A row of a file as it would be kept. */
export const previewRowSchema = z.object({
  where: z.string(),
  indicator: namedSchema,
  place: namedSchema,
  period: z.string(),
  value: z.number(),
  unit: z.string(),
  publishedAt: z.string(),
  /** `assumed`: the file did not state it; the day of the import stands in. */
  publishedBasis: z.enum(["stated", "assumed"]),
  sourceTitle: z.string(),
  /** `new`, a `revision` of what was published before, or an `earlier` publication of what is known. */
  change: z.enum(["new", "revision", "earlier"]),
  /** What counted for the same period so far. */
  before: z.number().nullable(),
  /** Ten times what is known nearby, or a tenth: perhaps the unit is mistaken. */
  suspicious: z.boolean(),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

/** What a file would bring, or has brought. */
export const importAnswerSchema = z.object({
  file: z.string(),
  /** Id of the import; null for a trial, and when nothing was kept. */
  import: z.string().nullable(),
  figures: z.int(),
  new: z.int(),
  revisions: z.int(),
  earlier: z.int(),
  suspicious: z.int(),
  /** Rows of a template that were left empty. */
  left: z.int(),
  /** Columns that mean nothing here. */
  passedOver: z.array(z.string()),
  /** With any fault, nothing is kept. The first are listed. */
  faultCount: z.int(),
  faults: z.array(seriesFaultSchema),
  /** The first rows, suspicious ones and revisions before others. */
  rows: z.array(previewRowSchema),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;

export const importListSchema = z.object({
  imports: z.array(
    z.object({
      id: z.string(),
      fileName: z.string(),
      figures: z.int(),
      revisions: z.int(),
      importedAt: z.string(),
      importedBy: z.string(),
      organisation: ownerRefSchema.nullable(),
    }),
  ),
  /** What no evaluation has used yet, wherever it came from: a new draft is due. Null when all has been used. */
  due: z
    .object({
      figures: z.int(),
      milestones: z.int(),
      assessments: z.int(),
      since: z.string().nullable(),
      today: z.string(),
    })
    .nullable(),
});
export type ImportList = z.infer<typeof importListSchema>;

export const dataCellSchema = z.object({
  place: z.string(),
  state: z.enum(cellStates),
  /** The period that one would want. */
  due: z.string(),
  period: z.string().nullable(),
  value: z.number().nullable(),
  revised: z.boolean(),
  /** Index into `owners`; null when the region names nobody. */
  owner: z.int().nullable(),
});

export const dataMapSchema = z.object({
  day: z.string(),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  counts: z.object({ present: z.int(), stale: z.int(), missing: z.int() }),
  /** Columns: places that any row of this page has. */
  places: z.array(namedSchema.extend({ kind: z.string(), parent: z.string().nullable() })),
  owners: z.array(ownerRefSchema),
  rows: z.array(
    z.object({
      indicator: namedSchema.extend({ unit: z.string() }),
      commitments: z.int(),
      cells: z.array(dataCellSchema),
    }),
  ),
  /** What the map can be narrowed by. */
  functions: z.array(namedSchema),
  chapters: z.array(z.object({ number: z.int(), title: textSchema })),
});
export type DataMap = z.infer<typeof dataMapSchema>;

export const publicationSchema = z.object({
  value: z.number(),
  publishedAt: z.string(),
  publishedBasis: z.enum(["stated", "assumed"]),
  sourceTitle: z.string(),
  sourceUrl: z.string().nullable(),
  note: z.string().nullable(),
});
export type Publication = z.infer<typeof publicationSchema>;

/** One figure with everything that was published about it. */
export const seriesFigureSchema = z.object({
  place: namedSchema,
  period: z.string(),
  first: publicationSchema,
  /** What counts now, when it is not the first one. */
  revised: publicationSchema.nullable(),
  /** All, in order of publication. */
  publications: z.array(publicationSchema),
});
export type SeriesFigure = z.infer<typeof seriesFigureSchema>;

export const indicatorPageSchema = z.object({
  indicator: namedSchema.extend({ unit: z.string(), definition: textSchema, frequency: z.string() }),
  /** Who owes it, for all places where it is wanted or known. */
  owners: z.array(ownerRefSchema),
  commitments: z.array(z.object({ id: z.string(), text: textSchema })),
  places: z.array(namedSchema),
  /** Places where it is wanted and none, or only an old one, is known. */
  lacking: z.array(dataCellSchema.extend({ name: textSchema })),
  figures: z.array(seriesFigureSchema),
});
export type IndicatorPage = z.infer<typeof indicatorPageSchema>;
