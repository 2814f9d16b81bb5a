import type { Actor } from "@midreach/kernel/http";
import { chooseEvaluation, type PlanService } from "../service.ts";
import { listVisibleConsultations } from "./consultations.ts";
import { doingOf, judgingTables, may } from "./context.ts";
import type { Standing } from "./schemas.ts";
import { approveDraft, countUnanswered, findApproval } from "./store/approvals.ts";
import { findOpen } from "./store/consultations.ts";

/**
 * How far an evaluation is on its way to publication, and what stands in the way.
 * @throws Problem `resource.not-found`; a draft does not exist for those who may not read drafts
 */
export async function getStanding(service: PlanService, actor: Actor, selector: string): Promise<Standing> {
  const { state, evaluation } = await chooseEvaluation(service, actor, selector);
  const db = judgingTables(service);
  const id = evaluation?.id ?? selector;
  const approval = await findApproval(db, id);
  const approvalRequired = state.records.plan.approvalRequired ?? false;
  const isDraft = evaluation?.state === "draft";
  const obstacles: Standing["obstacles"] = [];
  if (isDraft && (await findOpen(db, id))) obstacles.push("consultation-open");
  if (isDraft && (await countUnanswered(db, id)) > 0) obstacles.push("comments-unanswered");
  if (isDraft && approvalRequired && !approval) obstacles.push("approval-missing");
  return {
    evaluation: id,
    state: isDraft ? "draft" : "published",
    approvalRequired,
    approval: approval
      ? { note: approval.note, approvedAt: approval.approved_at.toISOString(), approvedBy: approval.approved_by }
      : null,
    consultations: may(service, actor, "consultations:read") ? await listVisibleConsultations(service, actor, id) : [],
    obstacles,
  };
}

/** Approves a draft with a note. @throws Problem `resource.not-found`, `resource.conflict` */
export async function approveEvaluation(
  service: PlanService,
  actor: Actor,
  id: string,
  note: string,
): Promise<Standing> {
  await approveDraft(service.services.database, id, note, doingOf(service, actor));
  return getStanding(service, actor, id);
}
