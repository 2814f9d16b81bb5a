import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import { curveSchema, differencesSchema, isochronesSchema, timesSchema } from "../schemas.ts";
import { askingOf, type ReachService } from "../service.ts";
import { answerIsochronesFile, getCurve, getDifferences, getIsochrones, getTimes } from "../travel.ts";
import { differencesQuery, isochronesQuery, timesQuery } from "./queries.ts";

const tag = "Reach";
const get = { method: "get", tag, action: "reach:read" } as const;

/** Everything from one origin. */
export function travelRoutes(service: ReachService) {
  return [
    defineRoute({
      ...get,
      id: "reach.getTimes",
      path: "/api/reach/times",
      summary: "From one origin to every city: fastest, median, worst, departures, share of the day; or why no data",
      query: timesQuery,
      response: timesSchema,
      handler: ({ actor, query, request }) => getTimes(service, query, askingOf({ actor, request })),
    }),
    defineRoute({
      ...get,
      id: "reach.getDifferences",
      path: "/api/reach/differences",
      summary: "The same origin in two data sets, side by side and as a difference",
      query: differencesQuery,
      response: differencesSchema,
      handler: ({ actor, query, request }) => getDifferences(service, query, askingOf({ actor, request })),
    }),
    defineRoute({
      ...get,
      id: "reach.getIsochrones",
      path: "/api/reach/isochrones",
      summary: "Areas that one reaches within so many minutes, access on the ground included",
      query: isochronesQuery,
      response: isochronesSchema,
      handler: ({ actor, query, request }) => getIsochrones(service, query, askingOf({ actor, request })),
    }),
    defineRoute({
      ...get,
      id: "reach.downloadIsochrones",
      path: "/api/reach/isochrones.geojson",
      summary: "The isochrones as a GeoJSON file",
      query: isochronesQuery,
      response: z.string(),
      produces: ["application/geo+json"],
      handler: ({ actor, query, request }) => answerIsochronesFile(service, query, askingOf({ actor, request })),
    }),
    defineRoute({
      ...get,
      id: "reach.getCurve",
      path: "/api/reach/curve",
      summary: "People of the plan's cities within reach of an origin, minute by minute from 0 to 240",
      query: timesQuery,
      response: curveSchema,
      handler: ({ actor, query, request }) => getCurve(service, query, askingOf({ actor, request })),
    }),
  ] as const;
}
