import type { Actor, PolicyResource } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { OwnerRef } from "../schemas.ts";
import type { PlanService } from "../service.ts";
import { findOwnerRef, type RowFrame } from "../views/row-frame.ts";
import { toBrief, toEvaluationRef } from "../views/rows.ts";
import type { PlanState, Results } from "../views/state.ts";
import { dayOf, doingOf, getRow, judgingTables, may, toCommentedResource } from "./context.ts";
import type {
  CommentAnswer,
  Consultation,
  ConsultationDetail,
  ConsultedRow,
  NewUnitComment,
  UnitComment,
} from "./schemas.ts";
import {
  answerUnitComment,
  closeConsultation,
  getConsultation,
  insertConsultation,
  insertUnitComment,
  listConsultations,
  listUnitComments,
  moveDue,
  noConsultation,
  type StoredConsultation,
  type StoredUnitComment,
} from "./store/consultations.ts";

/** Comments that somebody may see: all, or those of the own unit. */
const seenOrganisation = (service: PlanService, actor: Actor): string | undefined =>
  may(service, actor, "consultations:read-all") ? undefined : (actor.organisation ?? "");

/** Consultations, newest first, of one evaluation or all, with the comments that the reader may see counted. */
export async function listVisibleConsultations(
  service: PlanService,
  actor: Actor,
  evaluation?: string,
): Promise<Consultation[]> {
  const state = await service.reader.getState();
  const db = judgingTables(service);
  const stored = await listConsultations(db, evaluation);
  const ids = stored.map((row) => row.id);
  const comments = await listUnitComments(db, ids, seenOrganisation(service, actor));
  return stored.flatMap((row) => {
    const own = comments.filter((comment) => comment.consultation === row.id);
    return toConsultation(service, state, row, own) ?? [];
  });
}

function toConsultation(
  service: PlanService,
  state: PlanState,
  row: StoredConsultation,
  comments: readonly StoredUnitComment[],
): Consultation | undefined {
  const evaluation = state.evaluations.find((candidate) => candidate.id === row.evaluation);
  if (!evaluation) return undefined;
  return {
    id: row.id,
    evaluation: toEvaluationRef(state, evaluation),
    due: row.due,
    note: row.note,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.opened_by,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    isOpen: row.closed_at === null && row.due >= dayOf(service),
    comments: comments.length,
    unanswered: comments.filter((comment) => comment.decision === null).length,
  };
}

/**
 * One consultation. A unit gets the draft results that concern it, with what it said; those who read all get the
 * commitments that somebody commented on.
 * @throws Problem `resource.not-found`
 */
export async function getConsultationDetail(
  service: PlanService,
  actor: Actor,
  id: string,
): Promise<ConsultationDetail> {
  const state = await service.reader.getState();
  const db = judgingTables(service);
  const stored = await getConsultation(db, id);
  const seen = seenOrganisation(service, actor);
  const comments = await listUnitComments(db, [id], seen);
  const consultation = toConsultation(service, state, stored, comments);
  if (!consultation) throw noConsultation(id);
  const results = await service.reader.getResults(stored.evaluation);
  const byCommitment = groupComments(comments);
  const concerned = state.rows.filter((row) =>
    seen === undefined ? byCommitment.has(row.commitment.id) : row.leads.has(seen) || row.supports.has(seen),
  );
  const rows = concerned.map((row) =>
    toConsultedRow(state, row, results, byCommitment.get(row.commitment.id) ?? [], {
      unit: seen,
      mayComment: consultation.isOpen && may(service, actor, "consultations:comment", toCommentedResource(state, row)),
    }),
  );
  return {
    consultation,
    organisation: findOwnerRef(state.world, seen),
    mayAnswer: may(service, actor, "consultations:answer"),
    rows,
  };
}

function groupComments(comments: readonly StoredUnitComment[]): Map<string, StoredUnitComment[]> {
  const groups = new Map<string, StoredUnitComment[]>();
  for (const comment of comments) {
    groups.set(comment.commitment, [...(groups.get(comment.commitment) ?? []), comment]);
  }
  return groups;
}

