import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import { doingOf, getRow, judgingTables } from "./context.ts";
import type {
  ModeratedComment,
  Moderation,
  ModerationDecision,
  ModerationPage,
  NewPublicComment,
  PublicComment,
} from "./schemas.ts";
import {
  countPublicComments,
  decidePublicComment,
  insertPublicComment,
  listAccepted,
  listQueue,
  type StoredPublicComment,
} from "./store/public-comments.ts";

/** A commitment's page shows at most so many; the total says how many there are. */
const shownComments = 200;
const pageSize = 50;

/** Accepted comments on a commitment. @throws Problem `resource.not-found` */
export async function listPublicComments(service: PlanService, commitment: string) {
  const state = await service.reader.getState();
  getRow(state, commitment);
  const db = judgingTables(service);
  const rows = await listAccepted(db, commitment, shownComments);
  const { accepted } = await countPublicComments(db, commitment);
  return { total: accepted, mayComment: isPublished(state, commitment), comments: rows.map(toPublicComment) };
}

const isPublished = (state: PlanState, commitment: string): boolean =>
  state.latestResults.has(commitment) || state.planEndResults.has(commitment);

const toPublicComment = (row: StoredPublicComment): PublicComment => ({
  id: row.id,
  name: row.sender,
  text: row.body,
  sentAt: row.sent_at.toISOString(),
});

/**
 * Takes a comment in for moderation.
 * @throws Problem `resource.not-found`, `resource.conflict` before anything about it is published, `request.too-many`
 */
export async function sendPublicComment(
  service: PlanService,
  actor: Actor,
  commitment: string,
  given: NewPublicComment,
  address: string,
) {
  const state = await service.reader.getState();
  getRow(state, commitment);
  if (!isPublished(state, commitment)) {
    throw new Problem("resource.conflict", {
      zh: "这项承诺还没有已发布的评价。",
      en: "Nothing has been published about this commitment yet.",
    });
  }
  await insertPublicComment(service.services.database, commitment, given, address, doingOf(service, actor));
  return { state: "waiting" as const };
}

/** The queue of comments in one state. */
export async function getModerationPage(
  service: PlanService,
  query: { readonly state: Moderation; readonly page: number },
): Promise<ModerationPage> {
  const state = await service.reader.getState();
  const db = judgingTables(service);
  const rows = await listQueue(db, query.state, { page: query.page, pageSize });
  const counts = await countPublicComments(db);
  return { counts, page: query.page, pageSize, comments: rows.map((row) => toModerated(state, row)) };
}

function toModerated(state: PlanState, row: StoredPublicComment): ModeratedComment {
  const text = state.rowById.get(row.commitment)?.base.text ?? { zh: row.commitment, en: row.commitment };
  return {
    ...toPublicComment(row),
    commitment: { id: row.commitment, text },
    state: row.state,
    reason: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by,
  };
}

/** Accepts or refuses a comment. @throws Problem `resource.not-found`, `resource.conflict` */
export async function moderateComment(
  service: PlanService,
  actor: Actor,
  id: string,
  given: ModerationDecision,
): Promise<ModeratedComment> {
  const stored = await decidePublicComment(service.services.database, id, given, doingOf(service, actor));
  return toModerated(await service.reader.getState(), stored);
}
