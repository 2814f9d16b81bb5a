import type { PlanService } from "../service.ts";
import { roundRoutes } from "./api/rounds.ts";
import { assignmentRoutes, closureRoutes, supervisionRoutes } from "./api/tasks.ts";
import { fileRoutes, unitRoutes } from "./api/units.ts";

/** Every route of assignments, reporting rounds, supervision and closing of tasks. */
export function reportingRoutes(service: PlanService) {
  return [
    ...roundRoutes(service),
    ...unitRoutes(service),
    ...fileRoutes(service),
    ...assignmentRoutes(service),
    ...closureRoutes(service),
    ...supervisionRoutes(service),
  ] as const;
}

/** The routes with their types, for clients. */
export type ReportingRoutes = ReturnType<typeof reportingRoutes>;
