import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import type { PlanService } from "../../service.ts";
import { getModerationPage, listPublicComments, moderateComment, sendPublicComment } from "../public-comments.ts";
import {
  moderatedCommentSchema,
  moderationDecisionSchema,
  moderationPageSchema,
  moderationQuery,
  newPublicCommentSchema,
  publicCommentsSchema,
  receivedSchema,
} from "../schemas.ts";

const tag = "Public comments";
const params = z.object({ id: z.string().min(1).max(40) });

/** Comments of the public, and the office's queue. */
export function publicCommentRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listPublicComments",
      method: "get",
      path: "/api/commitments/{id}/comments",
      summary: "Accepted comments of the public on a commitment, the newest first",
      tag,
      params,
      response: publicCommentsSchema,
      action: "plan:read",
      handler: ({ params: { id } }) => listPublicComments(service, id),
    }),
    defineRoute({
      id: "plan.addPublicComment",
      method: "post",
      path: "/api/commitments/{id}/comments",
      summary: "Send a comment without an account; it is shown once the office has accepted it",
      tag,
      params,
      body: newPublicCommentSchema,
      response: receivedSchema,
      status: 202,
      action: "public-comments:write",
      handler: ({ actor, params: { id }, body, request }) =>
        sendPublicComment(service, actor, id, body, request.address),
    }),
    defineRoute({
      id: "plan.listModeration",
      method: "get",
      path: "/api/public-comments",
      summary: "Comments of the public that wait, were accepted or refused",
      tag,
      query: moderationQuery,
      response: moderationPageSchema,
      action: "public-comments:moderate",
      handler: ({ query }) => getModerationPage(service, query),
    }),
    defineRoute({
      id: "plan.moderateComment",
      method: "post",
      path: "/api/public-comments/{id}/decision",
      summary: "Accept a comment of the public or refuse it with a reason",
      tag,
      params: z.object({ id: z.uuid() }),
      body: moderationDecisionSchema,
      response: moderatedCommentSchema,
      action: "public-comments:moderate",
      handler: ({ actor, params: { id }, body }) => moderateComment(service, actor, id, body),
    }),
  ] as const;
}