function toConsultedRow(
  state: PlanState,
  row: RowFrame,
  results: Results,
  comments: readonly StoredUnitComment[],
  { unit, mayComment }: { readonly unit: string | undefined; readonly mayComment: boolean },
): ConsultedRow {
  const { id, chapter, text, deadline } = row.base;
  const result = results.get(id);
  return {
    commitment: { id, chapter, text, deadline },
    role: unit === undefined ? null : row.leads.has(unit) ? "lead" : "support",
    result: result ? toBrief(row, result) : null,
    comments: comments.map((comment) => toUnitComment(state, comment)),
    mayComment,
  };
}

/** A comment with its organisation's name; one that the region no longer knows keeps its id. */
function toUnitComment(state: PlanState, row: StoredUnitComment): UnitComment {
  const unknown: OwnerRef = {
    id: row.organisation,
    name: { zh: row.organisation, en: row.organisation },
    function: "",
    level: "city",
    count: 1,
  };
  return {
    id: row.id,
    commitment: row.commitment,
    organisation: findOwnerRef(state.world, row.organisation) ?? unknown,
    opinion: row.opinion,
    body: row.body,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    decision: row.decision,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by,
  };
}

/** Opens a consultation on a draft. @throws Problem `request.invalid`, `resource.not-found`, `resource.conflict` */
export async function openConsultation(
  service: PlanService,
  actor: Actor,
  evaluation: string,
  given: { readonly due: string; readonly note: string },
): Promise<ConsultationDetail> {
  const doing = doingOf(service, actor);
  refusePast(given.due, doing.day);
  const id = await insertConsultation(service.services.database, { evaluation, ...given }, doing);
  return getConsultationDetail(service, actor, id);
}

function refusePast(due: string, day: string): void {
  if (due >= day) return;
  throw new Problem("request.invalid", {
    zh: `截止日期${due}已过;今天是${day}。`,
    en: `The due date ${due} lies in the past; today is ${day}.`,
  });
}

/** Moves the due date. @throws Problem `request.invalid`, `resource.not-found`, `resource.conflict` */
export async function prolongConsultation(
  service: PlanService,
  actor: Actor,
  id: string,
  due: string,
): Promise<ConsultationDetail> {
  const doing = doingOf(service, actor);
  refusePast(due, doing.day);
  await moveDue(service.services.database, id, due, doing);
  return getConsultationDetail(service, actor, id);
}

/** Ends the time for comments. @throws Problem `resource.not-found`, `resource.conflict` */
export async function endConsultation(service: PlanService, actor: Actor, id: string): Promise<ConsultationDetail> {
  await closeConsultation(service.services.database, id, doingOf(service, actor));
  return getConsultationDetail(service, actor, id);
}

/** What policies decide a unit's comment by. @throws Problem `resource.not-found` */
export async function getCommentedResource(service: PlanService, commitment: string): Promise<PolicyResource> {
  const state = await service.reader.getState();
  return toCommentedResource(state, getRow(state, commitment));
}

/** Keeps what a unit says about a draft result. @throws Problem `resource.not-found`, `resource.conflict` */
export async function commentAsUnit(
  service: PlanService,
  actor: Actor,
  consultation: string,
  given: NewUnitComment,
): Promise<ConsultationDetail> {
  const organisation = actor.organisation;
  if (organisation === null) {
    throw new Problem("auth.forbidden", {
      zh: "您的账号不属于任何单位。",
      en: "Your account belongs to no organisation.",
    });
  }
  const doing = doingOf(service, actor);
  await insertUnitComment(service.services.database, consultation, { ...given, organisation }, doing);
  return getConsultationDetail(service, actor, consultation);
}

/** Answers a comment. @throws Problem `resource.not-found`, `resource.conflict` */
export async function answerComment(
  service: PlanService,
  actor: Actor,
  comment: string,
  given: CommentAnswer,
): Promise<ConsultationDetail> {
  const consultation = await answerUnitComment(service.services.database, comment, given, doingOf(service, actor));
  return getConsultationDetail(service, actor, consultation);
}
