import type { PlanSummary } from "@midreach/plan";
import { m, say } from "@midreach/ui";
import { Link } from "react-router";
import { planAddress } from "./plan-scope.ts";
import { comparisonAddress } from "./plan-words.ts";

interface SuccessionProps {
  readonly plan: PlanSummary;
  readonly plans: readonly PlanSummary[];
}

/** The plans before and after a plan, each with its comparison. */
export function Succession({ plan, plans }: SuccessionProps) {
  const nameOf = (id: string) => {
    const found = plans.find((one) => one.id === id);
    return found ? say(found.title) : id;
  };
  const { id, predecessor, successors } = plan;
  return (
    <>
      {predecessor === null ? null : (
        <div className="mr-small">
          {m.plan_succeeds()} <Link to={planAddress(predecessor)}>{nameOf(predecessor)}</Link>{" "}
          <Link to={comparisonAddress(predecessor, id)}>{m.plans_compare()}</Link>
        </div>
      )}
      {successors.map((successor) => (
        <div key={successor} className="mr-small">
          {m.plan_succeeded_by()} <Link to={planAddress(successor)}>{nameOf(successor)}</Link>
        </div>
      ))}
    </>
  );
}
