import { createApiClient } from "@midreach/kernel/http/client";
import type { PlanRoutes } from "@midreach/plan";
import type { ReachRoutes } from "@midreach/reach";
import { addressOf } from "@midreach/ui";

/** Calls the routes of timetables, travel times and journeys. */
export const reachApi = createApiClient<ReachRoutes>();

/** Calls the routes of the plan: commitments, cities, the ground map. */
export const planApi = createApiClient<PlanRoutes[number]>();

/** What names a timetable and a window in an address; what is absent is as the server has it by default. */
export interface DataSetQuery {
  readonly feed?: string | undefined;
  readonly scenario?: string | undefined;
  readonly date?: string | undefined;
  readonly windowStart?: string | undefined;
  readonly windowEnd?: string | undefined;
  readonly threshold?: number | undefined;
}

const parts = ({ feed, scenario, date, windowStart, windowEnd, threshold }: DataSetQuery) => ({
  feed,
  scenario,
  date,
  start: windowStart,
  end: windowEnd,
  minutes: threshold,
});

/** The page of the journeys between two ends. */
export const pairAddress = (from: string, to: string, query: DataSetQuery): string =>
  addressOf("/accessibility/pair", { from, to, ...parts(query) });

/** The map of everything from one origin. */
export const mapAddress = (from: string | undefined, query: DataSetQuery): string =>
  addressOf("/accessibility/map", { from, ...parts(query) });

/** The matrix of a data set. */
export const matrixAddress = (query: DataSetQuery): string => addressOf("/accessibility/matrix", parts(query));

/** The journey planner for the same question. */
export const plannerAddress = (from: string, to: string, { feed, scenario, date }: DataSetQuery): string =>
  addressOf("/through-ticket", { from, to, feed, scenario, date });

/** A commitment's page. */
export const commitmentAddress = (id: string): string => `/commitments/${encodeURIComponent(id)}`;
