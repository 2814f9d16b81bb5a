import type { RouteDefinition, ServerModule } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import { today } from "@midreach/kernel/time";
import type { Kysely } from "kysely";
import { downloadRoutes } from "./api/downloads.ts";
import { evaluationRoutes, planRoutes, viewRoutes } from "./api/routes.ts";
import { runEvaluation } from "./evaluation.ts";
import { readPlanPack } from "./pack.ts";
import { prepareEvaluations } from "./prepare.ts";
import { planServiceOf } from "./service.ts";
import { storeRegister } from "./store/register.ts";
import type { PlanTables } from "./tables.ts";

/** What the plan engine gives to the server. */
export const planModule: ServerModule = {
  id: "plan",
  tags: {
    Plan: "Commitments, where they stand and on what evidence",
    "Places and owners": "What concerns a city, what an organisation owes, the map",
    Systems: "The joint systems that the plan orders",
    Evaluations: "Drafts, publication, what changed",
    Downloads: "The tables as CSV and Excel",
  },
  migrations: { room: "plan", folder: new URL("./migrations/", import.meta.url) },
  policies: new URL("./policies/", import.meta.url),
  loadRegion: async (trx, region) => {
    await storeRegister(trx as unknown as Kysely<PlanTables>, region, readPlanPack(region));
  },
  prepare: prepareEvaluations,
  routes: (services) => {
    const service = planServiceOf(services);
    return [
      ...planRoutes(service),
      ...viewRoutes(service),
      ...evaluationRoutes(service),
      ...downloadRoutes(service),
    ] as unknown as readonly RouteDefinition[];
  },
  jobs: (services) => [
    {
      name: "plan.monthly-draft",
      schedule: "0 3 1 * *",
      run: async () => {
        const day = today(services.region.timeZone, services.clock);
        await runEvaluation(services, { dates: { asOf: day, knownBy: day }, actor: systemActor });
      },
    },
  ],
};
