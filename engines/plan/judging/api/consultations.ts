import { defineRoute } from "@midreach/kernel/http";
import { answerSheet, toSheet, xlsxType } from "@midreach/kernel/sheets";
import { z } from "zod";
import type { PlanService } from "../../service.ts";
import { commentColumns } from "../columns.ts";
import {
  answerComment,
  commentAsUnit,
  endConsultation,
  getCommentedResource,
  getConsultationDetail,
  listVisibleConsultations,
  openConsultation,
  prolongConsultation,
} from "../consultations.ts";
import {
  commentAnswerSchema,
  consultationChangeSchema,
  consultationDetailSchema,
  consultationsSchema,
  newApprovalSchema,
  newConsultationSchema,
  newUnitCommentSchema,
  standingSchema,
} from "../schemas.ts";
import { approveEvaluation, getStanding } from "../standing.ts";

const tag = "Consultations";
const params = z.object({ id: z.string().min(1).max(40) });
const lang = z.enum(["zh", "en"]).optional().describe("Language of headings; by Accept-Language unless told");

/** Consultations on drafts: what units say, what the office answers. */
export function consultationRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listConsultations",
      method: "get",
      path: "/api/consultations",
      summary: "Consultations on draft evaluations, the newest first",
      tag,
      response: consultationsSchema,
      action: "consultations:read",
      handler: async ({ actor }) => ({ consultations: await listVisibleConsultations(service, actor) }),
    }),
    defineRoute({
      id: "plan.openConsultation",
      method: "post",
      path: "/api/evaluations/{id}/consultations",
      summary: "Ask the units about a draft, until a due date",
      tag,
      params,
      body: newConsultationSchema,
      response: consultationDetailSchema,
      status: 201,
      action: "consultations:manage",
      handler: ({ actor, params: { id }, body }) => openConsultation(service, actor, id, body),
    }),
    defineRoute({
      id: "plan.getConsultation",
      method: "get",
      path: "/api/consultations/{id}",
      summary: "A consultation: the draft results that concern the reader's unit, or what all units said",
      tag,
      params,
      response: consultationDetailSchema,
      action: "consultations:read",
      handler: ({ actor, params: { id } }) => getConsultationDetail(service, actor, id),
    }),
    ...(["csv", "xlsx"] as const).map((format) =>
      defineRoute({
        id: `plan.downloadComments${format === "csv" ? "Csv" : "Xlsx"}`,
        method: "get",
        path: `/api/consultations/{id}/comments.${format}`,
        summary: `Comments of units and the answers (${format === "csv" ? "CSV" : "Excel"})`,
        tag,
        params,
        query: z.object({ lang }),
        response: z.string(),
        produces: [format === "csv" ? "text/csv" : xlsxType],
        action: "consultations:read",
        handler: async ({ actor, params: { id }, query, request }) => {
          const { rows } = await getConsultationDetail(service, actor, id);
          const lines = rows.flatMap((row) => row.comments.map((comment) => ({ ...comment, row })));
          return answerSheet(toSheet("comments", commentColumns, lines, query.lang ?? request.language), format);
        },
      }),
    ),
    ...changeRoutes(service),
  ] as const;
}

function changeRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.prolongConsultation",
      method: "patch",
      path: "/api/consultations/{id}",
      summary: "Move the due date of an open consultation",
      tag,
      params,
      body: consultationChangeSchema,
      response: consultationDetailSchema,
      action: "consultations:manage",
      handler: ({ actor, params: { id }, body }) => prolongConsultation(service, actor, id, body.due),
    }),
    defineRoute({
      id: "plan.closeConsultation",
      method: "post",
      path: "/api/consultations/{id}/close",
      summary: "End the time for comments",
      tag,
      params,
      response: consultationDetailSchema,
      action: "consultations:manage",
      handler: ({ actor, params: { id } }) => endConsultation(service, actor, id),
    }),
    defineRoute({
      id: "plan.addUnitComment",
      method: "post",
      path: "/api/consultations/{id}/comments",
      summary: "Comment on a draft result in the name of one's unit",
      tag,
      params,
      body: newUnitCommentSchema,
      response: consultationDetailSchema,
      status: 201,
      action: "consultations:comment",
      resource: ({ body }) => getCommentedResource(service, body.commitment),
      handler: ({ actor, params: { id }, body }) => commentAsUnit(service, actor, id, body),
    }),
    defineRoute({
      id: "plan.answerUnitComment",
      method: "post",
      path: "/api/unit-comments/{id}/answer",
      summary: "Adopt a unit's comment, or not, with the reason",
      tag,
      params: z.object({ id: z.uuid() }),
      body: commentAnswerSchema,
      response: consultationDetailSchema,
      action: "consultations:answer",
      handler: ({ actor, params: { id }, body }) => answerComment(service, actor, id, body),
    }),
  ] as const;
}

/** How far an evaluation is on its way to publication, and its approval. */
export function approvalRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.getStanding",
      method: "get",
      path: "/api/evaluations/{id}/standing",
      summary: "Consultations and approval of an evaluation, and what stands in the way of its publication",
      tag: "Evaluations",
      params,
      response: standingSchema,
      action: "plan:read",
      handler: ({ actor, params: { id } }) => getStanding(service, actor, id),
    }),
    defineRoute({
      id: "plan.approveEvaluation",
      method: "post",
      path: "/api/evaluations/{id}/approve",
      summary: "Approve a draft with a note",
      tag: "Evaluations",
      params,
      body: newApprovalSchema,
      response: standingSchema,
      action: "plan:approve",
      handler: ({ actor, params: { id }, body }) => approveEvaluation(service, actor, id, body.note),
    }),
  ] as const;
}
