import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import type { PlanService } from "../service.ts";
import { exportImport, zipFiles } from "./export.ts";
import { largestFileBytes } from "./read-file.ts";
import {
  decidedSchema,
  decisionSchema,
  importCheckSchema,
  importDetailSchema,
  importHistorySchema,
  importSentencesSchema,
  importsSchema,
  sentenceFilters,
  settingsChangeSchema,
  versionSchema,
} from "./schemas.ts";
import {
  checkImport,
  completeImport,
  createImport,
  decide,
  deleteImport,
  getHistory,
  getImportDetail,
  getImports,
  getSentences,
  merge,
  undo,
  updateSettings,
} from "./service.ts";

const tag = "Plan import";
const params = z.object({ id: z.string().min(1).max(40) });
const sentenceParams = params.extend({ ordinal: z.coerce.number().int().min(1) });
const mediaTypes = [
  "text/plain",
  "text/html",
  "application/xhtml+xml",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/octet-stream",
];

/** Every route of importing a plan from its text. */
export function importRoutes(service: PlanService) {
  return [...listRoutes(service), ...sentenceRoutes(service), ...finishRoutes(service)] as const;
}

/** The routes with their types, for clients. */
export type ImportRoutes = ReturnType<typeof importRoutes>;

function listRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listImports",
      method: "get",
      path: "/api/imports",
      summary: "Plans imported from their text, with how far their review is",
      tag,
      response: importsSchema,
      action: "imports:read",
      handler: ({ actor }) => getImports(service, actor),
    }),
    defineRoute({
      id: "plan.createImport",
      method: "post",
      path: "/api/imports",
      summary: "Read a plan (.txt, .html, .docx) as a draft to be reviewed; all of it or nothing",
      tag,
      query: z.object({ name: z.string().max(300).default("plan.txt").describe("Name of the file") }),
      upload: { mediaTypes, maxBytes: largestFileBytes },
      response: importDetailSchema,
      status: 201,
      action: "imports:manage",
      handler: ({ actor, query, file }) => {
        if (!file) throw new Error("a route with upload has a file");
        return createImport(service, actor, { name: query.name, bytes: file.bytes });
      },
    }),
    defineRoute({
      id: "plan.getImport",
      method: "get",
      path: "/api/imports/{id}",
      summary: "One import: structure, settings, progress, and what a form offers",
      tag,
      params,
      response: importDetailSchema,
      action: "imports:read",
      handler: ({ actor, params: { id } }) => getImportDetail(service, actor, id),
    }),
    defineRoute({
      id: "plan.changeImport",
      method: "patch",
      path: "/api/imports/{id}",
      summary: "Change the plan's titles and period, and what stands where a sentence says nothing",
      tag,
      params,
      body: settingsChangeSchema,
      response: importDetailSchema,
      action: "imports:review",
      handler: ({ actor, params: { id }, body }) => updateSettings(service, actor, id, body),
    }),
    defineRoute({
      id: "plan.removeImport",
      method: "delete",
      path: "/api/imports/{id}",
      summary: "Remove an import whose review is not complete, with its decisions",
      tag,
      params,
      response: z.undefined(),
      status: 204,
      action: "imports:manage",
      handler: async ({ actor, params: { id } }) => {
        await deleteImport(service, actor, id);
        return undefined;
      },
    }),
  ] as const;
}

function sentenceRoutes(service: PlanService) {
  const key = ({ id, ordinal }: z.output<typeof sentenceParams>) => ({ import: id, ordinal });
  const review = { tag, params: sentenceParams, response: decidedSchema, action: "imports:review" } as const;
  return [
    defineRoute({
      id: "plan.listImportSentences",
      method: "get",
      path: "/api/imports/{id}/sentences",
      summary: "Sentences in order, each in its paragraph, with findings, proposal and decision",
      tag,
      params,
      query: z.object({
        filter: z.enum(sentenceFilters).default("all"),
        chapter: z.coerce.number().int().min(0).optional(),
        after: z.coerce.number().int().min(0).default(0).describe("Ordinal after which they begin"),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      response: importSentencesSchema,
      action: "imports:read",
      handler: ({ params: { id }, query }) => getSentences(service, { import: id, ...query }),
    }),
    defineRoute({
      ...review,
      id: "plan.decideImportSentence",
      method: "put",
      path: "/api/imports/{id}/sentences/{ordinal}",
      summary: "Accept, correct, split or reject; a conflict answers with the other reviewer's decision",
      body: decisionSchema,
      handler: ({ actor, params: at, body }) => decide(service, actor, key(at), body),
    }),
    defineRoute({
      ...review,
      id: "plan.mergeImportSentence",
      method: "post",
      path: "/api/imports/{id}/sentences/{ordinal}/merge",
      summary: "Make the next sentence part of this one's commitment",
      body: versionSchema,
      handler: ({ actor, params: at, body }) => merge(service, actor, key(at), body.version),
    }),
    defineRoute({
      ...review,
      id: "plan.undoImportSentence",
      method: "post",
      path: "/api/imports/{id}/sentences/{ordinal}/undo",
      summary: "Take the last act on a sentence back",
      body: versionSchema,
      handler: ({ actor, params: at, body }) => undo(service, actor, key(at), body.version),
    }),
    defineRoute({
      id: "plan.getImportHistory",
      method: "get",
      path: "/api/imports/{id}/sentences/{ordinal}/history",
      summary: "Who decided what about a sentence, and when",
      tag,
      params: sentenceParams,
      response: importHistorySchema,
      action: "imports:read",
      handler: ({ params: at }) => getHistory(service, key(at)),
    }),
  ] as const;
}

function finishRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.checkImport",
      method: "get",
      path: "/api/imports/{id}/check",
      summary: "Everything that keeps the decisions so far from being a register",
      tag,
      params,
      response: importCheckSchema,
      action: "imports:read",
      handler: ({ params: { id } }) => checkImport(service, id),
    }),
    defineRoute({
      id: "plan.completeImport",
      method: "post",
      path: "/api/imports/{id}/complete",
      summary: "End the review: every sentence is decided and the register's checks pass",
      tag,
      params,
      response: importDetailSchema,
      action: "imports:complete",
      handler: ({ actor, params: { id } }) => completeImport(service, actor, id),
    }),
    defineRoute({
      id: "plan.downloadImport",
      method: "get",
      path: "/api/imports/{id}/register.zip",
      summary: "The reviewed register as the files of a region pack",
      tag,
      params,
      response: z.string(),
      produces: ["application/zip"],
      action: "imports:read",
      handler: async ({ params: { id } }) => {
        const { name, files } = await exportImport(service, id);
        const disposition = `attachment; filename="${name}.zip"`;
        return new Response(zipFiles(files), {
          headers: { "content-type": "application/zip", "content-disposition": disposition },
        });
      },
    }),
  ] as const;
}
