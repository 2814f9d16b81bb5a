import { choiceField, textField } from "@midreach/ui";

/** By what one searches: a departure, an arrival, or everything that departs in a window. */
export const modes = ["depart", "arrive", "window"] as const;
/** One of them. */
export type Mode = (typeof modes)[number];

/** How the list is ordered. */
export const orders = ["departure", "arrival", "minutes", "transfers"] as const;
/** One of them. */
export type Order = (typeof orders)[number];

/** Most changes that are offered. */
export const changeChoices = ["0", "1", "2", "3", "4"] as const;

/** What the planner keeps in its address. */
export const plannerFields = {
  from: textField,
  to: textField,
  feed: textField,
  scenario: textField,
  date: textField,
  mode: choiceField(modes),
  time: textField,
  start: textField,
  end: textField,
  changes: choiceField(changeChoices),
  without: textField,
  order: choiceField(orders),
} as const;

/** The values of those fields. */
export interface PlannerState {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly feed: string | undefined;
  readonly scenario: string | undefined;
  readonly date: string | undefined;
  readonly mode: Mode | undefined;
  readonly time: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
  readonly changes: (typeof changeChoices)[number] | undefined;
  readonly without: string | undefined;
  readonly order: Order | undefined;
}

/** Times of day that are asked for unless the traveller says otherwise. */
export const usualTimes = { depart: "08:00", arrive: "20:00" } as const;
/** Most changes unless the traveller says otherwise. */
export const usualChanges = "4";

/** The question for the engine; undefined while an end is missing. */
export function questionOf(state: PlannerState) {
  const { from, to, feed, scenario, date, time, start, end } = state;
  if (from === undefined || to === undefined) return undefined;
  const mode = state.mode ?? "depart";
  const without = readCancelled(state.without);
  return {
    from,
    to,
    feed,
    scenario,
    date,
    mode,
    ...(mode === "window" ? { windowStart: start, windowEnd: end } : { time: time ?? usualTimes[mode] }),
    maxTransfers: Number(state.changes ?? usualChanges),
    ...(without.length > 0 ? { without } : {}),
  };
}

const separator = "|";

/** What is cancelled: trains, and sections of line as `A~B`. */
export const readCancelled = (given: string | undefined): string[] => [
  ...new Set((given ?? "").split(separator).filter((part) => part.trim() !== "")),
];

/** The same for the address; undefined for nothing. */
export const writeCancelled = (cancelled: readonly string[]): string | undefined =>
  cancelled.length === 0 ? undefined : cancelled.join(separator);

/** A section of line between two stations, in either direction. */
export const sectionOf = (from: string, to: string): string => `station:${from}~station:${to}`;

/** Whether two cancellations are one: a section has no direction. */
export function isSameCancellation(a: string, b: string): boolean {
  const turned = b.split("~").reverse().join("~");
  return a === b || a === turned;
}
