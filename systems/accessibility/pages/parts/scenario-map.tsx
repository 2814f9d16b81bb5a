import type { PlanMap } from "@midreach/plan";
import {
  boundsOf,
  fitMercator,
  LayerPaths,
  MapNote,
  m,
  type Project,
  placeLabels,
  say,
  useLanguage,
  useWidth,
} from "@midreach/ui";
import { type MouseEvent, useMemo, useState } from "react";
import type { OfferedStation } from "./scenario-ground.ts";
import "./reach-map.css";
import "./scenario-map.css";

/** What a modification looks like on the map: its number, and the stations that it names. */
export interface DrawnModification {
  readonly number: number;
  readonly stations: readonly string[];
  readonly isOpen: boolean;
}

interface ScenarioMapProps {
  readonly ground: PlanMap;
  readonly stations: readonly OfferedStation[];
  /** Ids of stations that the scenario touches. */
  readonly touched: ReadonlySet<string>;
  readonly modifications: readonly DrawnModification[];
  /** Stations picked while no field waits for one. */
  readonly picked: readonly string[];
  /** A click at a station. */
  readonly onStation: (id: string) => void;
  /** A click between the stations; degrees. */
  readonly onPoint: (lon: number, lat: number) => void;
}

/** So near to a station, in pixels, a click means it. */
const nearPixels = 12;

interface Placed {
  readonly station: OfferedStation;
  readonly x: number;
  readonly y: number;
}

/** The stations of a timetable and what the scenario changes; stations are picked by clicking. */
export function ScenarioMap(props: ScenarioMapProps) {
  const { ground, stations, touched, modifications, picked, onStation, onPoint } = props;
  const language = useLanguage();
  const [box, width] = useWidth(640);
  const [hovered, setHovered] = useState<string>();
  const fitted = useMemo(() => {
    const bounds = boundsOf(ground.layers, []);
    return bounds ? fitMercator(bounds, width) : null;
  }, [ground.layers, width]);
  const placed = useMemo(
    () => (fitted ? placeStations(stations, fitted.project, width, fitted.height) : []),
    [stations, fitted, width],
  );
  if (!fitted) return null;
  const { unproject, height } = fitted;
  const at = (event: MouseEvent<SVGSVGElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const scale = width / frame.width;
    return [(event.clientX - frame.left) * scale, (event.clientY - frame.top) * scale] as const;
  };
  const clicked = (event: MouseEvent<SVGSVGElement>) => {
    const [x, y] = at(event);
    const near = findNear(placed, x, y);
    if (near) onStation(near.station.id);
    else onPoint(...unproject(x, y));
  };
  return (
    <figure className="mr-map mr-scenario-map" ref={box}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, stations are chosen in the fields of the forms */}
      <svg
        key={language}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={m.scenario_map_label({ count: modifications.length })}
        className="mr-map-drawing"
        onClick={clicked}
        onMouseMove={(event) => setHovered(findNear(placed, ...at(event))?.station.id)}
        onMouseLeave={() => setHovered(undefined)}
      >
        {ground.layers.map((layer) => (
          <LayerPaths key={layer.id} layer={layer} project={fitted.project} />
        ))}
        <Lines modifications={modifications} placed={placed} />
        <Stations placed={placed} touched={touched} picked={picked} hovered={hovered} frame={{ width, height }} />
      </svg>
      <figcaption className="mr-map-caption">
        <ul className="mr-reach-legend mr-small">
          <li>
            <i className="mr-scenario-key mr-scenario-key-station" /> {m.scenario_key_station()}
          </li>
          <li>
            <i className="mr-scenario-key mr-scenario-key-touched" /> {m.scenario_key_touched()}
          </li>
          <li>
            <i className="mr-scenario-key mr-scenario-key-picked" /> {m.scenario_key_picked()}
          </li>
        </ul>
        <MapNote note={ground.note} layers={ground.layers} />
      </figcaption>
    </figure>
  );
}

function placeStations(stations: readonly OfferedStation[], project: Project, width: number, height: number): Placed[] {
  return stations.flatMap((station) => {
    const [x, y] = project(station.lon, station.lat);
    return x >= 0 && y >= 0 && x <= width && y <= height ? [{ station, x, y }] : [];
  });
}

function findNear(placed: readonly Placed[], x: number, y: number): Placed | undefined {
  let best: Placed | undefined;
  let least = nearPixels;
  for (const one of placed) {
    const distance = Math.hypot(one.x - x, one.y - y);
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

interface StationsProps {
  readonly placed: readonly Placed[];
  readonly touched: ReadonlySet<string>;
  readonly picked: readonly string[];
  readonly hovered: string | undefined;
  readonly frame: { readonly width: number; readonly height: number };
}

const radiusOf = ({ departures }: OfferedStation): number => Math.min(6, 2.5 + Math.sqrt(departures ?? 0) / 4);

/** Stations; labels of those that are picked, touched or busy come first. */
function Stations({ placed, touched, picked, hovered, frame }: StationsProps) {
  const labels = useMemo(() => {
    const requests = placed.map(({ station, x, y }) => ({
      id: station.id,
      x,
      y,
      radius: radiusOf(station),
      text: say(station.name),
      priority:
        (picked.includes(station.id) || station.id === hovered ? 1e9 : 0) +
        (touched.has(station.id) || station.departures === null ? 1e6 : 0) +
        (station.departures ?? 0),
    }));
    return new Map(placeLabels(requests, frame, 11).map((label) => [label.id, label]));
  }, [placed, touched, picked, hovered, frame]);
  const classOf = ({ id, departures }: OfferedStation) =>
    [
      "mr-scenario-stop",
      touched.has(id) ? "mr-scenario-touched" : "",
      departures === null ? "mr-scenario-new" : "",
      picked.includes(id) ? "mr-scenario-picked" : "",
      hovered === id ? "mr-scenario-hovered" : "",
    ]
      .filter(Boolean)
      .join(" ");
  return (
    <g>
      {placed.map(({ station, x, y }) => {
        const label = labels.get(station.id);
        const order = picked.indexOf(station.id) + 1;
        return (
          <g key={station.id} className={classOf(station)} data-station={station.id}>
            <circle cx={x} cy={y} r={order > 0 ? 8 : radiusOf(station)} />
            {order > 0 ? (
              <text x={x} y={y} className="mr-scenario-order" dominantBaseline="central" textAnchor="middle">
                {order}
              </text>
            ) : null}
            {label ? (
              <text x={label.x} y={label.y} fontSize={11} dominantBaseline="central" className="mr-map-label">
                {say(station.name)}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}

interface LinesProps {
  readonly modifications: readonly DrawnModification[];
  readonly placed: readonly Placed[];
}

/** What each modification names, joined by a line with its number. */
function Lines({ modifications, placed }: LinesProps) {
  const places = useMemo(() => new Map(placed.map((one) => [one.station.id, one])), [placed]);
  return (
    <g>
      {modifications.map(({ number, stations, isOpen }) => {
        const points = stations.flatMap((id) => places.get(id) ?? []);
        const [first, second] = points;
        if (!first) return null;
        const middle = second ?? first;
        const [x, y] = [(first.x + middle.x) / 2, (first.y + middle.y) / 2 - (second ? 0 : 14)];
        return (
          <g key={number} className={isOpen ? "mr-scenario-line mr-scenario-line-open" : "mr-scenario-line"}>
            <polyline points={points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(" ")} />
            <circle cx={x} cy={y} r={8} />
            <text x={x} y={y} dominantBaseline="central" textAnchor="middle">
              {number}
            </text>
          </g>
        );
      })}
    </g>
  );
}
