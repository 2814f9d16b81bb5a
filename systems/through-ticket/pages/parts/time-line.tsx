import {
  formatDayTime,
  formatMinutes,
  journeySegments,
  m,
  minuteOf,
  type ShownJourney,
  transfersWord,
  useWidth,
} from "@midreach/ui";
import { axisOf, clockOf, journeyId } from "./journey-list.ts";

const rowHeight = 16;
const barHeight = 10;
const head = 34;
/** Room for the words of a mark, pixels. */
const markWidth = 52;

/** Journeys side by side along the time of day; each row leads to its journey in the list. */
export function TimeLine({ journeys }: { readonly journeys: readonly ShownJourney[] }) {
  const [box, width] = useWidth(640);
  const { start, end, marks } = axisOf(journeys, Math.max(2, Math.floor(width / markWidth)));
  const margin = 18;
  const x = (minute: number) => margin + ((minute - start) / (end - start)) * (width - 2 * margin);
  const height = head + journeys.length * rowHeight + 4;
  return (
    <figure className="mr-ticket-line" ref={box}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        aria-label={m.ticket_time_line_label({ count: journeys.length })}
      >
        {marks.map((minute) => (
          <g key={minute} className="mr-ticket-mark">
            <path d={`M${x(minute)} ${head - 4}V${height}`} />
            <text x={x(minute)} y={13} textAnchor="middle">
              {clockOf(minute).time}
            </text>
            {clockOf(minute).dayOffset === 0 ? null : (
              <text x={x(minute)} y={26} textAnchor="middle">
                {dayWord(clockOf(minute).dayOffset)}
              </text>
            )}
          </g>
        ))}
        {journeys.map((journey, index) => (
          <Row key={journeyId(journey)} journey={journey} y={head + index * rowHeight} x={x} width={width} />
        ))}
      </svg>
      <figcaption className="mr-small mr-soft">{m.ticket_time_line_note()}</figcaption>
    </figure>
  );
}

/** `+1`: the day after the one asked for. */
const dayWord = (days: number): string => m.ticket_days({ days: days > 0 ? `+${days}` : `−${-days}` });

interface RowProps {
  readonly journey: ShownJourney;
  readonly y: number;
  readonly x: (minute: number) => number;
  readonly width: number;
}

function Row({ journey, y, x, width }: RowProps) {
  const words = m.ticket_journey({
    departure: formatDayTime(journey.departure),
    arrival: formatDayTime(journey.arrival),
    minutes: formatMinutes(journey.minutes),
    changes: transfersWord(journey.transfers),
  });
  let at = minuteOf(journey.departure);
  const pieces = journeySegments(journey).map(({ kind, minutes }) => {
    const from = x(at);
    at += minutes;
    return { kind, from, length: Math.max(0.5, x(at) - from) };
  });
  const id = journeyId(journey);
  return (
    <a
      href={`#${id}`}
      aria-label={words}
      className="mr-ticket-row"
      onClick={(event) => {
        // The address belongs to the question; an anchor in it would be one more step of history.
        event.preventDefault();
        const item = document.getElementById(id);
        item?.scrollIntoView({ block: "center" });
        item?.querySelector("details")?.setAttribute("open", "");
        item?.focus({ preventScroll: true });
      }}
    >
      <title>{words}</title>
      <rect x={0} y={y} width={width} height={rowHeight} className="mr-ticket-row-ground" />
      {pieces.map(({ kind, from, length }) => (
        <rect
          key={from}
          x={from}
          y={y + (rowHeight - barHeight) / 2}
          width={length}
          height={barHeight}
          className={`mr-ticket-${kind}`}
        />
      ))}
    </a>
  );
}
