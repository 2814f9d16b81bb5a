import type { Actor } from "@midreach/kernel/http";
import { today } from "@midreach/kernel/time";
import { type SucceedingPlan, standingOf } from "../core/plans/succession.ts";
import { openPlan, type PlanService, readsDrafts } from "../service.ts";
import { type ListedPlan, listPlans, listPlanVersions } from "../store.ts";
import type { PlanTables } from "../tables.ts";
import type { PlanEntry, PlanSummary, Plans } from "./schemas.ts";

/** Whether somebody may take plans in and say how they stand. */
function mayManage({ services }: PlanService, actor: Actor): boolean {
  return services.authoriser.isAllowed(actor, "plans:manage", { type: "plan", id: "*" });
}

/** The plans of the register that somebody may see: the oldest period first. */
export async function getPlans(service: PlanService, actor: Actor): Promise<Plans> {
  const { database, region, clock } = service.services;
  const all = await listPlans(database.kysely<PlanTables>());
  const visible = readsDrafts(service, actor) ? all : all.filter(({ state }) => state === "in-force");
  const day = today(region.timeZone, clock);
  return { plans: visible.map((plan) => toSummary(plan, visible, day)), mayManage: mayManage(service, actor) };
}

/** One plan with the versions of its register. @throws Problem `resource.not-found` */
export async function getPlanEntry(service: PlanService, actor: Actor, id: string): Promise<PlanEntry> {
  await openPlan(service, actor, id);
  const { plans, mayManage: may } = await getPlans(service, actor);
  const plan = plans.find((one) => one.id === id);
  if (!plan) throw new Error(`the plan "${id}" has no version`);
  const versions = await listPlanVersions(service.services.database.kysely<PlanTables>(), id);
  const history = versions.map(({ version, loaded_at, loaded_by, import: from, hash }) => ({
    version,
    loadedAt: loaded_at.toISOString(),
    loadedBy: loaded_by,
    import: from,
    hash,
  }));
  return { plan, history, mayManage: may };
}

const toSucceeding = ({ id, state, predecessor, period_start }: ListedPlan): SucceedingPlan => ({
  id,
  state,
  predecessor,
  periodStart: period_start,
});

function toSummary(plan: ListedPlan, visible: readonly ListedPlan[], day: string): PlanSummary {
  const shown = (id: string | null): boolean => visible.some((other) => other.id === id);
  return {
    id: plan.id,
    title: plan.title,
    periodStart: plan.period_start,
    periodEnd: plan.period_end,
    origin: plan.origin,
    state: plan.state,
    standing: standingOf(toSucceeding(plan), visible.map(toSucceeding), day),
    // A draft that the reader may not see is not named either.
    predecessor: shown(plan.predecessor) ? plan.predecessor : null,
    successors: visible.filter(({ predecessor }) => predecessor === plan.id).map(({ id }) => id),
    revision: plan.revision,
    version: plan.version,
    versions: plan.versions,
    commitments: plan.commitments,
    import: plan.import,
    takenInAt: plan.taken_in_at.toISOString(),
    takenInBy: plan.taken_in_by,
    changedAt: plan.loaded_at.toISOString(),
  };
}
