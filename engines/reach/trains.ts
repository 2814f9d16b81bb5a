import { z } from "zod";
import { getEntry } from "./catalogue.ts";
import { addServiceSchema } from "./core/scenario/add-service.ts";
import { toAddition } from "./core/scenario/index.ts";
import type { Trip } from "./core/schedule.ts";
import type { ReachService } from "./service.ts";

/** What trains of a timetable are asked for. */
export const trainsQuery = z.object({
  from: z.string().min(1).max(100).optional().describe("Id of a station at which they call"),
  to: z.string().min(1).max(100).optional().describe("Id of a station at which they call after that"),
  name: z.string().trim().min(1).max(50).optional().describe("How their name or id begins"),
  trip: z.array(z.string().min(1).max(100)).max(100).optional().describe("Ids, repeated"),
});
export type TrainsQuery = z.output<typeof trainsQuery>;

export const trainListSchema = z.object({
  feed: z.string(),
  /** In order of departure; each as a modification that would add it, times of the service day. */
  trains: z.array(addServiceSchema),
  /** How many more there are than are listed. */
  more: z.int(),
});
export type TrainList = z.infer<typeof trainListSchema>;

/** So many trains are listed at once. */
const listLimit = 200;

/**
 * Trains of a feed as it is, with all their calls: those that call at one station and later at another, whose name
 * begins so, or of these ids. With several conditions, those that meet all.
 * @throws Problem `resource.not-found`
 */
export async function listTrains(service: ReachService, feed: string, asked: TrainsQuery): Promise<TrainList> {
  const entry = await getEntry(service, feed);
  const schedule = await service.getSchedule(entry.feed.id);
  const found = schedule.trips
    .flatMap((trip) => {
      const at = matches(trip, asked) ? departureOf(trip, asked) : undefined;
      return at === undefined ? [] : [{ trip, at }];
    })
    .sort((a, b) => a.at - b.at || (a.trip.id < b.trip.id ? -1 : 1));
  return {
    feed,
    trains: found.slice(0, listLimit).map(({ trip }) => toAddition(trip)),
    more: Math.max(0, found.length - listLimit),
  };
}

function matches({ id, name }: Trip, asked: TrainsQuery): boolean {
  const begin = asked.name?.toUpperCase();
  if (begin !== undefined && !name.toUpperCase().startsWith(begin) && !id.toUpperCase().startsWith(begin)) return false;
  return asked.trip === undefined || asked.trip.includes(id);
}

/** Departure, seconds, where it is asked about; undefined for a train that does not run from the one to the other. */
function departureOf({ calls }: Trip, { from, to }: TrainsQuery): number | undefined {
  const first = from === undefined ? 0 : calls.findIndex((call) => call.station === from);
  if (first < 0) return undefined;
  if (to !== undefined && !calls.some((call, index) => index > first && call.station === to)) return undefined;
  return calls[first]?.departureSeconds;
}
