import type { RoundDetail, UnitProgress } from "@midreach/plan";
import {
  apiKey,
  DataTable,
  formatDate,
  formatDay,
  m,
  Page,
  ProblemView,
  Queried,
  say,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { strengthWord } from "./parts/commitment-words.ts";
import { planApi, reportAddress, reportingApi } from "./parts/plan-api.ts";
import { ReopenForm } from "./parts/reopen-form.tsx";
import { daysWord, dutyRoleWord, itemStateNames, itemStateWord, roundStateWord } from "./parts/reporting-words.ts";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";
import "./parts/commitment.css";

const path = "/api/rounds/{round}";

/** One round: what it asks, who still owes, and opening and closing it. */
export default function RoundPage() {
  const { round = "" } = useParams();
  const detail = useApi(reportingApi, path, { params: { round } });
  return (
    <Queried query={detail} lines={16}>
      {(answer) => <RoundView detail={answer} />}
    </Queried>
  );
}

function RoundView({ detail }: { readonly detail: RoundDetail }) {
  const { round } = detail;
  const language = useLanguage();
  return (
    <Page
      title={round.title}
      tabTitle={round.title}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.rounds(), to: "/rounds" }, { title: round.title }]}
      above={
        <>
          <StateMark state={round.state}>{roundStateWord(round.state)}</StateMark>
          {round.state === "open" ? <StateMark state={round.urgency}>{daysWord(round.daysLeft)}</StateMark> : null}
        </>
      }
      lead={round.note ? <p className="mr-written">{round.note}</p> : null}
      actions={
        <>
          {detail.ownUnit ? <Link to={reportAddress(round.id, detail.ownUnit)}>{m.round_own_list()}</Link> : null}
          {round.state === "draft" ? null : (
            <a href={`/api/rounds/${encodeURIComponent(round.id)}/progress.xlsx?lang=${language}`} download>
              {m.round_download()}
            </a>
          )}
        </>
      }
    >
      <WorkFrame>
        <RoundFacts detail={detail} />
        {detail.mayManage && round.state !== "closed" ? <RoundSteps detail={detail} /> : null}
        {detail.mayManage && round.state === "closed" ? <ReopenForm round={round.id} /> : null}
        {round.state === "draft" ? null : <UnitTable detail={detail} />}
      </WorkFrame>
    </Page>
  );
}

