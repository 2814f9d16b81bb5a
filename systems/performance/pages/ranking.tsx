import type { Scorecards, ScoreRow } from "@midreach/plan";
import {
  addressOf,
  choiceField,
  DataTable,
  DownloadLinks,
  EmptyNote,
  formatDate,
  m,
  Page,
  Queried,
  StatusBar,
  say,
  textField,
  useAddress,
  useApi,
  useLanguage,
  useLocalPage,
} from "@midreach/ui";
import { Link } from "react-router";
import { RulesPanel } from "./parts/rules-panel.tsx";
import {
  pointsWord,
  scoreApi,
  scorecardAddress,
  shareWord,
  subjectKinds,
  subjectKindWord,
} from "./parts/score-words.ts";

const fields = { kind: choiceField(subjectKinds), evaluation: textField } as const;

/** Who does how well by the common rules: provinces, cities, trades or organisations, best first. */
export default function RankingPage() {
  const [{ kind = "province", evaluation }] = useAddress(fields);
  const language = useLanguage();
  const ranking = useApi(scoreApi, "/api/scorecards", { query: { kind, evaluation } }, { keepPrevious: true });
  return (
    <Page
      title={m.performance()}
      tabTitle={m.performance()}
      crumbs={[{ title: m.performance() }]}
      lead={m.performance_lead()}
      actions={<DownloadLinks path="/api/scorecards" query={{ kind, evaluation }} language={language} />}
    >
      <nav className="mr-chips" aria-label={m.performance()}>
        {subjectKinds.map((wanted) => (
          <Link
            key={wanted}
            className="mr-chip"
            aria-current={kind === wanted ? "true" : undefined}
            to={addressOf("/performance", { kind: wanted, evaluation })}
          >
            {subjectKindWord(wanted)}
          </Link>
        ))}
      </nav>
      <nav className="mr-chips" aria-label={m.evaluation()}>
        {([undefined, "plan-end"] as const).map((wanted) => (
          <Link
            key={wanted ?? "latest"}
            className="mr-chip"
            aria-current={evaluation === wanted ? "true" : undefined}
            to={addressOf("/performance", { kind, evaluation: wanted })}
          >
            {wanted ? m.at_plan_end() : m.today()}
          </Link>
        ))}
      </nav>
      <Queried query={ranking} lines={20}>
        {(answer) => <Ranking answer={answer} evaluation={evaluation} />}
      </Queried>
    </Page>
  );
}

interface RankingProps {
  readonly answer: Scorecards;
  readonly evaluation: string | undefined;
}

const pageSize = 50;

function Ranking({ answer, evaluation }: RankingProps) {
  const { rules, rows } = answer;
  const page = useLocalPage(rows, pageSize, "page");
  if (!rules) return <EmptyNote>{m.score_no_rules()}</EmptyNote>;
  const scored = rows.filter((row) => row.score !== null).length;
  const name = (row: ScoreRow) => (
    <>
      <Link to={addressOf(scorecardAddress(row.kind, row.id), { evaluation })}>{say(row.name)}</Link>
      {row.parent ? <div className="mr-small mr-soft">{say(row.parent.name)}</div> : null}
    </>
  );
  return (
    <>
      {rules.basis === "proposal" ? <p className="mr-note">{m.score_proposal_note()}</p> : null}
      <RulesPanel rules={rules} />
      <p className="mr-soft">
        {answer.evaluation ? m.as_of_date({ date: formatDate(answer.evaluation.asOf) }) : ""}{" "}
        {m.score_scored({ scored, total: rows.length })}
      </p>
      <DataTable<ScoreRow>
        label={m.performance()}
        rows={page.rows}
        paging={page.paging}
        rowKey={(row) => row.id}
        empty={m.score_nobody()}
        card={(row) => (
          <>
            <div>{name(row)}</div>
            <ScoreCell row={row} />
            <StatusBar counts={row.counts} legend="signs" />
          </>
        )}
        columns={[
          { title: m.score_rank(), width: 70, render: (_, row) => row.rank ?? m.score_no_rank() },
          { title: m.score_name(), render: (_, row) => name(row) },
          { title: m.score(), width: 250, render: (_, row) => <ScoreCell row={row} /> },
          { title: m.score_coverage(), width: 170, render: (_, row) => <Coverage row={row} /> },
          { title: m.counts(), width: 280, render: (_, row) => <StatusBar counts={row.counts} legend="signs" /> },
        ]}
      />
    </>
  );
}

function ScoreCell({ row }: { readonly row: ScoreRow }) {
  if (row.score === null) return <span className="mr-small mr-soft">{row.why ? say(row.why) : ""}</span>;
  return (
    <>
      <strong className="mr-number">{pointsWord(row.score)}</strong>
      {row.capped ? <span className="mr-chip">{m.score_capped()}</span> : null}
    </>
  );
}

function Coverage({ row }: { readonly row: ScoreRow }) {
  return (
    <span className="mr-small">
      {shareWord(row.coverage)} {m.score_judged_of({ judged: row.judged, total: row.total })}
    </span>
  );
}
