import type { ItemRow, UnitPage } from "@midreach/plan";
import {
  apiKey,
  DataTable,
  formatDate,
  m,
  Page,
  ProblemView,
  Queried,
  StatusTag,
  say,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { reportAddress, reportingApi } from "./parts/plan-api.ts";
import {
  daysWord,
  dutyRoleWord,
  itemStateNames,
  itemStateWord,
  reportedStatusWord,
  roundStateWord,
} from "./parts/reporting-words.ts";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";
import "./parts/commitment.css";

const path = "/api/rounds/{round}/units/{unit}";

/** Everything that one unit has to report in a round, and where each report stands. */
export default function UnitReportsPage() {
  const { round = "", unit = "" } = useParams();
  const page = useApi(reportingApi, path, { params: { round, unit } });
  return (
    <Queried query={page} lines={16}>
      {(answer) => <UnitView page={answer} />}
    </Queried>
  );
}

function UnitView({ page }: { readonly page: UnitPage }) {
  const { round, unit, counts } = page;
  const [state, setState] = useState<ItemRow["state"] | null>(null);
  const shown = state === null ? page.items : page.items.filter((item) => item.state === state);
  return (
    <Page
      title={say(unit.name)}
      tabTitle={say(unit.name)}
      crumbs={[
        { title: m.rounds(), to: "/rounds" },
        { title: round.title, to: `/rounds/${round.id}` },
        { title: say(unit.name) },
      ]}
      above={
        <>
          <StateMark state={round.state}>{roundStateWord(round.state)}</StateMark>
          <span>{m.due_on({ date: formatDate(round.due) })}</span>
          {round.state === "open" ? <StateMark state={round.urgency}>{daysWord(round.daysLeft)}</StateMark> : null}
        </>
      }
      lead={round.note ? <p className="mr-written">{round.note}</p> : null}
    >
      <WorkFrame>
        {round.state === "closed" ? <p className="mr-warn">{m.round_is_closed()}</p> : null}
        <Exchange page={page} />
        <Sending page={page} />
        <p className="mr-chips">
          <button type="button" className="mr-chip" aria-current={state === null} onClick={() => setState(null)}>
            {m.all_count({ count: page.items.length })}
          </button>
          {itemStateNames.map((name) => (
            <button
              key={name}
              type="button"
              className="mr-chip"
              aria-current={state === name}
              onClick={() => setState(name)}
            >
              {itemStateWord(name)} {counts[name]}
            </button>
          ))}
        </p>
        <ItemTable page={page} items={shown} />
      </WorkFrame>
    </Page>
  );
}

/** The list as a workbook, out and in again. */
function Exchange({ page }: { readonly page: UnitPage }) {
  const language = useLanguage();
  const memory = useQueryClient();
  const params = { round: page.round.id, unit: page.unit.id };
  const upload = useMutation({
    mutationFn: (file: File) =>
      reportingApi.request("put", "/api/rounds/{round}/units/{unit}/reports.xlsx", {
        params,
        query: { name: file.name },
        // A browser names no type for a file whose ending it does not know.
        file: file.type ? file : new Blob([file], { type: "application/octet-stream" }),
      }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey(path) }),
  });
  const address = `/api/rounds/${encodeURIComponent(params.round)}/units/${encodeURIComponent(params.unit)}/reports.xlsx`;
  return (
    <section className="mr-panel mr-form-stack">
      <p className="mr-chips">
        <a href={`${address}?lang=${language}`} download className="mr-button">
          {m.sheet_download()}
        </a>
        {page.may.fill ? (
          <label className="mr-button">
            {upload.isPending ? m.sheet_sending() : m.sheet_upload()}
            <input
              type="file"
              accept=".xlsx"
              className="mr-hidden"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) upload.mutate(file);
                event.target.value = "";
              }}
            />
          </label>
        ) : null}
      </p>
      {page.may.fill ? <p className="mr-small mr-soft">{m.sheet_help()}</p> : null}
      {upload.data ? (
        <p className="mr-note" role="status">
          {m.sheet_taken({ count: upload.data.changed })}
        </p>
      ) : null}
      {upload.error ? <ProblemView error={upload.error} /> : null}
    </section>
  );
}

