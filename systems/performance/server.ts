import type { ServerModule } from "@midreach/kernel/http";
import { getScoringFacts } from "@midreach/plan";
import { manifest } from "./manifest.ts";
import { judgePerformance } from "./rules.ts";

export { manifest } from "./manifest.ts";

/** What performance assessment registers on the server: its health. Scorecards are the plan engine's routes. */
export const module: ServerModule = {
  id: manifest.id,
  health: async (services) => judgePerformance(await getScoringFacts(services)),
};
