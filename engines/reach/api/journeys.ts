import { defineRoute } from "@midreach/kernel/http";
import { getJourneys } from "../journeys.ts";
import { journeysSchema } from "../schemas.ts";
import { askingOf, type ReachService } from "../service.ts";
import { journeysQuery } from "./queries.ts";

/** Journeys between two ends. */
export function journeyRoutes(service: ReachService) {
  return [
    defineRoute({
      id: "reach.listJourneys",
      method: "get",
      path: "/api/reach/journeys",
      summary:
        "Journeys that none other beats in departure, arrival and transfers; also with trains or sections cancelled",
      tag: "Reach",
      query: journeysQuery,
      response: journeysSchema,
      action: "reach:read",
      handler: ({ actor, query, request }) => getJourneys(service, query, askingOf({ actor, request })),
    }),
  ] as const;
}
