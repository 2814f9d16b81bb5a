import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";

/** A map file of Apache ECharts 4: GeoJSON whose rings may be zigzag-delta encoded in 1/1024 degree. */
interface EchartsMap {
  readonly UTF8Encoding?: boolean;
  readonly features: readonly {
    readonly id?: string;
    readonly properties: { readonly name: string };
    readonly geometry: {
      readonly type: "Polygon" | "MultiPolygon";
      readonly coordinates: unknown;
      readonly encodeOffsets?: unknown;
    };
  }[];
}

/** Turns an ECharts 4 map into plain GeoJSON; the feature's `id` (a GB/T 2260 code) moves to `properties.id`. */
export function decodeEchartsMap(
  map: EchartsMap,
): FeatureCollection<Polygon | MultiPolygon, { id: string; name: string }> {
  const features = map.features.map((feature): Feature<Polygon | MultiPolygon, { id: string; name: string }> => {
    const { type, coordinates, encodeOffsets } = feature.geometry;
    const decoded = map.UTF8Encoding ? decodeNested(coordinates, encodeOffsets) : coordinates;
    return {
      type: "Feature",
      properties: { id: feature.id ?? "", name: feature.properties.name },
      geometry: { type, coordinates: decoded } as Polygon | MultiPolygon,
    };
  });
  return { type: "FeatureCollection", features };
}

/** Rings are strings; polygons and multipolygons nest them, and the offsets nest alike. */
function decodeNested(coordinates: unknown, offsets: unknown): unknown {
  if (typeof coordinates === "string") return decodeRing(coordinates, offsets as [number, number]);
  return (coordinates as unknown[]).map((item, index) => decodeNested(item, (offsets as unknown[])[index]));
}

function decodeRing(encoded: string, [startX, startY]: [number, number]): Position[] {
  const ring: Position[] = [];
  let x = startX;
  let y = startY;
  for (let index = 0; index < encoded.length; index += 2) {
    x += unzigzag(encoded.charCodeAt(index) - 64);
    y += unzigzag(encoded.charCodeAt(index + 1) - 64);
    ring.push([x / 1024, y / 1024]);
  }
  return ring;
}

const unzigzag = (value: number): number => (value >> 1) ^ -(value & 1);
