import type { ServerModule } from "@midreach/kernel/http";
import { apiTags, listRoutes } from "./api.ts";
import { warmUp } from "./compute/pool.ts";
import { listMeasures } from "./measures.ts";
import { readReachPack } from "./pack.ts";
import { reachServiceOf } from "./service.ts";

/** What the reach engine gives to the server. */
export const reachModule: ServerModule = {
  id: "reach",
  tags: apiTags,
  migrations: { room: "reach", folder: new URL("./migrations/", import.meta.url) },
  policies: new URL("./policies/", import.meta.url),
  checkRegion: async (region) => {
    readReachPack(region);
  },
  prepare: async (services) => {
    // The region's timetables are read before anybody waits for an answer.
    const { feeds } = reachServiceOf(services).pack;
    // The front page asks already; half a second is less to wait for when it has begun before.
    if (feeds.length > 0) warmUp();
  },
  routes: (services) => listRoutes(reachServiceOf(services)),
  measures: (services) => listMeasures(reachServiceOf(services)),
};
