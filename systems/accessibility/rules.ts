import type { SystemHealth, Text } from "@midreach/kernel/contracts";

/** What there is to compute travel times from, and whether anything comes out. */
export interface ReachFacts {
  /** The timetable that answers unless another is named; null when there is none. */
  readonly feed: { readonly title: Text; readonly start: string; readonly end: string } | null;
  /** Cities of the plan, and those of which the timetable says something. */
  readonly cities: { readonly total: number; readonly covered: number };
  /** Pairs of covered cities, and those between which one can travel on the day of measures. */
  readonly pairs: { readonly withData: number; readonly reached: number };
}

/**
 * Whether travel times between cities are being computed: a timetable is there, it speaks about at least two cities of
 * the plan, and at least one can be reached from another. An old timetable works; the check says which time it describes.
 */
export function judgeAccessibility({ feed, cities, pairs }: ReachFacts): SystemHealth {
  const checks = [
    {
      label: { zh: "已有时刻表", en: "A timetable is there" },
      ok: feed !== null,
      ...(feed ? { detail: `${feed.start} – ${feed.end}` } : {}),
    },
    {
      label: { zh: "时刻表覆盖至少两个规划城市", en: "It covers at least two cities of the plan" },
      ok: cities.covered >= 2,
      detail: `${cities.covered}/${cities.total}`,
    },
    {
      label: { zh: "城市间的通达时间可以计算", en: "Travel times between cities come out" },
      ok: pairs.reached > 0,
      detail: `${pairs.reached}/${pairs.withData}`,
    },
  ];
  return { working: checks.every((check) => check.ok), checks };
}
