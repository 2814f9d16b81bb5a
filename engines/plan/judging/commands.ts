import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "../arguments.ts";
import { planServiceOf, publishEvaluation } from "../service.ts";
import {
  answerComment,
  endConsultation,
  getConsultationDetail,
  listVisibleConsultations,
  openConsultation,
  prolongConsultation,
} from "./consultations.ts";
import { getModerationPage, moderateComment } from "./public-comments.ts";
import {
  commentAnswerSchema,
  consultationChangeSchema,
  moderationDecisionSchema,
  moderationQuery,
  newApprovalSchema,
  newConsultationSchema,
} from "./schemas.ts";
import { approveEvaluation, getStanding } from "./standing.ts";

const idSchema = z.object({ id: z.string().min(1).max(40) });
const openSchema = idSchema.extend(newConsultationSchema.shape);
const prolongSchema = idSchema.extend(consultationChangeSchema.shape);
const approveSchema = idSchema.extend(newApprovalSchema.shape);
const answerSchema = z.object({ id: z.uuid(), given: commentAnswerSchema });
const moderateSchema = z.object({ id: z.uuid(), given: moderationDecisionSchema });

/** What the command line asks about consultations, approval and comments of the public; answers are those of the API. */
export const judgingCommands = {
  /** Consultations, the newest first. */
  listConsultations: async (services: Services, _args: unknown, actor: Actor) => ({
    consultations: await listVisibleConsultations(planServiceOf(services), actor),
  }),
  /** A consultation with what units said and what was answered. */
  showConsultation: (services: Services, args: unknown, actor: Actor) =>
    getConsultationDetail(planServiceOf(services), actor, parseArguments(idSchema, args).id),
  /** Asks the units about a draft evaluation. */
  openConsultation: (services: Services, args: unknown, actor: Actor) => {
    const { id, ...given } = parseArguments(openSchema, args);
    return openConsultation(planServiceOf(services), actor, id, given);
  },
  /** Moves a consultation's due date. */
  prolongConsultation: (services: Services, args: unknown, actor: Actor) => {
    const { id, due } = parseArguments(prolongSchema, args);
    return prolongConsultation(planServiceOf(services), actor, id, due);
  },
  /** Ends a consultation. */
  closeConsultation: (services: Services, args: unknown, actor: Actor) =>
    endConsultation(planServiceOf(services), actor, parseArguments(idSchema, args).id),
  /** Adopts a unit's comment or not. */
  answerComment: (services: Services, args: unknown, actor: Actor) => {
    const { id, given } = parseArguments(answerSchema, args);
    return answerComment(planServiceOf(services), actor, id, given);
  },
  /** How far an evaluation is on its way to publication, and what stands in the way. */
  showStanding: (services: Services, args: unknown, actor: Actor) =>
    getStanding(planServiceOf(services), actor, parseArguments(idSchema, args).id),
  /** Approves a draft. */
  approveEvaluation: (services: Services, args: unknown, actor: Actor) => {
    const { id, note } = parseArguments(approveSchema, args);
    return approveEvaluation(planServiceOf(services), actor, id, note);
  },
  /** Publishes a draft. */
  publishEvaluation: (services: Services, args: unknown, actor: Actor) =>
    publishEvaluation(planServiceOf(services), actor, parseArguments(idSchema, args).id),
  /** Comments of the public by their state. */
  listModeration: (services: Services, args: unknown) =>
    getModerationPage(planServiceOf(services), parseArguments(moderationQuery, args)),
  /** Accepts a comment of the public, or refuses it with a reason. */
  moderateComment: (services: Services, args: unknown, actor: Actor) => {
    const { id, given } = parseArguments(moderateSchema, args);
    return moderateComment(planServiceOf(services), actor, id, given);
  },
} as const;
