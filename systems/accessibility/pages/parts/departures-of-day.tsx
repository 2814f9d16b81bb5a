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

/** Every departure as a dot: when it leaves, how long it takes; the threshold and the median as lines. */
export function DeparturesOfDay({ departures, figures, dataSet }: DeparturesOfDayProps) {
  const [box, width] = useWidth(640);
  const { thresholdMinutes: threshold } = dataSet;
  const start = minutesOf(dataSet.window.start);
  const end = minutesOf(dataSet.window.end);
  const longest = Math.max(threshold, ...departures.map((departure) => departure.minutes));
  const top = Math.ceil((longest + 1) / 60) * 60;
  const x = (minute: number) => margin.left + ((minute - start) / (end - start)) * (width - margin.left - margin.right);
  const y = (minutes: number) => height - margin.bottom - (minutes / top) * (height - margin.top - margin.bottom);
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
        <rect
          x={margin.left}
          y={y(threshold)}
          width={width - margin.left - margin.right}
          height={y(0) - y(threshold)}
          className="mr-strip-within"
        />
        {rangeOf(0, top, top > 480 ? 120 : 60).map((minutes) => (
          <g key={minutes}>
            <path d={`M${margin.left} ${y(minutes)}H${width - margin.right}`} className="mr-departures-grid" />
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
        <path d={`M${margin.left} ${y(threshold)}H${width - margin.right}`} className="mr-strip-threshold" />
        {figures.medianMinutes === null ? null : (
          <>
            <path
              d={`M${margin.left} ${y(figures.medianMinutes)}H${width - margin.right}`}
              className="mr-departures-median"
            />
            <text
              x={width - margin.right}
              y={y(figures.medianMinutes) - 5}
              textAnchor="end"
              className="mr-departures-word"
            >
              {m.reach_median()} {formatMinutes(figures.medianMinutes)}
            </text>
          </>
        )}
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

const minutesOf = (time: string): number => minuteOf({ time, dayOffset: 0 });
const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:00`;

function rangeOf(start: number, end: number, step: number): number[] {
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / step) + 1) }, (_, index) => first + index * step);
}
