import type { Schedule, Trip } from "../schedule.ts";
import { runScenario, type ScenarioOutcome, type ScenarioStep } from "./apply.ts";
import type { ScenarioFault } from "./kind.ts";
import type { Modification } from "./modifications.ts";

/** What a scenario does to a timetable. */
export interface ScenarioSummary {
  /** What each modification does, in its order. */
  readonly steps: readonly ScenarioStep[];
  /** Ids of the trains that are new, gone, or other than before. */
  readonly trips: { readonly added: string[]; readonly removed: string[]; readonly changed: string[] };
  /** Stations that are new, gone or changed, where another train calls or one calls at another time, and transfers. */
  readonly stations: readonly string[];
  readonly faults: readonly ScenarioFault[];
}

/** What a scenario touches: found by comparing the schedule before and after, so that it cannot be incomplete. */
export function summariseScenario(schedule: Schedule, modifications: readonly Modification[]): ScenarioSummary {
  return summariseOutcome(schedule, runScenario(schedule, modifications));
}

/** The same for a scenario that has been run. @param schedule the one that it was run on */
export function summariseOutcome(
  schedule: Schedule,
  { schedule: after, faults, steps }: ScenarioOutcome,
): ScenarioSummary {
  const stations = new Set<string>();
  const trips = compareTrips(schedule, after, stations);
  if (schedule.stations !== after.stations) {
    compareRows(schedule.stations, after.stations, (row) => stations.add(row.id));
  }
  if (schedule.transfers !== after.transfers) {
    compareRows(schedule.transfers, after.transfers, ({ from, to }) => stations.add(from).add(to));
  }
  return { steps, trips, stations: [...stations].sort(), faults };
}

function compareTrips(before: Schedule, after: Schedule, stations: Set<string>): ScenarioSummary["trips"] {
  const trips = { added: [] as string[], removed: [] as string[], changed: [] as string[] };
  if (before.trips === after.trips) return trips;
  const old = new Map(before.trips.map((trip) => [trip.id, trip]));
  const now = new Map(after.trips.map((trip) => [trip.id, trip]));
  for (const trip of after.trips) {
    const was = old.get(trip.id);
    if (was === trip) continue;
    (was ? trips.changed : trips.added).push(trip.id);
    addStations(stations, was, trip);
  }
  for (const trip of before.trips) {
    if (now.has(trip.id)) continue;
    trips.removed.push(trip.id);
    addStations(stations, trip, undefined);
  }
  return trips;
}

/** Calls that are equal are mostly the same object; those of a train that was taken out and put back are compared. */
function addStations(stations: Set<string>, before: Trip | undefined, after: Trip | undefined): void {
  const callsOf = (trip: Trip | undefined) => (trip?.calls ?? []).map((call) => [JSON.stringify(call), call] as const);
  const [old, now] = [callsOf(before), callsOf(after)];
  const repeats = JSON.stringify(before?.frequencies) !== JSON.stringify(after?.frequencies);
  const [oldKeys, nowKeys] = [new Set(old.map(([key]) => key)), new Set(now.map(([key]) => key))];
  for (const [key, call] of old) if (repeats || !nowKeys.has(key)) stations.add(call.station);
  for (const [key, call] of now) if (repeats || !oldKeys.has(key)) stations.add(call.station);
}

function compareRows<Row>(before: readonly Row[], after: readonly Row[], onDifferent: (row: Row) => void): void {
  const [old, now] = [new Set(before), new Set(after)];
  for (const row of before) if (!now.has(row)) onDifferent(row);
  for (const row of after) if (!old.has(row)) onDifferent(row);
}
