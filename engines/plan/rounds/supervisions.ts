import type { Actor, PolicyResource } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { judgeDue } from "../core/rounds/deadlines.ts";
import type { PlanService } from "../service.ts";
import {
  dayOf,
  doingOf,
  findReadableUnits,
  getCommitmentRow,
  getUnitRef,
  mayFor,
  roundTables,
  toBriefCommitment,
  toUnitRef,
  toUnitResource,
} from "./context.ts";
import type { NewSupervision, Supervision } from "./schemas.ts";
import { getRound, listRounds } from "./store/rounds.ts";
import { continueSupervision, findSupervision, issueSupervision, listSupervisions } from "./store/supervision.ts";

/** Notices that the reader may see, open ones first. */
export async function listVisibleSupervisions(service: PlanService, actor: Actor): Promise<Supervision[]> {
  const state = await service.reader.getState();
  const db = roundTables(service);
  const rounds = new Map((await listRounds(db)).map((round) => [round.id, round.title]));
  const notices = await listSupervisions(db, findReadableUnits(service, state, actor));
  const day = dayOf(service);
  return notices.map((notice): Supervision => {
    const title = notice.round === null ? undefined : rounds.get(notice.round);
    const open = notice.state !== "lifted";
    return {
      id: notice.id,
      unit: toUnitRef(state, notice.organisation),
      commitments: notice.commitments.map((id) => toBriefCommitment(state, id)),
      round: notice.round !== null && title !== undefined ? { id: notice.round, name: { zh: title, en: title } } : null,
      subject: notice.subject,
      deadline: notice.deadline,
      ...judgeDue(notice.deadline, day),
      state: notice.state,
      issuedAt: notice.issued_at.toISOString(),
      issuedBy: notice.issued_by,
      issuer: notice.issuer === null ? null : toUnitRef(state, notice.issuer),
      entries: notice.entries.map((entry) => ({
        act: entry.act,
        words: entry.words,
        at: entry.at.toISOString(),
        by: entry.made_by,
      })),
      may: {
        answer: open && mayFor(service, state, actor, "supervision:answer", notice.organisation),
        decide: open && mayFor(service, state, actor, "supervision:decide", notice.organisation),
      },
    };
  });
}

/** Issues a notice to a unit. @throws Problem `resource.not-found`, `request.invalid` when its deadline has passed */
export async function supervise(service: PlanService, actor: Actor, given: NewSupervision): Promise<{ id: string }> {
  const state = await service.reader.getState();
  getUnitRef(state, given.organisation);
  for (const id of given.commitments) getCommitmentRow(state, id);
  if (given.round !== null) await getRound(roundTables(service), given.round);
  return { id: await issueSupervision(service.services.database, given, doingOf(service, actor)) };
}

/** What policies decide by about a notice; one that is not there belongs to nobody. */
export async function findSupervisionResource(service: PlanService, id: string): Promise<PolicyResource> {
  const notice = await findSupervision(roundTables(service), id);
  if (!notice) return { type: "supervision", id };
  return toUnitResource(await service.reader.getState(), "supervision", id, notice.organisation);
}

/** Answers, sends back or lifts a notice. @throws Problem `resource.not-found`, `resource.conflict` */
export async function proceed(
  service: PlanService,
  actor: Actor,
  id: string,
  step: Parameters<typeof continueSupervision>[2],
): Promise<void> {
  if (step.words === "") {
    throw new Problem("request.invalid", {
      zh: "请写明内容:空白的答复没有用处。",
      en: "Say something: an empty answer helps nobody.",
    });
  }
  await continueSupervision(service.services.database, id, step, doingOf(service, actor));
}
