import { createApiClient } from "@midreach/kernel/http/client";
import type { ImportRoutes, PlanRoutes, PlansRoutes, ReportingRoutes, SeriesRoutes } from "@midreach/plan";

/** Calls the routes of the plan. */
export const planApi = createApiClient<PlanRoutes[number]>();

/** Calls the routes of assignments, reporting rounds, supervision and closing of tasks. */
export const reportingApi = createApiClient<ReportingRoutes[number]>();

/** Calls the routes of figures: data map, indicators, imports. */
export const seriesApi = createApiClient<SeriesRoutes[number]>();

/** Calls the routes of the plans of the register. */
export const plansApi = createApiClient<PlansRoutes[number]>();

/** Calls the routes of plans that are imported from their text. */
export const importApi = createApiClient<ImportRoutes[number]>();

/** An indicator's page; with a place, its figures there. */
export const indicatorAddress = (id: string, place?: string): string =>
  `/indicators/${encodeURIComponent(id)}${place === undefined ? "" : `?place=${encodeURIComponent(place)}`}`;

/** The organisation or trade behind an id has its page here. */
export const ownerAddress = (id: string): string => `/owners/${encodeURIComponent(id)}`;

/** A place's page. */
export const placeAddress = (code: string): string => `/cities/${encodeURIComponent(code)}`;

/** A commitment's page; an id or a citation. */
export const commitmentAddress = (id: string): string => `/commitments/${encodeURIComponent(id)}`;

/** A unit's list in a round, or one report of it. */
export const reportAddress = (round: string, unit: string, commitment?: string): string =>
  ["/rounds", round, "units", unit, ...(commitment === undefined ? [] : [commitment])]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join("/");
