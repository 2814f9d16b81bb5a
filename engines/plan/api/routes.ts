import type { MapLayer, Text } from "@midreach/kernel/contracts";
import { defineRoute, lastingAnswer } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { readMapLayers } from "@midreach/kernel/region";
import { z } from "zod";
import { commitmentAnswerSchema, commitmentPageSchema, planSchema } from "../schemas.ts";
import {
  citiesSchema,
  cityPageSchema,
  evaluationDetailSchema,
  evaluationsSchema,
  mapSchema,
  missingSchema,
  newAssessmentAnswerSchema,
  newAssessmentSchema,
  newEvaluationSchema,
  overviewSchema,
  ownerPageSchema,
  ownersSchema,
  systemsSchema,
} from "../schemas-views.ts";
import {
  assess,
  chooseEvaluation,
  createEvaluation,
  getAssessedResource,
  getCommitments,
  getEvaluation,
  getOverview,
  getSystems,
  listVisibleEvaluations,
  openPlan,
  type PlanService,
  publishEvaluation,
} from "../service.ts";
import { findCityPage, toCities } from "../views/cities.ts";
import { toMissingPage } from "../views/missing.ts";
import { toPlan } from "../views/overview.ts";
import { findOwnerPage, toOwners } from "../views/owners.ts";
import { toPage } from "../views/rows.ts";
import { commitmentsQuery, evaluationQuery, missingQuery, planQuery, sinceQuery } from "./queries.ts";

const idParams = z.object({ id: z.string().min(1).max(100) });

/** The plan as a whole. */
export function planRoutes(service: PlanService) {
  const { region } = service.services;
  return [
    defineRoute({
      id: "plan.getOverview",
      method: "get",
      path: "/api/overview",
      summary: "The whole front page: counts, chapters, changes, cities, systems",
      tag: "Plan",
      response: overviewSchema,
      action: "plan:read",
      handler: () => getOverview(service),
    }),
    defineRoute({
      id: "plan.getPlan",
      method: "get",
      path: "/api/plan",
      summary: "The frame of the plan: chapters, sections, topics and everything that filters need",
      tag: "Plan",
      query: planQuery,
      response: planSchema,
      action: "plan:read",
      handler: async ({ query, actor }) => {
        const { reader } = await openPlan(service, actor, query.plan);
        return toPlan(await reader.getState(), region);
      },
    }),
  ] as const;
}

/** Commitments, assessments of them, and the figures that they lack. */
export function commitmentRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listCommitments",
      method: "get",
      path: "/api/commitments",
      summary: "Commitments with where they stand, filtered and searched",
      tag: "Plan",
      query: commitmentsQuery,
      response: commitmentPageSchema,
      action: "plan:read",
      handler: async ({ query: { page, pageSize, evaluation: selector, plan, ...filter }, actor }) => {
        const opened = await openPlan(service, actor, plan);
        const { state, evaluation, results } = await chooseEvaluation(opened, actor, selector);
        return toPage(state, evaluation, results, filter, { page, pageSize });
      },
    }),
    defineRoute({
      id: "plan.getCommitment",
      method: "get",
      path: "/api/commitments/{id}",
      summary: "One commitment by id (4.1.2.2a), or all of a sentence, section or chapter by citation (4.1.2.2)",
      tag: "Plan",
      params: idParams,
      query: evaluationQuery,
      response: commitmentAnswerSchema,
      action: "plan:read",
      handler: async ({ params, query, actor }) =>
        getCommitments(await openPlan(service, actor, query.plan), actor, params.id, query.evaluation),
    }),
    defineRoute({
      id: "plan.addAssessment",
      method: "post",
      path: "/api/commitments/{id}/assessments",
      summary: "Judge a commitment, with evidence",
      tag: "Plan",
      params: idParams,
      query: planQuery,
      body: newAssessmentSchema,
      response: newAssessmentAnswerSchema,
      status: 201,
      action: "plan:assess",
      resource: async ({ params, query, actor }) =>
        getAssessedResource(await openPlan(service, actor, query.plan), params.id),
      handler: async ({ params, query, body, actor }) =>
        assess(await openPlan(service, actor, query.plan), actor, params.id, body),
    }),
    defineRoute({
      id: "plan.listMissing",
      method: "get",
      path: "/api/missing",
      summary: "Missing figures, who owes them, and what waits for them",
      tag: "Plan",
      query: missingQuery,
      response: missingSchema,
      action: "plan:read",
      handler: async ({ query: { page, pageSize, evaluation: selector, plan, ...filter }, actor }) => {
        const opened = await openPlan(service, actor, plan);
        const { state, evaluation, results } = await chooseEvaluation(opened, actor, selector);
        return toMissingPage(state, evaluation, results, filter, { page, pageSize });
      },
    }),
  ] as const;
}

