import { defineRoute, type RouteDefinition, type ServerModule, type Services } from "@midreach/kernel/http";
import { askingOf, getReachFacts } from "@midreach/reach";
import { getEffects } from "./effects.ts";
import { manifest } from "./manifest.ts";
import { judgeAccessibility } from "./rules.ts";
import { effectsQuery, effectsSchema } from "./schemas.ts";

export { manifest } from "./manifest.ts";

/** What accessibility registers on the server: its health, and what a scenario means for plan and people. */
export const module: ServerModule = {
  id: manifest.id,
  routes: (services) => accessibilityRoutes(services) as unknown as readonly RouteDefinition[],
  health: async (services) => judgeAccessibility(await getReachFacts(services)),
};

/** The system's routes: what takes both engines. Everything else is the reach engine's own. */
function accessibilityRoutes(services: Services) {
  return [
    defineRoute({
      id: "accessibility.getScenarioEffects",
      method: "get",
      path: "/api/accessibility/scenario-effects",
      summary: "What a scenario changes: travel times, people-minutes by city, and which commitments flip",
      tag: "Scenarios",
      query: effectsQuery,
      response: effectsSchema,
      action: "reach:read",
      handler: ({ query, ...input }) => getEffects(services, query, askingOf(input)),
    }),
  ] as const;
}

/** The routes with their types, for clients. */
export type AccessibilityRoutes = ReturnType<typeof accessibilityRoutes>[number];
