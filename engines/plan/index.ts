export type { PlanRoutes } from "./api/routes.ts";
export { planCommands } from "./commands.ts";
export { getPlanFacts, type PlanFacts } from "./facts.ts";
export { planModule } from "./module.ts";
export * from "./schemas.ts";
export * from "./schemas-views.ts";
export type { Verification } from "./verify.ts";
