import type { EvaluationDates, EvidenceStep, MeasureOutcome, MissingFigure, Text } from "@midreach/kernel/contracts";
import type { Place } from "@midreach/kernel/region";
import { isRunning } from "../core/calendars.ts";
import { toDayNumber } from "../core/days.ts";
import type { Timetable } from "../core/timetable.ts";
import type { Network } from "../pack.ts";
import { listCities } from "../places.ts";
import { findPopulations } from "../populations.ts";
import type { ReachService } from "../service.ts";
import {
  describesOf,
  feedStep,
  listFeedNotes,
  listUsable,
  type MeasuredFeed,
  type MeasuredScenario,
  missingTimetable,
  openFeed,
  unknown,
} from "./context.ts";
import { percent } from "./pairs.ts";

/** Which network has to serve which cities. */
export interface CoverageQuestion {
  readonly network: string;
  readonly populationAbove: number;
  readonly scenario?: MeasuredScenario | undefined;
}

/** Percent of the plan's cities above a population that a network serves. Cities of which nothing is known leave a range. */
export async function shareCovered(
  service: ReachService,
  question: CoverageQuestion,
  dates: EvaluationDates,
): Promise<MeasureOutcome> {
  const network = service.pack.networks.find(({ id }) => id === question.network);
  const usable = await listUsable(service, dates);
  const entry = usable.find(({ feed }) => network?.feeds.some((shown) => shown.feed === feed.id));
  if (!network || !entry) return withoutNetwork(question.network, network, dates);
  const feed = await openFeed(service, entry, { dates, minutes: 120, scenario: question.scenario });
  const shown = network.feeds.find((one) => one.feed === entry.feed.id) ?? { classes: [], complete: false };
  const { counted, step, uncounted } = countCities(service, question, dates);
  const served = listServed(feed.dataSet.network.timetable, feed.dataSet.date, shown.classes);
  const covered = feed.dataSet.network.timetable.coverage.places;
  const isUnknown = ({ code }: Place) => !served.has(code) && (!covered.includes(code) || !shown.complete);
  const known = counted.filter((city) => !isUnknown(city));
  const within = counted.filter(({ code }) => served.has(code));
  const reason = uncoveredWords(feed);
  const missing: MissingFigure[] = counted
    .filter(isUnknown)
    .map(({ code }) => missingTimetable(service, reason, { place: code, period: feed.dataSet.date }));
  const notes = [network.basis, ...listNotes(counted, listCities(service), question), ...listFeedNotes(feed, dates)];
  const steps = [feedStep(feed), step, servedStep(feed, { counted, served, known })];
  if (known.length === 0) return unknown("%", [...missing, ...uncounted], notes, steps);
  const uncertain = feed.isStale ? counted.length - within.length : counted.length - known.length;
  const value = percent(within.length, counted.length);
  const high = percent(within.length + uncertain, counted.length);
  steps.push({
    label: {
      zh: `${counted.length}个城市中,${known.length}个有数据,其中${within.length}个已覆盖`,
      en: `${counted.length} cities: ${known.length} with data, of them ${within.length} covered`,
    },
    formula: `${within.length} / ${counted.length} × 100 = ${value} %${uncertain > 0 ? ` … ${high} %` : ""}`,
    value,
    unit: "%",
    inputs: [],
  });
  return {
    value,
    ...(high === value ? {} : { high }),
    unit: "%",
    describes: describesOf(feed),
    evidence: { steps, missing: [...missing, ...uncounted], notes },
  };
}

function withoutNetwork(id: string, network: Network | undefined, dates: EvaluationDates): MeasureOutcome {
  const title = network?.title ?? { zh: id, en: id };
  const reason = {
    zh: `还没有“${title.zh}”网络在${dates.asOf}以前的数据集`,
    en: `There is no data set yet of the network "${title.en}" until ${dates.asOf}`,
  };
  const label = { zh: `“${title.zh}”的网络数据`, en: `Data of the network "${title.en}"` };
  const missing = { figure: `network:${id}`, label, period: dates.asOf, reason };
  return unknown("%", [missing], network ? [network.basis] : []);
}

