import { compareReach, effectDefinitions, type PairTimes } from "../core/scenario/index.ts";
import { type ChosenDataSet, chooseDataSet } from "../data-sets.ts";
import { computeRows, listCodes } from "../matrix.ts";
import { toReachPlace } from "../places.ts";
import { findPopulations } from "../populations.ts";
import type { MatrixRow } from "../schemas.ts";
import type { Asking, ReachService } from "../service.ts";
import type { ScenarioEffects, ScenarioEffectsQuery } from "./effects-schemas.ts";

/**
 * Who gains by a scenario: the feed that it changes, without it and with it, on one day and in one window.
 * @throws Problem as `chooseDataSet`
 */
export async function getScenarioEffects(
  service: ReachService,
  { scenario, figure, from, to, ...asked }: ScenarioEffectsQuery,
  { actor, signal }: Asking,
): Promise<ScenarioEffects> {
  const after = await chooseDataSet(service, actor, { ...asked, scenario });
  const before = await chooseDataSet(service, actor, { ...asked, feed: after.view.feed });
  const ends = { from: listCodes(service, from), to: listCodes(service, to) };
  const timesOf = async (dataSet: ChosenDataSet) =>
    (await computeRows(dataSet, ends, signal)).flatMap((row) => toTimes(row, figure));
  const population = findPopulations(service, after.date);
  const effects = compareReach(await timesOf(before), await timesOf(after), population.people);
  return {
    before: before.view,
    after: after.view,
    figure,
    places: [...new Set([...ends.from, ...ends.to])].map((code) => toReachPlace(service, code)),
    pairs: [...effects.pairs],
    cities: [...effects.cities],
    totals: effects.totals,
    definitions: [...effectDefinitions],
    population: population.source && { source: population.source, period: population.period },
  };
}

function toTimes({ from, to, state, ...row }: MatrixRow, figure: ScenarioEffectsQuery["figure"]): PairTimes[] {
  if (state === "same") return [];
  return [{ from, to, state, minutes: figure === "fastest" ? row.fastestMinutes : row.medianMinutes }];
}
