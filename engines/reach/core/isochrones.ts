import { contours } from "d3-contour";

/** A point from which one goes on in all directions, and the seconds after which one is there. */
export interface IsochroneSource {
  /** WGS 84 degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly seconds: number;
}

/** How areas are drawn. */
export interface IsochroneOptions {
  /** Limits of travel time. */
  readonly thresholdsSeconds: readonly number[];
  /** Speed on the way from a station, along the way. */
  readonly speedKmh: number;
  /** Length of the way over the straight line, at least 1. */
  readonly detourFactor: number;
  /** Longest way from a station, seconds; as long as the time lasts unless given. */
  readonly longestSeconds?: number | undefined;
  /** Most points of the grid; finer costs time. 250,000 unless given. */
  readonly maxCells?: number | undefined;
}

/** Area within one limit of travel time, as GeoJSON (RFC 7946: rings closed, outer ones counter-clockwise). */
export interface Isochrone {
  readonly type: "Feature";
  readonly properties: { readonly thresholdSeconds: number };
  readonly geometry: { readonly type: "MultiPolygon"; readonly coordinates: number[][][][] };
}

/** Length of a degree of latitude on a sphere of 6371.0088 km. */
const kmPerDegree = 111.195;
/** No finer than this: what is smaller than a station's surroundings says nothing. */
const finestCellKm = 0.25;
const usualCells = 250_000;
/** Points beyond the last limit that a cone fills, so that contours lie between two computed values. */
const margin = 2;
/** Beyond the longest way a second counts as so many: the edge stays where it is, and contours can be drawn. */
const steepness = 200;

/**
 * Areas that are reached within each limit: around every source the disc that the remaining time allows at the given
 * speed over the detour, united. The least time is sampled on a grid of degrees and contoured by marching squares
 * (d3-contour, with linear interpolation), so that discs merge and holes stay holes. A disc that is smaller than a cell
 * still shows as one. An empty limit gives a feature without polygons.
 */
export function isochrones(sources: readonly IsochroneSource[], options: IsochroneOptions): Isochrone[] {
  const limit = Math.max(0, ...options.thresholdsSeconds);
  const useful = sources.filter(({ seconds }) => seconds <= limit);
  const kmPerSecond = options.speedKmh / 3600 / options.detourFactor;
  if (useful.length === 0 || !(kmPerSecond > 0)) return options.thresholdsSeconds.map((t) => makeFeature(t, []));
  const longest = options.longestSeconds ?? limit;
  const grid = makeGrid(useful, { limit, longest, kmPerSecond, maxCells: options.maxCells ?? usualCells });
  for (const source of useful) fillCone(grid, source, { limit, longest, kmPerSecond });
  const negative = Array.from(grid.values, (seconds) => -seconds);
  const contour = contours().size([grid.columns, grid.rows]);
  return options.thresholdsSeconds.map((threshold) => {
    const { coordinates } = contour.contour(negative, -threshold);
    return makeFeature(
      threshold,
      coordinates.map((polygon) => polygon.map((ring, index) => toRing(grid, ring, index === 0))),
    );
  });
}

interface Grid {
  readonly west: number;
  readonly north: number;
  readonly stepLon: number;
  readonly stepLat: number;
  readonly columns: number;
  readonly rows: number;
  /** Least seconds at each point, row by row from the north. */
  readonly values: Float64Array;
}

interface Cone {
  readonly limit: number;
  readonly longest: number;
  readonly kmPerSecond: number;
}

function makeGrid(sources: readonly IsochroneSource[], cone: Cone & { maxCells: number }): Grid {
  let west = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const { lon, lat, seconds } of sources) {
    const reachLat = (Math.min(cone.limit - seconds, cone.longest) * cone.kmPerSecond) / kmPerDegree;
    const reachLon = reachLat / shrink(lat);
    west = Math.min(west, lon - reachLon);
    east = Math.max(east, lon + reachLon);
    south = Math.min(south, lat - reachLat);
    north = Math.max(north, lat + reachLat);
  }
  const middle = shrink((south + north) / 2);
  const heightKm = (north - south) * kmPerDegree;
  const widthKm = (east - west) * kmPerDegree * middle;
  const cellKm = Math.max(finestCellKm, Math.sqrt((widthKm * heightKm) / cone.maxCells));
  const stepLat = cellKm / kmPerDegree;
  const stepLon = stepLat / middle;
  const columns = Math.ceil((east - west) / stepLon) + 2 * margin + 2;
  const rows = Math.ceil((north - south) / stepLat) + 2 * margin + 2;
  return {
    west: west - (margin + 0.5) * stepLon,
    north: north + (margin + 0.5) * stepLat,
    stepLon,
    stepLat,
    columns,
    rows,
    // A value that is above every limit by as much as a few cells take, so that interpolation stays moderate.
    values: new Float64Array(columns * rows).fill(cone.limit + ((margin + 1) * cellKm) / cone.kmPerSecond),
  };
}

function fillCone(grid: Grid, { lon, lat, seconds }: IsochroneSource, { limit, longest, kmPerSecond }: Cone): void {
  const { west, north, stepLon, stepLat, columns, rows, values } = grid;
  const x = (lon - west) / stepLon;
  const y = (north - lat) / stepLat;
  const lower = (column: number, row: number, value: number) => {
    const place = row * columns + column;
    if (column >= 0 && column < columns && row >= 0 && row < rows && value < (values[place] as number)) {
      values[place] = value;
    }
  };
  const kmX = stepLon * kmPerDegree * shrink(lat);
  const kmY = stepLat * kmPerDegree;
  const radiusKm = Math.min(limit - seconds, longest) * kmPerSecond;
  const reachX = Math.ceil(radiusKm / kmX) + margin;
  const reachY = Math.ceil(radiusKm / kmY) + margin;
  const column = Math.round(x);
  const row = Math.round(y);
  for (let r = row - reachY; r <= row + reachY; r += 1) {
    for (let c = column - reachX; c <= column + reachX; c += 1) {
      const way = Math.hypot((c - x) * kmX, (r - y) * kmY) / kmPerSecond;
      lower(c, r, seconds + way + Math.max(0, way - longest) * steepness);
    }
  }
  lower(column, row, seconds);
}

/** Length of a degree of longitude over one of latitude. */
function shrink(lat: number): number {
  return Math.max(0.01, Math.cos((lat * Math.PI) / 180));
}

/** Degrees with five decimals, closed, outer rings counter-clockwise and holes clockwise. */
function toRing({ west, north, stepLon, stepLat }: Grid, ring: readonly number[][], isOuter: boolean): number[][] {
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  // d3-contour counts a point's place in the middle of its cell.
  const points = ring.map(([x = 0, y = 0]) => [round(west + (x - 0.5) * stepLon), round(north - (y - 0.5) * stepLat)]);
  return getSignedArea(points) > 0 === isOuter ? points : points.reverse();
}

function getSignedArea(ring: readonly number[][]): number {
  let area = 0;
  ring.forEach(([x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    area += x * nextY - nextX * y;
  });
  return area / 2;
}

function makeFeature(thresholdSeconds: number, coordinates: number[][][][]): Isochrone {
  return { type: "Feature", properties: { thresholdSeconds }, geometry: { type: "MultiPolygon", coordinates } };
}
