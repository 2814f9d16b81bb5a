import type { Text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import type { Cancellations } from "./core/connections.ts";
import { listStationsOf, type Timetable } from "./core/timetable.ts";
import { findPlaceNamed } from "./places.ts";
import type { ReachService } from "./service.ts";

/** What does not run, for the search and for the reader. */
export interface FoundCancellations {
  readonly without: Cancellations;
  readonly views: { readonly asked: string; readonly what: Text; readonly trips: number }[];
}

/**
 * Finds the trains and sections that are to be cancelled: `G1` is a train by name or id, `A~B` the line between two
 * stations or cities.
 * @returns undefined when nothing is
 * @throws Problem `request.invalid` that names what the timetable does not have
 */
export function findCancellations(
  service: ReachService,
  timetable: Timetable,
  asked: readonly string[],
): FoundCancellations | undefined {
  if (asked.length === 0) return undefined;
  const trips: string[] = [];
  const sections: { between: number[]; and: number[] }[] = [];
  const views = asked.map((words) => {
    const ends = words.split("~");
    if (ends.length === 2) {
      const [between = [], and = []] = ends.map((end) => findStations(service, timetable, end.trim()));
      sections.push({ between, and });
      const what = {
        zh: `${ends[0]}与${ends[1]}之间的线路`,
        en: `the line between ${ends[0]} and ${ends[1]}`,
      };
      return { asked: words, what, trips: countTrips(timetable, between, and) };
    }
    const { ids, names } = timetable.trips;
    const count = ids.filter((id, index) => id === words || names[index] === words).length;
    if (count === 0) {
      throw new Problem("request.invalid", {
        zh: `时刻表里没有车次“${words}”。取消区段请写作“甲站~乙站”。`,
        en: `The timetable has no train "${words}". A section is written "A~B", with two stations.`,
      });
    }
    trips.push(words);
    return { asked: words, what: { zh: `车次${words}`, en: `train ${words}` }, trips: count };
  });
  return { without: { trips, sections }, views };
}

function findStations(service: ReachService, timetable: Timetable, words: string): number[] {
  // As with the ends of a journey: a name that a city and a station share means the city.
  const place = findPlaceNamed(service, words);
  const ofPlace = place ? listStationsOf(timetable, place.code) : [];
  const name = words.replace(/^station:/u, "");
  const { ids, names } = timetable.stations;
  const named = ids.flatMap((id, index) =>
    id === name || names[index]?.zh === name || names[index]?.en === name ? [index] : [],
  );
  const found = ofPlace.length > 0 ? ofPlace : named;
  if (found.length > 0) return found;
  throw new Problem("request.invalid", {
    zh: `时刻表里没有车站“${words}”。`,
    en: `The timetable has no station "${words}".`,
  });
}

/** Trips that call at both sides; which of them run on a day, the search knows. */
function countTrips({ trips, calls }: Timetable, between: readonly number[], and: readonly number[]): number {
  const sides = [new Set(between), new Set(and)];
  let count = 0;
  for (let trip = 0; trip < trips.ids.length; trip += 1) {
    const stations = calls.station.subarray(trips.firstCall[trip], trips.firstCall[trip + 1]);
    if (sides.every((side) => stations.some((station) => side.has(station)))) count += 1;
  }
  return count;
}