/** What concerns a place, and what an owner owes. */
export function ownerRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listCities",
      method: "get",
      path: "/api/cities",
      summary: "Cities of the plan with population and counts",
      tag: "Places and owners",
      response: citiesSchema,
      action: "plan:read",
      handler: () => getCities(service),
    }),
    defineRoute({
      id: "plan.getCity",
      method: "get",
      path: "/api/cities/{code}",
      summary: "What concerns a city, or any other place of the region",
      tag: "Places and owners",
      params: z.object({ code: z.string().min(1).max(100) }),
      query: evaluationQuery,
      response: cityPageSchema,
      action: "plan:read",
      handler: async ({ params, query, actor }) => {
        const opened = await openPlan(service, actor, query.plan);
        const { state, evaluation, results } = await chooseEvaluation(opened, actor, query.evaluation);
        const page = findCityPage(state, params.code, evaluation, results);
        if (!page)
          throw new Problem("resource.not-found", {
            zh: `本区域没有地点“${params.code}”。`,
            en: `The region has no place "${params.code}".`,
          });
        return page;
      },
    }),
    defineRoute({
      id: "plan.listOwners",
      method: "get",
      path: "/api/owners",
      summary: "Trades and their organisations with what they lead, support and owe",
      tag: "Places and owners",
      response: ownersSchema,
      action: "plan:read",
      handler: async () => toOwners(await service.reader.getState()),
    }),
    defineRoute({
      id: "plan.getOwner",
      method: "get",
      path: "/api/owners/{id}",
      summary: "What a trade (transport) or an organisation owes",
      tag: "Places and owners",
      params: idParams,
      query: evaluationQuery,
      response: ownerPageSchema,
      action: "plan:read",
      handler: async ({ params, query, actor }) => {
        const opened = await openPlan(service, actor, query.plan);
        const { state, evaluation, results } = await chooseEvaluation(opened, actor, query.evaluation);
        const page = findOwnerPage(state, params.id, evaluation, results);
        if (!page)
          throw new Problem("resource.not-found", {
            zh: `本区域没有机构或行业“${params.id}”。`,
            en: `The region has no organisation or trade "${params.id}".`,
          });
        return page;
      },
    }),
  ] as const;
}

async function getCities(service: PlanService) {
  const state = await service.reader.getState();
  return { notes: [...state.records.plan.notes], cities: [...toCities(state)] };
}

/** The map and the joint systems. */
export function regionRoutes(service: PlanService) {
  const { region } = service.services;
  // Simplifying outlines takes long and depends on nothing but the pack: it is under way before anybody asks.
  void readMapLayers(region).catch(() => undefined);
  let map: { readonly layers: MapLayer[]; readonly note: Text } | undefined;
  return [
    defineRoute({
      id: "plan.getMap",
      method: "get",
      path: "/api/map",
      summary: "Outlines, rivers and lakes of the overview map",
      tag: "Places and owners",
      response: mapSchema,
      action: "plan:read",
      handler: async () => {
        map ??= lastingAnswer({
          layers: await readMapLayers(region),
          note: { zh: "示意图,非标准地图", en: "Sketch map, not a standard map" },
        });
        return map;
      },
    }),
    defineRoute({
      id: "plan.listSystems",
      method: "get",
      path: "/api/systems",
      summary: "The joint systems that the plan orders, clause by clause, and which of them work",
      tag: "Systems",
      response: systemsSchema,
      action: "plan:read",
      handler: () => getSystems(service),
    }),
  ] as const;
}

/** Evaluations: drafts, publication, what changed. */
export function evaluationRoutes(service: PlanService) {
  const params = z.object({ id: z.string().min(1).max(40) });
  return [
    defineRoute({
      id: "plan.listEvaluations",
      method: "get",
      path: "/api/evaluations",
      summary: "Evaluations, newest publication first; drafts for those who may read them",
      tag: "Evaluations",
      query: planQuery,
      response: evaluationsSchema,
      action: "plan:read",
      handler: async ({ query, actor }) => ({
        evaluations: await listVisibleEvaluations(await openPlan(service, actor, query.plan), actor),
      }),
    }),
    defineRoute({
      id: "plan.getEvaluation",
      method: "get",
      path: "/api/evaluations/{id}",
      summary: "One evaluation (an id, latest or plan-end) and what changed since the one before",
      tag: "Evaluations",
      params,
      query: sinceQuery,
      response: evaluationDetailSchema,
      action: "plan:read",
      handler: async ({ params: { id }, query, actor }) =>
        getEvaluation(await openPlan(service, actor, query.plan), actor, id, query.since),
    }),
    defineRoute({
      id: "plan.createEvaluation",
      method: "post",
      path: "/api/evaluations",
      summary: "Evaluate every commitment; the result is a draft",
      tag: "Evaluations",
      query: planQuery,
      body: newEvaluationSchema,
      response: evaluationDetailSchema,
      status: 201,
      action: "plan:evaluate",
      handler: async ({ query, body, actor }) =>
        createEvaluation(await openPlan(service, actor, query.plan), actor, body),
    }),
    defineRoute({
      id: "plan.publishEvaluation",
      method: "post",
      path: "/api/evaluations/{id}/publish",
      summary: "Publish a draft",
      tag: "Evaluations",
      params,
      query: planQuery,
      response: evaluationDetailSchema,
      action: "plan:publish",
      handler: async ({ params: { id }, query, actor }) =>
        publishEvaluation(await openPlan(service, actor, query.plan), actor, id),
    }),
  ] as const;
}

/** The routes with typed answers; downloads stand apart. */
export type PlanRoutes = readonly [
  ...ReturnType<typeof planRoutes>,
  ...ReturnType<typeof commitmentRoutes>,
  ...ReturnType<typeof ownerRoutes>,
  ...ReturnType<typeof regionRoutes>,
  ...ReturnType<typeof evaluationRoutes>,
];
