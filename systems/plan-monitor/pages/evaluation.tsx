import type { EvaluationDetail, EvaluationSummary } from "@midreach/plan";
import {
  addressOf,
  apiKey,
  formatDate,
  formatDay,
  m,
  Page,
  ProblemView,
  Queried,
  StatusBar,
  say,
  textField,
  useAddress,
  useApi,
  useSession,
} from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { nameOfActor } from "./parts/actor-words.ts";
import { ChangeList } from "./parts/change-list.tsx";
import { ChangeSummary } from "./parts/change-summary.tsx";
import { planApi } from "./parts/plan-api.ts";
import { plansCrumb, usePlanScope } from "./parts/plan-scope.ts";
import { ReportLinks } from "./parts/report-links.tsx";
import { SinceMenu } from "./parts/since-menu.tsx";
import { StandingPanel } from "./parts/standing-panel.tsx";
import "./parts/front.css";

const fields = { since: textField } as const;

/** One evaluation: its counts by chapter, its way to publication, and what changed since another. */
export default function EvaluationPage() {
  const { id = "" } = useParams();
  const [{ since }] = useAddress(fields);
  const { plan } = usePlanScope();
  const query = { since, plan };
  const evaluation = useApi(planApi, "/api/evaluations/{id}", { params: { id }, query }, { keepPrevious: true });
  return (
    <Queried query={evaluation} whole lines={16}>
      {(answer) => <Evaluation answer={answer} />}
    </Queried>
  );
}

function Evaluation({ answer }: { readonly answer: EvaluationDetail }) {
  const { evaluation } = answer;
  const { plan, within } = usePlanScope();
  const crumbs =
    plan === undefined
      ? [{ title: m.evaluations(), to: "/evaluations" }, { title: say(evaluation.title) }]
      : [...plansCrumb(plan, within), { title: say(evaluation.title) }];
  const title = say(evaluation.title);
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={crumbs}
      above={<span className="mr-chip">{evaluation.state === "draft" ? m.draft() : m.published()}</span>}
      lead={<Dates evaluation={evaluation} />}
      actions={
        <>
          {plan === undefined ? <ReportLinks evaluation={evaluation.id} /> : null}
          {evaluation.state === "draft" ? <PublishButton id={evaluation.id} /> : null}
        </>
      }
    >
      <section className="mr-panel">
        <h2>{m.commitments_count({ count: evaluation.commitments })}</h2>
        <StatusBar
          counts={evaluation.counts}
          legend="words"
          hrefFor={(status) => addressOf(within("/commitments"), { status, evaluation: evaluation.id })}
        />
      </section>
      {plan === undefined ? <StandingPanel id={evaluation.id} /> : null}
      <section className="mr-panel">
        <h2>{m.chapters()}</h2>
        <ChapterCounts answer={answer} />
      </section>
      <section className="mr-panel">
        <h2>{m.changes()}</h2>
        <SinceMenu id={evaluation.id} />
        <ChangeSummary changes={answer.changes} />
        <ChangeList changes={answer.changes} />
      </section>
    </Page>
  );
}

function Dates({ evaluation }: { readonly evaluation: EvaluationSummary }) {
  return (
    <>
      <p>{m.as_of_known_by({ asOf: formatDate(evaluation.asOf), knownBy: formatDate(evaluation.knownBy) })}</p>
      <p className="mr-small mr-soft">
        {m.created_by({ by: nameOfActor(evaluation.createdBy), date: formatDay(evaluation.createdAt) })}
        {evaluation.publishedAt
          ? ` ${m.published_on({ date: formatDay(evaluation.publishedAt), by: nameOfActor(evaluation.publishedBy) })}`
          : ""}
      </p>
    </>
  );
}

function ChapterCounts({ answer }: { readonly answer: EvaluationDetail }) {
  const { within } = usePlanScope();
  return (
    <table className="mr-table">
      <thead>
        <tr>
          <th scope="col">{m.chapter()}</th>
          <th scope="col" className="mr-end">
            {m.commitments()}
          </th>
          <th scope="col">{m.counts()}</th>
        </tr>
      </thead>
      <tbody>
        {answer.chapters
          .filter((chapter) => chapter.total > 0)
          .map((chapter) => (
            <tr key={chapter.number}>
              <th scope="row">
                <Link
                  to={addressOf(within("/commitments"), { chapter: chapter.number, evaluation: answer.evaluation.id })}
                >
                  {m.chapter_title({ number: chapter.number, title: say(chapter.title) })}
                </Link>
              </th>
              <td className="mr-end mr-number">{chapter.total}</td>
              <td>
                <StatusBar counts={chapter.counts} legend="signs" />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** Shown to those whose roles can publish; the server decides. */
function PublishButton({ id }: { readonly id: string }) {
  const { session } = useSession();
  const { plan } = usePlanScope();
  const memory = useQueryClient();
  const publish = useMutation({
    mutationFn: () => planApi.request("post", "/api/evaluations/{id}/publish", { params: { id }, query: { plan } }),
    onSuccess: () =>
      memory.invalidateQueries({ predicate: (query) => query.queryKey[0] !== apiKey("/api/session")[0] }),
  });
  if (!session?.roles.includes("publisher")) return null;
  return (
    <>
      <button
        type="button"
        className="mr-button mr-button-primary"
        disabled={publish.isPending}
        onClick={() => {
          if (window.confirm(m.publish_confirm())) publish.mutate();
        }}
      >
        {m.publish()}
      </button>
      {publish.isError ? <ProblemView error={publish.error} /> : null}
    </>
  );
}
