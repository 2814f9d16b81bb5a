import { defineRoute } from "@midreach/kernel/http";
import { answerSheet } from "@midreach/kernel/sheets";
import { z } from "zod";
import type { PlanService } from "../../service.ts";
import { listNotices } from "../notices.ts";
import {
  createRound,
  editRound,
  endRound,
  getRoundDetail,
  listVisibleRounds,
  previewScope,
  resumeRound,
  startRound,
} from "../rounds.ts";
import {
  newRoundSchema,
  noticesSchema,
  reopeningSchema,
  roundChangeSchema,
  roundDetailSchema,
  roundScopeSchema,
  roundsSchema,
} from "../schemas.ts";
import { toProgressSheet } from "../sheet/progress.ts";

const tag = "Reporting";
const params = z.object({ round: z.string().min(1).max(40) });
const lang = z.enum(["zh", "en"]).optional().describe("Language of headings; by Accept-Language unless told");

/** Reading rounds: what is asked, until when, who still owes. */
function readingRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listNotices",
      method: "get",
      path: "/api/notices",
      summary: "What waits for the reader: reports, reviews, supervision, closings; the most urgent first",
      tag,
      response: noticesSchema,
      action: "rounds:read",
      handler: ({ actor }) => listNotices(service, actor),
    }),
    defineRoute({
      id: "plan.listRounds",
      method: "get",
      path: "/api/rounds",
      summary: "Reporting rounds, the newest first",
      tag,
      response: roundsSchema,
      action: "rounds:read",
      handler: ({ actor }) => listVisibleRounds(service, actor),
    }),
    defineRoute({
      id: "plan.getRound",
      method: "get",
      path: "/api/rounds/{round}",
      summary: "A round with the progress of its units, those that owe most first",
      tag,
      params,
      response: roundDetailSchema,
      action: "rounds:read",
      handler: ({ actor, params: { round } }) => getRoundDetail(service, actor, round),
    }),
    defineRoute({
      id: "plan.downloadRound",
      method: "get",
      path: "/api/rounds/{round}/progress.xlsx",
      summary: "The progress of a round's units (Excel)",
      tag,
      params,
      query: z.object({ lang }),
      response: z.string(),
      produces: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      action: "rounds:read",
      handler: async ({ actor, params: { round }, query, request }) =>
        answerSheet(
          toProgressSheet(await getRoundDetail(service, actor, round), query.lang ?? request.language),
          "xlsx",
        ),
    }),
  ] as const;
}

/** Drafting a round. */
function draftingRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.createRound",
      method: "post",
      path: "/api/rounds",
      summary: "Draft a reporting round",
      tag,
      body: newRoundSchema,
      response: roundDetailSchema,
      status: 201,
      action: "rounds:manage",
      handler: ({ actor, body }) => createRound(service, actor, body),
    }),
    defineRoute({
      id: "plan.previewRound",
      method: "post",
      path: "/api/rounds/preview",
      summary: "How many tasks and units a scope would ask about today",
      tag,
      body: roundScopeSchema,
      response: z.object({ items: z.int(), units: z.int(), commitments: z.int() }),
      action: "rounds:manage",
      handler: ({ body }) => previewScope(service, body),
    }),
    defineRoute({
      id: "plan.changeRound",
      method: "patch",
      path: "/api/rounds/{round}",
      summary: "Change a draft, or title, note and due date of an open round",
      tag,
      params,
      body: roundChangeSchema,
      response: roundDetailSchema,
      action: "rounds:manage",
      handler: ({ actor, params: { round }, body }) => editRound(service, actor, round, body),
    }),
  ] as const;
}

/** What opens and closes a round. */
function openingRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.openRound",
      method: "post",
      path: "/api/rounds/{round}/open",
      summary: "Open a draft for the units that are assigned today",
      tag,
      params,
      response: roundDetailSchema,
      action: "rounds:manage",
      handler: ({ actor, params: { round } }) => startRound(service, actor, round),
    }),
    defineRoute({
      id: "plan.closeRound",
      method: "post",
      path: "/api/rounds/{round}/close",
      summary: "Close an open round; what units write afterwards is kept but does not count",
      tag,
      params,
      response: roundDetailSchema,
      action: "rounds:manage",
      handler: ({ actor, params: { round } }) => endRound(service, actor, round),
    }),
    defineRoute({
      id: "plan.reopenRound",
      method: "post",
      path: "/api/rounds/{round}/reopen",
      summary: "Open a closed round again, with a reason and a new due date; what was typed too late counts then",
      tag,
      params,
      body: reopeningSchema,
      response: roundDetailSchema,
      action: "rounds:manage",
      handler: ({ actor, params: { round }, body }) => resumeRound(service, actor, round, body),
    }),
  ] as const;
}

/** Reporting rounds, read and steered. */
export function roundRoutes(service: PlanService) {
  return [...readingRoutes(service), ...draftingRoutes(service), ...openingRoutes(service)] as const;
}
