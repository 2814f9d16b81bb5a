import { type Text, text } from "@midreach/kernel/contracts";

/** Travel from one place to another before or after a scenario. */
export interface PairTimes {
  readonly from: string;
  readonly to: string;
  /** `not-reached`: both are covered, no journey connects them. `no-data`: at least one is not covered. */
  readonly state: "reached" | "not-reached" | "no-data";
  /** Null unless reached. */
  readonly minutes: number | null;
}

/** `gained`: reached now and not before; `lost`: the other way round. */
export const pairChanges = ["faster", "slower", "gained", "lost"] as const;
export type PairChange = (typeof pairChanges)[number];

/** A pair that a scenario changes. */
export interface PairEffect {
  readonly from: string;
  readonly to: string;
  readonly change: PairChange;
  readonly beforeMinutes: number | null;
  readonly afterMinutes: number | null;
  /** Negative: lost. Null where one of the two is not reached: then there is no difference to speak of. */
  readonly savedMinutes: number | null;
}

/** What a scenario means for the people of one place who travel to the targets. */
export interface CityEffect {
  readonly place: string;
  /** Null when nobody has said how many they are. */
  readonly people: number | null;
  /** Targets that are reached before and after: on so many pairs the minutes rest. */
  readonly pairs: number;
  /** Sum over these pairs; negative: lost. */
  readonly savedMinutes: number;
  /** People times minutes saved: everybody travels to each target once. Null without a number of people. */
  readonly peopleMinutes: number | null;
  readonly faster: number;
  readonly slower: number;
  readonly gained: number;
  readonly lost: number;
}

/** Who gains by a scenario, and who loses. */
export interface ReachEffects {
  /** Changed pairs, the most people-minutes first. */
  readonly pairs: readonly PairEffect[];
  /** Every place of origin, in the order given. */
  readonly cities: readonly CityEffect[];
  readonly totals: {
    /** Sum over cities whose people are known. */
    readonly peopleMinutes: number;
    /** Pairs reached before and after. */
    readonly comparedPairs: number;
    readonly changedPairs: number;
    /** Pairs of which at least one end has no data, before or after: they count nowhere. */
    readonly pairsWithoutData: number;
  };
}

/** How the figures are meant; stands beside them. */
export const effectDefinitions: readonly Text[] = [
  text(
    "人·分钟 = 出发城市常住人口 × 到各目标城市节省的分钟数之和,即假定每人到每个目标各去一次;负数为损失。它不是客流预测。",
    "People-minutes: residents of the city of departure times the minutes saved to all targets, as if everybody went to each target once; negative is a loss. It forecasts no passengers.",
  ),
  text(
    "只比较前后都能到达的城市对;新可达与不再可达的城市对另外列出,不折算为分钟;缺少数据的城市对不计。",
    "Only pairs that are reached before and after are compared; pairs newly reached or no longer reached are listed apart and not turned into minutes; pairs without data count nowhere.",
  ),
];

/**
 * Compares travel times before and after a scenario, pair by pair. Pairs of a place with itself do not count.
 * @param people residents by place
 * @throws Error when the two do not hold the same pairs in the same order (a bug of the caller)
 */
export function compareReach(
  before: readonly PairTimes[],
  after: readonly PairTimes[],
  people: ReadonlyMap<string, number>,
): ReachEffects {
  if (before.length !== after.length) throw new Error("the pairs before and after differ");
  const tallies = new Map<string, Tally>();
  const pairs: PairEffect[] = [];
  let [comparedPairs, pairsWithoutData] = [0, 0];
  for (const [index, was] of before.entries()) {
    const is = after[index];
    if (!is || is.from !== was.from || is.to !== was.to) throw new Error("the pairs before and after differ");
    if (was.from === was.to) continue;
    const tally = tallies.get(was.from) ?? emptyTally();
    tallies.set(was.from, tally);
    if (was.state === "no-data" || is.state === "no-data") {
      pairsWithoutData += 1;
      continue;
    }
    const effect = comparePair(was, is);
    if (was.minutes !== null && is.minutes !== null) {
      comparedPairs += 1;
      tally.pairs += 1;
      tally.savedMinutes += was.minutes - is.minutes;
    }
    if (!effect) continue;
    tally[effect.change] += 1;
    pairs.push(effect);
  }
  const cities = [...tallies].map(([place, tally]) => toCity(place, tally, people.get(place)));
  const weight = (pair: PairEffect) => Math.abs((people.get(pair.from) ?? 0) * (pair.savedMinutes ?? 0));
  const isNew = (pair: PairEffect) => Number(pair.savedMinutes === null);
  return {
    pairs: pairs.sort((a, b) => isNew(b) - isNew(a) || weight(b) - weight(a)),
    cities,
    totals: {
      peopleMinutes: cities.reduce((sum, city) => sum + (city.peopleMinutes ?? 0), 0),
      comparedPairs,
      changedPairs: pairs.length,
      pairsWithoutData,
    },
  };
}

type Tally = { -readonly [Key in Exclude<keyof CityEffect, "place" | "people" | "peopleMinutes">]: CityEffect[Key] };

const emptyTally = (): Tally => ({ pairs: 0, savedMinutes: 0, faster: 0, slower: 0, gained: 0, lost: 0 });

function toCity(place: string, tally: Tally, people: number | undefined): CityEffect {
  // Minutes are sums of fractions of seconds; what is left of rounding is none of the scenario's doing.
  const savedMinutes = round(tally.savedMinutes);
  return {
    place,
    ...tally,
    savedMinutes,
    people: people ?? null,
    peopleMinutes: people === undefined ? null : Math.round(people * savedMinutes),
  };
}

const round = (minutes: number): number => Math.round(minutes * 1000) / 1000;

/** Undefined when nothing changes. */
function comparePair(was: PairTimes, is: PairTimes): PairEffect | undefined {
  const ends = { from: was.from, to: was.to, beforeMinutes: was.minutes, afterMinutes: is.minutes };
  if (was.minutes === null || is.minutes === null) {
    if (was.minutes === is.minutes) return undefined;
    return { ...ends, change: was.minutes === null ? "gained" : "lost", savedMinutes: null };
  }
  const savedMinutes = round(was.minutes - is.minutes);
  if (savedMinutes === 0) return undefined;
  return { ...ends, change: savedMinutes > 0 ? "faster" : "slower", savedMinutes };
}
