import type { RouteDefinition } from "@midreach/kernel/http";
import { downloadRoutes } from "./api/downloads.ts";
import { commitmentRoutes, evaluationRoutes, ownerRoutes, planRoutes, regionRoutes } from "./api/routes.ts";
import { importRoutes } from "./import/api.ts";
import { judgingRoutes } from "./judging/api.ts";
import { comparisonSheetRoutes, plansRoutes } from "./plans/api.ts";
import { reportRoutes } from "./report/api.ts";
import { reportingRoutes } from "./rounds/api.ts";
import { scorecardRoutes } from "./scorecards/api.ts";
import { seriesRoutes } from "./series/api.ts";
import type { PlanService } from "./service.ts";

export type { PlanRoutes } from "./api/routes.ts";
export type { ImportRoutes } from "./import/api.ts";
export type { JudgingRoutes } from "./judging/api.ts";
export type { PlansRoutes } from "./plans/api.ts";
export type { ReportingRoutes } from "./rounds/api.ts";
export type { ScorecardRoutes } from "./scorecards/api.ts";
export type { SeriesRoutes } from "./series/api.ts";

/** Descriptions of the tags that the routes use. */
export const apiTags: Readonly<Record<string, string>> = {
  Plans: "The plans of the register, which succeeds which, and what changed between them",
  Plan: "Commitments, where they stand and on what evidence",
  "Places and owners": "What concerns a city, what an organisation owes, the map",
  Systems: "The joint systems that the plan orders",
  Evaluations: "Drafts, publication, what changed",
  Downloads: "The tables as CSV and Excel",
  Figures: "Indicators and their figures: what is there, what is missing, imports",
  "Plan import": "Plans read from their text, reviewed sentence by sentence",
  Reporting: "Who answers for what, reporting rounds, review, evidence, supervision, closing of tasks",
  Consultations: "What units say about a draft evaluation, and the answers",
  "Public comments": "Comments of the public on commitments, moderated",
  Scorecards: "Provinces, cities and owners scored by the rules of the region",
};

/** All HTTP routes of the plan engine. */
export function listRoutes(service: PlanService): readonly RouteDefinition[] {
  return [
    ...planRoutes(service),
    ...commitmentRoutes(service),
    ...ownerRoutes(service),
    ...regionRoutes(service),
    ...evaluationRoutes(service),
    ...downloadRoutes(service),
    ...reportRoutes(service),
    ...importRoutes(service),
    ...comparisonSheetRoutes(service),
    ...plansRoutes(service),
    ...reportingRoutes(service),
    ...seriesRoutes(service),
    ...judgingRoutes(service),
    ...scorecardRoutes(service),
  ] as unknown as readonly RouteDefinition[];
}