function RoundFacts({ detail: { round } }: { readonly detail: RoundDetail }) {
  const { scope } = round;
  const trades = useApi(planApi, "/api/plan").data?.ownerFunctions ?? [];
  const tradeName = (id: string) => {
    const found = trades.find((trade) => trade.id === id);
    return found ? say(found.name) : id;
  };
  const parts = [
    scope.chapters.length > 0 ? m.scope_chapters({ list: scope.chapters.join(m.list_separator()) }) : null,
    scope.strengths.length > 0 ? scope.strengths.map(strengthWord).join(m.list_separator()) : null,
    scope.functions.length > 0
      ? m.scope_functions({ list: scope.functions.map(tradeName).join(m.list_separator()) })
      : null,
    scope.organisations.length > 0 ? m.scope_units({ count: scope.organisations.length }) : null,
    scope.commitments.length > 0 ? m.commitments_count({ count: scope.commitments.length }) : null,
    m.scope_roles({ list: scope.roles.map(dutyRoleWord).join(m.list_separator()) }),
  ];
  return (
    <section className="mr-panel">
      <dl className="mr-facts">
        <dt>{m.round_period()}</dt>
        <dd>{m.from_to({ from: formatDate(round.periodFrom), to: formatDate(round.periodTo) })}</dd>
        <dt>{m.round_due()}</dt>
        <dd>{formatDate(round.due)}</dd>
        <dt>{m.round_scope()}</dt>
        <dd>{parts.filter(Boolean).join(m.list_semicolon())}</dd>
        {round.state === "draft" ? null : (
          <>
            <dt>{m.round_progress()}</dt>
            <dd>
              {m.round_size({ commitments: round.commitments, units: round.units })}
              {itemStateNames.map((state) => (
                <span key={state}>
                  {" "}
                  <StateMark state={state}>
                    {itemStateWord(state)} {round.counts[state]}
                  </StateMark>
                </span>
              ))}
            </dd>
          </>
        )}
        {round.reopened ? (
          <>
            <dt>{m.round_reopened()}</dt>
            <dd>
              {m.round_reopened_by({
                date: formatDay(round.reopened.at),
                by: round.reopened.by,
                reason: round.reopened.reason,
              })}
            </dd>
          </>
        ) : null}
        {round.closedAt ? (
          <>
            <dt>{m.round_closed()}</dt>
            <dd>{m.done_by({ date: formatDay(round.closedAt), by: round.closedBy ?? "" })}</dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

/** Opening and closing; both ask first, because units are told. */
function RoundSteps({ detail: { round } }: { readonly detail: RoundDetail }) {
  const memory = useQueryClient();
  const params = { round: round.id };
  const done = (answer: RoundDetail) => {
    memory.setQueryData(apiKey(path, { params }), answer);
    return memory.invalidateQueries({ queryKey: apiKey("/api/rounds") });
  };
  const open = useMutation({
    mutationFn: () => reportingApi.request("post", "/api/rounds/{round}/open", { params }),
    onSuccess: done,
  });
  const close = useMutation({
    mutationFn: () => reportingApi.request("post", "/api/rounds/{round}/close", { params }),
    onSuccess: done,
  });
  const due = useMutation({
    mutationFn: (day: string) => reportingApi.request("patch", path, { params, body: { due: day } }),
    onSuccess: done,
  });
  const { counts } = round;
  const waiting = counts["not-started"] + counts.draft + counts.returned + counts.submitted;
  const error = open.error ?? close.error ?? due.error;
  return (
    <section className="mr-panel mr-form-stack">
      {round.state === "draft" ? (
        <p className="mr-chips">
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={open.isPending}
            onClick={() => {
              if (window.confirm(m.round_open_confirm())) open.mutate();
            }}
          >
            {m.round_open_now()}
          </button>
        </p>
      ) : (
        <p className="mr-chips">
          <label>
            {m.round_move_due()}{" "}
            <input
              type="date"
              defaultValue={round.due}
              onBlur={(event) => {
                if (event.target.value && event.target.value !== round.due) due.mutate(event.target.value);
              }}
            />
          </label>
          <button
            type="button"
            className="mr-button"
            disabled={close.isPending}
            onClick={() => {
              if (window.confirm(m.round_close_confirm({ count: waiting }))) close.mutate();
            }}
          >
            {m.round_close_now()}
          </button>
        </p>
      )}
      {error ? <ProblemView error={error} /> : null}
    </section>
  );
}

const unitsOnPage = 25;

function UnitTable({ detail }: { readonly detail: RoundDetail }) {
  const { round } = detail;
  const [page, setPage] = useState(1);
  const link = (row: UnitProgress) => <Link to={reportAddress(round.id, row.unit.id)}>{say(row.unit.name)}</Link>;
  return (
    <section className="mr-section">
      <h2>{m.round_units({ count: detail.units.length })}</h2>
      <DataTable<UnitProgress>
        label={m.round_units({ count: detail.units.length })}
        rows={detail.units.slice((page - 1) * unitsOnPage, page * unitsOnPage)}
        paging={{ page, pageSize: unitsOnPage, total: detail.units.length, onPage: setPage }}
        rowKey={(row) => row.unit.id}
        empty={m.round_units_none()}
        card={(row) => (
          <>
            {link(row)}
            <UnitStates row={row} />
          </>
        )}
        columns={[
          { title: m.unit(), render: (_, row) => link(row) },
          ...itemStateNames.map((state) => ({
            title: itemStateWord(state),
            width: 96,
            render: (_: unknown, row: UnitProgress) => <span className="mr-number">{row.counts[state] || ""}</span>,
          })),
          { title: m.round_attention(), width: 300, render: (_, row) => <UnitStates row={row} /> },
          ...(detail.maySupervise
            ? [
                {
                  title: m.actions(),
                  width: 100,
                  render: (_: unknown, row: UnitProgress) => (
                    <Link to={`/supervisions?unit=${encodeURIComponent(row.unit.id)}&round=${round.id}`}>
                      {m.supervise()}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

function UnitStates({ row }: { readonly row: UnitProgress }) {
  return (
    <span className="mr-chips">
      {row.owed > 0 ? <StateMark state="draft">{m.owed_count({ count: row.owed })}</StateMark> : null}
      {row.daysOverdue > 0 ? <StateMark state="overdue">{m.days_overdue({ count: row.daysOverdue })}</StateMark> : null}
      {row.disagreements > 0 ? (
        <StateMark state="returned">{m.disagreements_count({ count: row.disagreements })}</StateMark>
      ) : null}
      {row.supervisions > 0 ? (
        <StateMark state="soon">{m.supervisions_count({ count: row.supervisions })}</StateMark>
      ) : null}
    </span>
  );
}
