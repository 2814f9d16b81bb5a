import { formatNumber } from "../format/format.ts";
import { m, say } from "../texts/index.ts";
import {
  type GroundLeg,
  type JourneyTime,
  journeySegments,
  type RideLeg,
  type SegmentKind,
  type ShownJourney,
  trainsOf,
} from "./segments.ts";
import "./journey.css";

/** Minutes with their unit: `113 min`. */
export function formatMinutes(minutes: number): string {
  return m.minutes_short({ minutes: formatNumber(Math.round(minutes)) });
}

/** `08:05`, and `08:05 +1` on the next day. */
export function formatDayTime({ time, dayOffset }: JourneyTime): string {
  if (dayOffset === 0) return time;
  return m.day_time({ time, days: dayOffset > 0 ? `+${dayOffset}` : `−${-dayOffset}` });
}

const kinds = ["access", "ride", "wait", "transfer"] as const;

/** The word for what one does during a piece of a journey. */
export function segmentWord(kind: SegmentKind): string {
  const words = {
    access: m.journey_access,
    ride: m.journey_ride,
    wait: m.journey_wait,
    transfer: m.journey_transfer,
  } as const;
  return words[kind]();
}

/** How many changes, in words. */
export function transfersWord(transfers: number): string {
  return transfers === 0 ? m.journey_direct() : m.journey_transfers({ count: transfers });
}

interface JourneyViewProps {
  readonly journey: ShownJourney;
  /** Minutes that the full width of the line stands for; the journey's own unless told. */
  readonly scaleMinutes?: number;
  /** Show the legs at once. */
  readonly open?: boolean;
}

/** A journey: when, how long, what of it is ride, wait, transfer and access; and its legs on demand. */
export function JourneyView({ journey, scaleMinutes, open = false }: JourneyViewProps) {
  return (
    <article className="mr-journey">
      <div className="mr-journey-head">
        <strong className="mr-number">
          {formatDayTime(journey.departure)} → {formatDayTime(journey.arrival)}
        </strong>
        <span className="mr-number mr-journey-minutes">{formatMinutes(journey.minutes)}</span>
        <span className="mr-soft">
          {transfersWord(journey.transfers)} · {trainsOf(journey).join(" → ")}
        </span>
      </div>
      <JourneyLine journey={journey} scaleMinutes={scaleMinutes ?? journey.minutes} />
      <JourneySums journey={journey} />
      <details open={open}>
        <summary className="mr-small">{m.journey_legs()}</summary>
        <ol className="mr-journey-legs">
          {journey.legs.map((leg) => (
            <li key={`${leg.kind} ${leg.departure.dayOffset} ${leg.departure.time} ${say(leg.from.name)}`}>
              {leg.kind === "ride" ? <RideView leg={leg} /> : <GroundView leg={leg} />}
            </li>
          ))}
        </ol>
      </details>
    </article>
  );
}

interface JourneyLineProps {
  readonly journey: ShownJourney;
  readonly scaleMinutes: number;
}

/** The journey as one line whose pieces are as long as they take. */
export function JourneyLine({ journey, scaleMinutes }: JourneyLineProps) {
  const segments = journeySegments(journey);
  const rest = Math.max(0, scaleMinutes - segments.reduce((sum, segment) => sum + segment.minutes, 0));
  const words = segments.map(
    (segment) => `${segment.train ?? segmentWord(segment.kind)} ${formatMinutes(segment.minutes)}`,
  );
  return (
    <div className="mr-journey-line" role="img" aria-label={words.join(m.list_separator())}>
      {segments.map((segment, index) => (
        <span
          // Pieces follow one another in time and never move.
          key={`${index.toString()} ${segment.kind}`}
          className={`mr-journey-${segment.kind}`}
          style={{ flexGrow: segment.minutes }}
          title={words[index]}
        >
          {segment.train}
        </span>
      ))}
      {rest > 0 ? <span className="mr-journey-rest" style={{ flexGrow: rest }} /> : null}
    </div>
  );
}

function JourneySums({ journey }: { readonly journey: ShownJourney }) {
  const minutes = {
    access: journey.accessMinutes,
    ride: journey.rideMinutes,
    wait: journey.waitMinutes,
    transfer: journey.transferMinutes,
  };
  return (
    <ul className="mr-journey-sums mr-small">
      {kinds.map((kind) => (
        <li key={kind} className={minutes[kind] === 0 ? "mr-soft" : ""}>
          <span className={`mr-journey-key mr-journey-${kind}`} aria-hidden="true" />
          {segmentWord(kind)} <span className="mr-number">{formatMinutes(minutes[kind])}</span>
        </li>
      ))}
    </ul>
  );
}

function RideView({ leg }: { readonly leg: RideLeg }) {
  return (
    <>
      <Stop time={leg.departure} name={say(leg.from.name)} />
      <div className="mr-journey-between mr-journey-by-ride">
        <strong>{leg.train}</strong> <span className="mr-chip">{leg.class}</span>{" "}
        <span className="mr-number">{formatMinutes(leg.minutes)}</span>
        {leg.headsign ? <span className="mr-soft"> {m.journey_towards({ station: leg.headsign })}</span> : null}
        {leg.serviceDayOffset < 0 ? (
          <span className="mr-soft"> {m.journey_set_out({ days: -leg.serviceDayOffset })}</span>
        ) : null}
        {leg.calls.length > 0 ? (
          <details>
            <summary className="mr-small">{m.journey_calls({ count: leg.calls.length })}</summary>
            <ul className="mr-journey-calls mr-small">
              {leg.calls.map((call) => (
                <li key={`${call.departure.dayOffset} ${call.departure.time} ${say(call.station.name)}`}>
                  <span className="mr-number">{formatDayTime(call.arrival)}</span> {say(call.station.name)}{" "}
                  <span className="mr-number mr-soft">{formatDayTime(call.departure)}</span>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <Stop time={leg.arrival} name={say(leg.to.name)} />
    </>
  );
}

function GroundView({ leg }: { readonly leg: GroundLeg }) {
  const words = {
    walk: m.journey_walk,
    urban: m.journey_urban,
    access: m.journey_by_access,
    egress: m.journey_by_egress,
  } as const;
  return (
    <div className="mr-journey-between mr-journey-by-ground">
      {words[leg.kind]({ from: say(leg.from.name), to: say(leg.to.name) })}{" "}
      <span className="mr-number">{formatMinutes(leg.minutes)}</span>
    </div>
  );
}

function Stop({ time, name }: { readonly time: JourneyTime; readonly name: string }) {
  return (
    <div className="mr-journey-stop">
      <span className="mr-number">{formatDayTime(time)}</span> <span>{name}</span>
    </div>
  );
}
