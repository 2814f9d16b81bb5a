import type { PlanSummary } from "@midreach/plan";
import { DataTable, formatDate, m, Page, Queried, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { plansApi } from "./parts/plan-api.ts";
import { PlanChooser } from "./parts/plan-chooser.tsx";
import { planAddress } from "./parts/plan-scope.ts";
import { Succession } from "./parts/plan-succession.tsx";
import { standingWord } from "./parts/plan-words.ts";
import { StateMark } from "./parts/work-nav.tsx";

/** The plans of the register, which succeeds which, and two of them to be compared. */
export default function PlansPage() {
  const query = useApi(plansApi, "/api/plans");
  return (
    <Page
      title={m.plans()}
      tabTitle={m.plans()}
      crumbs={[{ title: m.plans() }]}
      lead={m.plans_lead()}
      actions={query.data?.mayManage ? <Link to="/imports">{m.imports()}</Link> : null}
    >
      <Queried query={query}>
        {({ plans }) => (
          <>
            <DataTable<PlanSummary>
              label={m.plans()}
              rows={plans}
              rowKey={({ id }) => id}
              empty={m.plans_none()}
              card={(plan) => (
                <>
                  <Name plan={plan} />
                  <Standing plan={plan} />
                  <Succession plan={plan} plans={plans} />
                </>
              )}
              columns={[
                { title: m.import_plan(), render: (_, plan) => <Name plan={plan} /> },
                { title: m.plan_period(), width: 250, render: (_, plan) => <Period plan={plan} /> },
                { title: m.plan_standing(), width: 110, render: (_, plan) => <Standing plan={plan} /> },
                { title: m.commitments(), width: 90, render: (_, plan) => plan.commitments },
                {
                  title: m.plan_succession(),
                  width: 300,
                  render: (_, plan) => <Succession plan={plan} plans={plans} />,
                },
              ]}
            />
            {plans.length > 1 ? (
              <section aria-labelledby="compare-heading">
                <h2 id="compare-heading">{m.plans_compare()}</h2>
                <PlanChooser />
              </section>
            ) : null}
          </>
        )}
      </Queried>
    </Page>
  );
}

function Name({ plan }: { readonly plan: PlanSummary }) {
  return (
    <>
      <Link to={planAddress(plan.id)}>{say(plan.title)}</Link>
      <div className="mr-small mr-soft">
        {plan.id}
        {plan.origin === "region" ? ` · ${m.plan_of_region()}` : ""}
      </div>
    </>
  );
}

function Period({ plan }: { readonly plan: PlanSummary }) {
  return (
    <>
      {formatDate(plan.periodStart)} – {formatDate(plan.periodEnd)}
    </>
  );
}

function Standing({ plan }: { readonly plan: PlanSummary }) {
  const states = { draft: "draft", "in-force": "accepted", superseded: "closed" };
  return <StateMark state={states[plan.standing]}>{standingWord(plan.standing)}</StateMark>;
}
