import type { ServerModule } from "@midreach/kernel/http";
import { apiTags, listRoutes } from "./api.ts";
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
    reachServiceOf(services);
  },
  routes: (services) => listRoutes(reachServiceOf(services)),
  measures: (services) => listMeasures(reachServiceOf(services)),
};
