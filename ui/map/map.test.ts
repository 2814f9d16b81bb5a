import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels, textWidth } from "./labels.ts";
import { arcPath, boundsOf, fitMercator, geometryPath, mercatorY } from "./projection.ts";

describe("the projection", () => {
  it("agrees with the published Mercator formula", () => {
    expect(mercatorY(0)).toBeCloseTo(0, 12);
    // Snyder 1987, p. 266: lat 35° N gives y = 0.6528366 for R = 1.
    expect(mercatorY(35)).toBeCloseTo(0.6528366, 6);
  });
  it("fits the bounds into the width and keeps north up", () => {
    const { project, height } = fitMercator([110, 26, 118, 32], 600, 10);
    expect(project(110, 32)).toEqual([10, 10]);
    const [x, y] = project(118, 26);
    expect(x).toBeCloseTo(590, 6);
    expect(y).toBeLessThanOrEqual(height - 10 + 1);
    expect(project(114, 31)[1]).toBeLessThan(project(114, 27)[1]);
  });
  it("leads back from a pixel to the point that is drawn there", () => {
    const { project, unproject } = fitMercator([110, 26, 118, 32], 600, 10);
    const [x, y] = project(114.3, 30.6);
    const [lon, lat] = unproject(x, y);
    expect(lon).toBeCloseTo(114.3, 9);
    expect(lat).toBeCloseTo(30.6, 9);
  });
  it("takes its bounds from the plan's own outlines only", () => {
    const square = (at: number) => [
      [
        [at, at],
        [at + 1, at],
        [at + 1, at + 1],
        [at, at],
      ],
    ];
    const feature = (at: number, inPlan: boolean) => ({
      type: "Feature" as const,
      properties: { inPlan },
      geometry: { type: "Polygon", coordinates: square(at) },
    });
    const layer = {
      id: "o",
      title: { zh: "", en: "" },
      kind: "outline" as const,
      features: [feature(10, true), feature(40, false)],
      source: { title: "" },
    };
    expect(boundsOf([layer], [])).toEqual([10, 10, 11, 11]);
    expect(boundsOf([], [])).toBeNull();
    expect(boundsOf([], [[1, 2]])).toEqual([1, 2, 1, 2]);
  });
  it("draws lines open and polygons closed", () => {
    const plain = (lon: number, lat: number) => [lon, lat] as const;
    expect(
      geometryPath(plain, {
        type: "LineString",
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      }),
    ).toBe("M0.0 0.0L1.0 1.0");
    expect(
      geometryPath(plain, {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [0, 0],
            ],
          ],
        ],
      }),
    ).toMatch(/Z$/);
    expect(geometryPath(plain, { type: "Point", coordinates: [0, 0] })).toBe("");
  });
  it("closes a whole ring", () => {
    expect(arcPath(0, 0, 10, 0, 2 * Math.PI)).toMatch(/Z$/);
    expect(arcPath(0, 0, 10, 0, 1)).not.toMatch(/Z$/);
  });
});

describe("labels", () => {
  it("counts ideographs wider than letters", () => {
    expect(textWidth("武汉", 10)).toBe(20);
    expect(textWidth("ab", 10)).toBe(12);
  });
  it("gives the first choice to the greater city", () => {
    const at = (id: string, x: number, priority: number) => ({ id, x, y: 50, radius: 4, text: "四个汉字", priority });
    const placed = placeLabels([at("small", 60, 1), at("great", 50, 9)], { width: 200, height: 100 }, 12);
    expect(placed[0]?.id).toBe("great");
  });
  it("never overlap each other, a circle or the frame", () => {
    const request = fc.record({
      x: fc.double({ min: 0, max: 400, noNaN: true }),
      y: fc.double({ min: 0, max: 300, noNaN: true }),
      radius: fc.integer({ min: 2, max: 14 }),
      text: fc.constantFrom("武汉", "景德镇", "Jingdezhen", "Ezhou"),
      priority: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40 }), (list) => {
        const requests = list.map((item, index) => ({ ...item, id: String(index) }));
        const placed = placeLabels(requests, { width: 400, height: 300 }, 12);
        for (const [index, a] of placed.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(400);
          for (const b of placed.slice(index + 1)) {
            const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || Math.abs(a.y - b.y) >= a.height - 1e-9;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
