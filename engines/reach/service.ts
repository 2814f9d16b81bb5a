import type { Actor, RequestFacts, Services } from "@midreach/kernel/http";
import type { CatalogueEntry } from "./catalogue.ts";
import type { Schedule } from "./core/schedule.ts";
import { getFeedSchedule } from "./feeds.ts";
import { type KeptRecords, keptIn } from "./kept.ts";
import { createNetworks, type Networks } from "./networks.ts";
import { type ReachPack, readReachPack } from "./pack.ts";

/** What routes, measures and commands stand on. */
export interface ReachService {
  readonly services: Services;
  /** The region's own timetables and tables. */
  readonly pack: ReachPack;
  readonly networks: Networks;
  readonly kept: KeptRecords;
  /** Feeds of this service alone: a file that was opened without importing it. */
  readonly opened: readonly CatalogueEntry[];
  /** The timetable of a feed as it is. @throws Problem `resource.not-found` */
  getSchedule(feed: string): Promise<Schedule>;
}

/** Who asks, and whether somebody still waits for the answer. */
export interface Asking {
  readonly actor: Actor;
  readonly signal?: AbortSignal | undefined;
}

/** Who asks by a request. */
export const askingOf = ({ actor, request }: { readonly actor: Actor; readonly request: RequestFacts }): Asking => ({
  actor,
  get signal() {
    return request.signal;
  },
});

const known = new WeakMap<Services, ReachService>();

/** The engine's service of an installation; made once, reading the region's timetables then. */
export function reachServiceOf(services: Services): ReachService {
  let service = known.get(services);
  if (!service) {
    service = createService(services, { kept: keptIn(services.database), opened: [] });
    known.set(services, service);
  }
  return service;
}

/** A service on what is given. @throws Problem `region.invalid` */
export function createService(services: Services, given: Pick<ReachService, "kept" | "opened">): ReachService {
  const service: ReachService = {
    services,
    pack: readReachPack(services.region),
    networks: createNetworks(services.dataFolder),
    getSchedule: (feed) => getFeedSchedule(service, feed),
    ...given,
  };
  return service;
}
