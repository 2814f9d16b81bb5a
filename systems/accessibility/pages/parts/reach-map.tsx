import type { PlanMap } from "@midreach/plan";
import type { Isochrones } from "@midreach/reach";
import {
  boundsOf,
  fitMercator,
  geometryPath,
  LayerPaths,
  MapNote,
  type Project,
  useLanguage,
  useWidth,
} from "@midreach/ui";
import { type MouseEvent, type ReactNode, useId, useMemo } from "react";
import { binOfMinutes } from "./reach-bins.ts";
import { ReachCities, type ReachCity } from "./reach-map-cities.tsx";
import "./reach-map.css";

/** Areas within so many minutes, the largest first. */
export type IsochroneFeatures = Isochrones["isochrones"]["features"];

interface ReachMapProps {
  readonly ground: PlanMap;
  readonly cities: readonly ReachCity[];
  /** What the map shows, in words. */
  readonly label: string;
  /** Colours of travel times, or of differences. */
  readonly palette: "time" | "difference";
  readonly isochrones?: IsochroneFeatures;
  /** Where the search begins, when it is not a city. */
  readonly origin?: { readonly lon: number; readonly lat: number } | null;
  /** A click between the cities; degrees. */
  readonly onPoint?: (lon: number, lat: number) => void;
  readonly legend: ReactNode;
}

/** The plan's cities coloured by a figure, over areas within reach; each city leads to the journeys behind its figure. */
export function ReachMap({ ground, cities, label, palette, isochrones = [], origin, onPoint, legend }: ReachMapProps) {
  const language = useLanguage();
  const [box, width] = useWidth(640);
  const hatch = `reach-hatch-${useId()}`;
  const { layers } = ground;
  const fitted = useMemo(() => {
    const bounds = boundsOf(
      layers,
      cities.map((city) => [city.lon, city.lat] as const),
    );
    return bounds ? fitMercator(bounds, width) : null;
  }, [layers, cities, width]);
  if (!fitted) return null;
  const { project, unproject, height } = fitted;
  const pointed = (event: MouseEvent<SVGSVGElement>) => {
    if (!onPoint || (event.target as Element).closest("a")) return;
    const frame = event.currentTarget.getBoundingClientRect();
    const scale = width / frame.width;
    onPoint(...unproject((event.clientX - frame.left) * scale, (event.clientY - frame.top) * scale));
  };
  return (
    <figure className={`mr-map mr-reach-map mr-reach-${palette}`} ref={box}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, a point is typed into the field of the origin */}
      <svg
        key={language}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        // An image that contains links: `role="img"` would hide them.
        aria-label={label}
        className={`mr-map-drawing ${onPoint ? "mr-reach-pointed" : ""}`}
        onClick={pointed}
      >
        <defs>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" className="mr-reach-hatch-ground" />
            <path d="M0 0V5" className="mr-reach-hatch-line" />
          </pattern>
        </defs>
        {layers.filter(isOutline).map((layer) => (
          <LayerPaths key={layer.id} layer={layer} project={project} />
        ))}
        <Areas features={isochrones} project={project} />
        {layers
          .filter((layer) => !isOutline(layer))
          .map((layer) => (
            <LayerPaths key={layer.id} layer={layer} project={project} />
          ))}
        <ReachCities cities={cities} project={project} frame={{ width, height }} hatch={`url(#${hatch})`} />
        {origin ? <OriginMark project={project} lon={origin.lon} lat={origin.lat} /> : null}
      </svg>
      <figcaption className="mr-map-caption">
        {legend}
        <MapNote note={ground.note} layers={layers} />
      </figcaption>
    </figure>
  );
}

const isOutline = (layer: PlanMap["layers"][number]): boolean => layer.kind === "outline";

interface AreasProps {
  readonly features: IsochroneFeatures;
  readonly project: Project;
}

function Areas({ features, project }: AreasProps) {
  const paths = useMemo(
    () =>
      features.map((feature) => ({
        minutes: feature.properties.minutes,
        d: geometryPath(project, feature.geometry),
      })),
    [features, project],
  );
  return (
    <g className="mr-reach-areas">
      {paths.map(({ minutes, d }) => (
        <path
          key={minutes}
          d={d}
          className={`mr-reach-area mr-reach-bin-${binOfMinutes(minutes)}`}
          fillRule="evenodd"
        />
      ))}
    </g>
  );
}

function OriginMark({ project, lon, lat }: { readonly project: Project; readonly lon: number; readonly lat: number }) {
  const [x, y] = project(lon, lat);
  return (
    <g className="mr-reach-origin">
      <circle cx={x} cy={y} r={7} />
      <path d={`M${x - 11} ${y}H${x + 11}M${x} ${y - 11}V${y + 11}`} />
    </g>
  );
}
