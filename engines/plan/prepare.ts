import type { Services } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import { today } from "@midreach/kernel/time";
import { runEvaluation } from "./evaluation.ts";
import { findRegister, listEvaluations } from "./store.ts";
import type { PlanTables } from "./tables.ts";

/**
 * Makes sure that there is something to show: on the first start the region's initial evaluations are computed and
 * published. When the register has changed since the last evaluation, a draft as of today waits for somebody to
 * publish it. Safe to repeat: what is there is not made again.
 */
export async function prepareEvaluations(services: Services): Promise<void> {
  const { database, region, clock, log } = services;
  const db = database.kysely<PlanTables>();
  const register = await findRegister(db);
  if (!register) return;
  const day = today(region.timeZone, clock);
  const { periodEnd, initialEvaluations, approvalRequired = false } = register.frame.plan;
  const before = await listEvaluations(db, register.plan);
  // Where publication needs approval, the first evaluations are drafts like any other.
  const standing = before.filter((evaluation) => approvalRequired || evaluation.state === "published");
  for (const initial of initialEvaluations) {
    const asOf = initial === "plan-end" ? periodEnd : day;
    const isPlanEnd = asOf === periodEnd;
    const there = standing.some((evaluation) => (evaluation.asOf === periodEnd) === isPlanEnd);
    if (there || asOf > day) continue;
    const id = await runEvaluation(services, {
      dates: { asOf, knownBy: day },
      actor: systemActor,
      publish: !approvalRequired,
    });
    log.info({ evaluation: id, asOf, published: !approvalRequired }, "initial evaluation made");
  }
  const newest = Math.max(0, ...before.map((evaluation) => evaluation.registerVersion));
  if (before.length > 0 && newest < register.version) {
    const id = await runEvaluation(services, { dates: { asOf: day, knownBy: day }, actor: systemActor });
    log.info({ evaluation: id, asOf: day }, "the register has changed: a draft waits to be published");
  }
}
