import { Problem } from "@midreach/kernel/problems";
import { toMinutes } from "./clock.ts";
import type { Endpoint } from "./core/endpoints.ts";
import type { Timetable } from "./core/timetable.ts";
import { listStationsOf } from "./core/timetable.ts";
import { findPlaceNamed } from "./places.ts";
import type { LegEnd, Origin, ReachSettings, ReachStation } from "./schemas.ts";
import type { ReachService } from "./service.ts";

/** Where a search begins or ends. */
export interface End {
  readonly view: Origin;
  readonly endpoints: readonly Endpoint[];
}

const pointPattern = /^(-?\d{1,3}(?:\.\d+)?),\s*(-?\d{1,2}(?:\.\d+)?)$/u;

/**
 * Finds what somebody calls an end: `station:ID`, a point `lon,lat`, a city by code or name, or else a station's name.
 * @throws Problem `request.invalid` for what is none of these
 */
export function parseEnd(
  service: ReachService,
  { timetable, settings }: { readonly timetable: Timetable; readonly settings: ReachSettings },
  words: string,
): End {
  if (words.startsWith("station:")) {
    const index = timetable.stations.ids.indexOf(words.slice("station:".length));
    if (index >= 0) return stationEnd(timetable, index);
    throw unknownEnd(words);
  }
  const point = pointPattern.exec(words.trim());
  if (point) return pointEnd(timetable, settings, { lon: Number(point[1]), lat: Number(point[2]), words });
  const place = findPlaceNamed(service, words);
  if (place) {
    const stations = listStationsOf(timetable, place.code);
    const { code, name, lon, lat } = place;
    return makeEnd(timetable, { kind: "place", id: code, name, lon, lat, place: code }, atOnce(stations));
  }
  const { ids, names } = timetable.stations;
  const index = ids.findIndex((id, at) => id === words || names[at]?.zh === words || names[at]?.en === words);
  if (index >= 0) return stationEnd(timetable, index);
  throw unknownEnd(words);
}

function unknownEnd(words: string): Problem {
  return new Problem("request.invalid", {
    zh: `“${words}”不是城市、车站或坐标。请填写城市名称或代码、station:车站编号,或“经度,纬度”。`,
    en: `"${words}" is no city, station or point. Give a city's name or code, station:ID, or "lon,lat" in degrees.`,
  });
}

const atOnce = (stations: readonly number[]): Endpoint[] => stations.map((station) => ({ station, seconds: 0 }));

/** A city as an end, by its code: all its stations. */
export function placeEndpoints(timetable: Timetable, code: string): readonly Endpoint[] {
  return atOnce(listStationsOf(timetable, code));
}

function stationEnd(timetable: Timetable, index: number): End {
  const { id, name, lon, lat, place } = describeStation(timetable, index);
  return makeEnd(timetable, { kind: "station", id, name, lon, lat, place }, atOnce([index]));
}

function pointEnd(
  timetable: Timetable,
  { detourFactor, accessKmh, accessMinutes }: ReachSettings,
  { lon, lat, words }: { readonly lon: number; readonly lat: number; readonly words: string },
): End {
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) throw unknownEnd(words);
  const endpoints: Endpoint[] = [];
  timetable.stations.ids.forEach((_, station) => {
    const at = { lon: timetable.stations.lon[station] as number, lat: timetable.stations.lat[station] as number };
    // Whole minutes, as timetables have them: a journey's parts then add up to its clock times.
    const seconds = Math.ceil(((distanceKm({ lon, lat }, at) * detourFactor) / accessKmh) * 60) * 60;
    if (seconds <= accessMinutes * 60) endpoints.push({ station, seconds });
  });
  endpoints.sort((a, b) => a.seconds - b.seconds);
  const name = `${lon.toFixed(4)}, ${lat.toFixed(4)}`;
  const nearest = endpoints[0];
  const place = nearest === undefined ? null : (timetable.stations.places[nearest.station] ?? null);
  const view = { kind: "point", id: `${lon},${lat}`, name: { zh: name, en: name }, lon, lat, place } as const;
  return makeEnd(timetable, view, endpoints);
}

/** Great-circle distance on a sphere of the earth's mean radius (haversine formula). */
export function distanceKm(
  a: { readonly lon: number; readonly lat: number },
  b: { readonly lon: number; readonly lat: number },
): number {
  const radians = Math.PI / 180;
  const sinLat = Math.sin(((b.lat - a.lat) * radians) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * radians) / 2);
  const part = sinLat ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * sinLon ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(part)));
}

function makeEnd(timetable: Timetable, view: Omit<Origin, "stations">, endpoints: readonly Endpoint[]): End {
  const stations = endpoints.map(({ station, seconds }) => ({
    ...describeStation(timetable, station),
    accessMinutes: toMinutes(seconds),
  }));
  return { view: { ...view, stations }, endpoints };
}

/** A station as answers name it. */
export function describeStation({ stations }: Timetable, index: number): ReachStation {
  return {
    id: stations.ids[index] as string,
    name: stations.names[index] ?? { zh: "", en: "" },
    lon: stations.lon[index] as number,
    lat: stations.lat[index] as number,
    place: stations.places[index] ?? null,
  };
}

/** The end of a leg: a station, or the origin or target itself. */
export function describeLegEnd(timetable: Timetable, index: number | null, end: End): LegEnd {
  if (index !== null) return describeStation(timetable, index);
  const { name, lon, lat, place } = end.view;
  return { id: null, name, lon, lat, place };
}