/** The plan's cities above the population, with the figures by which they are. */
function countCities(service: ReachService, { populationAbove }: CoverageQuestion, dates: EvaluationDates) {
  const { people, period, source } = findPopulations(service, dates.asOf, dates.knownBy);
  const cities = listCities(service);
  const counted = cities.filter(({ code }) => (people.get(code) ?? 0) > populationAbove);
  const label = { zh: "常住人口", en: "Resident population" };
  const uncounted = cities
    .filter(({ code }) => !people.has(code))
    .map(({ code }): MissingFigure => ({ figure: "population", label, place: code, period: dates.asOf }));
  const step: EvidenceStep = {
    label: {
      zh: `人口超过${populationAbove}的城市:${counted.length}个(全市常住人口)`,
      en: `Cities of more than ${populationAbove} people: ${counted.length} (residents of the whole city)`,
    },
    value: counted.length,
    unit: "cities",
    inputs: source
      ? counted.map(({ code, name }) => ({
          label: name,
          place: code,
          value: people.get(code) ?? null,
          unit: "persons",
          period,
          source,
        }))
      : [],
  };
  return { counted, step, uncounted };
}

const servedBefore = new WeakMap<Timetable, Map<string, ReadonlySet<string>>>();

/**
 * Cities where a train of one of the classes may be boarded or left on the day; no classes: any train. Every date of a
 * history asks for the same ones.
 */
function listServed(timetable: Timetable, date: string, classes: readonly string[]): ReadonlySet<string> {
  const known = servedBefore.get(timetable) ?? new Map<string, ReadonlySet<string>>();
  servedBefore.set(timetable, known);
  const key = JSON.stringify([date, classes]);
  const served = known.get(key) ?? findServed(timetable, date, new Set(classes));
  known.set(key, served);
  return served;
}

function findServed(timetable: Timetable, date: string, classes: ReadonlySet<string>): ReadonlySet<string> {
  const { trips, calls, calendars, stations } = timetable;
  const day = toDayNumber(date);
  const stops = new Uint8Array(stations.ids.length);
  for (let trip = 0; trip < trips.ids.length; trip += 1) {
    if (classes.size > 0 && !classes.has(trips.classes[trip] as string)) continue;
    if (!isRunning(calendars, trips.calendar[trip] as number, day)) continue;
    const end = trips.firstCall[trip + 1] as number;
    for (let call = trips.firstCall[trip] as number; call < end; call += 1) {
      if (calls.flags[call] !== 0) stops[calls.station[call] as number] = 1;
    }
  }
  return new Set(stations.places.filter((place, station) => place !== null && stops[station] === 1) as string[]);
}

function servedStep(
  { dataSet }: MeasuredFeed,
  {
    counted,
    served,
    known,
  }: { readonly counted: readonly Place[]; readonly served: ReadonlySet<string>; readonly known: readonly Place[] },
): EvidenceStep {
  const bare = known.filter(({ code }) => !served.has(code));
  const names = (language: "zh" | "en", separator: string) => bare.map(({ name }) => name[language]).join(separator);
  return {
    label:
      bare.length === 0
        ? { zh: "有数据的城市都有列车停靠", en: "Trains stop in every city with data" }
        : { zh: `没有列车停靠:${names("zh", "、")}`, en: `No train stops in ${names("en", ", ")}` },
    inputs: counted
      .filter(({ code }) => known.some((city) => city.code === code))
      .map(({ code, name }) => ({
        label: name,
        place: code,
        value: served.has(code) ? 1 : 0,
        unit: "",
        period: dataSet.date,
        source: dataSet.view.source,
      })),
  };
}

const uncoveredWords = ({ dataSet }: MeasuredFeed): Text => ({
  zh: `“${dataSet.entry.feed.title.zh}”不能说明该城市是否已覆盖`,
  en: `"${dataSet.entry.feed.title.en}" does not say whether the city is covered`,
});

function listNotes(counted: readonly Place[], cities: readonly Place[], question: CoverageQuestion): Text[] {
  if (counted.length < cities.length) return [];
  const count = cities.length;
  return [
    {
      zh: `表中只有规划的${count}个城市,人口全部超过${question.populationAbove};更小的城市不在表中。`,
      en: `The table has only the plan's ${count} cities, all of more than ${question.populationAbove} people; smaller ones are not in it.`,
    },
  ];
}
