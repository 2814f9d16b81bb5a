import { text } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import {
  doingOf,
  findComputed,
  findReadableUnits,
  getCommitmentRow,
  getUnitRef,
  mayAll,
  roundTables,
  toBriefCommitment,
  toUnitRef,
} from "./context.ts";
import { toEvidenceFile } from "./evidence.ts";
import type { Closure } from "./schemas.ts";
import { decideClosure, listClosures, proposeClosure, type StoredClosure } from "./store/closures.ts";
import { listFiles } from "./store/files.ts";

/** Closings with their evidence, beside what is computed. */
export async function toClosures(
  service: PlanService,
  state: PlanState,
  closures: readonly StoredClosure[],
): Promise<Closure[]> {
  const db = roundTables(service);
  const answers: Closure[] = [];
  for (const closure of closures) {
    const files = await listFiles(db, closure);
    answers.push({
      id: closure.id,
      commitment: toBriefCommitment(state, closure.commitment),
      unit: toUnitRef(state, closure.organisation),
      state: closure.state,
      reason: closure.reason,
      proposedAt: closure.proposed_at.toISOString(),
      proposedBy: closure.proposed_by,
      decidedAt: closure.decided_at?.toISOString() ?? null,
      decidedBy: closure.decided_by,
      decisionNote: closure.decision_note,
      revokedAt: closure.revoked_at?.toISOString() ?? null,
      revokedBy: closure.revoked_by,
      revokeNote: closure.revoke_note,
      computed: findComputed(state, closure.commitment),
      files: files.map(toEvidenceFile),
    });
  }
  return answers;
}

/** Closings that the reader may see, the newest first. */
export async function listVisibleClosures(service: PlanService, actor: Actor) {
  const state = await service.reader.getState();
  const closures = await listClosures(roundTables(service), { units: findReadableUnits(service, state, actor) });
  return {
    closures: await toClosures(service, state, closures),
    mayDecide: mayAll(service, actor, "closures:decide"),
  };
}

/**
 * A unit says that its task is finished; at least one file has to prove it.
 * @throws Problem `request.invalid` without evidence, `resource.not-found`, `resource.conflict`
 */
export async function propose(
  service: PlanService,
  actor: Actor,
  task: { readonly organisation: string; readonly commitment: string; readonly reason: string },
): Promise<{ id: string }> {
  const state = await service.reader.getState();
  getCommitmentRow(state, task.commitment);
  getUnitRef(state, task.organisation);
  if ((await listFiles(roundTables(service), task)).length === 0) {
    throw new Problem(
      "request.invalid",
      {
        zh: "还没有材料证明任务已完成。请先添加证明材料,再申请销号。",
        en: "Nothing proves yet that the task is finished. Add a file as evidence, then propose to close it.",
      },
      [{ where: "evidence", what: text("缺少证明材料", "is missing") }],
    );
  }
  return { id: await proposeClosure(service.services.database, task, doingOf(service, actor)) };
}

/** The office decides about a closing. @throws Problem `resource.not-found`, `resource.conflict`, `request.invalid` */
export async function decide(
  service: PlanService,
  actor: Actor,
  id: string,
  decision: Parameters<typeof decideClosure>[2],
): Promise<void> {
  await decideClosure(service.services.database, id, decision, doingOf(service, actor));
}
