import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import type { PlanService } from "../../service.ts";
import { decide, listVisibleClosures, propose } from "../closures.ts";
import { toUnitResource } from "../context.ts";
import { assign, getAssignment, listAssignments } from "../duties.ts";
import {
  assignmentSchema,
  assignmentsSchema,
  closureDecisionSchema,
  closuresSchema,
  newAssignmentSchema,
  newClosureSchema,
  newSupervisionSchema,
  supervisionsSchema,
  supervisionWordsSchema,
} from "../schemas.ts";
import { findSupervisionResource, listVisibleSupervisions, proceed, supervise } from "../supervisions.ts";

const tag = "Reporting";
const key = z.string().min(1).max(100);
const commitmentParams = z.object({ commitment: key });

const assignmentsQuery = z.object({
  q: z.string().max(200).optional().describe("Words of the commitment or its owners"),
  chapter: z.coerce.number().int().min(0).max(999).optional(),
  organisation: key.optional().describe("Only what this organisation answers for"),
  basis: z
    .enum(["register", "rule", "office"])
    .optional()
    .describe("`office`: only what the office has decided; `rule`: only where a rule proposes the lead"),
  lead: z.enum(["one", "none"]).optional().describe("`none`: only commitments that nobody leads"),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});

/** Who answers for what, with history. */
export function assignmentRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listAssignments",
      method: "get",
      path: "/api/assignments",
      summary: "Who leads, is responsible for and supports each commitment today",
      tag,
      query: assignmentsQuery,
      response: assignmentsSchema,
      action: "rounds:read",
      handler: ({ actor, query }) => listAssignments(service, actor, query),
    }),
    defineRoute({
      id: "plan.getAssignment",
      method: "get",
      path: "/api/assignments/{commitment}",
      summary: "Who answers for a commitment, and who did before",
      tag,
      params: commitmentParams,
      response: assignmentSchema,
      action: "rounds:read",
      handler: ({ params }) => getAssignment(service, params.commitment),
    }),
    defineRoute({
      id: "plan.assign",
      method: "put",
      path: "/api/assignments/{commitment}",
      summary: "Decide who answers for a commitment from a day on",
      tag,
      params: commitmentParams,
      body: newAssignmentSchema,
      response: assignmentSchema,
      action: "assignments:manage",
      handler: ({ actor, params, body }) => assign(service, actor, params.commitment, body),
    }),
  ] as const;
}

/** Closing of finished tasks. */
export function closureRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listClosures",
      method: "get",
      path: "/api/closures",
      summary: "Finished tasks that units propose to close, and what was decided",
      tag,
      response: closuresSchema,
      action: "rounds:read",
      handler: ({ actor }) => listVisibleClosures(service, actor),
    }),
    defineRoute({
      id: "plan.proposeClosure",
      method: "post",
      path: "/api/closures",
      summary: "Propose to close a finished task; evidence has to be there",
      tag,
      body: newClosureSchema,
      response: z.object({ id: z.string() }),
      status: 201,
      action: "closures:propose",
      resource: async ({ body }) =>
        toUnitResource(
          await service.reader.getState(),
          "task",
          `${body.organisation}/${body.commitment}`,
          body.organisation,
        ),
      handler: ({ actor, body }) => propose(service, actor, body),
    }),
    defineRoute({
      id: "plan.decideClosure",
      method: "post",
      path: "/api/closures/{id}/decision",
      summary: "Confirm, refuse or revoke the closing of a task",
      tag,
      params: z.object({ id: z.uuid() }),
      body: closureDecisionSchema,
      response: z.undefined(),
      status: 204,
      action: "closures:decide",
      handler: async ({ actor, params, body }) => {
        await decide(service, actor, params.id, body);
        return undefined;
      },
    }),
  ] as const;
}

const steps = [
  { path: "answer", act: "answered", action: "supervision:answer", summary: "Answer a notice" },
  { path: "return", act: "returned", action: "supervision:decide", summary: "Send an answer back as not enough" },
  { path: "lift", act: "lifted", action: "supervision:decide", summary: "Lift a notice" },
] as const;

/** Supervision of laggards: a notice with a deadline, its answers, its end. */
export function supervisionRoutes(service: PlanService) {
  const [answer, sendBack, lift] = steps;
  const stepRoute = <const Path extends "answer" | "return" | "lift">(path: Path, step: (typeof steps)[number]) =>
    defineRoute({
      id: `plan.${path}Supervision`,
      method: "post",
      path: `/api/supervisions/{id}/${path}`,
      summary: step.summary,
      tag,
      params: z.object({ id: z.string().min(1).max(40) }),
      body: supervisionWordsSchema,
      response: z.undefined(),
      status: 204,
      action: step.action,
      resource: ({ params }) => findSupervisionResource(service, params.id),
      handler: async ({ actor, params, body }) => {
        await proceed(service, actor, params.id, { act: step.act, words: body.words });
        return undefined;
      },
    });
  return [
    defineRoute({
      id: "plan.listSupervisions",
      method: "get",
      path: "/api/supervisions",
      summary: "Supervision notices, open ones first",
      tag,
      response: supervisionsSchema,
      action: "rounds:read",
      handler: async ({ actor }) => ({ supervisions: await listVisibleSupervisions(service, actor) }),
    }),
    defineRoute({
      id: "plan.issueSupervision",
      method: "post",
      path: "/api/supervisions",
      summary: "Issue a notice to a unit that lags behind",
      tag,
      body: newSupervisionSchema,
      response: z.object({ id: z.string() }),
      status: 201,
      action: "supervision:issue",
      resource: async ({ body }) =>
        toUnitResource(await service.reader.getState(), "supervision", "new", body.organisation),
      handler: ({ actor, body }) => supervise(service, actor, body),
    }),
    stepRoute("answer", answer),
    stepRoute("return", sendBack),
    stepRoute("lift", lift),
  ] as const;
}
