import { defineRoute } from "@midreach/kernel/http";
import { xlsxType } from "@midreach/kernel/sheets";
import { z } from "zod";
import type { PlanService } from "../../service.ts";
import { toUnitResource } from "../context.ts";
import {
  addEvidence,
  answerEvidence,
  evidenceMediaTypes,
  findEvidenceResource,
  maxEvidenceBytes,
  removeEvidence,
} from "../evidence.ts";
import { reviewItems, saveItem, submitItems, withdrawItems } from "../reporting.ts";
import {
  changedSchema,
  evidenceFileSchema,
  itemDetailSchema,
  reviewSchema,
  savedSchema,
  saveItemSchema,
  submitSchema,
  unitPageSchema,
} from "../schemas.ts";
import { exportUnit, importUnit, maxSheetBytes } from "../sheet/exchange.ts";
import { getItemDetail, getUnitPage } from "../units.ts";

const tag = "Reporting";
const key = z.string().min(1).max(100);
const unitParams = z.object({ round: z.string().min(1).max(40), unit: key });
const itemParams = unitParams.extend({ commitment: key });
const name = z.string().max(300).describe("Name of the file");

/** Finds what policies decide by: the unit whose reports are read or written. */
function resourceOf(service: PlanService) {
  return async ({ params }: { readonly params: { readonly round: string; readonly unit: string } }) =>
    toUnitResource(await service.reader.getState(), "report", `${params.round}/${params.unit}`, params.unit);
}

/** Reading a unit's list and reports, and keeping what is typed. */
function reportRoutes(service: PlanService) {
  const resource = resourceOf(service);
  return [
    defineRoute({
      id: "plan.getUnitReports",
      method: "get",
      path: "/api/rounds/{round}/units/{unit}",
      summary: "Everything that a unit has to report in a round, and where each report stands",
      tag,
      params: unitParams,
      response: unitPageSchema,
      action: "rounds:read-unit",
      resource,
      handler: ({ actor, params: { round, unit } }) => getUnitPage(service, actor, round, unit),
    }),
    defineRoute({
      id: "plan.getReport",
      method: "get",
      path: "/api/rounds/{round}/units/{unit}/items/{commitment}",
      summary: "One report beside what is computed, with figures that are asked for, evidence and history",
      tag,
      params: itemParams,
      response: itemDetailSchema,
      action: "rounds:read-unit",
      resource,
      handler: ({ actor, params: { round, unit, commitment } }) =>
        getItemDetail(service, actor, { round, organisation: unit, commitment }),
    }),
    defineRoute({
      id: "plan.saveReport",
      method: "put",
      path: "/api/rounds/{round}/units/{unit}/items/{commitment}",
      summary: "Keep what was typed; a conflict answers with the version that stands in the way",
      tag,
      params: itemParams,
      body: saveItemSchema,
      response: savedSchema,
      action: "rounds:fill",
      resource,
      handler: ({ actor, params: { round, unit, commitment }, body }) =>
        saveItem(service, actor, { round, organisation: unit, commitment }, body),
    }),
  ] as const;
}

/** Sending reports and reviewing them. */
function sendingRoutes(service: PlanService) {
  const resource = resourceOf(service);
  return [
    defineRoute({
      id: "plan.submitReports",
      method: "post",
      path: "/api/rounds/{round}/units/{unit}/submit",
      summary: "Submit reports, all or none",
      tag,
      params: unitParams,
      body: submitSchema,
      response: changedSchema,
      action: "rounds:fill",
      resource,
      handler: async ({ actor, params: { round, unit }, body }) => ({
        changed: await submitItems(service, actor, { round, organisation: unit, items: body.items }),
      }),
    }),
    defineRoute({
      id: "plan.withdrawReports",
      method: "post",
      path: "/api/rounds/{round}/units/{unit}/withdraw",
      summary: "Take submitted reports back before they are reviewed",
      tag,
      params: unitParams,
      body: submitSchema,
      response: changedSchema,
      action: "rounds:fill",
      resource,
      handler: async ({ actor, params: { round, unit }, body }) => ({
        changed: await withdrawItems(service, actor, { round, organisation: unit, items: body.items }),
      }),
    }),
    defineRoute({
      id: "plan.reviewReports",
      method: "post",
      path: "/api/rounds/{round}/units/{unit}/review",
      summary: "Accept reports (their figures become observations), or return them with a reason",
      tag,
      params: unitParams,
      body: reviewSchema,
      response: changedSchema,
      action: "rounds:review",
      resource,
      handler: async ({ actor, params: { round, unit }, body: { items, ...decision } }) => ({
        changed: await reviewItems(service, actor, { round, organisation: unit, items }, decision),
      }),
    }),
  ] as const;
}

