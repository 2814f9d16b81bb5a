import { describe, expect, it } from "vitest";
import { isochrones } from "./isochrones.ts";

/** Areas within a limit of travel time. One degree of latitude is 111.195 km. */

const options = { thresholdsSeconds: [3600], speedKmh: 30, detourFactor: 1.5 };
const station = { lon: 114, lat: 30, seconds: 0 };

/** Square kilometres, holes taken off. */
function measureKm2(coordinates: readonly (readonly number[][])[][]): number {
  const km = (ring: readonly number[][]) =>
    Math.abs(signedArea(ring)) * 111.195 ** 2 * Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180);
  return coordinates.reduce(
    (total, polygon) => total + polygon.reduce((sum, ring, index) => sum + (index === 0 ? km(ring) : -km(ring)), 0),
    0,
  );
}

function signedArea(ring: readonly number[][]): number {
  return ring.reduce((sum, [x = 0, y = 0], index) => {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

function draw(...sources: { lon: number; lat: number; seconds: number }[]) {
  const [feature] = isochrones(sources, options);
  return feature?.geometry.coordinates ?? [];
}

describe("one station", () => {
  it("has a disc of speed over detour times the remaining time", () => {
    const area = measureKm2(draw(station));
    expect(area).toBeGreaterThan(Math.PI * 20 ** 2 * 0.99);
    expect(area).toBeLessThan(Math.PI * 20 ** 2 * 1.01);
  });

  it("that is reached later has less time left", () => {
    const area = measureKm2(draw({ ...station, seconds: 1800 }));
    expect(area / (Math.PI * 10 ** 2)).toBeCloseTo(1, 1);
  });

  it("that is reached too late has none", () => {
    expect(draw({ ...station, seconds: 3601 })).toEqual([]);
    expect(isochrones([], options)[0]?.geometry.coordinates).toEqual([]);
  });
});

describe("several stations", () => {
  it("far from each other make two polygons", () => {
    expect(draw(station, { ...station, lon: 115 })).toHaveLength(2);
  });

  it("near each other make one, smaller than both", () => {
    const both = draw(station, { ...station, lon: 114.2 });
    expect(both).toHaveLength(1);
    expect(measureKm2(both)).toBeLessThan(2 * Math.PI * 20 ** 2);
    expect(measureKm2(both)).toBeGreaterThan(Math.PI * 20 ** 2);
  });

  it("in a ring leave a hole, outside counter-clockwise and inside clockwise, all closed", () => {
    const around = Array.from({ length: 12 }, (_, index) => ({
      lon: 114 + 0.35 * Math.cos((index * Math.PI) / 6),
      lat: 30 + 0.3 * Math.sin((index * Math.PI) / 6),
      seconds: 0,
    }));
    const coordinates = draw(...around);
    expect(coordinates).toHaveLength(1);
    expect(coordinates[0]).toHaveLength(2);
    const [outer = [], hole = []] = coordinates[0] ?? [];
    expect(signedArea(outer)).toBeGreaterThan(0);
    expect(signedArea(hole)).toBeLessThan(0);
    for (const ring of [outer, hole]) expect(ring[ring.length - 1]).toEqual(ring[0]);
  });
});

it("a larger limit holds all that a smaller one holds", () => {
  const features = isochrones([station, { lon: 114.5, lat: 30.2, seconds: 1200 }], {
    ...options,
    thresholdsSeconds: [1800, 3600, 5400],
  });
  const areas = features.map(({ geometry }) => measureKm2(geometry.coordinates));
  expect(areas).toEqual([...areas].sort((a, b) => a - b));
  expect(features.map(({ properties }) => properties.thresholdSeconds)).toEqual([1800, 3600, 5400]);
});

it("a grid of few points still shows the smallest disc", () => {
  const [feature] = isochrones([station, { lon: 118, lat: 33, seconds: 3590 }], { ...options, maxCells: 2000 });
  expect(feature?.geometry.coordinates).toHaveLength(2);
});
