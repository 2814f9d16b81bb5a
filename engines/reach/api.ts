import type { RouteDefinition } from "@midreach/kernel/http";
import { feedRoutes } from "./api/feeds.ts";
import { journeyRoutes } from "./api/journeys.ts";
import { matrixRoutes } from "./api/matrix.ts";
import { settingsRoutes } from "./api/settings.ts";
import { travelRoutes } from "./api/travel.ts";
import { feedImportRoutes } from "./imports/api.ts";
import type { ReachService } from "./service.ts";

/** Descriptions of the OpenAPI tags that the routes use. */
export const apiTags = {
  Reach: "Travel times, isochrones, matrices and journeys out of timetables; what they rest on stands in every answer",
  Timetables: "The data sets: what each covers, their stations, import and export as GTFS",
  "Reach settings": "What counts as within reach, assumptions on access, and which cities surround a capital",
};

/** The routes with their types, for clients. */
export type ReachRoutes =
  | ReturnType<typeof feedRoutes>[number]
  | ReturnType<typeof travelRoutes>[number]
  | ReturnType<typeof matrixRoutes>[number]
  | ReturnType<typeof journeyRoutes>[number]
  | ReturnType<typeof settingsRoutes>[number]
  | ReturnType<typeof feedImportRoutes>[number];

/** Every route of the engine. */
export function listRoutes(service: ReachService): readonly RouteDefinition[] {
  return [
    ...feedRoutes(service),
    ...travelRoutes(service),
    ...matrixRoutes(service),
    ...journeyRoutes(service),
    ...settingsRoutes(service),
    ...feedImportRoutes(service),
  ] as unknown as readonly RouteDefinition[];
}
