import type { ReachFigures } from "@midreach/reach";
import { formatMinutes, m, useWidth } from "@midreach/ui";

interface DepartureStripProps {
  /** How long each departure takes; empty while they are being fetched. */
  readonly minutes: readonly number[];
  readonly figures: ReachFigures;
  readonly threshold: number;
  /** Minutes at the right end. */
  readonly scale: number;
}

const height = 30;
const ground = 22;

/** Each departure as a stroke at the minutes that it takes; the threshold as a line, the median as a mark. */
export function DepartureStrip({ minutes, figures, threshold, scale }: DepartureStripProps) {
  const [box, width] = useWidth(420);
  const at = (value: number) => 4 + (value / scale) * (width - 8);
  const { fastestMinutes, medianMinutes, worstMinutes, departures, departuresWithin } = figures;
  const ticks = Array.from({ length: Math.floor(scale / 60) + 1 }, (_, hour) => hour * 60);
  return (
    <div className="mr-promise-strip" ref={box}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={m.reach_strip_label({
          departures,
          within: departuresWithin,
          minutes: formatMinutes(threshold),
          fastest: formatMinutes(fastestMinutes ?? 0),
          median: formatMinutes(medianMinutes ?? 0),
        })}
      >
        <rect x={at(0)} y={2} width={at(threshold) - at(0)} height={ground - 2} className="mr-strip-within" />
        <path d={`M${at(0)} ${ground}H${at(scale)}`} className="mr-strip-axis" />
        {ticks.map((tick) => (
          <path key={tick} d={`M${at(tick)} ${ground}v3`} className="mr-strip-axis" />
        ))}
        {minutes.length === 0 && fastestMinutes !== null && worstMinutes !== null ? (
          <path d={`M${at(fastestMinutes)} 12H${at(worstMinutes)}`} className="mr-strip-range" />
        ) : (
          minutes.map((value, index) => (
            <path
              // Departures have no ids of their own and never move.
              key={`${index.toString()} ${value}`}
              d={`M${at(value)} 4V${ground - 2}`}
              className={value <= threshold ? "mr-strip-good" : "mr-strip-late"}
            />
          ))
        )}
        <path d={`M${at(threshold)} 0V${ground + 4}`} className="mr-strip-threshold" />
        {medianMinutes === null ? null : (
          <path d={`M${at(medianMinutes)} ${ground + 1}l4 6h-8Z`} className="mr-strip-median" />
        )}
      </svg>
    </div>
  );
}
