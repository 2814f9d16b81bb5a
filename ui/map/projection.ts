import type { MapLayer } from "@midreach/kernel/contracts";

/** Degrees: west, south, east, north. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];
/** Longitude and latitude in degrees (WGS 84) to pixels, y downwards. */
export type Project = (lon: number, lat: number) => readonly [x: number, y: number];

/** Spherical Mercator: y in radians of longitude's scale (Snyder 1987, "Map Projections: A Working Manual", eq. 7-2). */
export function mercatorY(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
}

type Position = readonly [number, number];

/** Calls back for every position of a GeoJSON geometry's coordinates, however deeply nested. */
function eachPosition(coordinates: unknown, visit: (position: Position) => void): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === "number") visit(coordinates as unknown as Position);
  else for (const part of coordinates) eachPosition(part, visit);
}

/** The box around the plan's own outlines (or, without outlines, around the given points); null when there is nothing. */
export function boundsOf(layers: readonly MapLayer[], points: readonly Position[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = ([lon, lat]: Position) => {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  };
  for (const point of points) include(point);
  for (const layer of layers) {
    if (layer.kind !== "outline") continue;
    for (const feature of layer.features) {
      if (feature.properties.inPlan) eachPosition(feature.geometry.coordinates, include);
    }
  }
  return west <= east ? [west, south, east, north] : null;
}

/** A way to draw on a frame and back: `unproject` is the inverse of `project`. */
export interface FittedProjection {
  readonly project: Project;
  /** Pixels to longitude and latitude in degrees. */
  readonly unproject: (x: number, y: number) => readonly [lon: number, lat: number];
  /** Pixels that the bounds take. */
  readonly height: number;
}

/** A Mercator projection that fits the bounds into `width` pixels; also gives the height that this takes. */
export function fitMercator(bounds: Bounds, width: number, padding = 12): FittedProjection {
  const [west, south, east, north] = bounds;
  const top = mercatorY(north);
  const spanX = Math.max(((east - west) * Math.PI) / 180, 1e-6);
  const scale = (width - 2 * padding) / spanX;
  const project: Project = (lon, lat) => [
    padding + (((lon - west) * Math.PI) / 180) * scale,
    padding + (top - mercatorY(lat)) * scale,
  ];
  // Snyder 1987, eq. 7-4: the inverse of the spherical Mercator.
  const unproject = (x: number, y: number) => {
    const mercator = top - (y - padding) / scale;
    const lat = (2 * Math.atan(Math.exp(mercator)) - Math.PI / 2) * (180 / Math.PI);
    return [west + ((x - padding) / scale) * (180 / Math.PI), lat] as const;
  };
  return { project, unproject, height: Math.ceil((top - mercatorY(south)) * scale + 2 * padding) };
}

const point = (project: Project, [lon, lat]: Position): string => {
  const [x, y] = project(lon, lat);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
};

function linePath(project: Project, line: readonly Position[], closed: boolean): string {
  const [first, ...rest] = line;
  if (!first) return "";
  return `M${point(project, first)}${rest.map((position) => `L${point(project, position)}`).join("")}${closed ? "Z" : ""}`;
}

/** The `d` of an SVG path for a GeoJSON line or polygon (single or multi); empty for other geometries. */
export function geometryPath(
  project: Project,
  geometry: { readonly type: string; readonly coordinates: unknown },
): string {
  const { type, coordinates } = geometry;
  switch (type) {
    case "LineString":
      return linePath(project, coordinates as Position[], false);
    case "MultiLineString":
      return (coordinates as Position[][]).map((line) => linePath(project, line, false)).join("");
    case "Polygon":
      return (coordinates as Position[][]).map((ring) => linePath(project, ring, true)).join("");
    case "MultiPolygon":
      return (coordinates as Position[][][])
        .flatMap((polygon) => polygon.map((ring) => linePath(project, ring, true)))
        .join("");
    default:
      return "";
  }
}

/** A piece of a ring around (x, y) from one angle to another, clockwise from noon in radians. */
export function arcPath(x: number, y: number, radius: number, from: number, to: number): string {
  const at = (angle: number) =>
    `${(x + radius * Math.sin(angle)).toFixed(2)} ${(y - radius * Math.cos(angle)).toFixed(2)}`;
  if (to - from >= 2 * Math.PI - 1e-9) {
    const half = from + Math.PI;
    return `M${at(from)}A${radius} ${radius} 0 0 1 ${at(half)}A${radius} ${radius} 0 0 1 ${at(from)}Z`;
  }
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > Math.PI ? 1 : 0} 1 ${at(to)}`;
}
