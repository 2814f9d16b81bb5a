import { createApiClient } from "@midreach/kernel/http/client";
import type { PlanRoutes } from "@midreach/plan";

/** Calls the routes of the plan. */
export const planApi = createApiClient<PlanRoutes[number]>();

/** The organisation or trade behind an id has its page here. */
export const ownerAddress = (id: string): string => `/owners/${encodeURIComponent(id)}`;

/** A place's page. */
export const placeAddress = (code: string): string => `/cities/${encodeURIComponent(code)}`;

/** A commitment's page; an id or a citation. */
export const commitmentAddress = (id: string): string => `/commitments/${encodeURIComponent(id)}`;
