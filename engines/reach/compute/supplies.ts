import type { Schedule } from "../core/schedule.ts";
import type { FeedReading } from "../imports/reading.ts";
import type { Supply, SupplyPart } from "./messages.ts";

/** Sending so many trains takes some milliseconds. */
const tripsAtOnce = 300;

/** A schedule that this thread holds, for the threads that compute. */
export function supplySchedule(key: string, { trips, ...schedule }: Schedule): Supply {
  return {
    key,
    *parts(): Iterable<SupplyPart> {
      yield { kind: "head", key, schedule };
      for (let start = 0; start < trips.length; start += tripsAtOnce) {
        yield { kind: "trips", key, trips: trips.slice(start, start + tripsAtOnce) };
      }
    },
  };
}

/** A file that the computing thread reads itself. @param load the file's bytes, asked for when they are needed */
export function supplyFile(key: string, load: () => Promise<FeedReading>): Supply {
  return {
    key,
    async *parts(): AsyncIterable<SupplyPart> {
      yield { kind: "gtfs", key, reading: await load() };
    },
  };
}
