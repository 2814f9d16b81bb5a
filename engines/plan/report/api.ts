import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import type { PlanService } from "../service.ts";
import { type ReportFormat, reportFormats } from "./order.ts";
import { createReport } from "./service.ts";

const reportQuery = z.object({
  evaluation: z.string().max(40).optional().describe("`latest` (the default), `plan-end` or the id of an evaluation"),
  asOf: z.iso.date().optional().describe("Instead of an evaluation: the newest one as of that day"),
  knownBy: z.iso.date().optional().describe("With `asOf`: the one that used what was published until that day"),
  format: z.enum(reportFormats).default("docx" satisfies ReportFormat),
  lang: z.enum(["zh", "en"]).optional().describe("Language of the report; by Accept-Language unless told"),
});

/** The evaluation report as a file. */
export function reportRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.downloadEvaluationReport",
      method: "get",
      path: "/api/report",
      summary: "The evaluation report: mid-term before the plan's end, final from then on (Word or Excel)",
      tag: "Evaluations",
      query: reportQuery,
      response: z.string(),
      produces: [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      ],
      action: "plan:read",
      handler: async ({ query: { lang, ...wanted }, actor, request }) => {
        const file = await createReport(service, actor, { ...wanted, language: lang ?? request.language });
        return new Response(file.bytes, {
          headers: {
            "content-type": file.mediaType,
            "content-disposition": `attachment; filename="${file.fileName}"`,
          },
        });
      },
    }),
  ] as const;
}