/** A unit's list, its reports and their review. */
export function unitRoutes(service: PlanService) {
  return [...reportRoutes(service), ...sendingRoutes(service)] as const;
}

/** A unit's list as a workbook, out and in again. */
function sheetRoutes(service: PlanService) {
  const resource = resourceOf(service);
  const lang = z.enum(["zh", "en"]).optional().describe("Language of the sheet; by Accept-Language unless told");
  return [
    defineRoute({
      id: "plan.downloadUnitReports",
      method: "get",
      path: "/api/rounds/{round}/units/{unit}/reports.xlsx",
      summary: "A unit's list as a workbook to fill in and send back",
      tag,
      params: unitParams,
      query: z.object({ lang }),
      response: z.string(),
      produces: [xlsxType],
      action: "rounds:read-unit",
      resource,
      handler: async ({ actor, params: { round, unit }, query, request }) => {
        const target = { round, organisation: unit };
        const bytes = await exportUnit(service, actor, target, query.lang ?? request.language);
        const disposition = `attachment; filename="round-${round}-${unit.replaceAll(/[^\w-]/gu, "_")}.xlsx"`;
        return new Response(bytes, { headers: { "content-type": xlsxType, "content-disposition": disposition } });
      },
    }),
    defineRoute({
      id: "plan.uploadUnitReports",
      method: "put",
      path: "/api/rounds/{round}/units/{unit}/reports.xlsx",
      summary: "Send the filled workbook back: every bad cell is listed, and then nothing is changed",
      tag,
      params: unitParams,
      query: z.object({ name: name.default("reports.xlsx") }),
      upload: { mediaTypes: [xlsxType, "application/octet-stream"], maxBytes: maxSheetBytes },
      response: changedSchema,
      action: "rounds:fill",
      resource,
      handler: async ({ actor, params: { round, unit }, query, file }) => {
        if (!file) throw new Error("a route with upload has a file");
        const target = { round, organisation: unit, file: query.name };
        return { changed: await importUnit(service, actor, target, file) };
      },
    }),
  ] as const;
}

/** Evidence: in, out as a download, and back. */
function evidenceRoutes(service: PlanService) {
  const taskParams = z.object({ unit: key, commitment: key });
  const fileParams = z.object({ id: z.uuid() });
  return [
    defineRoute({
      id: "plan.addEvidence",
      method: "post",
      path: "/api/tasks/{unit}/{commitment}/files",
      summary: "Send a file as evidence of a task",
      tag,
      params: taskParams,
      query: z.object({
        name: name.default(""),
        round: z.string().max(40).optional().describe("The round that it is sent in"),
      }),
      upload: { mediaTypes: evidenceMediaTypes, maxBytes: maxEvidenceBytes },
      response: evidenceFileSchema,
      status: 201,
      action: "rounds:fill",
      resource: async ({ params }) =>
        toUnitResource(await service.reader.getState(), "task", `${params.unit}/${params.commitment}`, params.unit),
      handler: ({ actor, params, query, file }) => {
        if (!file) throw new Error("a route with upload has a file");
        const { unit, commitment } = params;
        const target = { organisation: unit, commitment, round: query.round ?? null, name: query.name };
        return addEvidence(service, actor, target, file);
      },
    }),
    defineRoute({
      id: "plan.downloadEvidence",
      method: "get",
      path: "/api/evidence/{id}",
      summary: "An evidence file, always as a download",
      tag,
      params: fileParams,
      response: z.string(),
      produces: ["application/octet-stream"],
      action: "rounds:read-unit",
      resource: ({ params }) => findEvidenceResource(service, params.id),
      handler: ({ params }) => answerEvidence(service, params.id),
    }),
    defineRoute({
      id: "plan.removeEvidence",
      method: "delete",
      path: "/api/evidence/{id}",
      summary: "Take an evidence file back",
      tag,
      params: fileParams,
      response: z.undefined(),
      status: 204,
      action: "rounds:fill",
      resource: ({ params }) => findEvidenceResource(service, params.id),
      handler: async ({ actor, params }) => {
        await removeEvidence(service, actor, params.id);
        return undefined;
      },
    }),
  ] as const;
}

/** What comes and goes as files. */
export function fileRoutes(service: PlanService) {
  return [...sheetRoutes(service), ...evidenceRoutes(service)] as const;
}
