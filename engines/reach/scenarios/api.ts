import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import {
  checkScenario,
  copyScenario,
  createScenario,
  getAnswer,
  listReadable,
  removeScenario,
  type ScenarioHost,
  scenarioResource,
  updateScenario,
} from "./scenarios.ts";
import {
  newScenarioSchema,
  scenarioAnswerSchema,
  scenarioChangeSchema,
  scenarioCheckSchema,
  scenarioCopySchema,
  scenarioListSchema,
  scenarioSummarySchema,
} from "./schemas.ts";

const tag = "Scenarios";
const given = z
  .string()
  .min(1)
  .max(16_000)
  .describe("Id of a kept scenario, or one written out as an address carries it");
const givenParams = z.object({ scenario: given });
const idParams = z.object({ scenario: z.string().min(1).max(100) });

/** Scenarios: kept ones, and such that travel in an address. */
export function scenarioRoutes(host: ScenarioHost) {
  return [...readingRoutes(host), ...writingRoutes(host)] as const;
}

/** The routes with their types, for clients. */
export type ScenarioRoutes = ReturnType<typeof scenarioRoutes>[number];

function readingRoutes(host: ScenarioHost) {
  return [
    defineRoute({
      id: "reach.listScenarios",
      method: "get",
      path: "/api/reach/scenarios",
      summary: "Kept scenarios: shared ones and one's own",
      tag,
      response: scenarioListSchema,
      action: "scenarios:list",
      handler: ({ actor }) => listReadable(host, actor),
    }),
    defineRoute({
      id: "reach.getScenario",
      method: "get",
      path: "/api/reach/scenarios/{scenario}",
      summary: "A scenario: what it changes, which trains and stations it touches, and what is wrong with it",
      tag,
      params: givenParams,
      response: scenarioAnswerSchema,
      action: "scenarios:read",
      resource: ({ params }) => scenarioResource(host, params.scenario),
      handler: ({ actor, params }) => getAnswer(host, actor, params.scenario),
    }),
    defineRoute({
      id: "reach.checkScenario",
      method: "post",
      path: "/api/reach/scenario-checks",
      summary: "What modifications would do, and what is wrong with them; nothing is kept",
      tag,
      body: scenarioCheckSchema,
      response: scenarioSummarySchema,
      action: "scenarios:check",
      handler: ({ body }) => checkScenario(host, body),
    }),
  ] as const;
}

function writingRoutes(host: ScenarioHost) {
  return [
    defineRoute({
      id: "reach.createScenario",
      method: "post",
      path: "/api/reach/scenarios",
      summary: "Keep a scenario by name",
      tag,
      body: newScenarioSchema,
      response: scenarioAnswerSchema,
      action: "scenarios:create",
      handler: ({ actor, body }) => createScenario(host, actor, body),
      status: 201,
    }),
    defineRoute({
      id: "reach.changeScenario",
      method: "put",
      path: "/api/reach/scenarios/{scenario}",
      summary: "Change a scenario; what is left out stays",
      tag,
      params: idParams,
      body: scenarioChangeSchema,
      response: scenarioAnswerSchema,
      action: "scenarios:change",
      resource: ({ params }) => scenarioResource(host, params.scenario),
      handler: ({ actor, params, body }) => updateScenario(host, actor, params.scenario, body),
    }),
    defineRoute({
      id: "reach.deleteScenario",
      method: "delete",
      path: "/api/reach/scenarios/{scenario}",
      summary: "Delete a scenario",
      tag,
      params: idParams,
      query: z.object({ version: z.coerce.number().int().min(1) }),
      response: scenarioListSchema,
      action: "scenarios:delete",
      resource: ({ params }) => scenarioResource(host, params.scenario),
      handler: ({ actor, params, query }) => removeScenario(host, actor, params.scenario, query.version),
    }),
    defineRoute({
      id: "reach.copyScenario",
      method: "post",
      path: "/api/reach/scenarios/{scenario}/copies",
      summary: "Keep one's own copy of a scenario that one may read",
      tag,
      params: givenParams,
      body: scenarioCopySchema,
      response: scenarioAnswerSchema,
      action: "scenarios:create",
      handler: ({ actor, params, body }) => copyScenario(host, actor, params.scenario, body.name),
      status: 201,
    }),
  ] as const;
}
