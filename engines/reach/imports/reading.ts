import type { Schedule } from "../core/schedule.ts";
import { readGtfs } from "../gtfs/index.ts";
import type { ImportReport } from "../schemas.ts";
import type { FeedOptions } from "../tables.ts";
import { assignCities, type CityShape } from "./assign-cities.ts";

/** A file with all that reading it takes; plain data, so that any thread can do it. */
export interface FeedReading {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Id of the feed that it becomes. */
  readonly id: string;
  readonly options: FeedOptions;
  readonly cities: readonly CityShape[];
}

/** What is in a file; no schedule when it has errors. */
export interface ReadFeed {
  readonly schedule: Schedule | undefined;
  readonly report: ImportReport;
}

/** Reads a GTFS file, gives its stations to the region's cities, and states what it covers. */
export function readFeedFile({ bytes, fileName, id, options, cities }: FeedReading): ReadFeed {
  const { title, publishedAt, publishedBasis, measureOn } = options;
  const { schedule, misplaced, report } = readGtfs(bytes, {
    id,
    fileName,
    title: title === null ? undefined : { zh: title, en: title },
    publishedAt,
    publishedBasis,
    measureOn: measureOn ?? undefined,
  });
  return { schedule: schedule && withCities(schedule, cities, new Set(misplaced)), report };
}

/** A station whose coordinates cannot be right serves no city: nobody knows which. */
function withCities(schedule: Schedule, cities: readonly CityShape[], misplaced: ReadonlySet<string>): Schedule {
  const stations = assignCities(schedule.stations, cities).map((station) =>
    misplaced.has(station.id) ? { ...station, place: null } : station,
  );
  const served = new Set(schedule.trips.flatMap(({ calls }) => calls.map(({ station }) => station)));
  const reached = new Set(stations.filter(({ id }) => served.has(id)).map(({ place }) => place));
  const places = cities.map(({ code }) => code).filter((code) => reached.has(code));
  return { ...schedule, stations, coverage: { ...schedule.coverage, places } };
}
