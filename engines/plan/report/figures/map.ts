import type { MapLayer } from "@midreach/kernel/contracts";
import type { MapDrawing } from "../document/blocks.ts";
import { escapeXml, type Picture, pictureFont, pictureWidth, textWidth } from "./picture.ts";

type Position = readonly [lon: number, lat: number];
type Project = (position: Position) => readonly [x: number, y: number];
type City = MapDrawing["cities"][number];

/** Shades from few to many (ColorBrewer 2.0, Reds and Greys, five classes); the first stands for zero. */
const ramps = {
  red: ["#f4f5f6", "#fee5d9", "#fcae91", "#fb6a4a", "#de2d26", "#a50f15"],
  grey: ["#f4f5f6", "#dfe4ea", "#bcc6d1", "#93a1b1", "#647487", "#3b4a5c"],
} as const;
const margin = 14;
const legendHeight = 92;
const fontSize = 22;

/** A map of the region with its cities shaded by a number: outlines, waters, names, legend, and the note that it is a sketch. */
export function drawMap(drawing: MapDrawing): Picture {
  const frame = fit(drawing);
  const classes = toClasses(drawing.cities.map((city) => city.value));
  const shades = ramps[drawing.ramp];
  const shadeOf = new Map(drawing.cities.map((city) => [city.code, shades[classOf(city.value, classes)] ?? shades[0]]));
  const outlined = new Set(
    drawing.layers
      .filter((one) => one.kind === "outline")
      .flatMap((one) => one.features.map((f) => f.properties.place)),
  );
  const height = frame.height + legendHeight;
  const body = [
    `<rect width="${pictureWidth}" height="${height}" fill="#ffffff"/>`,
    `<svg width="${pictureWidth}" height="${frame.height}">`,
    ...["outline", "lake", "river"].flatMap((kind) =>
      drawing.layers.filter((layer) => layer.kind === kind).map((layer) => drawLayer(layer, frame.project, shadeOf)),
    ),
    ...drawing.cities.map((city) => drawCity(city, frame.project, outlined.has(city.code), shadeOf.get(city.code))),
    ...drawNames(drawing.cities, frame),
    "</svg>",
    drawLegend(drawing, classes, frame.height),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pictureWidth} ${height}" width="${pictureWidth}" height="${height}" font-family="${pictureFont}" font-size="${fontSize}" fill="#1b2530">${body.join("")}</svg>`;
  return { svg, width: pictureWidth, height };
}

function eachPosition(coordinates: unknown, visit: (position: Position) => void): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] === "number") visit(coordinates as unknown as Position);
  else for (const part of coordinates) eachPosition(part, visit);
}

interface Frame {
  readonly project: Project;
  readonly height: number;
}

/** Mercator (Snyder 1987, eq. 7-2) scaled so that the plan's own outlines and points fill the width. */
function fit(drawing: MapDrawing): Frame {
  const positions: Position[] = drawing.cities.flatMap(({ lon, lat }) =>
    lon === null || lat === null ? [] : [[lon, lat] as const],
  );
  for (const layer of drawing.layers.filter((one) => one.kind === "outline")) {
    for (const feature of layer.features.filter((one) => one.properties.inPlan)) {
      eachPosition(feature.geometry.coordinates, (position) => positions.push(position));
    }
  }
  const raw = positions.map(mercator);
  const [west, east] = [min(raw.map(([x]) => x)), max(raw.map(([x]) => x))];
  const [south, north] = [min(raw.map(([, y]) => y)), max(raw.map(([, y]) => y))];
  const scale = (pictureWidth - 2 * margin) / Math.max(east - west, 1e-6);
  const project: Project = (position) => {
    const [x, y] = mercator(position);
    return [margin + (x - west) * scale, margin + (north - y) * scale];
  };
  // Without any outline a handful of points may lie on one line.
  return { project, height: Math.min(1400, Math.max(300, Math.ceil((north - south) * scale + 2 * margin))) };
}

const mercator = ([lon, lat]: Position): Position => [
  (lon * Math.PI) / 180,
  Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
];
const min = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const max = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

function drawLayer(layer: MapLayer, project: Project, shadeOf: ReadonlyMap<string, string>): string {
  return layer.features
    .map(({ geometry, properties }) => {
      const d = toPath(geometry, project);
      if (d === "") return "";
      if (layer.kind === "river") {
        const width = (properties.rank ?? 5) <= 3 ? 3 : 1.5;
        return `<path d="${d}" fill="none" stroke="#7fb2d9" stroke-width="${width}" stroke-linejoin="round"/>`;
      }
      if (layer.kind === "lake") return `<path d="${d}" fill="#b7d7ef" stroke="#7fb2d9" stroke-width="0.8"/>`;
      const shade = shadeOf.get(properties.place ?? "");
      return shade
        ? `<path d="${d}" fill="${shade}" stroke="#6b7785" stroke-width="1.2" stroke-linejoin="round"/>`
        : `<path d="${d}" fill="#fbfbfa" stroke="#d8dee5" stroke-width="1"/>`;
    })
    .join("");
}

