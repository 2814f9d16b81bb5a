import type { SystemHealth, Text } from "@midreach/kernel/contracts";

/** What a through ticket needs, and how much of it this installation holds. */
export interface TicketFacts {
  /** The timetable that journeys are planned by; null when there is none. */
  readonly feed: { readonly title: Text; readonly start: string; readonly end: string } | null;
  /** Pairs of cities with data, and those between which a journey is found. */
  readonly pairs: { readonly withData: number; readonly reached: number };
  /** Operators whose fares are known. */
  readonly operatorsWithFares: number;
  /** Operators between which the money for one ticket is shared out. */
  readonly operatorsSettled: number;
}

/** One ticket has to span at least two. */
const fewestOperators = 2;

/**
 * Whether one ticket takes a traveller over several operators: a journey is found, its fare is known, and the operators
 * get their shares. A planner alone is a part of that and counts as not working yet.
 */
export function judgeThroughTicket({ feed, pairs, operatorsWithFares, operatorsSettled }: TicketFacts): SystemHealth {
  const checks = [
    {
      label: { zh: "行程规划:城市间能找到行程", en: "Journey planning: journeys between cities are found" },
      ok: feed !== null && pairs.reached > 0,
      detail: `${pairs.reached}/${pairs.withData}`,
    },
    {
      label: { zh: "票价:至少两家承运人的票价已接入", en: "Fares: those of at least two operators are known" },
      ok: operatorsWithFares >= fewestOperators,
      detail: String(operatorsWithFares),
    },
    {
      label: {
        zh: "清分:一张票的票款在承运人之间分账",
        en: "Settlement: the money for one ticket is shared out between operators",
      },
      ok: operatorsSettled >= fewestOperators,
      detail: String(operatorsSettled),
    },
  ];
  return { working: checks.every((check) => check.ok), checks };
}
