import type { DifferencesQuery, IsochronesQuery, TimesQuery } from "./api/queries.ts";
import { toMinutes } from "./clock.ts";
import { ask } from "./compute/ask.ts";
import { reachCurve } from "./core/curve.ts";
import { type ChosenDataSet, chooseDataSet, findNoData } from "./data-sets.ts";
import { type End, parseEnd, placeEndpoints } from "./ends.ts";
import { noDataFigures, sameFigures, toFigures } from "./figures.ts";
import { listCities, toReachPlace } from "./places.ts";
import { findPopulations } from "./populations.ts";
import type { CityDifference, CityTimes, Curve, Differences, Isochrones, ReachFigures, Times } from "./schemas.ts";
import type { Asking, ReachService } from "./service.ts";

/** From one origin to every city of the plan. @throws Problem as `chooseDataSet` and `parseEnd` */
export async function getTimes(service: ReachService, query: TimesQuery, asking: Asking): Promise<Times> {
  const { dataSet, origin } = await openQuestion(service, query, asking);
  const cities = await computeTimes(service, { dataSet, origin }, asking);
  return { dataSet: dataSet.view, origin: origin.view, cities };
}

interface OpenQuestion {
  readonly dataSet: ChosenDataSet;
  readonly origin: End;
}

async function openQuestion(service: ReachService, query: TimesQuery, { actor }: Asking): Promise<OpenQuestion> {
  const dataSet = await chooseDataSet(service, actor, query);
  const origin = parseEnd(service, { timetable: dataSet.network.timetable, settings: dataSet.settings }, query.from);
  return { dataSet, origin };
}

/** Why nothing is known about an origin. Stations and points are asked for by what the feed has. */
const findOriginReason = ({ dataSet, origin }: OpenQuestion) =>
  findNoData(dataSet, origin.view.kind === "place" ? origin.view.place : null);

async function computeTimes(
  service: ReachService,
  { dataSet, origin }: OpenQuestion,
  { signal }: Asking,
): Promise<CityTimes[]> {
  const { network, date, window, thresholdSeconds } = dataSet;
  const codes = listCities(service).map(({ code }) => code);
  const lost = findOriginReason({ dataSet, origin });
  const targets = lost ? [] : codes.filter((code) => !findNoData(dataSet, code));
  const figures = new Map<string, ReachFigures>();
  if (targets.length > 0) {
    const question = {
      kind: "cells",
      date,
      sources: [origin.endpoints],
      targets: targets.map((code) => placeEndpoints(network.timetable, code)),
      window: { from: window.start, to: window.end },
      thresholdSeconds,
    } as const;
    const cells = await ask(network, question, { signal });
    for (const cell of cells) figures.set(targets[cell.target] as string, toFigures(cell));
  }
  const own = origin.view.kind === "place" ? origin.view.place : null;
  return codes.map((code): CityTimes => {
    const place = toReachPlace(service, code);
    const reason = lost ?? findNoData(dataSet, code);
    if (reason) return { place, ...noDataFigures(reason) };
    if (code === own) return { place, ...sameFigures };
    return { place, ...(figures.get(code) as ReachFigures) };
  });
}

/** One origin in two data sets. @throws Problem as `chooseDataSet` */
export async function getDifferences(
  service: ReachService,
  { otherFeed, otherScenario, otherDate, ...query }: DifferencesQuery,
  asking: Asking,
): Promise<Differences> {
  const first = await openQuestion(service, query, asking);
  const feed = otherFeed ?? first.dataSet.entry.feed.id;
  const scenario = otherScenario ?? (otherFeed === undefined ? query.scenario : undefined);
  const second = await openQuestion(
    service,
    {
      ...query,
      feed,
      scenario: scenario === "none" ? undefined : scenario,
      // Another feed has another day of its own.
      date: otherDate ?? (otherFeed === undefined ? query.date : undefined),
    },
    asking,
  );
  const before = await computeTimes(service, first, asking);
  const after = await computeTimes(service, second, asking);
  return {
    first: first.dataSet.view,
    second: second.dataSet.view,
    origin: first.origin.view,
    cities: before.map((row, index) => toDifference(row, after[index] as CityTimes)),
  };
}

