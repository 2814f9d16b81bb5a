import type { EvaluationSummary } from "@midreach/plan";
import { DataTable, formatDate, formatDay, m, Page, Queried, StatusBar, say, useApi, useSession } from "@midreach/ui";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { nameOfActor } from "./parts/actor-words.ts";
import { compareNames } from "./parts/compare-names.ts";
import { EvaluationDue } from "./parts/evaluation-due.tsx";
import { planApi, seriesApi } from "./parts/plan-api.ts";

const DraftForm = lazy(() => import("./parts/draft-form.tsx").then((module) => ({ default: module.DraftForm })));

/** Every evaluation: published ones for everybody, drafts for those who work on them. */
export default function EvaluationsPage() {
  const evaluations = useApi(planApi, "/api/evaluations");
  const { session } = useSession();
  const mayEvaluate = session?.roles.some((role) => role === "administrator" || role === "office") ?? false;
  return (
    <Page
      title={m.evaluations()}
      tabTitle={m.evaluations()}
      crumbs={[{ title: m.evaluations() }]}
      lead={m.evaluations_lead()}
    >
      {mayEvaluate ? <Due /> : null}
      {mayEvaluate ? (
        <details className="mr-panel">
          <summary>{m.evaluation_new()}</summary>
          <Suspense>
            <DraftForm />
          </Suspense>
        </details>
      ) : null}
      <Queried query={evaluations}>{(answer) => <EvaluationList evaluations={answer.evaluations} />}</Queried>
    </Page>
  );
}

/** Says when something has come in that no evaluation has used. */
function Due() {
  const imports = useApi(seriesApi, "/api/series/imports");
  return imports.data?.due ? <EvaluationDue due={imports.data.due} mayEvaluate /> : null;
}

function EvaluationList({ evaluations }: { readonly evaluations: readonly EvaluationSummary[] }) {
  return (
    <DataTable<EvaluationSummary>
      label={m.evaluations()}
      rows={evaluations}
      rowKey={(evaluation) => evaluation.id}
      empty={m.evaluations_none()}
      card={(evaluation) => (
        <>
          <EvaluationName evaluation={evaluation} />
          <StatusBar counts={evaluation.counts} legend="signs" />
        </>
      )}
      columns={[
        {
          title: m.evaluation(),
          sorter: (a, b) => compareNames(a.title, b.title),
          render: (_, evaluation) => <EvaluationName evaluation={evaluation} />,
        },
        {
          title: m.as_of(),
          width: 130,
          sorter: (a, b) => a.asOf.localeCompare(b.asOf),
          render: (_, evaluation) => formatDate(evaluation.asOf),
        },
        {
          title: m.known_by(),
          width: 130,
          sorter: (a, b) => a.knownBy.localeCompare(b.knownBy),
          render: (_, evaluation) => formatDate(evaluation.knownBy),
        },
        {
          title: m.state(),
          width: 190,
          sorter: (a, b) => (a.publishedAt ?? "").localeCompare(b.publishedAt ?? ""),
          render: (_, evaluation) => <EvaluationState evaluation={evaluation} />,
        },
        {
          title: m.counts(),
          width: 300,
          render: (_, evaluation) => <StatusBar counts={evaluation.counts} legend="signs" />,
        },
      ]}
    />
  );
}

function EvaluationName({ evaluation }: { readonly evaluation: EvaluationSummary }) {
  return <Link to={`/evaluations/${evaluation.id}`}>{say(evaluation.title)}</Link>;
}

function EvaluationState({ evaluation }: { readonly evaluation: EvaluationSummary }) {
  if (evaluation.state === "draft") return <span className="mr-chip">{m.draft()}</span>;
  return (
    <span className="mr-small">
      {m.published_on({
        date: evaluation.publishedAt ? formatDay(evaluation.publishedAt) : "",
        by: nameOfActor(evaluation.publishedBy),
      })}
    </span>
  );
}
