import type { Text } from "@midreach/kernel/contracts";

/** A local time of day and how many days after the date asked for. */
export interface JourneyTime {
  readonly time: string;
  readonly dayOffset: number;
}

/** Where a leg begins or ends. */
export interface JourneyEnd {
  readonly id: string | null;
  readonly name: Text;
}

interface LegTimes {
  readonly from: JourneyEnd;
  readonly to: JourneyEnd;
  readonly departure: JourneyTime;
  readonly arrival: JourneyTime;
  readonly minutes: number;
}

/** A call of a train between boarding and alighting. */
export interface JourneyCall {
  readonly station: JourneyEnd;
  readonly arrival: JourneyTime;
  readonly departure: JourneyTime;
}

/** In a train. */
export interface RideLeg extends LegTimes {
  readonly kind: "ride";
  readonly train: string;
  readonly class: string;
  readonly headsign: string | null;
  /** -1: a train that set out the day before. */
  readonly serviceDayOffset: number;
  readonly calls: readonly JourneyCall[];
}

/** On the ground: within a station, between stations of a city, to the first or from the last station. */
export interface GroundLeg extends LegTimes {
  readonly kind: "walk" | "urban" | "access" | "egress";
}

/** A journey as pages show it; the engine's answer has this shape. */
export interface ShownJourney {
  readonly departure: JourneyTime;
  readonly arrival: JourneyTime;
  readonly minutes: number;
  readonly rideMinutes: number;
  readonly waitMinutes: number;
  readonly transferMinutes: number;
  readonly accessMinutes: number;
  readonly transfers: number;
  readonly legs: readonly (RideLeg | GroundLeg)[];
}

/** What one does during a piece of a journey. */
export type SegmentKind = "access" | "ride" | "wait" | "transfer";

/** A piece of a journey's line. */
export interface JourneySegment {
  readonly kind: SegmentKind;
  readonly minutes: number;
  /** The train, in a ride. */
  readonly train: string | null;
}

/** Minutes from midnight of the date asked for; negative on the days before. */
export function minuteOf({ time, dayOffset }: JourneyTime): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return dayOffset * 1440 + hours * 60 + minutes;
}

const kindOf = { ride: "ride", walk: "transfer", urban: "transfer", access: "access", egress: "access" } as const;

/**
 * A journey cut into what one does one after the other. Between legs one changes and then waits: what the journey takes
 * for changes beyond its ways on the ground is shared out evenly to the gaps.
 */
export function journeySegments({ legs, transferMinutes }: Pick<ShownJourney, "legs" | "transferMinutes">) {
  const onGround = legs.reduce((sum, leg) => (kindOf[leg.kind] === "transfer" ? sum + leg.minutes : sum), 0);
  const changes = Math.max(1, legs.filter((leg) => leg.kind === "ride").length - 1);
  const changeMinutes = Math.max(0, transferMinutes - onGround) / changes;
  const segments: JourneySegment[] = [];
  let at: number | null = null;
  for (const leg of legs) {
    const departure = minuteOf(leg.departure);
    if (at !== null && departure > at) {
      const change = Math.min(changeMinutes, departure - at);
      segments.push({ kind: "transfer", minutes: change, train: null });
      segments.push({ kind: "wait", minutes: departure - at - change, train: null });
    }
    segments.push({ kind: kindOf[leg.kind], minutes: leg.minutes, train: leg.kind === "ride" ? leg.train : null });
    at = minuteOf(leg.arrival);
  }
  return segments.filter((segment) => segment.minutes > 0);
}

/** The trains of a journey one after the other. */
export function trainsOf({ legs }: Pick<ShownJourney, "legs">): string[] {
  return legs.flatMap((leg) => (leg.kind === "ride" ? [leg.train] : []));
}
