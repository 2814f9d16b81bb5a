/** A plan as its place among its predecessors and successors needs it. */
export interface SucceedingPlan {
  readonly id: string;
  readonly state: "draft" | "in-force";
  readonly predecessor: string | null;
  /** ISO date. */
  readonly periodStart: string;
}

export const planStandings = ["draft", "in-force", "superseded"] as const;
export type PlanStanding = (typeof planStandings)[number];

/**
 * The circle that a new predecessor would close, from the plan back to itself; undefined when there is none. A plan
 * that is not there yet closes no circle.
 */
export function findCircle(
  plans: readonly Pick<SucceedingPlan, "id" | "predecessor">[],
  id: string,
  predecessor: string,
): string[] | undefined {
  const before = new Map(plans.map((plan) => [plan.id, plan.predecessor]));
  const path = [id];
  for (let at: string | null | undefined = predecessor; at; at = before.get(at)) {
    path.push(at);
    if (at === id) return path;
    // Circles of others are none of this plan's; they cannot be made, but walking one would never end.
    if (path.length > plans.length + 1) return undefined;
  }
  return undefined;
}

/** Where a plan stands: superseded once the period of a successor in force has begun. */
export function standingOf(plan: SucceedingPlan, plans: readonly SucceedingPlan[], today: string): PlanStanding {
  if (plan.state === "draft") return "draft";
  const followed = plans.some(
    (other) => other.predecessor === plan.id && other.state === "in-force" && other.periodStart <= today,
  );
  return followed ? "superseded" : "in-force";
}
