import { type CatalogueEntry, findDefaultFeed, getEntry, listCatalogue, noTimetable } from "./catalogue.ts";
import { ask } from "./compute/ask.ts";
import type { FetchedSchedule } from "./compute/messages.ts";
import { carryOutOrder } from "./compute/pool.ts";
import type { Schedule, Trip } from "./core/schedule.ts";
import { chooseDataSet } from "./data-sets.ts";
import { describeStation } from "./ends.ts";
import { chooseScenario } from "./scenario-choice.ts";
import type { FeedList, StationList } from "./schemas.ts";
import type { Asking, ReachService } from "./service.ts";

/** Every feed, and which one answers unless another is named. */
export async function getFeeds(service: ReachService): Promise<FeedList> {
  const entries = await listCatalogue(service);
  return {
    feeds: entries.map(({ feed }) => feed),
    default: findDefaultFeed(entries)?.feed.id ?? null,
    note: entries.length === 0 ? noTimetable : null,
  };
}

/** Stations with the trains that leave them on a day. @throws Problem as `chooseDataSet` */
export async function getStations(
  service: ReachService,
  asked: { readonly feed: string; readonly date?: string | undefined; readonly scenario?: string | undefined },
  { actor, signal }: Asking,
): Promise<StationList> {
  const { network, date } = await chooseDataSet(service, actor, asked);
  const departures = await ask(network, { kind: "departures", date }, { signal });
  return {
    feed: asked.feed,
    date,
    stations: network.timetable.stations.ids.map((_, index) => ({
      ...describeStation(network.timetable, index),
      departures: departures[index] as number,
    })),
  };
}

/** A feed as a GTFS file, perhaps under a scenario. @throws Problem as `chooseScenario` */
export async function writeFeedFile(
  service: ReachService,
  asked: { readonly feed?: string | undefined; readonly scenario?: string | undefined },
  { actor, signal }: Asking,
): Promise<{ readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  const scenario = asked.scenario === undefined ? null : await chooseScenario(service, actor, asked.scenario);
  const { feed, supply } = await getEntry(service, asked.feed ?? scenario?.feed);
  const order = { kind: "write", schedule: supply.key, modifications: scenario?.modifications ?? [] } as const;
  const bytes = await carryOutOrder<Uint8Array<ArrayBuffer>>(order, { supply, signal });
  return { name: `${feed.id}${scenario ? "-scenario" : ""}.zip`, bytes };
}

/** As `writeFeedFile`, as an answer. */
export async function answerFeedFile(
  service: ReachService,
  asked: { readonly feed: string; readonly scenario?: string | undefined },
  asking: Asking,
): Promise<Response> {
  const { name, bytes } = await writeFeedFile(service, asked, asking);
  return new Response(bytes, {
    headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${name}"` },
  });
}

/** Trains that come in one piece out of a computing thread. */
const tripsAtOnce = 500;
const fetched = new WeakMap<ReachService, Map<string, Promise<Schedule>>>();
const mostFetched = 3;

/** The timetable of a feed as it is, in this thread. @throws Problem `resource.not-found` */
export async function getFeedSchedule(service: ReachService, id: string): Promise<Schedule> {
  const ofRegion = service.pack.schedules.find((schedule) => schedule.id === id);
  if (ofRegion) return ofRegion;
  const entry = await getEntry(service, id);
  const known = fetched.get(service) ?? new Map<string, Promise<Schedule>>();
  fetched.set(service, known);
  const found = known.get(entry.supply.key) ?? fetchSchedule(entry);
  known.delete(entry.supply.key);
  known.set(entry.supply.key, found);
  found.catch(() => known.delete(entry.supply.key));
  for (const oldest of known.keys()) {
    if (known.size <= mostFetched) break;
    known.delete(oldest);
  }
  return found;
}

async function fetchSchedule({ supply }: CatalogueEntry): Promise<Schedule> {
  const trips: Trip[] = [];
  for (;;) {
    const order = { kind: "fetch", schedule: supply.key, start: trips.length, count: tripsAtOnce } as const;
    const { head, trips: some, all } = await carryOutOrder<FetchedSchedule>(order, { supply });
    trips.push(...some);
    if (trips.length >= all) return { ...head, trips };
  }
}