function toDifference(first: CityTimes, second: CityTimes): CityDifference {
  const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : toMinutes((b - a) * 60));
  const fastestMinutes = minus(first.fastestMinutes, second.fastestMinutes);
  const { place, ...firstFigures } = first;
  const { place: _place, ...secondFigures } = second;
  const known = first.state !== "no-data" && second.state !== "no-data" && first.state !== "same";
  return {
    place,
    first: firstFigures,
    second: secondFigures,
    change: changeOf(first, second, fastestMinutes),
    fastestMinutes,
    medianMinutes: minus(first.medianMinutes, second.medianMinutes),
    worstMinutes: minus(first.worstMinutes, second.worstMinutes),
    departures: known ? second.departures - first.departures : null,
    sharePercent: known ? Math.round(((second.sharePercent ?? 0) - (first.sharePercent ?? 0)) * 10) / 10 : null,
  };
}

function changeOf(first: CityTimes, second: CityTimes, fastestMinutes: number | null): CityDifference["change"] {
  if (first.state === "no-data" || second.state === "no-data") return "no-data";
  if (first.state === "same" || second.state === "same") return "same";
  if (fastestMinutes !== null) return fastestMinutes < 0 ? "faster" : fastestMinutes > 0 ? "slower" : "equal";
  if (first.state === second.state) return "not-reached";
  return second.state === "reached" ? "gained" : "lost";
}

/** Areas within reach. @throws Problem as `chooseDataSet` and `parseEnd` */
export async function getIsochrones(
  service: ReachService,
  { minutes, ...query }: IsochronesQuery,
  asking: Asking,
): Promise<Isochrones> {
  const { dataSet, origin } = await openQuestion(service, query, asking);
  const thresholds = [...new Set(minutes ?? [60, 120, 180, 240])].sort((a, b) => b - a);
  const { network, date, window, settings } = dataSet;
  const lost = findOriginReason({ dataSet, origin });
  const { lon, lat, kind } = origin.view;
  const features = await ask(
    network,
    {
      kind: "isochrones",
      date,
      origins: lost ? [] : origin.endpoints,
      // Around a point, or a city's own point, one goes on foot or by road without any train.
      start: lost || lon === null || lat === null || kind === "place" ? null : { lon, lat },
      window: { from: window.start, to: window.end },
      limitSeconds: (thresholds[0] ?? 0) * 60,
      thresholdsSeconds: thresholds.map((threshold) => threshold * 60),
      speedKmh: settings.accessKmh,
      detourFactor: settings.detourFactor,
      accessSeconds: settings.accessMinutes * 60,
    },
    { signal: asking.signal },
  );
  return {
    dataSet: dataSet.view,
    origin: origin.view,
    isochrones: {
      type: "FeatureCollection",
      features: features.map(({ geometry, properties }) => ({
        type: "Feature",
        properties: { minutes: properties.thresholdSeconds / 60 },
        geometry,
      })),
    },
  };
}

/** As `getIsochrones`, as a GeoJSON file that says what it rests on. */
export async function answerIsochronesFile(
  service: ReachService,
  query: IsochronesQuery,
  asking: Asking,
): Promise<Response> {
  const { dataSet, origin, isochrones } = await getIsochrones(service, query, asking);
  const { stations: _stations, ...from } = origin;
  const name = `isochrones-${dataSet.feed}-${dataSet.date}.geojson`;
  return new Response(JSON.stringify({ ...isochrones, dataSet, origin: from }), {
    headers: { "content-type": "application/geo+json", "content-disposition": `attachment; filename="${name}"` },
  });
}

/** People within reach, by minutes. @throws Problem as `chooseDataSet` and `parseEnd` */
export async function getCurve(service: ReachService, query: TimesQuery, asking: Asking): Promise<Curve> {
  const { dataSet, origin } = await openQuestion(service, query, asking);
  const cities = await computeTimes(service, { dataSet, origin }, asking);
  const populations = findPopulations(service, dataSet.date);
  const withData = cities.filter(({ place, state }) => state !== "no-data" && populations.people.has(place.code));
  const people = (row: CityTimes) => populations.people.get(row.place.code) ?? 0;
  const points = reachCurve(
    withData.map((row) => ({ minutes: row.state === "same" ? 0 : row.fastestMinutes, people: people(row) })),
  );
  const noFigure = { zh: "没有人口数据", en: "no figure of its population" };
  return {
    dataSet: dataSet.view,
    origin: origin.view,
    steps: points.map((point) => ({ minutes: point.minutes, people: point.people })),
    peopleWithData: withData.reduce((total, row) => total + people(row), 0),
    citiesWithData: withData.length,
    citiesWithoutData: cities
      .filter((row) => !withData.includes(row))
      .map(({ place, reason }) => ({ ...place, reason: reason ?? noFigure })),
    population: populations.source && { source: populations.source, period: populations.period },
  };
}
