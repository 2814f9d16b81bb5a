import { verifyAudit } from "@midreach/kernel/audit";
import type { ServerModule } from "@midreach/kernel/http";
import { getPlanFacts } from "@midreach/plan";
import { manifest } from "./manifest.ts";
import { judgeMonitoring } from "./rules.ts";

export { manifest } from "./manifest.ts";

/** What plan monitoring registers on the server: its health. The plan's routes are the plan engine's own. */
export const module: ServerModule = {
  id: manifest.id,
  health: async (services) => {
    const { commitments, newestDataAt, latest } = await getPlanFacts(services);
    const audit = await verifyAudit(services.database);
    return judgeMonitoring({ commitments, newestDataAt, latest, audit, now: services.clock.now() });
  },
};
