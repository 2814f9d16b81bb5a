import type { CommitmentDetail } from "@midreach/plan";
import { HistoryChart, m, Page, Queried, StatusTag, say, textField, useAddress, useApi } from "@midreach/ui";
import { Link, useParams } from "react-router";
import { AssessmentSection } from "./parts/assessments.tsx";
import { CommitmentFacts } from "./parts/commitment-facts.tsx";
import { CommitmentMap } from "./parts/commitment-map.tsx";
import { strengthWord } from "./parts/commitment-words.ts";
import { commitmentAddress, planApi } from "./parts/plan-api.ts";
import { plansCrumb, usePlanScope } from "./parts/plan-scope.ts";
import { PublicCommentSection } from "./parts/public-comments.tsx";
import { EvaluationTable, ResultPanel } from "./parts/result-panel.tsx";
import "./parts/commitment.css";

const fields = { evaluation: textField } as const;

/** One commitment: what it says, who owes it, where it stands, why, and on what evidence. */
export default function CommitmentPage() {
  const { id = "" } = useParams();
  const [{ evaluation }] = useAddress(fields);
  const { plan } = usePlanScope();
  // Parts further down need these; asked for now, they come at the same time.
  useApi(planApi, "/api/map");
  useApi(planApi, "/api/cities");
  const answer = useApi(planApi, "/api/commitments/{id}", { params: { id }, query: { evaluation, plan } });
  return (
    <Queried query={answer} whole lines={24}>
      {({ matches }) => {
        const [only, ...others] = matches;
        return only && others.length === 0 ? <Commitment detail={only} /> : <Matches citation={id} matches={matches} />;
      }}
    </Queried>
  );
}

/** A citation names a sentence, section or chapter that holds several commitments. */
function Matches({ citation, matches }: { readonly citation: string; readonly matches: readonly CommitmentDetail[] }) {
  const { plan, within } = usePlanScope();
  const title = m.citation_title({ citation });
  const crumbs = [
    ...plansCrumb(plan, within),
    { title: m.commitments(), to: within("/commitments") },
    { title: citation },
  ];
  return (
    <Page title={title} tabTitle={title} crumbs={crumbs}>
      <p>{m.citation_matches({ count: matches.length })}</p>
      <ul className="mr-panel mr-list">
        {matches.map((match) => (
          <li key={match.id} className="mr-match">
            <Link to={within(commitmentAddress(match.id))}>
              {match.id} {say(match.text)}
            </Link>
            {match.latest ? <StatusTag status={match.latest} /> : null}
          </li>
        ))}
      </ul>
    </Page>
  );
}

function Commitment({ detail }: { readonly detail: CommitmentDetail }) {
  const { plan, within } = usePlanScope();
  const text = say(detail.text);
  const chapter = m.chapter_title({ number: detail.chapter, title: say(detail.chapterTitle) });
  return (
    <Page
      title={
        detail.official?.matches ? (
          <span className="mr-official" lang="zh-CN">
            {detail.official.text}
          </span>
        ) : (
          text
        )
      }
      tabTitle={`${detail.id} ${text}`}
      crumbs={[
        ...plansCrumb(plan, within),
        { title: chapter, to: within(`/chapters/${detail.chapter}`) },
        { title: detail.id },
      ]}
      above={<Tags detail={detail} />}
      lead={<Wording detail={detail} />}
    >
      <div className="mr-columns">
        <div className="mr-stack">
          <ResultPanel detail={detail} />
          <section className="mr-panel" aria-labelledby="history-heading">
            <h2 id="history-heading">{m.history()}</h2>
            <HistoryChart
              entries={detail.history}
              frame={
                detail.measure
                  ? {
                      unit: detail.measure.target.unit,
                      baseline: detail.measure.baseline,
                      target: detail.measure.target,
                    }
                  : null
              }
            />
          </section>
          <EvaluationTable detail={detail} />
          <AssessmentSection detail={detail} />
          {plan === undefined ? <PublicCommentSection id={detail.id} /> : null}
        </div>
        <div className="mr-stack">
          <CommitmentFacts detail={detail} />
          <CommitmentMap places={detail.places} />
        </div>
      </div>
      <Neighbours detail={detail} />
    </Page>
  );
}

function Tags({ detail }: { readonly detail: CommitmentDetail }) {
  return (
    <>
      <strong className="mr-number">{detail.id}</strong>
      <span className="mr-chip">{strengthWord(detail.strength)}</span>
      {detail.statutory ? (
        <span className="mr-chip">
          {detail.statutory === "binding" ? m.statutory_binding() : m.statutory_expected()}
        </span>
      ) : null}
      {detail.planEnd ? <StatusTag status={detail.planEnd} prefix={m.at_plan_end()} /> : null}
      {detail.latest ? <StatusTag status={detail.latest} prefix={m.today()} /> : null}
    </>
  );
}

/** Where the official sentence is attached it is the heading, and our restatement stands below it. */
function Wording({ detail }: { readonly detail: CommitmentDetail }) {
  const { official } = detail;
  const { within } = usePlanScope();
  return (
    <div className="mr-wording">
      {official ? (
        <p>
          {official.matches ? m.official_sentence() : m.official_mismatch()}
          {official.matches ? null : <q lang="zh-CN">{official.text}</q>}
        </p>
      ) : null}
      <p>{official?.matches ? say(detail.text) : null}</p>
      <p className="mr-soft mr-small">
        {m.restatement_note({ citation: detail.citation })}
        {official ? "" : ` ${m.official_not_attached()}`}
      </p>
      {detail.note ? <p className="mr-note">{say(detail.note)}</p> : null}
      {detail.siblings.length > 0 ? (
        <p className="mr-chips">
          <span className="mr-small">{m.siblings()}</span>
          {detail.siblings.map((sibling) => (
            <Link
              key={sibling.id}
              to={within(commitmentAddress(sibling.id))}
              title={say(sibling.text)}
              className="mr-chip"
            >
              {sibling.id}
            </Link>
          ))}
        </p>
      ) : null}
    </div>
  );
}

function Neighbours({ detail }: { readonly detail: CommitmentDetail }) {
  const { within } = usePlanScope();
  return (
    <nav className="mr-neighbours" aria-label={m.neighbours()}>
      {detail.previousId ? (
        <Link to={within(commitmentAddress(detail.previousId))}>
          {m.previous_commitment({ id: detail.previousId })}
        </Link>
      ) : (
        <span />
      )}
      {detail.nextId ? (
        <Link to={within(commitmentAddress(detail.nextId))}>{m.next_commitment({ id: detail.nextId })}</Link>
      ) : null}
    </nav>
  );
}
