import { defineRoute, type Language, type RequestFacts } from "@midreach/kernel/http";
import { answerSheet, xlsxType } from "@midreach/kernel/sheets";
import { z } from "zod";
import { cellStates } from "../core/series/data-map.ts";
import { findEvaluationDue } from "../due.ts";
import type { PlanService } from "../service.ts";
import { findOwnerRef } from "../views/row-frame.ts";
import { toFiguresSheet, toMapSheet, toTemplate } from "./downloads.ts";
import { maxSeriesBytes } from "./file.ts";
import { importSeries, previewImport } from "./import.ts";
import { dataMapSchema, importAnswerSchema, importListSchema, indicatorPageSchema } from "./schemas.ts";
import { listImports } from "./store.ts";
import type { SeriesTables } from "./tables.ts";
import { filterCells, getCells, getIndicatorPage, toDataMap } from "./views.ts";

const tag = "Figures";
const code = z.string().max(100);
const filter = {
  owner: code.optional().describe("Id of the organisation that owes the figures"),
  function: code.optional().describe("Trade of the organisation that owes them"),
  chapter: z.coerce
    .number()
    .int()
    .min(0)
    .max(999)
    .optional()
    .describe("Chapter whose commitments are measured by them"),
  place: code.optional(),
  state: z.enum(cellStates).optional(),
  q: z.string().max(200).optional().describe("Words of the indicator's name, in Chinese or English"),
  day: z.iso.date().optional().describe("As known on that day; today unless told"),
};
const lang = z.enum(["zh", "en"]).optional().describe("Language of headings and names; by Accept-Language unless told");
const idParams = z.object({ id: code });
const shownImports = 100;

/** Data map, indicators, imports and templates. */
export function seriesRoutes(service: PlanService) {
  return [
    ...readingRoutes(service),
    ...importRoutes(service),
    ...sheetRoutes(service, "csv"),
    ...sheetRoutes(service, "xlsx"),
  ] as const;
}

/** The routes with their types, for clients. */
export type SeriesRoutes = ReturnType<typeof seriesRoutes>;

function readingRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.getDataMap",
      method: "get",
      path: "/api/series/map",
      summary: "Which figures are there, too old or missing: indicators by places, and who owes them",
      tag,
      query: z.object({
        ...filter,
        page: z.coerce.number().int().min(1).max(10_000).default(1),
        pageSize: z.coerce.number().int().min(1).max(200).default(40),
      }),
      response: dataMapSchema,
      action: "plan:read",
      handler: async ({ query: { page, pageSize, day, ...chosen } }) => {
        const found = await getCells(service, day);
        const cells = filterCells(found.state, found.cells, chosen);
        return toDataMap(found.state, { all: found.cells, cells, day: found.day }, { page, pageSize });
      },
    }),
    defineRoute({
      id: "plan.getIndicator",
      method: "get",
      path: "/api/series/indicators/{id}",
      summary: "An indicator: definition, who owes it, every figure as first published and as revised",
      tag,
      params: idParams,
      response: indicatorPageSchema,
      action: "plan:read",
      handler: ({ params }) => getIndicatorPage(service, params.id),
    }),
  ] as const;
}

function importRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listSeriesImports",
      method: "get",
      path: "/api/series/imports",
      summary: "Imports of figures (a unit's own only), and whether a new evaluation is due",
      tag,
      response: importListSchema,
      action: "series:read-imports",
      handler: async ({ actor }) => {
        const { services, reader } = service;
        const db = services.database.kysely<SeriesTables>();
        const all = services.authoriser.isAllowed(actor, "series:read-all-imports", { type: tag, id: "*" });
        const organisation = all ? undefined : (actor.organisation ?? "");
        const state = await reader.getState();
        const imports = await listImports(db, { organisation, limit: shownImports });
        return {
          imports: imports.map(({ sha256: _hash, ...row }) => ({
            ...row,
            importedAt: row.importedAt.toISOString(),
            organisation: findOwnerRef(state.world, row.organisation ?? undefined),
          })),
          due: await findEvaluationDue(service),
        };
      },
    }),
    defineRoute({
      id: "plan.importSeries",
      method: "post",
      path: "/api/series/imports",
      summary: "Import figures from CSV or xlsx, all or none; with `trial` only say what the file would change",
      tag,
      query: z.object({
        name: z.string().min(1).max(300).describe("Name of the file"),
        trial: z.enum(["true", "false"]).default("false"),
      }),
      upload: {
        mediaTypes: [xlsxType, "text/csv", "text/plain", "application/vnd.ms-excel", "application/octet-stream"],
        maxBytes: maxSeriesBytes,
      },
      response: importAnswerSchema,
      action: "series:import",
      handler: ({ actor, query, file }) => {
        if (!file) throw new Error("a route with upload has a file");
        const sent = { name: query.name, bytes: file.bytes };
        return query.trial === "true" ? previewImport(service, actor, sent) : importSeries(service, actor, sent);
      },
    }),
  ] as const;
}

type Format = "csv" | "xlsx";
const mediaTypes: Readonly<Record<Format, string>> = { csv: "text/csv", xlsx: xlsxType };
const languageOf = (query: { lang?: Language | undefined }, request: RequestFacts): Language =>
  query.lang ?? request.language;

function sheetRoutes(service: PlanService, format: Format) {
  const describe = <const Name extends string>(name: Name, summary: string) =>
    ({
      id: `plan.download${name}${format === "csv" ? "Csv" : "Xlsx"}`,
      method: "get",
      summary: `${summary} (${format === "csv" ? "CSV" : "Excel"})`,
      tag: "Downloads",
      response: z.string(),
      produces: [mediaTypes[format]],
      action: "plan:read",
    }) as const;
  return [
    defineRoute({
      ...describe("DataMap", "The data map as a list"),
      path: `/api/series/map.${format}`,
      query: z.object({ ...filter, lang }),
      handler: async ({ query: { lang: language, day, ...chosen }, request }) => {
        const { state, cells } = await getCells(service, day);
        const rows = filterCells(state, cells, chosen);
        return answerSheet(toMapSheet(state, rows, languageOf({ lang: language }, request)), format);
      },
    }),
    defineRoute({
      ...describe("SeriesTemplate", "A file to fill in: the figures that are missing or too old, e.g. of one owner"),
      path: `/api/series/template.${format}`,
      query: z.object({ ...filter, lang }),
      handler: async ({ query: { lang: language, day, ...chosen }, request }) => {
        const { state, cells } = await getCells(service, day);
        const rows = filterCells(state, cells, chosen);
        return answerSheet(toTemplate(state, rows, languageOf({ lang: language }, request)), format);
      },
    }),
    defineRoute({
      ...describe("IndicatorFigures", "Every figure of an indicator, first published and revised"),
      path: `/api/series/indicators/{id}/figures.${format}`,
      params: idParams,
      query: z.object({ lang }),
      handler: async ({ params, query, request }) =>
        answerSheet(toFiguresSheet(await getIndicatorPage(service, params.id), languageOf(query, request)), format),
    }),
  ] as const;
}
