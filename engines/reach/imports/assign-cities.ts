import type { Station } from "../core/schedule.ts";
import { distanceKm } from "../ends.ts";

type Ring = readonly (readonly number[])[];

/** What is known of a city when stations are given to cities. */
export interface CityShape {
  readonly code: string;
  /** Its names, without the word for a city behind them. */
  readonly names: readonly string[];
  readonly lon: number | null;
  readonly lat: number | null;
  /** Polygons with their holes, WGS 84 degrees; none where the region has no outline of it. */
  readonly polygons: readonly (readonly Ring[])[];
}

/** A station that bears a city's name lies no farther from its centre. */
const farthestNamesakeKm = 60;
/** A city without outline reaches so far around its point. */
const cityRadiusKm = 15;

/**
 * Which city each station serves: what the file itself says; else the city in whose outline it lies; else the city whose
 * name it bears, if that is near; else, for cities without outline, the nearest whose centre is within 15 km.
 */
export function assignCities(stations: readonly Station[], cities: readonly CityShape[]): Station[] {
  const codes = new Set(cities.map(({ code }) => code));
  const boxed = cities.map((city) => ({ city, box: boxOf(city) }));
  const byName = new Map(cities.flatMap((city) => city.names.map((name) => [name, city] as const)));
  return stations.map((station) => {
    if (station.place !== null && codes.has(station.place)) return station;
    const inside = boxed.find(({ city, box }) => box && isIn(box, station) && liesIn(station, city));
    const place = inside?.city.code ?? findNamesake(station, byName) ?? findNearest(station, cities) ?? null;
    return { ...station, place };
  });
}

type Point = Pick<Station, "lon" | "lat">;

const pointOf = ({ lon, lat }: CityShape): Point | undefined =>
  lon === null || lat === null ? undefined : { lon, lat };

function findNamesake(station: Station, byName: ReadonlyMap<string, CityShape>): string | undefined {
  const plain = (name: string) => name.trim().replace(/[站市]$/u, "");
  const city = byName.get(plain(station.name.zh)) ?? byName.get(plain(station.name.en));
  const centre = city && pointOf(city);
  return city && centre && distanceKm(centre, station) <= farthestNamesakeKm ? city.code : undefined;
}

function findNearest(station: Station, cities: readonly CityShape[]): string | undefined {
  let best: { code: string; km: number } | undefined;
  for (const city of cities) {
    const centre = city.polygons.length > 0 ? undefined : pointOf(city);
    const km = centre ? distanceKm(centre, station) : Number.POSITIVE_INFINITY;
    if (km <= cityRadiusKm && km < (best?.km ?? Number.POSITIVE_INFINITY)) best = { code: city.code, km };
  }
  return best?.code;
}

interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function boxOf({ polygons }: CityShape): Box | undefined {
  if (polygons.length === 0) return undefined;
  const box = {
    west: Number.POSITIVE_INFINITY,
    east: Number.NEGATIVE_INFINITY,
    south: Number.POSITIVE_INFINITY,
    north: Number.NEGATIVE_INFINITY,
  };
  for (const [lon = 0, lat = 0] of polygons.flat(2)) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

const isIn = ({ west, east, south, north }: Box, { lon, lat }: Point): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** Even-odd rule over all rings of a polygon, so that holes are outside. */
function liesIn({ lon, lat }: Point, { polygons }: CityShape): boolean {
  return polygons.some((rings) => {
    let inside = false;
    for (const ring of rings) {
      ring.forEach(([x = 0, y = 0], index) => {
        const [beforeX = 0, beforeY = 0] = ring[(index + ring.length - 1) % ring.length] ?? [];
        if (y > lat === beforeY > lat) return;
        if (lon < ((beforeX - x) * (lat - y)) / (beforeY - y) + x) inside = !inside;
      });
    }
    return inside;
  });
}
