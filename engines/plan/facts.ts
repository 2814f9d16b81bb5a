import type { Services } from "@midreach/kernel/http";
import { planServiceOf } from "./service.ts";

/** What a system that stands on the plan may know about it without reading its tables. */
export interface PlanFacts {
  readonly commitments: number;
  /** When the newest register, observation or assessment came in. */
  readonly newestDataAt: Date;
  /** The published evaluation with the latest as-of date; null before the first. */
  readonly latest: { readonly asOf: string; readonly createdAt: Date; readonly publishedAt: Date } | null;
}

/**
 * Facts about the plan of this installation.
 * @throws Problem `resource.not-found` before a region was loaded
 */
export async function getPlanFacts(services: Services): Promise<PlanFacts> {
  const state = await planServiceOf(services).reader.getState();
  const made = [...state.assessments.values()].flat().map((assessment) => assessment.madeAt.getTime());
  const { latest } = state;
  return {
    commitments: state.rows.length,
    newestDataAt: new Date(Math.max(state.register.loadedAt.getTime(), ...made)),
    latest: latest?.publishedAt
      ? { asOf: latest.asOf, createdAt: latest.createdAt, publishedAt: latest.publishedAt }
      : null,
  };
}
