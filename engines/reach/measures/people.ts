import type { EvaluationDates, MeasureOutcome } from "@midreach/kernel/contracts";
import { listCities } from "../places.ts";
import { findPopulations } from "../populations.ts";
import type { Criterion } from "../schemas.ts";
import type { ReachService } from "../service.ts";
import {
  describesOf,
  feedStep,
  listFeedNotes,
  listUsable,
  type MeasuredScenario,
  missingTimetable,
  nameOf,
  openFeed,
  unknown,
  withoutTimetable,
} from "./context.ts";
import { criterionStep, judgePairs, type Pair, yardstickOf } from "./pairs.ts";

/** People within so many minutes of any of some cities. */
export interface PeopleQuestion {
  readonly from: readonly string[];
  readonly minutes: number;
  readonly criterion?: Criterion | undefined;
  readonly scenario?: MeasuredScenario | undefined;
}

/** People of the plan's cities within the minutes of at least one of the cities, these included. */
export async function countPeople(
  service: ReachService,
  question: PeopleQuestion,
  dates: EvaluationDates,
): Promise<MeasureOutcome> {
  const [entry] = await listUsable(service, dates);
  if (!entry) return withoutTimetable(service, "persons", dates);
  const feed = await openFeed(service, entry, { dates, ...question });
  const yardstick = yardstickOf(feed, question);
  const cities = listCities(service);
  const pairs = cities.flatMap(({ code }) => question.from.map((from): Pair => [from, code]));
  const judged = await judgePairs(service, feed, pairs, yardstick);
  const { people, period, source } = findPopulations(service, dates.asOf, dates.knownBy);
  const notes = listFeedNotes(feed, dates);
  if (!source) {
    const label = { zh: "常住人口", en: "Resident population" };
    return unknown("persons", [{ figure: "population", label, period: dates.asOf }], notes);
  }
  const states = cities.map((city) => {
    const own = judged.filter(({ pair }) => pair[1] === city.code);
    const within = question.from.includes(city.code) || own.some(({ isWithin }) => isWithin);
    const open = own.some(({ isWithin }) => isWithin === undefined) || feed.isStale || !people.has(city.code);
    return { city, people: people.get(city.code) ?? 0, state: within ? "within" : open ? "open" : "beyond" };
  });
  const sum = (state: string) =>
    states.filter((one) => one.state === state).reduce((total, one) => total + one.people, 0);
  const value = sum("within");
  const high = value + sum("open");
  const open = states.filter(({ state }) => state === "open");
  const reason = { zh: "不能判断是否可达", en: "Whether it is within reach is not known" };
  return {
    value,
    ...(high === value ? {} : { high }),
    unit: "persons",
    describes: describesOf(feed),
    evidence: {
      steps: [
        feedStep(feed),
        criterionStep(yardstick),
        {
          label: {
            zh: `${question.from.map((code) => nameOf(service, code).zh).join("、")}${question.minutes}分钟内可达城市的常住人口`,
            en: `Residents of the cities within ${question.minutes} minutes of ${question.from.map((code) => nameOf(service, code).en).join(", ")}`,
          },
          value,
          unit: "persons",
          inputs: states
            .filter(({ state }) => state === "within")
            .map((one) => ({
              label: one.city.name,
              place: one.city.code,
              value: one.people,
              unit: "persons",
              period,
              source,
            })),
        },
      ],
      missing: open.map(({ city }) => missingTimetable(service, reason, { place: city.code, period: dates.asOf })),
      notes,
    },
  };
}

/** Departures a day from one city to another, as the matrix counts them. */
export async function countDepartures(
  service: ReachService,
  {
    from,
    to,
    scenario,
  }: { readonly from: string; readonly to: string; readonly scenario?: MeasuredScenario | undefined },
  dates: EvaluationDates,
): Promise<MeasureOutcome> {
  const unit = "departures";
  const [entry] = await listUsable(service, dates);
  if (!entry) return withoutTimetable(service, unit, dates);
  const feed = await openFeed(service, entry, { dates, minutes: 120, scenario });
  const [judged] = await judgePairs(service, feed, [[from, to]], yardstickOf(feed, { minutes: 120 }));
  const notes = listFeedNotes(feed, dates);
  const row = judged?.row;
  if (!row || row.state === "no-data") {
    const missing = [from, to].filter((code) => !feed.dataSet.network.timetable.coverage.places.includes(code));
    const reason = row?.reason ?? entry.feed.title;
    return unknown(
      unit,
      missing.map((place) => missingTimetable(service, reason, { place, period: feed.dataSet.date })),
      notes,
    );
  }
  const names = [from, to].map((code) => nameOf(service, code));
  const kind = row.direct ? { zh: "直达列车", en: "trains without change" } : { zh: "中转行程", en: "connections" };
  return {
    value: row.departures,
    unit,
    describes: describesOf(feed),
    evidence: {
      steps: [
        feedStep(feed),
        {
          label: {
            zh: `${names[0]?.zh}→${names[1]?.zh}:${kind.zh}`,
            en: `${names[0]?.en} → ${names[1]?.en}: ${kind.en}`,
          },
          value: row.departures,
          unit,
          inputs: [
            {
              label: kind,
              place: to,
              value: row.departures,
              unit,
              period: feed.dataSet.date,
              source: feed.dataSet.view.source,
            },
          ],
        },
      ],
      missing: [],
      notes,
    },
  };
}
