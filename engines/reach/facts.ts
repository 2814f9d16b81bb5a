import type { Text } from "@midreach/kernel/contracts";
import { publicActor, type Services } from "@midreach/kernel/http";
import { findDefaultFeed, listCatalogue } from "./catalogue.ts";
import { getMatrix } from "./matrix.ts";
import { listCities } from "./places.ts";
import { type ReachService, reachServiceOf } from "./service.ts";
import { findSettings } from "./settings.ts";

/** What a system that stands on travel times may know about them. */
export interface ReachFacts {
  /** The timetable that answers unless another is named; null when there is none. */
  readonly feed: { readonly title: Text; readonly start: string; readonly end: string } | null;
  /** Cities of the plan, and those of which that timetable says something. */
  readonly cities: { readonly total: number; readonly covered: number };
  /** Pairs of covered cities, and those between which one can travel on its day for measures. */
  readonly pairs: { readonly withData: number; readonly reached: number };
}

const known = new WeakMap<ReachService, { readonly key: string; readonly pairs: Promise<ReachFacts["pairs"]> }>();

/** Facts about the travel times of this installation. The matrix behind them is computed once for each timetable. */
export async function getReachFacts(services: Services): Promise<ReachFacts> {
  const service = reachServiceOf(services);
  const total = listCities(service).length;
  const entry = findDefaultFeed(await listCatalogue(service));
  if (!entry) return { feed: null, cities: { total, covered: 0 }, pairs: { withData: 0, reached: 0 } };
  const { title, coverage, noData, hash } = entry.feed;
  const { changeMinutes } = await findSettings(service);
  const key = `${hash} ${coverage.measureOn} ${changeMinutes}`;
  const found = known.get(service);
  const kept = found?.key === key ? found : { key, pairs: countPairs(service, entry.feed.id) };
  known.set(service, kept);
  // What failed is tried again at the next asking.
  kept.pairs.catch(() => known.get(service) === kept && known.delete(service));
  return {
    feed: { title, start: coverage.start, end: coverage.end },
    cities: { total, covered: total - noData.length },
    pairs: await kept.pairs,
  };
}

async function countPairs(service: ReachService, feed: string): Promise<ReachFacts["pairs"]> {
  const query = { feed, windowStart: "00:00", windowEnd: "24:00", threshold: 120 };
  const { pairs } = await getMatrix(service, query, { actor: publicActor });
  return { withData: pairs.withData, reached: pairs.reached };
}
