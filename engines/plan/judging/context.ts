import type { Actor, PolicyResource } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import type { Kysely } from "kysely";
import type { PlanService } from "../service.ts";
import { jurisdictionsOf, type RowFrame } from "../views/row-frame.ts";
import type { PlanState } from "../views/state.ts";
import type { Doing } from "./store/record.ts";
import type { JudgingTables } from "./tables.ts";

/** Statements on the tables of judging. */
export const judgingTables = ({ services }: PlanService): Kysely<JudgingTables> =>
  services.database.kysely<JudgingTables>();

/** The calendar day it is now in the region. */
export const dayOf = ({ services }: PlanService): string => today(services.region.timeZone, services.clock);

/** Who acts, at which instant, on which day of the region. */
export function doingOf(service: PlanService, actor: Actor): Doing {
  return { actor, now: service.services.clock.now(), day: dayOf(service) };
}

/** Whether somebody may do this, on a certain record or at all. */
export function may(
  { services }: PlanService,
  actor: Actor,
  action: string,
  resource: PolicyResource = { type: "Consultations", id: "*" },
): boolean {
  return services.authoriser.isAllowed(actor, action, resource);
}

/** @throws Problem `resource.not-found` when the register has no such commitment */
export function getRow(state: PlanState, id: string): RowFrame {
  const row = state.rowById.get(id);
  if (!row) {
    throw new Problem("resource.not-found", { zh: `没有承诺“${id}”。`, en: `There is no commitment "${id}".` });
  }
  return row;
}

/** What policies decide comments of units by. */
export function toCommentedResource(state: PlanState, row: RowFrame): PolicyResource {
  const { commitment, leads, supports } = row;
  return {
    type: "commitment",
    id: commitment.id,
    attributes: {
      organisations: [...leads, ...supports],
      jurisdictions: jurisdictionsOf(state.world, commitment),
    },
  };
}
