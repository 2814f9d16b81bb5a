import { defineRoute } from "@midreach/kernel/http";
import { getDepartures } from "../departures.ts";
import { departuresSchema } from "../departures-schemas.ts";
import { askingOf, type ReachService } from "../service.ts";
import { departuresQuery } from "./queries.ts";

/** What the figures between two ends are made of. */
export function departureRoutes(service: ReachService) {
  return [
    defineRoute({
      id: "reach.listDepartures",
      method: "get",
      path: "/api/reach/departures",
      summary: "Every departure between two ends in the window, and the figures that are made of them",
      tag: "Reach",
      query: departuresQuery,
      response: departuresSchema,
      action: "reach:read",
      handler: ({ query, ...input }) => getDepartures(service, query, askingOf(input)),
    }),
  ] as const;
}
