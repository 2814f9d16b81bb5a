import { type Status, type StatusCounts, statuses } from "../../schemas.ts";
import type { ReportCity } from "../facts.ts";
import { formatNumber } from "../typography.ts";
import type { FigureBlock } from "./blocks.ts";
import type { Scribe } from "./scribe.ts";

/** Colours of the statuses: the same as on the pages. */
export const statusColours: Readonly<Record<Status, string>> = {
  met: "#1a7f37",
  "on-track": "#0969a8",
  behind: "#d98a1f",
  missed: "#b3261e",
  "no-data": "#c3cad1",
  qualitative: "#b9a6dc",
};

/** In the alternative text of a map, so many places are named. */
const namedPlaces = 10;

/** Bars of counts by status; one bar for each row. */
export function statusBars(
  scribe: Scribe,
  caption: string,
  rows: readonly { readonly name: string; readonly counts: StatusCounts }[],
): FigureBlock {
  const { figures, summary } = scribe.texts;
  const occurring = statuses.filter((status) => rows.some((row) => row.counts[status] > 0));
  const parts = rows.map((row) =>
    figures.altPart(
      row.name,
      summary.parts(
        statuses
          .filter((status) => row.counts[status] > 0)
          .map((status) => summary.part(scribe.status(status), row.counts[status])),
      ),
    ),
  );
  return {
    kind: "figure",
    caption,
    alt: figures.altBars(caption, figures.altJoin(parts)),
    note: "",
    drawing: {
      kind: "bars",
      categories: rows.map((row) => row.name),
      series: occurring.map((status) => ({
        name: scribe.status(status),
        colour: statusColours[status],
        hatched: status === "no-data",
        values: rows.map((row) => row.counts[status]),
      })),
    },
  };
}

/** One bar for each status. */
export function overallBars(scribe: Scribe, caption: string, counts: StatusCounts): FigureBlock {
  const { figures, summary } = scribe.texts;
  const parts = statuses.map((status) => summary.part(scribe.status(status), counts[status]));
  return {
    kind: "figure",
    caption,
    alt: figures.altBars(caption, figures.altJoin(parts)),
    note: "",
    drawing: {
      kind: "bars",
      categories: statuses.map((status) => scribe.status(status)),
      series: statuses.map((status) => ({
        name: scribe.status(status),
        colour: statusColours[status],
        hatched: status === "no-data",
        values: statuses.map((other) => (other === status ? counts[status] : 0)),
      })),
    },
  };
}

/** The region's map with the cities shaded by a number. */
export function cityMap(
  scribe: Scribe,
  options: {
    readonly caption: string;
    readonly legend: string;
    readonly ramp: "red" | "grey";
    readonly figureOf: (city: ReportCity) => number;
  },
): FigureBlock {
  const { figures } = scribe.texts;
  const { caption, legend, ramp, figureOf } = options;
  const cities = scribe.facts.provinces.flatMap((province) => province.cities);
  const named = cities
    .filter((city) => figureOf(city) > 0)
    .sort((a, b) => figureOf(b) - figureOf(a))
    .slice(0, namedPlaces)
    .map((city) => figures.altPart(scribe.say(city.name), formatNumber(figureOf(city), scribe.language)));
  const sources = [...new Set(scribe.facts.layers.map((layer) => layer.source.title))];
  return {
    kind: "figure",
    caption,
    alt: figures.altMap(caption, figures.altJoin(named.length > 0 ? named : [figures.altNone])),
    note: figures.mapSource(sources.join(scribe.texts.annex.separator)),
    drawing: {
      kind: "map",
      layers: scribe.facts.layers,
      cities: cities.map((city) => ({
        code: city.code,
        name: scribe.say(city.name),
        lon: city.lon,
        lat: city.lat,
        value: figureOf(city),
      })),
      legend,
      ramp,
      note: figures.mapNote,
    },
  };
}
