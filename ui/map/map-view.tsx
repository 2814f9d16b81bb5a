import type { MapLayer, Text } from "@midreach/kernel/contracts";
import { useMemo, useState } from "react";
import { m, useLanguage } from "../texts/index.ts";
import { LayerPaths, MapNote } from "./layer-paths.tsx";
import { MapCities, type PlacedCity } from "./map-cities.tsx";
import type { MapCity } from "./map-city.ts";
import { MapLegend } from "./map-legend.tsx";
import { boundsOf, fitMercator } from "./projection.ts";
import { useWidth } from "./use-width.ts";
import "./map.css";

interface MapViewProps {
  readonly layers: readonly MapLayer[];
  readonly cities: readonly MapCity[];
  /** Place codes that are emphasised: outlines are filled, waters drawn thicker, cities drawn strong. */
  readonly highlights?: ReadonlySet<string>;
  /** Must stand beside every map: it is a sketch, not a standard map. */
  readonly note: Text;
  readonly label: string;
  readonly legend?: boolean;
}

const radiusOfLargest = 13;
const smallestRadius = 3.5;

/** Keeps the place of a map that is being fetched, so that nothing jumps when it comes. */
export function MapPlaceholder() {
  return <div className="mr-map-placeholder" role="status" aria-label={m.loading()} />;
}

/** Radius in pixels for a population, so that areas are proportional; never too small to hit. */
function radiusFor(population: number | null, largest: number): number {
  if (population === null || largest <= 0) return smallestRadius;
  return Math.max(smallestRadius, radiusOfLargest * Math.sqrt(population / largest));
}

/** The cluster on a map, drawn by the browser from plain GeoJSON layers; cities are links and can be reached by keyboard. */
export function MapView({ layers, cities, highlights, note, label, legend = true }: MapViewProps) {
  const language = useLanguage();
  const [box, width] = useWidth(640);
  const [active, setActive] = useState<string | null>(null);
  const view = useMemo(() => {
    const located = cities.flatMap((city) =>
      city.lon === null || city.lat === null ? [] : [{ ...city, lon: city.lon, lat: city.lat }],
    );
    const bounds = boundsOf(
      layers,
      located.map((city) => [city.lon, city.lat] as const),
    );
    if (!bounds) return null;
    const { project, height } = fitMercator(bounds, width);
    const largest = Math.max(0, ...located.map((city) => city.population ?? 0));
    const scale = Math.min(1, Math.max(0.6, width / 640));
    const placed: PlacedCity[] = located.map((city) => {
      const [x, y] = project(city.lon, city.lat);
      return { city, x, y, radius: radiusFor(city.population, largest) * scale };
    });
    return { project, frame: { width, height }, placed };
  }, [layers, cities, width]);
  if (!view) return null;
  return (
    <figure className="mr-map" ref={box}>
      <svg
        key={language}
        viewBox={`0 0 ${width} ${view.frame.height}`}
        width={width}
        height={view.frame.height}
        // An image that contains links: `role="img"` would hide them.
        aria-label={label}
        className="mr-map-drawing"
      >
        {layers.map((layer) => (
          <LayerPaths key={layer.id} layer={layer} project={view.project} highlights={highlights} />
        ))}
        <MapCities
          cities={view.placed}
          frame={view.frame}
          highlights={highlights}
          active={active}
          onActive={setActive}
        />
      </svg>
      <figcaption className="mr-map-caption">
        {legend ? <MapLegend /> : null}
        <MapNote note={note} layers={layers} />
      </figcaption>
    </figure>
  );
}
