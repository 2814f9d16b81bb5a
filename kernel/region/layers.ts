import { setImmediate } from "node:timers/promises";
import type { FeatureCollection, Geometry, MultiLineString, Polygon } from "geojson";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import type { MapLayer } from "../contracts/index.ts";
import type { RawResource, RegionPack } from "./types.ts";

type Properties = Record<string, unknown>;

/** Smallest triangle, in square degrees, that an overview map keeps (about 1 km²: invisible at page width). */
const smallestTriangle = 1e-4;

/**
 * The layers of the region's overview map, simplified so that neighbouring outlines keep sharing their borders
 * (Visvalingam's algorithm on a shared topology). Made once for a pack; whoever asks later gets the same.
 */
export function readMapLayers(pack: RegionPack): Promise<MapLayer[]> {
  const known = layersOf.get(pack);
  if (known) return known;
  const reading = simplifyLayers(pack);
  layersOf.set(pack, reading);
  return reading;
}

/** A pack never changes: its map is made once. */
const layersOf = new WeakMap<RegionPack, Promise<MapLayer[]>>();

async function simplifyLayers(pack: RegionPack): Promise<MapLayer[]> {
  const placeOf = new Map(pack.places.rows.map((place) => [place.code, place]));
  const layers: MapLayer[] = [];
  for (const resource of pack.raw.values()) {
    if (resource.layer) layers.push(await toLayer(resource, resource.layer, placeOf));
  }
  return layers;
}

async function toLayer(
  resource: RawResource,
  settings: NonNullable<RawResource["layer"]>,
  placeOf: ReadonlyMap<string, RegionPack["places"]["rows"][number]>,
): Promise<MapLayer> {
  const collection: FeatureCollection = {
    type: "FeatureCollection",
    features: resource.rows.map((row) => row.value as FeatureCollection["features"][number]),
  };
  const simplified = await simplifyTogether(collection);
  const features = simplified.features.map((item) => {
    const properties = (item.properties ?? {}) as Properties;
    const named = settings.places[String(properties.name ?? "")] ?? String(properties.id ?? "");
    const place = placeOf.get(named);
    return {
      type: "Feature" as const,
      properties: {
        ...(place ? { place: place.code, name: place.name, inPlan: place.inPlan } : {}),
        ...(typeof properties.scalerank === "number" ? { rank: properties.scalerank } : {}),
      },
      geometry: roundGeometry(item.geometry) as { type: string; coordinates: unknown },
    };
  });
  return {
    id: resource.name,
    title: { zh: settings.title, en: settings.title_en },
    kind: settings.kind,
    features,
    source: { title: resource.source.title, ...(resource.source.licence ? { licence: resource.source.licence } : {}) },
  };
}

/** Each step takes some ten milliseconds; a server has others to serve in between. */
async function simplifyTogether(collection: FeatureCollection): Promise<FeatureCollection> {
  await setImmediate();
  const exact = topology({ all: collection }, 1e5) as never;
  await setImmediate();
  const weighed = presimplify(exact);
  await setImmediate();
  const shared = simplify(weighed, smallestTriangle);
  const object = shared.objects.all;
  if (!object) throw new Error("the topology lost its only object");
  return feature(shared, object) as unknown as FeatureCollection;
}

/** Three decimals are about 100 m, below a pixel of any overview. */
function roundGeometry(geometry: Geometry): Geometry {
  const round = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(round) : Math.round((value as number) * 1000) / 1000;
  const { coordinates } = geometry as Polygon | MultiLineString;
  return { ...geometry, coordinates: round(coordinates) } as Geometry;
}
