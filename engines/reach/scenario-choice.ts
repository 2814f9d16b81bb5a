import type { Actor } from "@midreach/kernel/http";
import type { Modification } from "./core/scenario/index.ts";
import { openScenario } from "./scenarios/scenarios.ts";
import type { ReachService } from "./service.ts";

/** A scenario that a question is asked under. */
export interface ChosenScenario {
  /** Null when it came written out in the address. */
  readonly id: string | null;
  readonly name: string;
  /** Id of the feed that it changes. */
  readonly feed: string;
  readonly modifications: readonly Modification[];
}

/** @throws Problem `resource.not-found`, also for one that the asker may not read; `request.invalid` */
export function chooseScenario(service: ReachService, actor: Actor, given: string): Promise<ChosenScenario> {
  return openScenario(service, actor, given);
}
