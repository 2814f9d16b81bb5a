import type { EvaluationDates, Text } from "@midreach/kernel/contracts";
import type { Services } from "@midreach/kernel/http";
import { today } from "@midreach/kernel/time";
import { evaluateWith, type SupposedResult } from "@midreach/plan";
import { type Asking, getScenarioEffects, measuresUnder, openScenario, reachServiceOf } from "@midreach/reach";
import type { CommitmentEffect, Effects, EffectsQuery, Standing } from "./schemas.ts";

/**
 * What a scenario changes: travel times and who gains by them (reach), and where the plan would stand (plan). The plan is
 * evaluated twice at the same dates, with the timetables as they are and with the scenario's; nothing is kept.
 * @throws Problem `resource.not-found` (scenario, feed, plan), `request.invalid` (dates, a scenario with faults)
 */
export async function getEffects(services: Services, query: EffectsQuery, asking: Asking): Promise<Effects> {
  const service = reachServiceOf(services);
  const { asOf, knownBy, ...asked } = query;
  const scenario = await openScenario(service, asking.actor, query.scenario);
  const reach = await getScenarioEffects(service, asked, asking);
  const day = today(services.region.timeZone, services.clock);
  const { coverage } = await service.getSchedule(scenario.feed);
  const [described = day] = [coverage.end, day].sort();
  const dates: EvaluationDates = { asOf: asOf ?? described, knownBy: knownBy ?? day };
  const supposed = measuresUnder(service, scenario);
  const ids = new Set(supposed.map((measure) => measure.id));
  const installed = services.measures.filter((measure) => ids.has(measure.id));
  const before = await evaluateWith(services, dates, installed);
  const after = await evaluateWith(services, dates, supposed);
  const commitments = compareStandings(before, after);
  const flips = commitments.filter((effect) => effect.flips).length;
  return { reach, plan: { ...dates, commitments, flips, notes: [judgingNote] } };
}

const judgingNote: Text = {
  zh: "承诺按评价时点采用的时刻表评价:情景所改的时刻表若当时未被采用,承诺不会变化。结果不保存,也不改变已发布的评价。",
  en: "Commitments are judged by the timetable that counts at the as-of date: where that is another one than the scenario's, nothing changes. Nothing is kept, and no published evaluation changes.",
};

/** Commitment by commitment; those whose status is another one come first. */
export function compareStandings(
  before: readonly SupposedResult[],
  after: readonly SupposedResult[],
): CommitmentEffect[] {
  const now = new Map(after.map((row) => [row.commitment.id, row]));
  const effects = before.flatMap(({ commitment, result }): CommitmentEffect[] => {
    const then = now.get(commitment.id);
    if (!then || !commitment.measure) return [];
    const { id, text, measure } = commitment;
    const flips = then.result.status !== result.status;
    const standings = { before: toStanding(result), after: toStanding(then.result) };
    return [{ commitment: id, text, target: measure.target, unit: measure.target.unit, ...standings, flips }];
  });
  return [...effects.filter(({ flips }) => flips), ...effects.filter(({ flips }) => !flips)];
}

const toStanding = ({ status, value, lowerBound, summary, evidence }: SupposedResult["result"]): Standing => ({
  status,
  value,
  lowerBound,
  summary,
  evidence,
});
