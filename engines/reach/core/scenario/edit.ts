import type { Text } from "@midreach/kernel/contracts";
import type { Call, Schedule, Trip } from "../schedule.ts";
import { minutesToSeconds } from "./fields.ts";
import { findStation } from "./lookup.ts";

/** A run of a trip from the call `first` to the call `last`. */
export interface Section {
  readonly first: number;
  readonly last: number;
}

/** Changes each trip, or drops it when `change` answers undefined. Nothing changed: the same schedule. */
export function changeTrips(schedule: Schedule, change: (trip: Trip) => Trip | undefined): Schedule {
  let changed = false;
  const trips: Trip[] = [];
  for (const trip of schedule.trips) {
    const next = change(trip);
    if (next !== trip) changed = true;
    if (next) trips.push(next);
  }
  return changed ? { ...schedule, trips } : schedule;
}

/**
 * Where a trip runs from one station to another: from each call at `to` back to the last call at `from` before it, no two
 * overlapping. A train that passes an end without calling is not known to run there.
 */
export function findSections(trip: Trip, from: string, to: string): Section[] {
  const sections: Section[] = [];
  let first: number | undefined;
  for (const [index, call] of trip.calls.entries()) {
    if (call.station === to && first !== undefined) {
      sections.push({ first, last: index });
      first = undefined;
    }
    if (call.station === from) first = index;
  }
  return sections;
}

/** Which trains a modification means: those listed, of those classes; everything that is not said means all. */
export interface TripChoice {
  readonly trips?: readonly string[] | undefined;
  readonly classes?: readonly string[] | undefined;
}

/** Whether a choice takes a trip in. */
export function isChosen(choice: TripChoice, trip: Trip): boolean {
  if (choice.trips && !choice.trips.includes(trip.id)) return false;
  return choice.classes === undefined || choice.classes.includes(trip.class);
}

/** How the time of a ride between two calls changes. */
export interface RunChange {
  /** Seconds that the ride to the call of this index takes more (less when negative), by index. */
  readonly added: ReadonlyMap<number, number>;
  /** Calls at which the train waits for its old departure. */
  readonly waits: ReadonlySet<number>;
}

/** The calls with changed rides; dwell times stay, later calls shift. Calls that keep their times are the same objects. */
export function changeRuns(calls: readonly Call[], { added, waits }: RunChange): Call[] {
  let shift = 0;
  return calls.map((call, index) => {
    shift += added.get(index) ?? 0;
    const arrivalSeconds = call.arrivalSeconds + shift;
    if (waits.has(index)) shift = Math.max(call.departureSeconds, arrivalSeconds) - call.departureSeconds;
    return moveCall(call, arrivalSeconds, call.departureSeconds + shift);
  });
}

/** A call at other times; the same object when they are the same. */
export function moveCall(call: Call, arrivalSeconds: number, departureSeconds: number): Call {
  if (call.arrivalSeconds === arrivalSeconds && call.departureSeconds === departureSeconds) return call;
  return { ...call, arrivalSeconds, departureSeconds };
}

/** A trip that runs some seconds later (earlier when negative), with all that repeats it. */
export function shiftTrip(trip: Trip, seconds: number): Trip {
  if (seconds === 0) return trip;
  const calls = trip.calls.map((call) =>
    moveCall(call, call.arrivalSeconds + seconds, call.departureSeconds + seconds),
  );
  const frequencies = trip.frequencies?.map((frequency) => ({
    ...frequency,
    startSeconds: frequency.startSeconds + seconds,
    endSeconds: frequency.endSeconds + seconds,
  }));
  return frequencies ? { ...trip, calls, frequencies } : { ...trip, calls };
}

/** A stop that trains get between two neighbouring calls. */
export interface StopRule extends TripChoice {
  readonly between: readonly [string, string];
  readonly bothDirections?: boolean | undefined;
  readonly dwellMinutes: number;
  readonly extraMinutes?: number | undefined;
  readonly share?: number | undefined;
  readonly laterCalls?: "shift" | "wait" | undefined;
}

/** Gives trains a stop; trains that do not run straight from one of the two stations to the other stay as they are. */
export function insertStop(schedule: Schedule, station: string, rule: StopRule): Schedule {
  const [from, to] = rule.between;
  const share = rule.share ?? shareOfWay(schedule, station, rule.between);
  return changeTrips(schedule, (trip) => {
    if (!isChosen(rule, trip)) return trip;
    const forward = insertCall(trip, { station, from, to, share, rule });
    return rule.bothDirections === false
      ? forward
      : insertCall(forward, { station, from: to, to: from, share: 1 - share, rule });
  });
}

interface Insertion {
  readonly station: string;
  readonly from: string;
  readonly to: string;
  readonly share: number;
  readonly rule: StopRule;
}

function insertCall(trip: Trip, { station, from, to, share, rule }: Insertion): Trip {
  const runs = trip.calls.flatMap((call, index) =>
    call.station === from && trip.calls[index + 1]?.station === to ? [index] : [],
  );
  if (runs.length === 0) return trip;
  const dwell = minutesToSeconds(rule.dwellMinutes);
  const extra = minutesToSeconds(rule.extraMinutes ?? 0);
  const ends = new Set(runs.map((index) => index + 1));
  const moved = changeRuns(trip.calls, {
    added: new Map([...ends].map((index) => [index, dwell + extra])),
    waits: rule.laterCalls === "wait" ? ends : new Set(),
  });
  const calls = moved.flatMap((call, index) => {
    const before = moved[index - 1];
    if (!before || !ends.has(index)) return [call];
    const rideSeconds = call.arrivalSeconds - before.departureSeconds - dwell;
    const arrivalSeconds = before.departureSeconds + Math.round(rideSeconds * share);
    return [{ station, arrivalSeconds, departureSeconds: arrivalSeconds + dwell }, call];
  });
  return { ...trip, calls };
}

/** Which part of the way lies before the station, by straight lines; half of it where the places are not known. */
function shareOfWay(schedule: Schedule, station: string, [from, to]: readonly [string, string]): number {
  const [at, first, last] = [station, from, to].map((id) => findStation(schedule, id));
  if (!at || !first || !last) return 0.5;
  const before = distanceKm(first, at);
  const total = before + distanceKm(at, last);
  return total === 0 ? 0.5 : before / total;
}

interface Point {
  readonly lon: number;
  readonly lat: number;
}

const earthRadiusKm = 6371.0088;

/** Great-circle distance on a sphere of the mean radius (haversine formula), km. */
function distanceKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const haversine = (angle: number) => Math.sin(angle / 2) ** 2;
  const h =
    haversine(radians(b.lat - a.lat)) +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * haversine(radians(b.lon - a.lon));
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whether a train of the choice runs straight between the two stations. */
export function findStraightRun(schedule: Schedule, rule: StopRule): Trip | undefined {
  const [from, to] = rule.between;
  const pairs = rule.bothDirections === false ? [[from, to]] : [rule.between, [to, from]];
  return schedule.trips.find(
    (trip) =>
      isChosen(rule, trip) &&
      trip.calls.some((call, index) =>
        pairs.some(([a, b]) => call.station === a && trip.calls[index + 1]?.station === b),
      ),
  );
}

/** `D, G` or the word for all. */
export function describeClasses(classes: readonly string[] | undefined): Text {
  if (!classes) return { zh: "", en: "" };
  return { zh: `${classes.join("、")}类`, en: ` of class ${classes.join(", ")}` };
}
