import type { RouteDefinition } from "@midreach/kernel/http";
import { departureRoutes } from "./api/departures.ts";
import { feedRoutes } from "./api/feeds.ts";
import { journeyRoutes } from "./api/journeys.ts";
import { matrixRoutes } from "./api/matrix.ts";
import { settingsRoutes } from "./api/settings.ts";
import { travelRoutes } from "./api/travel.ts";
import { feedImportRoutes } from "./imports/api.ts";
import { type ScenarioRoutes, scenarioRoutes } from "./scenarios/api.ts";
import type { ReachService } from "./service.ts";

/** Descriptions of the OpenAPI tags that the routes use. */
export const apiTags = {
  Reach: "Travel times, isochrones, matrices and journeys out of timetables; what they rest on stands in every answer",
  Timetables: "The data sets: what each covers, their stations, import and export as GTFS",
  Scenarios: "What if: typed changes of a timetable, kept by name or carried by an address",
  "Reach settings": "What counts as within reach, assumptions on access, and which cities surround a capital",
};

/** The routes with their types, for clients. */
export type ReachRoutes =
  | ReturnType<typeof feedRoutes>[number]
  | ReturnType<typeof travelRoutes>[number]
  | ReturnType<typeof matrixRoutes>[number]
  | ReturnType<typeof journeyRoutes>[number]
  | ReturnType<typeof departureRoutes>[number]
  | ReturnType<typeof settingsRoutes>[number]
  | ReturnType<typeof feedImportRoutes>[number]
  | ScenarioRoutes;

/** Every route of the engine. */
export function listRoutes(service: ReachService): readonly RouteDefinition[] {
  return [
    ...feedRoutes(service),
    ...travelRoutes(service),
    ...matrixRoutes(service),
    ...journeyRoutes(service),
    ...departureRoutes(service),
    ...settingsRoutes(service),
    ...feedImportRoutes(service),
    ...scenarioRoutes(service),
  ] as unknown as readonly RouteDefinition[];
}
