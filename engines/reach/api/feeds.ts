import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import { answerFeedFile, getFeeds, getStations } from "../feeds.ts";
import { feedListSchema, stationListSchema } from "../schemas.ts";
import { askingOf, type ReachService } from "../service.ts";
import { listTrains, trainListSchema, trainsQuery } from "../trains.ts";
import { dataSetQuery, feedParams } from "./queries.ts";

const tag = "Timetables";

/** What timetables there are, and what is in them. */
export function feedRoutes(service: ReachService) {
  return [
    defineRoute({
      id: "reach.listFeeds",
      method: "get",
      path: "/api/reach/feeds",
      summary: "Timetables of this installation: what each covers, of which cities it says nothing, source and licence",
      tag,
      response: feedListSchema,
      action: "reach:read",
      handler: () => getFeeds(service),
    }),
    defineRoute({
      id: "reach.listStations",
      method: "get",
      path: "/api/reach/feeds/{feed}/stations",
      summary: "Stations of a timetable, the city that each serves, and how many trains leave it on a day",
      tag,
      params: feedParams,
      query: z.object({ date: dataSetQuery.date, scenario: dataSetQuery.scenario }),
      response: stationListSchema,
      action: "reach:read",
      handler: ({ actor, params, query, request }) =>
        getStations(service, { ...query, feed: params.feed }, askingOf({ actor, request })),
    }),
    defineRoute({
      id: "reach.listTrains",
      method: "get",
      path: "/api/reach/feeds/{feed}/trains",
      summary: "Trains of a timetable with their calls: between two stations, by name, or by id",
      tag,
      params: feedParams,
      query: trainsQuery,
      response: trainListSchema,
      action: "reach:read",
      handler: ({ params, query }) => listTrains(service, params.feed, query),
    }),
    defineRoute({
      id: "reach.downloadFeed",
      method: "get",
      path: "/api/reach/feeds/{feed}/gtfs",
      summary: "A timetable as a GTFS file, perhaps changed by a scenario",
      tag,
      params: feedParams,
      query: z.object({ scenario: dataSetQuery.scenario }),
      response: z.string(),
      produces: ["application/zip"],
      action: "reach:read",
      handler: ({ actor, params, query, request }) =>
        answerFeedFile(service, { feed: params.feed, scenario: query.scenario }, askingOf({ actor, request })),
    }),
  ] as const;
}