function toPath({ type, coordinates }: MapLayer["features"][number]["geometry"], project: Project): string {
  const line = (positions: readonly Position[], end: string): string =>
    positions.length < 2
      ? ""
      : `M${positions
          .map((position) => {
            const [x, y] = project(position);
            return `${x.toFixed(1)} ${y.toFixed(1)}`;
          })
          .join("L")}${end}`;
  if (type === "LineString") return line(coordinates as Position[], "");
  if (type === "MultiLineString") return (coordinates as Position[][]).map((part) => line(part, "")).join("");
  if (type === "Polygon") return (coordinates as Position[][]).map((ring) => line(ring, "Z")).join("");
  if (type !== "MultiPolygon") return "";
  return (coordinates as Position[][][]).flatMap((polygon) => polygon.map((ring) => line(ring, "Z"))).join("");
}

/** The seat of the city; a city without an outline is a disc of its shade. */
function drawCity(city: City, project: Project, outlined: boolean, shade = "#ffffff"): string {
  if (city.lon === null || city.lat === null) return "";
  const [x, y] = project([city.lon, city.lat]);
  return outlined
    ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="#1b2530"/>`
    : `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="9" fill="${shade}" stroke="#6b7785" stroke-width="1.5"/>`;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Names beside their seats, where they touch no other name (Christensen, Marks and Shieber 1995, greedy). */
function drawNames(cities: readonly City[], frame: Frame): string[] {
  const taken: Box[] = [];
  const size = cities.some((city) => textWidth(city.name, 1) > 4) ? fontSize - 4 : fontSize;
  return [...cities]
    .sort((a, b) => b.value - a.value)
    .flatMap((city) => {
      if (city.lon === null || city.lat === null) return [];
      const [x, y] = frame.project([city.lon, city.lat]);
      const box = placesAround(x, y, textWidth(city.name, size), size).find((candidate) =>
        isFree(candidate, taken, frame),
      );
      if (!box) return [];
      taken.push(box);
      const at = `x="${((box.left + box.right) / 2).toFixed(1)}" y="${(box.bottom - size * 0.25).toFixed(1)}"`;
      const style = `font-size="${size}" text-anchor="middle"`;
      const name = escapeXml(city.name);
      const halo = `stroke="#ffffff" stroke-opacity="0.85" stroke-width="4" stroke-linejoin="round"`;
      return [`<text ${at} ${style} fill="#ffffff" ${halo}>${name}</text><text ${at} ${style}>${name}</text>`];
    });
}

function placesAround(x: number, y: number, width: number, size: number): Box[] {
  const gap = 6;
  const height = size * 1.2;
  const lefts: readonly (readonly [number, number])[] = [
    [x + gap, y - height / 2],
    [x - width / 2, y + gap],
    [x - width / 2, y - gap - height],
    [x - gap - width, y - height / 2],
    [x + gap, y + gap / 2],
    [x - gap - width, y + gap / 2],
    [x + gap, y - gap / 2 - height],
    [x - gap - width, y - gap / 2 - height],
  ];
  return lefts.map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
}

const isFree = (box: Box, taken: readonly Box[], frame: Frame): boolean =>
  box.left >= 0 &&
  box.right <= pictureWidth &&
  box.top >= 0 &&
  box.bottom <= frame.height &&
  taken.every(
    (other) => box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top,
  );

/** Upper ends of the classes above zero: every value for itself when there are few, else classes of like size. */
function toClasses(values: readonly number[]): number[] {
  const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
  const distinct = [...new Set(positive)];
  if (distinct.length <= 5) return distinct;
  const ends = [1, 2, 3, 4, 5].map((part) => positive[Math.ceil((positive.length * part) / 5) - 1] ?? 0);
  return [...new Set(ends)];
}

/** Which shades serve one, two … five classes. */
const shadeSteps: readonly (readonly number[])[] = [[], [3], [2, 4], [1, 3, 5], [1, 2, 4, 5], [1, 2, 3, 4, 5]];

/** Index of the shade of a value; 0 for zero. */
function classOf(value: number, classes: readonly number[]): number {
  if (value <= 0) return 0;
  const index = classes.findIndex((end) => value <= end);
  return shadeSteps[classes.length]?.[index] ?? 0;
}

function drawLegend(drawing: MapDrawing, classes: readonly number[], top: number): string {
  const shades = ramps[drawing.ramp];
  const lowest = min(drawing.cities.map((city) => city.value).filter((value) => value > 0));
  let x = margin;
  const entries = [0, ...classes].map((end, index) => {
    const start = index < 2 ? Math.min(end, lowest) : (classes[index - 2] ?? 0) + 1;
    const range = start >= end ? String(end) : `${start}–${end}`;
    const shade = shades[classOf(end, classes)] ?? shades[0];
    const entry = `<rect x="${x}" y="${top + 44}" width="30" height="20" fill="${shade}" stroke="#6b7785"/><text x="${x + 38}" y="${top + 61}">${range}</text>`;
    x += 38 + textWidth(range, fontSize) + 26;
    return entry;
  });
  const right = `text-anchor="end" fill="#4b5866"`;
  return [
    `<text x="${margin}" y="${top + 30}">${escapeXml(drawing.legend)}</text>`,
    ...entries,
    `<text x="${pictureWidth - margin}" y="${top + 30}" ${right}>${escapeXml(drawing.note)}</text>`,
  ].join("");
}
