import type { PlanSummary } from "@midreach/plan";
import { apiKey, m, ProblemView, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChoiceField } from "./import-fields.tsx";
import { plansApi } from "./plan-api.ts";
import { planTitle } from "./plan-words.ts";
import "./import-review.css";
import "./reporting.css";

interface PlanChoice {
  readonly state: PlanSummary["state"];
  readonly predecessor: string | null;
}

interface ChoiceProps {
  /** The plan itself, which cannot succeed itself. */
  readonly id: string;
  readonly value: PlanChoice;
  readonly onChange: (value: PlanChoice) => void;
}

/** Whether a plan is in force, and which plan it succeeds. */
export function PlanChoices({ id, value, onChange }: ChoiceProps) {
  const plans = useApi(plansApi, "/api/plans").data?.plans ?? [];
  const others = plans.filter((plan) => plan.id !== id).map((plan) => ({ id: plan.id, label: planTitle(plan) }));
  const states = [
    { id: "draft", label: m.plan_draft_help() },
    { id: "in-force", label: m.plan_in_force_help() },
  ];
  return (
    <>
      <ChoiceField
        label={m.plan_standing()}
        value={value.state}
        options={states}
        onChange={(state) => onChange({ ...value, state: state === "in-force" ? "in-force" : "draft" })}
      />
      <ChoiceField
        label={m.plan_succeeds()}
        value={value.predecessor ?? ""}
        options={others}
        none={m.plan_succeeds_none()}
        onChange={(predecessor) => onChange({ ...value, predecessor: predecessor === "" ? null : predecessor })}
      />
    </>
  );
}

/** Puts a plan into force or back into draft, or says which plan it succeeds. */
export function PlanStateForm({ plan }: { readonly plan: PlanSummary }) {
  const memory = useQueryClient();
  const [value, setValue] = useState<PlanChoice>(plan);
  const save = useMutation({
    mutationFn: () =>
      plansApi.request("patch", "/api/plans/{plan}", {
        params: { plan: plan.id },
        body: { revision: plan.revision, state: value.state, predecessor: value.predecessor },
      }),
    onSuccess: () =>
      memory.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== apiKey("/api/session")[0] }),
  });
  return (
    <form
      className="mr-form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="mr-import-grid">
        <PlanChoices id={plan.id} value={value} onChange={setValue} />
      </div>
      {save.isError ? <ProblemView error={save.error} /> : null}
      <div>
        <button type="submit" className="mr-button mr-button-primary" disabled={save.isPending}>
          {m.import_save()}
        </button>
      </div>
    </form>
  );
}
