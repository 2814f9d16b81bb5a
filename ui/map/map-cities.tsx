import { useMemo } from "react";
import { Link } from "react-router";
import { ringShares } from "../status/status.ts";
import { say } from "../texts/index.ts";
import { type LabelRequest, type PlacedLabel, placeLabels, textWidth } from "./labels.ts";
import type { MapCity } from "./map-city.ts";
import { arcPath } from "./projection.ts";

/** A city with its place and size in pixels. */
export interface PlacedCity {
  readonly city: MapCity;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface MapCitiesProps {
  readonly cities: readonly PlacedCity[];
  readonly frame: { readonly width: number; readonly height: number };
  readonly highlights: ReadonlySet<string> | undefined;
  readonly active: string | null;
  readonly onActive: (code: string | null) => void;
}

const ringWidth = 3;

/** Circles, status rings and labels; the one under the pointer or with the focus always shows its label, on top. */
export function MapCities({ cities, frame, highlights, active, onActive }: MapCitiesProps) {
  const fontSize = frame.width < 480 ? 11 : 12;
  const labels = useMemo(() => {
    const requests = cities.map(
      ({ city, x, y, radius }): LabelRequest => ({
        id: city.code,
        x,
        y,
        radius: radius + ringWidth,
        text: say(city.name),
        priority: (highlights?.has(city.code) ? 1e12 : 0) + (city.population ?? 0),
      }),
    );
    return new Map(placeLabels(requests, frame, fontSize).map((label) => [label.id, label]));
  }, [cities, frame, fontSize, highlights]);
  const shown = cities.find((item) => item.city.code === active);
  return (
    <g>
      {cities.map((item) => (
        <CityMark
          key={item.city.code}
          item={item}
          label={labels.get(item.city.code)}
          fontSize={fontSize}
          emphasis={!highlights ? "even" : highlights.has(item.city.code) ? "strong" : "dimmed"}
          onActive={onActive}
        />
      ))}
      {shown && !labels.has(shown.city.code) ? <FloatingLabel item={shown} frame={frame} fontSize={fontSize} /> : null}
    </g>
  );
}

interface CityMarkProps {
  readonly item: PlacedCity;
  readonly label: PlacedLabel | undefined;
  readonly fontSize: number;
  readonly emphasis: "even" | "strong" | "dimmed";
  readonly onActive: (code: string | null) => void;
}

function CityMark({ item, label, fontSize, emphasis, onActive }: CityMarkProps) {
  const { city, x, y, radius } = item;
  const name = say(city.name);
  const drawing = (
    <>
      <circle cx={x} cy={y} r={Math.max(radius + ringWidth, 12)} className="mr-map-hit" />
      {city.counts
        ? ringShares(city.counts).map((share) => (
            <path
              key={share.status}
              className={`mr-map-ring mr-is-${share.status}`}
              d={arcPath(x, y, radius + ringWidth / 2, share.from, share.to)}
              strokeWidth={ringWidth}
            />
          ))
        : null}
      <circle cx={x} cy={y} r={radius} className="mr-map-city" />
      {label ? (
        <text x={label.x} y={label.y} fontSize={fontSize} dominantBaseline="central" className="mr-map-label">
          {name}
        </text>
      ) : null}
    </>
  );
  const events = {
    onMouseEnter: () => onActive(city.code),
    onMouseLeave: () => onActive(null),
    onFocus: () => onActive(city.code),
    onBlur: () => onActive(null),
  };
  const className = `mr-map-mark mr-map-${emphasis}`;
  const description = city.description ?? name;
  return (
    <Link to={city.href} className={className} aria-label={description} {...events}>
      <title>{description}</title>
      {drawing}
    </Link>
  );
}

interface FloatingLabelProps {
  readonly item: PlacedCity;
  readonly frame: { readonly width: number };
  readonly fontSize: number;
}

/** The label of a city that found no free place, shown over the others while it is pointed at. */
function FloatingLabel({ item, frame, fontSize }: FloatingLabelProps) {
  const name = say(item.city.name);
  const width = textWidth(name, fontSize) + 8;
  const left = Math.min(Math.max(item.x - width / 2, 0), frame.width - width);
  const top = Math.max(item.y - item.radius - fontSize * 1.6 - 6, 0);
  return (
    <g className="mr-map-floating">
      <rect x={left} y={top} width={width} height={fontSize * 1.6} rx={3} />
      <text
        x={left + width / 2}
        y={top + fontSize * 0.8}
        fontSize={fontSize}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {name}
      </text>
    </g>
  );
}
