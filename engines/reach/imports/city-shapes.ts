import type { RegionPack } from "@midreach/kernel/region";
import type { CityShape } from "./assign-cities.ts";

interface OutlineFeature {
  readonly properties?: { readonly id?: unknown; readonly name?: unknown } | null;
  readonly geometry?: { readonly type: string; readonly coordinates: unknown } | null;
}

const cityKinds: readonly string[] = ["prefecture", "county"];
const known = new WeakMap<RegionPack, readonly CityShape[]>();

/** The plan's cities with their outlines, as far as the region pack has any. */
export function listCityShapes(region: RegionPack): readonly CityShape[] {
  let shapes = known.get(region);
  if (!shapes) {
    const polygons = readOutlines(region);
    shapes = region.places.rows
      .filter(({ inPlan, kind }) => inPlan && cityKinds.includes(kind))
      .map(({ code, name, lon, lat }) => ({
        code,
        names: [name.zh.replace(/市$/u, ""), name.en],
        lon,
        lat,
        polygons: polygons.get(code) ?? [],
      }));
    known.set(region, shapes);
  }
  return shapes;
}

function readOutlines(region: RegionPack): Map<string, CityShape["polygons"]> {
  const found = new Map<string, CityShape["polygons"]>();
  for (const { layer, rows } of region.raw.values()) {
    if (layer?.kind !== "outline") continue;
    for (const { value } of rows) {
      const { properties, geometry } = value as OutlineFeature;
      const code = layer.places[String(properties?.name ?? "")] ?? String(properties?.id ?? "");
      if (geometry?.type === "Polygon") found.set(code, [geometry.coordinates as CityShape["polygons"][number]]);
      if (geometry?.type === "MultiPolygon") found.set(code, geometry.coordinates as CityShape["polygons"]);
    }
  }
  return found;
}
