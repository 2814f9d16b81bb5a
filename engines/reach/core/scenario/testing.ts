import type { Call, Schedule, Station, Trip } from "../schedule.ts";
import { runScenario } from "./apply.ts";
import { toClock, toSeconds } from "./fields.ts";
import type { Modification } from "./modifications.ts";

/** Tiny schedules for tests, and a search that is too slow to be wrong. */

/** A station of the tests: `A` stands at longitude 1, `B` at 2, …, all on one parallel. */
export function tinyStation(id: string): Station {
  return { id, name: { zh: id, en: id }, lon: 1 + (id.charCodeAt(0) - 65), lat: 30, place: `city-${id}` };
}

/** `tinyTrip("G1", "A 8:00", "B 8:30 8:32", "C 9:00")`: station, arrival, departure. */
export function tinyTrip(id: string, ...calls: readonly string[]): Trip {
  return {
    id,
    name: id,
    class: id.slice(0, 1),
    calendar: "daily",
    calls: calls.map((call): Call => {
      const [station = "", arrival = "0:00", departure = arrival] = call.split(" ");
      return { station, arrivalSeconds: toSeconds(arrival), departureSeconds: toSeconds(departure) };
    }),
  };
}

/** A schedule of those trips with the stations at which they call, `A` to `F` at least. */
export function tinySchedule(trips: readonly Trip[], changes: Partial<Schedule> = {}): Schedule {
  const ids = new Set([..."ABCDEF", ...trips.flatMap((trip) => trip.calls.map((call) => call.station))]);
  const title = { zh: "试验", en: "Trial" };
  return {
    id: "tiny",
    title,
    timeZone: "Asia/Shanghai",
    coverage: {
      classes: [],
      places: [...ids].map((id) => `city-${id}`),
      start: "2021-01-01",
      end: "2021-12-31",
      measureOn: "2021-06-15",
      publishedAt: "2021-01-01",
      publishedBasis: "stated",
    },
    stations: [...ids].map(tinyStation),
    calendars: [
      {
        id: "daily",
        weekdays: [true, true, true, true, true, true, true],
        start: "2021-01-01",
        end: "2021-12-31",
        added: [],
        removed: [],
      },
    ],
    trips,
    transfers: [],
    ...changes,
  };
}

/** `["G1: A 08:00, B 08:30 08:32, C 09:00"]` of all trips, in order of their ids. */
export function listRuns({ trips }: Schedule): string[] {
  return [...trips]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, calls, frequencies = [] }) => {
      const stops = calls.map(({ station, arrivalSeconds, departureSeconds }) =>
        [station, ...new Set([toClock(arrivalSeconds), toClock(departureSeconds)])].join(" "),
      );
      const repeats = frequencies.map(
        (row) => ` every ${row.headwaySeconds / 60} ${toClock(row.startSeconds)}-${toClock(row.endSeconds)}`,
      );
      return `${id}: ${stops.join(", ")}${repeats.join("")}`;
    });
}

/** Where a scenario's faults are, and what they say in English. */
export function listFaultTexts(schedule: Schedule, ...modifications: readonly Modification[]): string[] {
  return runScenario(schedule, modifications).faults.map(({ where, what }) => `${where}: ${what.en}`);
}

/**
 * Earliest arrival at every station by trying every train again until nothing improves; a train runs on every day of
 * the search, one change takes no time.
 */
export function searchSlowly({ stations, trips, transfers }: Schedule, from: string, departSeconds: number) {
  const there = new Map(stations.map(({ id }) => [id, id === from ? departSeconds : Number.POSITIVE_INFINITY]));
  const at = (station: string) => there.get(station) ?? Number.POSITIVE_INFINITY;
  let improved = true;
  const reach = (station: string, seconds: number) => {
    if (seconds >= at(station)) return;
    there.set(station, seconds);
    improved = true;
  };
  while (improved) {
    improved = false;
    for (const { from: start, to, seconds } of transfers) reach(to, at(start) + seconds);
    for (const { calls } of trips.flatMap(repeat)) {
      let aboard = false;
      for (const call of calls) {
        if (aboard && call.alighting !== false) reach(call.station, call.arrivalSeconds);
        if (call.boarding !== false && at(call.station) <= call.departureSeconds) aboard = true;
      }
    }
  }
  return there;
}

function repeat(trip: Trip): Trip[] {
  if (!trip.frequencies) return [trip];
  const first = trip.calls[0]?.departureSeconds ?? 0;
  return trip.frequencies.flatMap(({ startSeconds, endSeconds, headwaySeconds }) => {
    const count = Math.ceil((endSeconds - startSeconds) / headwaySeconds);
    return Array.from({ length: Math.max(0, count) }, (_, index) => {
      const shift = startSeconds + index * headwaySeconds - first;
      const calls = trip.calls.map((call) => ({
        ...call,
        arrivalSeconds: call.arrivalSeconds + shift,
        departureSeconds: call.departureSeconds + shift,
      }));
      return { ...trip, calls };
    });
  });
}
