import type { ImportDetail, PlanSummary } from "@midreach/plan";
import { apiKey, m, ProblemView, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { TextField } from "./import-fields.tsx";
import { plansApi } from "./plan-api.ts";
import { planAddress } from "./plan-scope.ts";
import { PlanChoices } from "./plan-state-form.tsx";
import { comparisonAddress, planTitle } from "./plan-words.ts";

/** A reviewed plan goes into the register; afterwards, where it went. */
export function AdoptSection({ detail }: { readonly detail: ImportDetail }) {
  const query = useApi(plansApi, "/api/plans");
  if (!query.data) return null;
  const { plans, mayManage } = query.data;
  const taken = plans.find((plan) => plan.import === detail.import.id);
  return (
    <>
      {taken ? (
        <p>
          {m.adopt_done()} <Link to={planAddress(taken.id)}>{planTitle(taken)}</Link>
        </p>
      ) : (
        <p>
          {plans
            .filter((plan) => plan.standing !== "draft")
            .map((plan) => (
              <Link key={plan.id} className="mr-chip" to={comparisonAddress(plan.id, `import:${detail.import.id}`)}>
                {m.adopt_compare({ plan: planTitle(plan) })}
              </Link>
            ))}
        </p>
      )}
      {mayManage ? (
        <details open={!taken}>
          <summary>{taken ? m.adopt_again() : m.adopt()}</summary>
          <AdoptForm detail={detail} plans={plans} />
        </details>
      ) : null}
    </>
  );
}

function AdoptForm({ detail, plans }: { readonly detail: ImportDetail; readonly plans: readonly PlanSummary[] }) {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const { planId, title, periodStart, periodEnd } = detail.settings;
  const known = plans.find((plan) => plan.import === detail.import.id);
  const [form, setForm] = useState({
    id: known?.id ?? planId,
    title,
    periodStart,
    periodEnd,
    state: known?.state ?? ("draft" as PlanSummary["state"]),
    predecessor: known?.predecessor ?? null,
  });
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const twin = plans.find((plan) => plan.id === form.id && plan.origin === "import");
  const adopt = useMutation({
    mutationFn: () =>
      plansApi.request("post", "/api/imports/{id}/adopt", {
        params: { id: detail.import.id },
        body: { ...form, revision: twin?.revision ?? null },
      }),
    onSuccess: async ({ plan }) => {
      await memory.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== apiKey("/api/session")[0] });
      navigate(planAddress(plan.id));
    },
  });
  return (
    <form
      className="mr-form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        adopt.mutate();
      }}
    >
      <p className="mr-soft">{m.adopt_lead()}</p>
      <div className="mr-import-grid">
        <TextField label={m.import_plan_id()} value={form.id} onChange={(id) => set({ id })} />
        <NameFields value={form} onChange={set} />
        <PlanChoices id={form.id} value={form} onChange={({ state, predecessor }) => set({ state, predecessor })} />
      </div>
      {twin ? <p className="mr-note">{m.adopt_new_version({ plan: planTitle(twin) })}</p> : null}
      {adopt.isError ? <ProblemView error={adopt.error} /> : null}
      <div>
        <button type="submit" className="mr-button mr-button-primary" disabled={adopt.isPending}>
          {twin ? m.adopt_again() : m.adopt()}
        </button>
      </div>
    </form>
  );
}

type Name = Pick<ImportDetail["settings"], "title" | "periodStart" | "periodEnd">;

interface NameFieldsProps {
  readonly value: Name;
  readonly onChange: (change: Partial<Name>) => void;
}

/** Titles in both languages, and the period. */
function NameFields({ value, onChange }: NameFieldsProps) {
  return (
    <>
      <TextField
        label={m.import_title_zh()}
        value={value.title.zh}
        onChange={(zh) => onChange({ title: { ...value.title, zh } })}
      />
      <TextField
        label={m.import_title_en()}
        value={value.title.en}
        onChange={(en) => onChange({ title: { ...value.title, en } })}
      />
      <TextField
        label={m.import_period_start()}
        type="date"
        value={value.periodStart}
        onChange={(start) => onChange({ periodStart: start })}
      />
      <TextField
        label={m.import_period_end()}
        type="date"
        value={value.periodEnd}
        onChange={(end) => onChange({ periodEnd: end })}
      />
    </>
  );
}
