import type { Round } from "@midreach/plan";
import { DataTable, formatDate, m, Page, Queried, useApi } from "@midreach/ui";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { reportingApi } from "./parts/plan-api.ts";
import { daysWord, roundStateWord } from "./parts/reporting-words.ts";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";

const RoundForm = lazy(() => import("./parts/round-form.tsx").then((module) => ({ default: module.RoundForm })));

/** Reporting rounds: what is asked, until when, how far it is. */
export default function RoundsPage() {
  return (
    <Page
      title={m.rounds()}
      tabTitle={m.rounds()}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.rounds() }]}
      lead={m.rounds_lead()}
    >
      <WorkFrame>
        <RoundList />
      </WorkFrame>
    </Page>
  );
}

function RoundList() {
  const rounds = useApi(reportingApi, "/api/rounds");
  return (
    <Queried query={rounds}>
      {(answer) => (
        <>
          {answer.mayManage ? (
            <details className="mr-panel">
              <summary>{m.round_new()}</summary>
              <Suspense>
                <RoundForm />
              </Suspense>
            </details>
          ) : null}
          <RoundTable rounds={answer.rounds} />
        </>
      )}
    </Queried>
  );
}

function RoundTable({ rounds }: { readonly rounds: readonly Round[] }) {
  return (
    <DataTable<Round>
      label={m.rounds()}
      rows={rounds}
      rowKey={(round) => round.id}
      empty={m.rounds_none()}
      card={(round) => (
        <>
          <Link to={`/rounds/${round.id}`}>{round.title}</Link>
          <RoundTimes round={round} />
          <Progress round={round} />
        </>
      )}
      columns={[
        { title: m.round(), render: (_, round) => <Link to={`/rounds/${round.id}`}>{round.title}</Link> },
        {
          title: m.round_period(),
          width: 210,
          render: (_, round) => m.from_to({ from: round.periodFrom, to: round.periodTo }),
        },
        { title: m.round_due(), width: 260, render: (_, round) => <RoundTimes round={round} /> },
        { title: m.round_progress(), width: 260, render: (_, round) => <Progress round={round} /> },
      ]}
    />
  );
}

function RoundTimes({ round }: { readonly round: Round }) {
  return (
    <span>
      <StateMark state={round.state}>{roundStateWord(round.state)}</StateMark> {formatDate(round.due)}{" "}
      {round.state === "open" ? <StateMark state={round.urgency}>{daysWord(round.daysLeft)}</StateMark> : null}
    </span>
  );
}

function Progress({ round }: { readonly round: Round }) {
  if (round.state === "draft") return null;
  const { counts } = round;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <span className="mr-small">
      {m.round_counts({
        total,
        sent: counts.submitted + counts.accepted,
        accepted: counts.accepted,
        units: round.units,
      })}
    </span>
  );
}
