import type { Scorecard, ScoreLineRow, SubjectKind } from "@midreach/plan";
import {
  addressOf,
  DataTable,
  DownloadLinks,
  formatDate,
  formatNumber,
  m,
  Page,
  Queried,
  StatusBar,
  StatusTag,
  say,
  textField,
  useAddress,
  useApi,
  useLanguage,
  useLocalPage,
} from "@midreach/ui";
import { Link, useParams } from "react-router";
import { RulesPanel } from "./parts/rules-panel.tsx";
import { pointsWord, scoreApi, scorecardAddress, shareWord, subjectKindWord } from "./parts/score-words.ts";

const fields = { evaluation: textField } as const;

/** One scorecard: the score, how much it rests on, and every commitment with its weight and points. */
export default function ScorecardPage() {
  const { kind = "", id = "" } = useParams();
  const [query] = useAddress(fields);
  const card = useApi(scoreApi, "/api/scorecards/{kind}/{id}", {
    params: { kind: kind as SubjectKind, id },
    query,
  });
  return (
    <Queried query={card} whole lines={20}>
      {(answer) => <Card answer={answer} evaluation={query.evaluation} />}
    </Queried>
  );
}

function Card({ answer, evaluation }: { readonly answer: Scorecard; readonly evaluation: string | undefined }) {
  const { row, rules } = answer;
  const language = useLanguage();
  const name = say(row.name);
  return (
    <Page
      title={m.score_card_of({ name })}
      tabTitle={m.score_card_of({ name })}
      crumbs={[
        { title: m.performance(), to: "/performance" },
        { title: subjectKindWord(row.kind), to: addressOf("/performance", { kind: row.kind, evaluation }) },
        { title: name },
      ]}
      lead={answer.evaluation ? m.as_of_date({ date: formatDate(answer.evaluation.asOf) }) : null}
      actions={
        <DownloadLinks path={`/api${cardPath(row.kind, row.id)}/lines`} query={{ evaluation }} language={language} />
      }
    >
      {rules.basis === "proposal" ? <p className="mr-note">{m.score_proposal_note()}</p> : null}
      <div className="mr-columns mr-columns-even">
        <ScorePanel answer={answer} />
        <section className="mr-panel">
          <h2>{m.score_rests_on()}</h2>
          <p>
            {m.score_rests({
              judged: row.judged,
              total: row.total,
              coverage: shareWord(row.coverage),
              register: answer.register,
            })}
          </p>
          <StatusBar counts={row.counts} legend="words" />
        </section>
      </div>
      <RulesPanel rules={rules} />
      <section className="mr-section">
        <h2>{m.score_lines()}</h2>
        <p className="mr-soft mr-small">{m.score_lines_lead()}</p>
        <Lines lines={answer.lines} hasScore={row.score !== null} />
      </section>
    </Page>
  );
}

const cardPath = (kind: SubjectKind, id: string): string =>
  scorecardAddress(kind, id).replace("/performance", "/scorecards");

function ScorePanel({ answer: { row, ranked, weightCounted, lines } }: { readonly answer: Scorecard }) {
  const points = lines.reduce((sum, line) => sum + line.weight * (line.points ?? 0), 0);
  return (
    <section className="mr-panel">
      <h2>{m.score()}</h2>
      {row.score === null ? (
        <p>{row.why ? say(row.why) : ""}</p>
      ) : (
        <>
          <p>
            <strong className="mr-number">{m.score_of_hundred({ points: pointsWord(row.score) })}</strong>{" "}
            {row.rank === null ? "" : m.score_rank_of({ rank: row.rank, total: ranked })}
          </p>
          <p className="mr-small mr-soft mr-number">
            {m.score_formula({ points: formatNumber(points), weight: formatNumber(weightCounted) })}
            {row.capped ? ` ${m.score_capped()}` : ""}
          </p>
        </>
      )}
    </section>
  );
}

const pageSize = 50;

function Lines({ lines, hasScore }: { readonly lines: readonly ScoreLineRow[]; readonly hasScore: boolean }) {
  const page = useLocalPage(lines, pageSize, "page");
  const text = (line: ScoreLineRow) => (
    <>
      <Link to={`/commitments/${line.commitment.id}`}>
        {line.commitment.id} {say(line.commitment.text)}
      </Link>
      <div className="mr-small mr-soft">
        {say(line.topic.name)} · {say(line.relation.name)}
      </div>
    </>
  );
  const status = (line: ScoreLineRow) => (line.status ? <StatusTag status={line.status} /> : m.not_evaluated());
  return (
    <DataTable<ScoreLineRow>
      label={m.score_lines()}
      rows={page.rows}
      paging={page.paging}
      rowKey={(line) => line.commitment.id}
      empty={m.score_nobody()}
      card={(line) => (
        <>
          {text(line)}
          <div>{status(line)}</div>
          {hasScore ? <Effect line={line} /> : null}
        </>
      )}
      columns={[
        { title: m.commitment(), render: (_, line) => text(line) },
        { title: m.status(), width: 130, render: (_, line) => status(line) },
        { title: m.score_weight(), width: 150, render: (_, line) => <Weight line={line} /> },
        { title: m.score_points(), width: 90, render: (_, line) => line.points ?? m.score_left_out() },
        // Without a score there is nothing that a line could bring or cost.
        ...(hasScore
          ? [
              {
                title: m.score_effect(),
                width: 170,
                render: (_: unknown, line: ScoreLineRow) => <Effect line={line} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Weight({ line }: { readonly line: ScoreLineRow }) {
  return (
    <span className="mr-number">
      {formatNumber(line.weight)}
      {line.factors.length > 0 ? (
        <span className="mr-small mr-soft">
          {" "}
          {line.factors.map((factor) => `${say(factor.name)} × ${formatNumber(factor.value)}`).join(", ")}
        </span>
      ) : null}
    </span>
  );
}

function Effect({ line }: { readonly line: ScoreLineRow }) {
  if (line.contribution === null) return <span className="mr-small mr-soft">{m.score_left_out()}</span>;
  return (
    <span className="mr-small mr-number">
      {m.score_adds({ adds: pointsWord(line.contribution), lost: pointsWord(line.lost ?? 0) })}
    </span>
  );
}
