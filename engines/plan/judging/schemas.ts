import { sayInSchema, text, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { evaluationRefSchema, ownerRefSchema, resultBriefSchema } from "../schemas.ts";

/** The shape of every answer about comments, approval and moderation. Instants are ISO 8601 in UTC. */

const opinionSchema = z.enum(["agree", "object", "note"]);
export type Opinion = z.infer<typeof opinionSchema>;
const decisionSchema = z.enum(["adopted", "not-adopted"]);
export type Decision = z.infer<typeof decisionSchema>;
const moderationSchema = z.enum(["waiting", "accepted", "refused"]);
export type Moderation = z.infer<typeof moderationSchema>;

const noControls = text("含有控制字符", "control characters");
const noMarkup = text("不接受网页代码", "no HTML");

/** A text that a person writes: trimmed, without control characters but line breaks and tabs. */
export const written = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    .refine((said) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u.test(said), sayInSchema(noControls));

/** What a unit says about a draft result, and what the office answers. */
export const unitCommentSchema = z.object({
  id: z.string(),
  commitment: z.string(),
  organisation: ownerRefSchema,
  opinion: opinionSchema,
  body: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  /** Null until the office has answered. */
  decision: decisionSchema.nullable(),
  answer: z.string().nullable(),
  answeredAt: z.string().nullable(),
  answeredBy: z.string().nullable(),
});
export type UnitComment = z.infer<typeof unitCommentSchema>;

export const consultationSchema = z.object({
  id: z.string(),
  evaluation: evaluationRefSchema,
  due: z.string(),
  note: z.string(),
  openedAt: z.string(),
  openedBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  /** Units may write now: neither closed nor past its due date. */
  isOpen: z.boolean(),
  /** Of those the reader may see. */
  comments: z.int(),
  unanswered: z.int(),
});
export type Consultation = z.infer<typeof consultationSchema>;

export const consultationsSchema = z.object({ consultations: z.array(consultationSchema) });

/** A commitment as a unit is asked about it. */
export const consultedRowSchema = z.object({
  commitment: z.object({ id: z.string(), chapter: z.int(), text: textSchema, deadline: z.string() }),
  role: z.enum(["lead", "support"]).nullable(),
  result: resultBriefSchema.nullable(),
  comments: z.array(unitCommentSchema),
  /** The reader may comment on it now. */
  mayComment: z.boolean(),
});
export type ConsultedRow = z.infer<typeof consultedRowSchema>;

/** Answer of `/api/consultations/{id}`: a unit gets what concerns it, the others get what was commented on. */
export const consultationDetailSchema = z.object({
  consultation: consultationSchema,
  organisation: ownerRefSchema.nullable(),
  mayAnswer: z.boolean(),
  rows: z.array(consultedRowSchema),
});
export type ConsultationDetail = z.infer<typeof consultationDetailSchema>;

export const newConsultationSchema = z.object({ due: z.iso.date(), note: written(0, 2000).default("") });
export const consultationChangeSchema = z.object({ due: z.iso.date() });
export const newUnitCommentSchema = z.object({
  commitment: z.string().min(1).max(40),
  opinion: opinionSchema,
  body: written(1, 4000),
});
export type NewUnitComment = z.infer<typeof newUnitCommentSchema>;

export const commentAnswerSchema = z
  .object({ decision: decisionSchema, answer: written(0, 4000).default("") })
  .refine((given) => given.decision === "adopted" || given.answer !== "", {
    path: ["answer"],
    message: sayInSchema(text("不采纳须说明理由", "a comment that is not adopted is owed a reason")),
  });
export type CommentAnswer = z.infer<typeof commentAnswerSchema>;

export const newApprovalSchema = z.object({ note: written(1, 4000) });

/** How far an evaluation is on its way to publication. */
export const standingSchema = z.object({
  evaluation: z.string(),
  state: z.enum(["draft", "published"]),
  /** The plan's setting: publication needs approval. */
  approvalRequired: z.boolean(),
  approval: z.object({ note: z.string(), approvedAt: z.string(), approvedBy: z.string() }).nullable(),
  /** Newest first; empty for readers who may not read consultations. */
  consultations: z.array(consultationSchema),
  /** Why it cannot be approved or published now; empty when nothing stands in the way. */
  obstacles: z.array(z.enum(["consultation-open", "comments-unanswered", "approval-missing"])),
});
export type Standing = z.infer<typeof standingSchema>;

export const maxPublicComment = 2000;

/** What looks like markup is refused: a comment is plain words. */
const plain = (min: number, max: number) =>
  written(min, max).refine((said) => !/<[/!?a-z]/iu.test(said), sayInSchema(noMarkup));

export const newPublicCommentSchema = z.object({
  name: plain(0, 60).default(""),
  text: plain(5, maxPublicComment),
});
export type NewPublicComment = z.infer<typeof newPublicCommentSchema>;

/** An accepted comment, as everybody reads it. */
export const publicCommentSchema = z.object({
  id: z.string(),
  /** Empty when the sender gave none. */
  name: z.string(),
  text: z.string(),
  sentAt: z.string(),
});
export type PublicComment = z.infer<typeof publicCommentSchema>;

export const publicCommentsSchema = z.object({
  total: z.int(),
  /** Comments can be sent: a published evaluation judges the commitment. */
  mayComment: z.boolean(),
  comments: z.array(publicCommentSchema),
});

export const receivedSchema = z.object({ state: z.literal("waiting") });

export const moderatedCommentSchema = publicCommentSchema.extend({
  commitment: z.object({ id: z.string(), text: textSchema }),
  state: moderationSchema,
  reason: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
});
export type ModeratedComment = z.infer<typeof moderatedCommentSchema>;

export const moderationQuery = z.object({
  state: moderationSchema.default("waiting"),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
export const moderationPageSchema = z.object({
  counts: z.object({ waiting: z.int(), accepted: z.int(), refused: z.int() }),
  page: z.int(),
  pageSize: z.int(),
  comments: z.array(moderatedCommentSchema),
});
export type ModerationPage = z.infer<typeof moderationPageSchema>;

export const moderationDecisionSchema = z
  .object({ decision: z.enum(["accepted", "refused"]), reason: written(0, 1000).default("") })
  .refine((given) => given.decision === "accepted" || given.reason !== "", {
    path: ["reason"],
    message: sayInSchema(text("不通过须写明理由", "a refused comment needs a reason for the record")),
  });
export type ModerationDecision = z.infer<typeof moderationDecisionSchema>;
