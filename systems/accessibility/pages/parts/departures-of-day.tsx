import type { DataSet, Departures, ReachFigures } from "@midreach/reach";
import { formatDayTime, formatMinutes, m, minuteOf, useWidth } from "@midreach/ui";
import "./departures.css";

interface DeparturesOfDayProps {
  readonly departures: Departures["departures"];
  readonly figures: ReachFigures;
  readonly dataSet: DataSet;
}

const height = 240;
const margin = { left: 44, right: 22, top: 12, bottom: 34 };

/** From minutes of the day and of travel to pixels. */
interface Scales {
  readonly x: (minute: number) => number;
  readonly y: (minutes: number) => number;
  readonly width: number;
  readonly start: number;
  readonly end: number;
  /** Minutes at the upper edge. */
  readonly top: number;
}

/** Every departure as a dot: when it leaves, how long it takes; the threshold and the median as lines. */
export function DeparturesOfDay({ departures, figures, dataSet }: DeparturesOfDayProps) {
  const [box, width] = useWidth(640);
  const { thresholdMinutes: threshold, window } = dataSet;
  const longest = Math.max(threshold, ...departures.map((departure) => departure.minutes));
  const scales = makeScales({ width, start: minutesOf(window.start), end: minutesOf(window.end), longest });
  const { x, y } = scales;
  return (
    <div ref={box}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        className="mr-departures"
        role="img"
        aria-label={m.reach_departures_chart({
          departures: departures.length,
          within: figures.departuresWithin,
          minutes: formatMinutes(threshold),
        })}
      >
        <Frame scales={scales} threshold={threshold} />
        {figures.medianMinutes === null ? null : <Median scales={scales} minutes={figures.medianMinutes} />}
        {departures.map((departure, index) => (
          <circle
            // Departures have no ids of their own and never move.
            key={`${index.toString()} ${departure.minutes}`}
            cx={x(minuteOf(departure.departure))}
            cy={y(departure.minutes)}
            r={4}
            className={departure.minutes <= threshold ? "mr-departures-good" : "mr-departures-late"}
          >
            <title>
              {departure.trains.join(" → ")} {formatDayTime(departure.departure)} {formatMinutes(departure.minutes)}
            </title>
          </circle>
        ))}
      </svg>
    </div>
  );
}

interface Extent {
  readonly width: number;
  readonly start: number;
  readonly end: number;
  readonly longest: number;
}

function makeScales({ width, start, end, longest }: Extent): Scales {
  const top = Math.ceil((longest + 1) / 60) * 60;
  return {
    width,
    start,
    end,
    top,
    x: (minute) => margin.left + ((minute - start) / (end - start)) * (width - margin.left - margin.right),
    y: (minutes) => height - margin.bottom - (minutes / top) * (height - margin.top - margin.bottom),
  };
}

/** Ground, grid and axes. */
function Frame({ scales, threshold }: { readonly scales: Scales; readonly threshold: number }) {
  const { x, y, width, start, end, top } = scales;
  const across = `H${width - margin.right}`;
  return (
    <>
      <rect
        x={margin.left}
        y={y(threshold)}
        width={width - margin.left - margin.right}
        height={y(0) - y(threshold)}
        className="mr-strip-within"
      />
      {rangeOf(0, top, top > 480 ? 120 : 60).map((minutes) => (
        <g key={minutes}>
          <path d={`M${margin.left} ${y(minutes)}${across}`} className="mr-departures-grid" />
          <text x={margin.left - 6} y={y(minutes)} textAnchor="end" dominantBaseline="central">
            {minutes}
          </text>
        </g>
      ))}
      {rangeOf(start, end, width < 480 ? 360 : 180).map((minute) => (
        <text key={minute} x={x(minute)} y={height - margin.bottom + 14} textAnchor="middle">
          {clockOf(minute)}
        </text>
      ))}
      <text x={width - margin.right} y={height - 4} textAnchor="end">
        {m.reach_departure_axis()}
      </text>
      <path d={`M${margin.left} ${y(threshold)}${across}`} className="mr-strip-threshold" />
    </>
  );
}

function Median({ scales, minutes }: { readonly scales: Scales; readonly minutes: number }) {
  const { y, width } = scales;
  return (
    <>
      <path d={`M${margin.left} ${y(minutes)}H${width - margin.right}`} className="mr-departures-median" />
      <text x={width - margin.right} y={y(minutes) - 5} textAnchor="end" className="mr-departures-word">
        {m.reach_median()} {formatMinutes(minutes)}
      </text>
    </>
  );
}

const minutesOf = (time: string): number => minuteOf({ time, dayOffset: 0 });
const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:00`;

function rangeOf(start: number, end: number, step: number): number[] {
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / step) + 1) }, (_, index) => first + index * step);
}
