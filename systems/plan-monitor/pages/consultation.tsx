import type { ConsultationDetail, ConsultedRow } from "@midreach/plan";
import {
  apiKey,
  DownloadLinks,
  EmptyNote,
  formatDate,
  m,
  Page,
  ProblemView,
  Queried,
  StatusTag,
  say,
  useApi,
  useLanguage,
  useLocalPage,
  useSession,
} from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { judgingApi } from "./parts/judging-api.ts";
import { commitmentAddress } from "./parts/plan-api.ts";
import { consultationState } from "./parts/standing-panel.tsx";
import { CommentForm, UnitComments } from "./parts/unit-comments.tsx";
import { WorkFrame } from "./parts/work-nav.tsx";

const path = "/api/consultations/{id}";

/** One consultation: a unit reads the draft results that concern it and comments; the office answers. */
export default function ConsultationPage() {
  const { id = "" } = useParams();
  const query = useApi(judgingApi, path, { params: { id } });
  return (
    <Queried query={query} whole lines={16}>
      {(answer) => <Consultation answer={answer} />}
    </Queried>
  );
}

function Consultation({ answer }: { readonly answer: ConsultationDetail }) {
  const { consultation, organisation } = answer;
  const { session } = useSession();
  const language = useLanguage();
  const title = m.consultation_on({ title: say(consultation.evaluation.title) });
  const isOffice = session?.roles.includes("office") ?? false;
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.consultations(), to: "/consultations" }, { title }]}
      above={<span className="mr-chip">{consultationState(consultation)}</span>}
      lead={
        <>
          <p>
            {m.consultation_due({ due: formatDate(consultation.due) })}{" "}
            {m.consultation_counts({ comments: consultation.comments, unanswered: consultation.unanswered })}{" "}
            {isOffice ? <Link to={`/evaluations/${consultation.evaluation.id}`}>{m.evaluation()}</Link> : null}
          </p>
          <p className="mr-prose">{consultation.note}</p>
        </>
      }
      actions={
        <>
          <DownloadLinks path={`/api/consultations/${consultation.id}/comments`} language={language} />
          {isOffice && consultation.closedAt === null ? <CloseButton id={consultation.id} /> : null}
        </>
      }
    >
      <WorkFrame>
        <section className="mr-section">
          <h2>{organisation ? m.consultation_of_unit({ name: say(organisation.name) }) : m.consultation_said()}</h2>
          <Rows answer={answer} />
        </section>
      </WorkFrame>
    </Page>
  );
}

const pageSize = 20;

function Rows({ answer }: { readonly answer: ConsultationDetail }) {
  const page = useLocalPage(answer.rows, pageSize, "page");
  if (answer.rows.length === 0) return <EmptyNote>{m.consultation_nothing()}</EmptyNote>;
  const pages = Math.ceil(page.paging.total / pageSize);
  return (
    <>
      <ul className="mr-stack">
        {page.rows.map((row) => (
          <li key={row.commitment.id} className="mr-panel">
            <Row row={row} answer={answer} />
          </li>
        ))}
      </ul>
      {pages > 1 ? (
        <nav className="mr-chips" aria-label={m.consultation_pages()}>
          {Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
            <button
              key={number}
              type="button"
              className="mr-button"
              aria-current={page.paging.page === number ? "page" : undefined}
              onClick={() => page.paging.onPage(number)}
            >
              {number}
            </button>
          ))}
        </nav>
      ) : null}
    </>
  );
}

function Row({ row, answer }: { readonly row: ConsultedRow; readonly answer: ConsultationDetail }) {
  const { commitment, result } = row;
  return (
    <>
      <p>
        <Link to={commitmentAddress(commitment.id)}>
          {commitment.id} {say(commitment.text)}
        </Link>
      </p>
      <p className="mr-change-states">
        {result ? <StatusTag status={result.status} prefix={m.draft()} /> : null}
        <span className="mr-small">{result ? say(result.summary) : ""}</span>
        {row.role ? <span className="mr-chip">{row.role === "lead" ? m.role_lead() : m.role_support()}</span> : null}
      </p>
      <UnitComments comments={row.comments} mayAnswer={answer.mayAnswer} />
      {row.mayComment ? <CommentForm consultation={answer.consultation.id} commitment={commitment.id} /> : null}
    </>
  );
}

function CloseButton({ id }: { readonly id: string }) {
  const memory = useQueryClient();
  const close = useMutation({
    mutationFn: () => judgingApi.request("post", "/api/consultations/{id}/close", { params: { id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey(path) }),
  });
  return (
    <>
      <button
        type="button"
        className="mr-button"
        disabled={close.isPending}
        onClick={() => {
          if (window.confirm(m.consultation_close_confirm())) close.mutate();
        }}
      >
        {m.consultation_close()}
      </button>
      {close.isError ? <ProblemView error={close.error} /> : null}
    </>
  );
}
