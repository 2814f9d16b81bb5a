import type { EvaluationSummary, PlanEntry } from "@midreach/plan";
import { addressOf, formatDate, formatDay, m, Page, Queried, StatusBar, say, useApi, useSession } from "@midreach/ui";
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";
import { ChapterTable } from "./parts/chapter-table.tsx";
import { planApi, plansApi } from "./parts/plan-api.ts";
import { usePlanScope } from "./parts/plan-scope.ts";
import { PlanStateForm } from "./parts/plan-state-form.tsx";
import { Succession } from "./parts/plan-succession.tsx";
import { standingWord } from "./parts/plan-words.ts";
import "./parts/front.css";

const DraftForm = lazy(() => import("./parts/draft-form.tsx").then((module) => ({ default: module.DraftForm })));

/** One plan of the register: its period, what it succeeds, its chapters, its evaluations. */
export default function PlanPage() {
  const { plan = "" } = useParams();
  const entry = useApi(plansApi, "/api/plans/{plan}", { params: { plan } });
  return (
    <Queried query={entry} whole lines={16}>
      {(answer) => <PlanView entry={answer} />}
    </Queried>
  );
}

function PlanView({ entry }: { readonly entry: PlanEntry }) {
  const { plan, mayManage } = entry;
  const { within, query } = usePlanScope();
  const frame = useApi(planApi, "/api/plan", query);
  const title = say(plan.title);
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={[{ title: m.plans(), to: "/plans" }, { title }]}
      above={<span className="mr-chip">{standingWord(plan.standing)}</span>}
      lead={<Facts entry={entry} />}
      actions={<Link to={within("/commitments")}>{m.plan_search({ count: plan.commitments })}</Link>}
    >
      <section className="mr-panel">
        <h2>{m.chapters()}</h2>
        <Queried query={frame}>{({ chapters }) => <ChapterTable chapters={chapters} />}</Queried>
      </section>
      <Evaluations />
      {mayManage ? (
        <details className="mr-panel">
          <summary>{m.plan_manage()}</summary>
          <PlanStateForm plan={plan} />
        </details>
      ) : null}
      <History entry={entry} />
    </Page>
  );
}

function Facts({ entry: { plan } }: { readonly entry: PlanEntry }) {
  const plans = useApi(plansApi, "/api/plans").data?.plans ?? [];
  return (
    <>
      <p>
        {formatDate(plan.periodStart)} – {formatDate(plan.periodEnd)}
        {plan.origin === "region" ? ` · ${m.plan_of_region()}` : ""}
      </p>
      <Succession plan={plan} plans={plans} />
    </>
  );
}

/** The plan's evaluations, and for those who evaluate the form of a new one. */
function Evaluations() {
  const { query } = usePlanScope();
  const { session } = useSession();
  const evaluations = useApi(planApi, "/api/evaluations", query);
  const mayEvaluate = session?.roles.some((role) => role === "administrator" || role === "office") ?? false;
  return (
    <section className="mr-panel">
      <h2>{m.evaluations()}</h2>
      <Queried query={evaluations}>
        {(answer) =>
          answer.evaluations.length === 0 ? (
            <p className="mr-soft">{m.evaluations_none()}</p>
          ) : (
            <ul className="mr-list">
              {answer.evaluations.map((evaluation) => (
                <li key={evaluation.id}>
                  <EvaluationLine evaluation={evaluation} />
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
      {mayEvaluate ? (
        <details>
          <summary>{m.evaluation_new()}</summary>
          <Suspense>
            <DraftForm />
          </Suspense>
        </details>
      ) : null}
    </section>
  );
}

function EvaluationLine({ evaluation }: { readonly evaluation: EvaluationSummary }) {
  const { within } = usePlanScope();
  return (
    <>
      <Link to={within(`/evaluations/${evaluation.id}`)}>{say(evaluation.title)}</Link>{" "}
      {evaluation.state === "draft" ? <span className="mr-chip">{m.draft()}</span> : null}
      <StatusBar
        counts={evaluation.counts}
        legend="signs"
        hrefFor={(status) => addressOf(within("/commitments"), { status, evaluation: evaluation.id })}
      />
    </>
  );
}

function History({ entry: { plan, history } }: { readonly entry: PlanEntry }) {
  const { session } = useSession();
  const isStaff = session?.roles.some((role) => role !== "unit") ?? false;
  return (
    <details className="mr-panel">
      <summary>{m.plan_versions({ count: history.length })}</summary>
      <ul className="mr-list">
        {history.map((version) => (
          <li key={version.version}>
            {formatDay(version.loadedAt)} {version.loadedBy ?? m.plan_of_region()}{" "}
            {version.import !== null && isStaff ? (
              <Link to={`/imports/${version.import}`}>{m.plan_from_import()}</Link>
            ) : null}{" "}
            <span className="mr-small mr-soft mr-number">{version.hash.slice(0, 12)}</span>
          </li>
        ))}
      </ul>
      <p className="mr-small mr-soft">{m.plan_taken_in({ by: plan.takenInBy, date: formatDay(plan.takenInAt) })}</p>
    </details>
  );
}
