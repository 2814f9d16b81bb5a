import { createApiClient } from "@midreach/kernel/http/client";
import type { PlanRoutes } from "@midreach/plan";
import type { ReachRoutes } from "@midreach/reach";

/** Calls the routes of timetables and journeys. */
export const reachApi = createApiClient<ReachRoutes>();

/** Calls the routes of the plan, which knows the cities. */
export const planApi = createApiClient<PlanRoutes[number]>();
