import type { PlanSummary } from "@midreach/plan";
import { m, useApi } from "@midreach/ui";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ChoiceField } from "./import-fields.tsx";
import { plansApi } from "./plan-api.ts";
import { comparisonAddress, planTitle } from "./plan-words.ts";
import "./import-review.css";
import "./reporting.css";

interface ChooserProps {
  readonly old?: string | undefined;
  readonly next?: string | undefined;
}

/** Chooses two plans of the register and goes to their comparison. */
export function PlanChooser({ old, next }: ChooserProps) {
  const plans = useApi(plansApi, "/api/plans").data?.plans;
  if (!plans) return null;
  return <Chooser key={`${old} ${next} ${plans.length}`} plans={plans} old={old} next={next} />;
}

function Chooser({ plans, old, next }: ChooserProps & { readonly plans: readonly PlanSummary[] }) {
  const navigate = useNavigate();
  // The newest plan that succeeds another is what most come for.
  const successor = plans.findLast((plan) => plan.predecessor !== null);
  const [before, setBefore] = useState(old ?? successor?.predecessor ?? "");
  const [after, setAfter] = useState(next ?? successor?.id ?? "");
  const options = plans.map((plan) => ({ id: plan.id, label: planTitle(plan) }));
  return (
    <form
      className="mr-import-grid mr-panel"
      aria-label={m.plans_compare()}
      onSubmit={(event) => {
        event.preventDefault();
        if (before !== "" && after !== "") navigate(comparisonAddress(before, after));
      }}
    >
      <ChoiceField
        label={m.plans_old()}
        value={before}
        options={options}
        onChange={setBefore}
        none={m.plans_choose()}
      />
      <ChoiceField label={m.plans_new()} value={after} options={options} onChange={setAfter} none={m.plans_choose()} />
      <div>
        <button
          type="submit"
          className="mr-button mr-button-primary"
          disabled={before === "" || after === "" || before === after}
        >
          {m.plans_compare()}
        </button>
      </div>
    </form>
  );
}
