import { defineRoute } from "@midreach/kernel/http";
import { answerSheet, toSheet, xlsxType } from "@midreach/kernel/sheets";
import { z } from "zod";
import type { PlanService } from "../service.ts";
import { lineColumns, rankingColumns } from "./columns.ts";
import { scorecardSchema, scorecardsSchema, subjectKindSchema } from "./schemas.ts";
import { getScorecard, listScorecards } from "./scorecards.ts";

const tag = "Scorecards";
const evaluation = z.string().max(40).optional().describe("`latest` (default), `plan-end` or an id");
const lang = z.enum(["zh", "en"]).optional().describe("Language of headings; by Accept-Language unless told");
const ranking = z.object({ kind: subjectKindSchema.default("province"), evaluation });
const params = z.object({ kind: subjectKindSchema, id: z.string().min(1).max(100) });
const formats = ["csv", "xlsx"] as const;
const mediaTypes = { csv: "text/csv", xlsx: xlsxType } as const;

/** Scorecards by province, city and owner, after the rules of the region. */
export function scorecardRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listScorecards",
      method: "get",
      path: "/api/scorecards",
      summary: "Provinces, cities, trades or organisations ranked by the region's rules",
      tag,
      query: ranking,
      response: scorecardsSchema,
      action: "plan:read",
      handler: ({ actor, query }) => listScorecards(service, actor, query.kind, query.evaluation),
    }),
    defineRoute({
      id: "plan.getScorecard",
      method: "get",
      path: "/api/scorecards/{kind}/{id}",
      summary: "One scorecard: which commitments, weights and points make it, and how much it rests on",
      tag,
      params,
      query: z.object({ evaluation }),
      response: scorecardSchema,
      action: "plan:read",
      handler: ({ actor, params: subject, query }) => getScorecard(service, actor, subject, query.evaluation),
    }),
    ...formats.map((format) =>
      defineRoute({
        id: `plan.downloadScorecards${format === "csv" ? "Csv" : "Xlsx"}`,
        method: "get",
        path: `/api/scorecards.${format}`,
        summary: `The ranking (${format === "csv" ? "CSV" : "Excel"})`,
        tag,
        query: ranking.extend({ lang }),
        response: z.string(),
        produces: [mediaTypes[format]],
        action: "plan:read",
        handler: async ({ actor, query, request }) => {
          const { rows } = await listScorecards(service, actor, query.kind, query.evaluation);
          return answerSheet(toSheet("scorecards", rankingColumns, rows, query.lang ?? request.language), format);
        },
      }),
    ),
    ...formats.map((format) =>
      defineRoute({
        id: `plan.downloadScorecard${format === "csv" ? "Csv" : "Xlsx"}`,
        method: "get",
        path: `/api/scorecards/{kind}/{id}/lines.${format}`,
        summary: `The commitments of one scorecard with weights and points (${format === "csv" ? "CSV" : "Excel"})`,
        tag,
        params,
        query: z.object({ evaluation, lang }),
        response: z.string(),
        produces: [mediaTypes[format]],
        action: "plan:read",
        handler: async ({ actor, params: subject, query, request }) => {
          const { lines } = await getScorecard(service, actor, subject, query.evaluation);
          return answerSheet(toSheet("scorecard", lineColumns, lines, query.lang ?? request.language), format);
        },
      }),
    ),
  ] as const;
}

/** The routes with their types, for clients. */
export type ScorecardRoutes = ReturnType<typeof scorecardRoutes>;
