import { defineRoute, type Language, type RequestFacts, type RouteDefinition } from "@midreach/kernel/http";
import { answerSheet, type SheetTable, toSheet, xlsxType } from "@midreach/kernel/sheets";
import { z } from "zod";
import {
  chooseEvaluation,
  getEvaluation,
  getSystems,
  listVisibleEvaluations,
  openPlan,
  type PlanService,
} from "../service.ts";
import { toCities } from "../views/cities.ts";
import { filterMissing, gatherMissing } from "../views/missing.ts";
import { toOwners } from "../views/owners.ts";
import { filterRows, toRow } from "../views/rows.ts";
import {
  changeColumns,
  cityColumns,
  commitmentColumns,
  evaluationColumns,
  missingColumns,
  ownerColumns,
  systemColumns,
} from "./columns.ts";
import { commitmentsSheetQuery, missingSheetQuery, sheetQuery, sinceQuery } from "./queries.ts";

const formats = ["csv", "xlsx"] as const;
type Format = (typeof formats)[number];

const mediaTypes: Readonly<Record<Format, string>> = { csv: "text/csv", xlsx: xlsxType };

const languageOf = (query: { lang?: Language | undefined }, request: RequestFacts): Language =>
  query.lang ?? request.language;

/** Every table of the pages as CSV and as a workbook, with the same filters. */
export function downloadRoutes(service: PlanService): readonly RouteDefinition[] {
  return formats.flatMap((format) => [
    ...listRoutes(service, format),
    commitmentsRoute(service, format),
    missingRoute(service, format),
    changesRoute(service, format),
  ]) as unknown as readonly RouteDefinition[];
}

/** What all downloads have in common. */
function describe<const Name extends string>(name: Name, format: Format, summary: string) {
  return {
    id: `plan.download${name[0]?.toUpperCase()}${name.slice(1)}${format === "csv" ? "Csv" : "Xlsx"}`,
    method: "get",
    summary: `${summary} (${format === "csv" ? "CSV" : "Excel"})`,
    tag: "Downloads",
    response: z.string(),
    produces: [mediaTypes[format]],
    action: "plan:read",
  } as const;
}

function commitmentsRoute(service: PlanService, format: Format) {
  return defineRoute({
    ...describe("commitments", format, "Commitments with their state"),
    path: `/api/commitments.${format}`,
    query: commitmentsSheetQuery,
    handler: async ({ query: { lang, evaluation, plan, ...filter }, actor, request }) => {
      const opened = await openPlan(service, actor, plan);
      const { state, results } = await chooseEvaluation(opened, actor, evaluation);
      const rows = filterRows(state, results, filter).map((row) => toRow(state, row, results));
      return answerSheet(toSheet("commitments", commitmentColumns, rows, languageOf({ lang }, request)), format);
    },
  });
}

function missingRoute(service: PlanService, format: Format) {
  return defineRoute({
    ...describe("missing", format, "Missing figures and who owes them"),
    path: `/api/missing.${format}`,
    query: missingSheetQuery,
    handler: async ({ query: { lang, evaluation, plan, ...filter }, actor, request }) => {
      const opened = await openPlan(service, actor, plan);
      const { state, results } = await chooseEvaluation(opened, actor, evaluation);
      const rows = filterMissing(gatherMissing(state, results), filter);
      return answerSheet(toSheet("missing", missingColumns, rows, languageOf({ lang }, request)), format);
    },
  });
}

function changesRoute(service: PlanService, format: Format) {
  return defineRoute({
    ...describe("changes", format, "What changed since the evaluation before"),
    path: `/api/evaluations/{id}/changes.${format}`,
    params: z.object({ id: z.string().max(40) }),
    query: sheetQuery.extend(sinceQuery.shape),
    handler: async ({ params, query, actor, request }) => {
      const { changes } = await getEvaluation(
        await openPlan(service, actor, query.plan),
        actor,
        params.id,
        query.since,
      );
      const table = toSheet("changes", changeColumns, changes?.items ?? [], languageOf(query, request));
      return answerSheet(table, format);
    },
  });
}

type Filler = (service: PlanService, language: Language) => Promise<SheetTable>;

/** Tables without filters. */
const lists: Readonly<Record<string, { readonly summary: string; readonly fill: Filler }>> = {
  cities: {
    summary: "Cities with population and commitments",
    fill: async ({ reader }, language) => toSheet("cities", cityColumns, toCities(await reader.getState()), language),
  },
  owners: {
    summary: "Organisations with what they lead, support and owe",
    fill: async ({ reader }, language) => {
      const { functions } = toOwners(await reader.getState());
      const rows = functions.flatMap((row) => [row, ...row.organisations]);
      return toSheet("owners", ownerColumns, rows, language);
    },
  },
  systems: {
    summary: "Joint systems and which of them work",
    fill: async (service, language) => toSheet("systems", systemColumns, (await getSystems(service)).systems, language),
  },
};

function listRoutes(service: PlanService, format: Format) {
  const plain = Object.entries(lists).map(([name, { summary, fill }]) =>
    defineRoute({
      ...describe(name, format, summary),
      path: `/api/${name}.${format}`,
      query: sheetQuery,
      handler: async ({ query, request }) => answerSheet(await fill(service, languageOf(query, request)), format),
    }),
  );
  const evaluations = defineRoute({
    ...describe("evaluations", format, "Evaluations with their counts"),
    path: `/api/evaluations.${format}`,
    query: sheetQuery,
    handler: async ({ query, actor, request }) => {
      const rows = await listVisibleEvaluations(service, actor);
      return answerSheet(toSheet("evaluations", evaluationColumns, rows, languageOf(query, request)), format);
    },
  });
  return [...plain, evaluations];
}
