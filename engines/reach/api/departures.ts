import { defineRoute } from "@midreach/kernel/http";
import type { z } from "zod";
import { getDepartures } from "../departures.ts";
import { departuresSchema } from "../departures-schemas.ts";
import { askingOf, type ReachService } from "../service.ts";
import { journeysQuery, timesQuery } from "./queries.ts";

/** Two ends, a timetable and a window. */
const departuresQuery = timesQuery.extend({ to: journeysQuery.shape.to });
export type DeparturesQuery = z.output<typeof departuresQuery>;

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
