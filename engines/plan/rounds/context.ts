import { text } from "@midreach/kernel/contracts";
import type { Actor, PolicyResource } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import type { Kysely } from "kysely";
import { listSuperiors } from "../core/rounds/assign.ts";
import type { OwnerRef, Status } from "../schemas.ts";
import type { PlanService } from "../service.ts";
import { findOwnerRef, type RowFrame } from "../views/row-frame.ts";
import { oncePerState, type PlanState } from "../views/state.ts";
import type { BriefCommitment } from "./schemas.ts";
import type { Doing } from "./store/rounds.ts";
import type { RoundTables } from "./tables.ts";

/** Statements on the tables of reporting rounds. */
export const roundTables = ({ services }: PlanService): Kysely<RoundTables> => services.database.kysely<RoundTables>();

/** The calendar day it is now in the region. */
export const dayOf = ({ services }: PlanService): string => today(services.region.timeZone, services.clock);

/** Who acts, at which instant, on which day of the region. */
export function doingOf(service: PlanService, actor: Actor): Doing {
  return { actor, now: service.services.clock.now(), day: dayOf(service) };
}

/** Bodies above each organisation, computed once for each state. */
const superiorsByUnit = oncePerState(() => new Map<string, readonly string[]>());

/** Bodies that review what an organisation reports. */
export function superiorsOf(state: PlanState, organisation: string): readonly string[] {
  const kept = superiorsByUnit(state);
  const found = kept.get(organisation) ?? listSuperiors(state.world, organisation);
  kept.set(organisation, found);
  return found;
}

/** What policies decide by when somebody reads or writes for an organisation. */
export function toUnitResource(state: PlanState, type: string, id: string, organisation: string): PolicyResource {
  return { type, id, attributes: { organisation, superiors: superiorsOf(state, organisation) } };
}

/** Whether somebody may do this for an organisation. */
export function mayFor(
  service: PlanService,
  state: PlanState,
  actor: Actor,
  action: string,
  organisation: string,
): boolean {
  return service.services.authoriser.isAllowed(
    actor,
    action,
    toUnitResource(state, "report", organisation, organisation),
  );
}

/** Whether somebody may do this at all. */
export function mayAll({ services }: PlanService, actor: Actor, action: string): boolean {
  return services.authoriser.isAllowed(actor, action, { type: "Reporting", id: "*" });
}

/**
 * The organisations whose reports somebody may read; undefined stands for all. The predicate of lists: the same as
 * asking the policies for each organisation (a test compares them).
 */
export function findReadableUnits(service: PlanService, state: PlanState, actor: Actor): string[] | undefined {
  if (mayAll(service, actor, "rounds:read-all")) return undefined;
  const own = actor.organisation;
  if (!own || !actor.roles.includes("unit")) return [];
  const below = state.records.organisations.filter((body) => superiorsOf(state, body.id).includes(own));
  return [own, ...below.map((body) => body.id)];
}

/** @throws Problem `resource.not-found` when the region has no such organisation */
export function getUnitRef(state: PlanState, id: string): OwnerRef {
  const found = findOwnerRef(state.world, id);
  if (!found)
    throw new Problem("resource.not-found", text(`本区域没有机构“${id}”。`, `The region has no organisation "${id}".`));
  return found;
}

/** Reference to an organisation; one that the region no longer knows keeps its id as name. */
export function toUnitRef(state: PlanState, id: string): OwnerRef {
  return findOwnerRef(state.world, id) ?? { id, name: { zh: id, en: id }, function: "", level: "city", count: 1 };
}

/** @throws Problem `resource.not-found` when the register has no such commitment */
export function getCommitmentRow(state: PlanState, id: string): RowFrame {
  const row = state.rowById.get(id);
  if (!row) throw new Problem("resource.not-found", text(`没有承诺“${id}”。`, `There is no commitment "${id}".`));
  return row;
}

/** A commitment in short; one that has left the register keeps its id. */
export function toBriefCommitment(state: PlanState, id: string): BriefCommitment {
  const row = state.rowById.get(id);
  if (!row) return { id, chapter: 0, text: { zh: id, en: id }, deadline: "", strength: "planned" };
  const { chapter, text, deadline, strength } = row.base;
  return { id, chapter, text, deadline, strength };
}

/** Status at the latest published evaluation. */
export function findComputed(state: PlanState, commitment: string): Status | null {
  return state.latestResults.get(commitment)?.status ?? null;
}
