import type { Text } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import type { z } from "zod";
import type { Schedule } from "../schedule.ts";

/** What is wrong in a scenario; `where` is a path in it: `modifications[2].trips[0]`. Said in both languages. */
export type ScenarioFault = Required<Fault<Text>>;

/** How a modification sees the world: the schedule as those before it have left it, and how it came about. */
export interface Standing {
  readonly schedule: Schedule;
  /** Number (from 1) of the modification before this one that took the station or trip away. */
  findRemover(what: "station" | "trip", id: string): number | undefined;
  /** Number (from 1) of a later modification that adds the station or trip. */
  findLaterAddition(what: "station" | "trip", id: string): number | undefined;
}

/**
 * One kind of modification. To add a kind: write a file that exports one, add it to `kinds.ts`, and its schema to the
 * union in `modifications.ts`.
 */
export interface ModificationKind<Modification> {
  readonly kind: string;
  readonly title: Text;
  readonly schema: z.ZodType<Modification>;
  /** What is wrong with it in this schedule; `where` begins at the modification (`trips[0]`). Empty: it may be applied. */
  findFaults(standing: Standing, modification: Modification): ScenarioFault[];
  /** The schedule with the modification, which has no faults. What does not change is the same object. */
  apply(schedule: Schedule, modification: Modification): Schedule;
  /** What it does, in one sentence. */
  describe(schedule: Schedule, modification: Modification): Text;
}
