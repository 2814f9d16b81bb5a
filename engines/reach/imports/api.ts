import { sayInSchema, text } from "@midreach/kernel/contracts";
import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import { feedImportAnswerSchema, feedImportListSchema, feedImportSchema } from "../schemas.ts";
import type { ReachService } from "../service.ts";
import { getImport, importFeed, listImports, removeImport } from "./imports.ts";

const tag = "Timetables";
const idParams = z.object({ id: z.string().min(1).max(100) });
const maxFeedBytes = 64 << 20;

/** Timetables that users bring. */
export function feedImportRoutes(service: ReachService) {
  return [importRoute(service), ...keptRoutes(service)] as const;
}

function importRoute(service: ReachService) {
  return defineRoute({
    id: "reach.importFeed",
    method: "post",
    path: "/api/reach/imports",
    summary: "Import a GTFS file, all or nothing, with a report on it; with `trial` only the report",
    tag,
    query: z.object({
      name: z.string().min(1).max(300).describe("Name of the file"),
      trial: z.enum(["true", "false"]).default("false"),
      id: z
        .string()
        .regex(
          /^[a-z0-9][a-z0-9-]{0,59}$/u,
          sayInSchema(text("小写字母、数字和连字符", "small letters, digits and hyphens")),
        )
        .optional()
        .describe("Id of the feed; made of the file's name unless told"),
      title: z.string().trim().min(1).max(200).optional(),
      publishedAt: z.iso.date().optional().describe("Day on which the timetable became known; today unless told"),
      measureOn: z.iso.date().optional().describe("Day on which measures are taken"),
      judging: z.enum(["true", "false"]).default("false").describe("Judge the plan by it from its period on"),
    }),
    upload: {
      mediaTypes: ["application/zip", "application/x-zip-compressed", "application/octet-stream"],
      maxBytes: maxFeedBytes,
    },
    response: feedImportAnswerSchema,
    action: "reach:import",
    handler: ({ actor, query, file, request }) => {
      if (!file) throw new Error("a route with upload has a file");
      const { trial, judging, ...told } = query;
      const given = { ...told, trial: trial === "true", judging: judging === "true", bytes: file.bytes };
      return importFeed(service, actor, given, request.signal);
    },
  });
}

function keptRoutes(service: ReachService) {
  return [
    defineRoute({
      id: "reach.listFeedImports",
      method: "get",
      path: "/api/reach/imports",
      summary: "Imported timetables with the reports on them",
      tag,
      response: feedImportListSchema,
      action: "reach:read",
      handler: async () => ({ imports: await listImports(service) }),
    }),
    defineRoute({
      id: "reach.getFeedImport",
      method: "get",
      path: "/api/reach/imports/{id}",
      summary: "An imported timetable with the report on it",
      tag,
      params: idParams,
      response: feedImportSchema,
      action: "reach:read",
      handler: ({ params }) => getImport(service, params.id),
    }),
    defineRoute({
      id: "reach.removeFeedImport",
      method: "delete",
      path: "/api/reach/imports/{id}",
      summary: "Take an imported timetable out of use",
      tag,
      params: idParams,
      response: feedImportListSchema,
      action: "reach:import",
      handler: async ({ actor, params }) => {
        await removeImport(service, actor, params.id);
        return { imports: await listImports(service) };
      },
    }),
  ] as const;
}
