import type { PlainProblem } from "@midreach/kernel/problems";
import type { Modification } from "../core/scenario/modifications.ts";
import type { Schedule, Trip } from "../core/schedule.ts";
import type { FeedReading } from "../imports/reading.ts";
import type { Question } from "./questions.ts";

/** What goes between the server and its computing threads. */

/** A schedule on its way to a thread, in pieces so small that sending one keeps nobody waiting. */
export type SupplyPart =
  | { readonly kind: "head"; readonly key: string; readonly schedule: Omit<Schedule, "trips"> }
  | { readonly kind: "trips"; readonly key: string; readonly trips: readonly Trip[] }
  | { readonly kind: "gtfs"; readonly key: string; readonly reading: FeedReading }
  | { readonly kind: "drop"; readonly key: string };

/** A schedule by a name that no other content has; `parts` gives it to a thread that does not hold it yet. */
export interface Supply {
  readonly key: string;
  parts(): AsyncIterable<SupplyPart> | Iterable<SupplyPart>;
}

/** Names the network that a question is asked of. */
export interface NetworkBytes {
  readonly key: string;
  readonly buffer: SharedArrayBuffer;
}

/** One piece of work. */
export type Order =
  /** A network out of a schedule that was supplied. */
  | {
      readonly kind: "build";
      readonly schedule: string;
      readonly modifications: readonly Modification[];
      readonly changeSeconds: number;
    }
  /** A GTFS file out of a schedule that was supplied. */
  | { readonly kind: "write"; readonly schedule: string; readonly modifications: readonly Modification[] }
  /** Some trains of a schedule that was supplied; with the first, everything else of it. */
  | { readonly kind: "fetch"; readonly schedule: string; readonly start: number; readonly count: number }
  /** Reads a file that somebody brings. */
  | { readonly kind: "read"; readonly reading: FeedReading }
  | { readonly kind: "ask"; readonly network: NetworkBytes; readonly question: Question };

/** What a thread is handed. */
export type Message = { readonly part: SupplyPart } | { readonly order: Order; readonly cancelled: Int32Array };

/** What a thread says. */
export type Reply =
  /** It has loaded its code and takes orders; said once, first. */
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "done"; readonly result: unknown }
  | { readonly kind: "cancelled" }
  | { readonly kind: "problem"; readonly problem: PlainProblem }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string | undefined };

/** What a `fetch` brings. */
export interface FetchedSchedule {
  readonly head: Omit<Schedule, "trips">;
  readonly trips: readonly Trip[];
  readonly all: number;
}
