import type { ServerModule } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import { today } from "@midreach/kernel/time";
import type { Kysely } from "kysely";
import { apiTags, listRoutes } from "./api.ts";
import { runEvaluation } from "./evaluation.ts";
import { readPlanPack } from "./pack.ts";
import { prepareEvaluations } from "./prepare.ts";
import { planServiceOf } from "./service.ts";
import { storeRegister } from "./store.ts";
import type { PlanTables } from "./tables.ts";

/** What the plan engine gives to the server. */
export const planModule: ServerModule = {
  id: "plan",
  tags: apiTags,
  migrations: { room: "plan", folder: new URL("./migrations/", import.meta.url) },
  policies: new URL("./policies/", import.meta.url),
  loadRegion: async (trx, region) => {
    await storeRegister(trx as unknown as Kysely<PlanTables>, region, readPlanPack(region));
  },
  checkRegion: async (region) => {
    readPlanPack(region);
  },
  prepare: prepareEvaluations,
  routes: (services) => listRoutes(planServiceOf(services)),
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