/** Submitting all drafts at once, or accepting everything that was submitted. */
function Sending({ page }: { readonly page: UnitPage }) {
  const memory = useQueryClient();
  const params = { round: page.round.id, unit: page.unit.id };
  const done = () => memory.invalidateQueries({ queryKey: apiKey(path) });
  const pick = (...states: ItemRow["state"][]) =>
    page.items
      .filter((item) => states.includes(item.state))
      .map((item) => ({ commitment: item.commitment.id, version: item.version }));
  const written = pick("draft", "returned");
  const waiting = pick("submitted");
  const submit = useMutation({
    mutationFn: () =>
      reportingApi.request("post", "/api/rounds/{round}/units/{unit}/submit", { params, body: { items: written } }),
    onSuccess: done,
  });
  const accept = useMutation({
    mutationFn: () =>
      reportingApi.request("post", "/api/rounds/{round}/units/{unit}/review", {
        params,
        body: { decision: "accept", items: waiting },
      }),
    onSuccess: done,
  });
  const maySubmit = page.may.fill && written.length > 0;
  const mayAccept = page.may.review && waiting.length > 0;
  const error = submit.error ?? accept.error;
  if (!maySubmit && !mayAccept && !error) return null;
  return (
    <section className="mr-form-stack">
      <p className="mr-chips">
        {maySubmit ? (
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={submit.isPending}
            onClick={() => submit.mutate()}
          >
            {m.submit_all({ count: written.length })}
          </button>
        ) : null}
        {mayAccept ? (
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={accept.isPending}
            onClick={() => {
              if (window.confirm(m.accept_all_confirm({ count: waiting.length }))) accept.mutate();
            }}
          >
            {m.accept_all({ count: waiting.length })}
          </button>
        ) : null}
      </p>
      {error ? <ProblemView error={error} /> : null}
    </section>
  );
}

function ItemTable({ page, items }: { readonly page: UnitPage; readonly items: readonly ItemRow[] }) {
  const link = (item: ItemRow) => (
    <Link to={reportAddress(page.round.id, page.unit.id, item.commitment.id)}>{say(item.commitment.text)}</Link>
  );
  return (
    <DataTable<ItemRow>
      label={m.reports()}
      rows={items}
      rowKey={(item) => item.commitment.id}
      empty={m.reports_none()}
      card={(item) => (
        <>
          <span>
            {item.commitment.id} {link(item)}
          </span>
          <ItemStates item={item} />
        </>
      )}
      columns={[
        { title: m.commitment_id(), width: 90, render: (_, item) => item.commitment.id },
        { title: m.task(), render: (_, item) => link(item) },
        { title: m.duty(), width: 80, render: (_, item) => dutyRoleWord(item.role) },
        { title: m.deadline(), width: 130, render: (_, item) => formatDate(item.commitment.deadline) },
        { title: m.report(), width: 260, render: (_, item) => <ItemStates item={item} /> },
        {
          title: m.computed(),
          width: 120,
          render: (_, item) => (item.computed ? <StatusTag status={item.computed} /> : null),
        },
      ]}
    />
  );
}

function ItemStates({ item }: { readonly item: ItemRow }) {
  return (
    <span className="mr-chips">
      <StateMark state={item.state}>{itemStateWord(item.state)}</StateMark>
      {item.status ? <span className="mr-small">{reportedStatusWord(item.status)}</span> : null}
      {item.agreement === "disagrees" ? <StateMark state="returned">{m.differs_from_computed()}</StateMark> : null}
      {item.figuresDisagreeing > 0 ? (
        <StateMark state="returned">{m.figures_differ({ count: item.figuresDisagreeing })}</StateMark>
      ) : null}
      {item.figuresWanted > 0 ? (
        <span className="mr-small mr-soft">
          {m.figures_given({
            given: item.figuresGiven + item.milestonesGiven + (item.assessment === "given" ? 1 : 0),
            wanted: item.figuresWanted + item.milestonesWanted + (item.assessment === "not-asked" ? 0 : 1),
          })}
        </span>
      ) : null}
      {item.files > 0 ? <span className="mr-small mr-soft">{m.files_count({ count: item.files })}</span> : null}
      {item.late ? <StateMark state="soon">{m.written_late()}</StateMark> : null}
      {item.state === "returned" && item.returnReason ? (
        <span className="mr-small">{m.returned_because({ reason: item.returnReason })}</span>
      ) : null}
    </span>
  );
}
