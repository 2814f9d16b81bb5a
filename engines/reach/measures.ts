import type { EvaluationDates, Measure, MeasureOutcome, Text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { MeasuredScenario } from "./measures/context.ts";
import { shareCovered } from "./measures/coverage.ts";
import { type Pair, sharePairs } from "./measures/pairs.ts";
import { countDepartures, countPeople } from "./measures/people.ts";
import { criterionSchema } from "./schemas.ts";
import type { ReachService } from "./service.ts";
import { findSurroundings } from "./settings.ts";

const code = z.string().min(1).max(40);
const minutes = z.number().int().min(1).max(1440);
const criterion = criterionSchema.optional();

const pairsWithin = z.strictObject({ from: z.array(code).min(1), to: z.array(code).min(1), minutes, criterion });
const capitals = z.strictObject({ minutes, criterion });
const coverage = z.strictObject({ network: z.string().min(1).max(60), populationAbove: z.number().min(0) });
const people = z.strictObject({
  from: z.union([code.transform((one) => [one]), z.array(code).min(1)]),
  minutes,
  criterion,
});
const frequency = z.strictObject({ from: code, to: code });

/** The measures that the engine offers to the plan. */
export const listMeasures = (service: ReachService): readonly Measure[] => measuresUnder(service);

/**
 * The same measures under a scenario: of the feed that it changes, the changed timetable is measured. Without one, the
 * timetables as they are.
 */
export function measuresUnder(service: ReachService, scenario?: MeasuredScenario): readonly Measure[] {
  const define = <Params>(
    id: string,
    title: Text,
    params: z.ZodType<Params>,
    evaluate: (given: Params, dates: EvaluationDates) => Promise<MeasureOutcome>,
  ): Measure => ({ id: `reach.${id}`, title, params, evaluate }) as Measure<Params> as unknown as Measure;
  return [
    define(
      "pairs-within",
      { zh: "规定时间内可达的城市对占比", en: "Share of pairs of cities within a travel time" },
      pairsWithin,
      ({ from, to, ...given }, dates) => sharePairs(service, { pairs: crossed(from, to), scenario, ...given }, dates),
    ),
    define(
      "capital-to-surroundings",
      {
        zh: "省会到周边城市规定时间内可达的占比",
        en: "Share of surrounding cities within a travel time of their capital",
      },
      capitals,
      async (given, dates) => {
        const surroundings = await findSurroundings(service, dates);
        const pairs = [...surroundings].flatMap(([capital, cities]) => cities.map((city): Pair => [capital, city]));
        return sharePairs(service, { pairs, scenario, notes: [surroundingsNote], ...given }, dates);
      },
    ),
    define(
      "cities-covered",
      { zh: "网络覆盖的城市占比", en: "Share of cities that a network serves" },
      coverage,
      (given, dates) => shareCovered(service, { scenario, ...given }, dates),
    ),
    define("people-within", { zh: "规定时间内可达的人口", en: "People within a travel time" }, people, (given, dates) =>
      countPeople(service, { scenario, ...given }, dates),
    ),
    define(
      "service-frequency",
      { zh: "两城之间每日班次", en: "Departures a day between two cities" },
      frequency,
      (given, dates) => countDepartures(service, { scenario, ...given }, dates),
    ),
  ];
}

const surroundingsNote: Text = {
  zh: "哪些城市算作“周边”,由办公室的表决定(可达性设置),这里用评估日有效的那一份;从省会出发计。",
  en: "Which cities are surrounding is decided by the office's table; the one that held on the as-of date is used, from the capital outwards.",
};

/** Every place of one list with every other of the second. */
const crossed = (from: readonly string[], to: readonly string[]): Pair[] =>
  from.flatMap((a) => to.filter((b) => b !== a).map((b): Pair => [a, b]));
