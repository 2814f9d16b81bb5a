import { today } from "@midreach/kernel/time";
import type { PlanService } from "./service.ts";
import { countUnused, type Unused } from "./store/due.ts";
import type { PlanTables } from "./tables.ts";

/** A new evaluation is due: what came in that none has used, and the day to evaluate. */
export interface EvaluationDue extends Unused {
  /** When the newest evaluation was made; null before the first. */
  readonly since: string | null;
  readonly today: string;
}

/**
 * Whether figures, events of projects or judgements have come in (by imports, accepted reports, or people) that no
 * evaluation has used; null when every one has been.
 */
export async function findEvaluationDue({ services, reader }: PlanService): Promise<EvaluationDue | null> {
  const state = await reader.getState();
  const unused = await countUnused(services.database.kysely<PlanTables>(), state.register.plan);
  if (unused.figures + unused.milestones + unused.assessments === 0) return null;
  const [newest] = state.evaluations.map((made) => made.createdAt).sort((a, b) => b.getTime() - a.getTime());
  return { ...unused, since: newest?.toISOString() ?? null, today: today(services.region.timeZone, services.clock) };
}
