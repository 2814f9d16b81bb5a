import type { Text } from "@midreach/kernel/contracts";
import { type PlacedLabel, type Project, placeLabels, say } from "@midreach/ui";
import { useMemo } from "react";
import { Link } from "react-router";

/** A city as the map of reach draws it. */
export interface ReachCity {
  readonly code: string;
  readonly name: Text;
  readonly lon: number;
  readonly lat: number;
  /** Persons; sizes the circle by area. */
  readonly population: number | null;
  /** How it is drawn: by its colour, hatched, crossed out, or as the origin. */
  readonly state: "value" | "no-data" | "not-reached" | "origin";
  /** Colour 0 to 6, where the state is `value`. */
  readonly bin: number;
  /** Figure beside the name. */
  readonly value: string | null;
  /** One sentence for those who cannot see the colour. */
  readonly description: string;
  readonly href: string;
  /** The city whose journeys are being shown. */
  readonly isSelected: boolean;
}

interface ReachCitiesProps {
  readonly cities: readonly ReachCity[];
  readonly project: Project;
  readonly frame: { readonly width: number; readonly height: number };
  /** Fill of cities without data. */
  readonly hatch: string;
}

const radiusOfLargest = 12;
const smallestRadius = 5;

/** Circles with their figures; labels that find no place are left to the title of the circle. */
export function ReachCities({ cities, project, frame, hatch }: ReachCitiesProps) {
  const fontSize = frame.width < 480 ? 11 : 12;
  const placed = useMemo(() => {
    const largest = Math.max(1, ...cities.map((city) => city.population ?? 0));
    const scale = Math.min(1, Math.max(0.75, frame.width / 640));
    return cities.map((city) => {
      const [x, y] = project(city.lon, city.lat);
      const radius = Math.max(smallestRadius, radiusOfLargest * Math.sqrt((city.population ?? 0) / largest));
      return { city, x, y, radius: radius * scale };
    });
  }, [cities, project, frame.width]);
  const labels = useMemo(() => {
    const requests = placed.map(({ city, x, y, radius }) => ({
      id: city.code,
      x,
      y,
      radius,
      text: labelOf(city),
      priority:
        (city.isSelected || city.state === "origin" ? 1e12 : 0) + (city.value ? 1e9 : 0) + (city.population ?? 0),
    }));
    return new Map(placeLabels(requests, frame, fontSize).map((label) => [label.id, label]));
  }, [placed, frame, fontSize]);
  return (
    <g>
      {placed.map((item) => (
        <CityMark key={item.city.code} {...item} label={labels.get(item.city.code)} fontSize={fontSize} hatch={hatch} />
      ))}
    </g>
  );
}

const labelOf = (city: ReachCity): string => (city.value ? `${say(city.name)} ${city.value}` : say(city.name));

interface CityMarkProps {
  readonly city: ReachCity;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly label: PlacedLabel | undefined;
  readonly fontSize: number;
  readonly hatch: string;
}

function CityMark({ city, x, y, radius, label, fontSize, hatch }: CityMarkProps) {
  const cross = radius * 0.55;
  return (
    <Link
      to={city.href}
      className={`mr-map-mark mr-reach-city mr-reach-is-${city.state}`}
      aria-label={city.description}
      aria-current={city.isSelected ? "true" : undefined}
      preventScrollReset
    >
      <title>{city.description}</title>
      <circle cx={x} cy={y} r={Math.max(radius + 3, 12)} className="mr-map-hit" />
      {city.isSelected ? <circle cx={x} cy={y} r={radius + 4} className="mr-reach-chosen" /> : null}
      <circle
        cx={x}
        cy={y}
        r={radius}
        className={city.state === "value" ? `mr-reach-dot mr-reach-bin-${city.bin}` : "mr-reach-dot"}
        {...(city.state === "no-data" ? { fill: hatch } : {})}
      />
      {city.state === "not-reached" ? (
        <path
          className="mr-reach-cross"
          d={`M${x - cross} ${y - cross}L${x + cross} ${y + cross}M${x + cross} ${y - cross}L${x - cross} ${y + cross}`}
        />
      ) : null}
      {label ? (
        <text x={label.x} y={label.y} fontSize={fontSize} dominantBaseline="central" className="mr-map-label">
          {say(city.name)}
          {city.value ? <tspan className="mr-reach-value"> {city.value}</tspan> : null}
        </text>
      ) : null}
    </Link>
  );
}
