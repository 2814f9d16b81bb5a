import type { CitySummary } from "@midreach/plan";
import type { CityDifference, CityTimes } from "@midreach/reach";
import { m, say } from "@midreach/ui";
import { binOfDifference } from "./reach-bins.ts";
import type { ReachCity } from "./reach-map-cities.tsx";
import {
  binOf,
  changeWord,
  figureOf,
  formatDifference,
  longValue,
  type MeasureName,
  measureWord,
  shortValue,
  stateWord,
} from "./reach-words.ts";

interface Frame {
  /** The plan's cities, for their size. */
  readonly cities: readonly CitySummary[];
  /** The city whose journeys are shown. */
  readonly selected: string | undefined;
  /** City of the origin. */
  readonly origin: string | null;
  readonly hrefOf: (code: string) => string;
}

type Located = CityTimes["place"] & { readonly lon: number; readonly lat: number };

function isLocated(place: CityTimes["place"]): place is Located {
  return place.lon !== null && place.lat !== null;
}

function frameCity({ cities, selected, hrefOf }: Frame, place: Located) {
  return {
    code: place.code,
    name: place.name,
    lon: place.lon,
    lat: place.lat,
    population: cities.find((city) => city.code === place.code)?.population?.value ?? null,
    href: hrefOf(place.code),
    isSelected: selected === place.code,
  };
}

/** Cities coloured by a figure. */
export function toReachCities(frame: Frame, rows: readonly CityTimes[], measure: MeasureName): ReachCity[] {
  return rows.flatMap((row) => {
    const { place } = row;
    if (!isLocated(place)) return [];
    const value = figureOf(measure, row);
    const isOrigin = row.state === "same";
    const state = isOrigin ? "origin" : value !== null ? "value" : row.state === "no-data" ? "no-data" : "not-reached";
    const words =
      value === null
        ? `${stateWord(row.state)}${row.reason ? `${m.reach_because()}${say(row.reason)}` : ""}`
        : `${measureWord(measure)} ${longValue(measure, value)}`;
    return [
      {
        ...frameCity(frame, place),
        state,
        bin: value === null ? 0 : binOf(measure, value),
        value: value === null ? null : shortValue(measure, value),
        description: m.reach_city_says({ city: say(place.name), words }),
      } satisfies ReachCity,
    ];
  });
}

/** A newly reached city counts as much faster, a lost one as much slower; null where there is nothing to compare. */
function binOfChange({ change, fastestMinutes }: CityDifference): number | null {
  if (change === "gained") return 0;
  if (change === "lost") return 6;
  return change === "same" || fastestMinutes === null ? null : binOfDifference(fastestMinutes);
}

function stateOfChange(change: CityDifference["change"]) {
  return change === "same" ? "origin" : change === "no-data" ? "no-data" : "not-reached";
}

/** Cities coloured by how much the fastest journey differs between two data sets. */
export function toDifferenceCities(frame: Frame, rows: readonly CityDifference[]): ReachCity[] {
  return rows.flatMap((row) => {
    const { place, change } = row;
    if (!isLocated(place)) return [];
    const minutes = row.fastestMinutes;
    const gap = binOfChange(row);
    const state = gap !== null ? "value" : stateOfChange(change);
    const figure = minutes === null ? changeWord(change) : formatDifference(minutes);
    const reason = row.first.reason ?? row.second.reason;
    return [
      {
        ...frameCity(frame, place),
        state,
        bin: gap ?? 0,
        value: state === "value" ? figure : null,
        description: m.reach_city_says({
          city: say(place.name),
          words: `${figure}${change === "no-data" && reason ? `${m.reach_because()}${say(reason)}` : ""}`,
        }),
      } satisfies ReachCity,
    ];
  });
}
