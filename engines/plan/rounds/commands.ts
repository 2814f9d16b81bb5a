import type { Actor, Services } from "@midreach/kernel/http";
import { planServiceOf } from "../service.ts";
import { getRoundDetail, listVisibleRounds } from "./rounds.ts";

/** Reporting rounds, the newest first. */
export function listRoundsCommand(services: Services, _args: unknown, actor: Actor) {
  return listVisibleRounds(planServiceOf(services), actor);
}

/** One round with the progress of its units, those that owe most first. @throws Problem `resource.not-found` */
export function showRoundCommand(services: Services, { round }: { readonly round: string }, actor: Actor) {
  return getRoundDetail(planServiceOf(services), actor, round);
}
