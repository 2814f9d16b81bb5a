import type { Closure } from "@midreach/plan";
import { apiKey, EmptyNote, formatDay, m, Page, ProblemView, Queried, StatusTag, say, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { OwnerLink } from "./parts/names.tsx";
import { commitmentAddress, reportingApi } from "./parts/plan-api.ts";
import { FileList } from "./parts/report-evidence.tsx";
import { closureStateWord } from "./parts/reporting-words.ts";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";

/** Finished tasks that units propose to close, with evidence, and what the office decided. */
export default function ClosuresPage() {
  return (
    <Page
      title={m.closures()}
      tabTitle={m.closures()}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.closures() }]}
      lead={m.closures_lead()}
    >
      <WorkFrame>
        <ClosureList />
      </WorkFrame>
    </Page>
  );
}

function ClosureList() {
  const closures = useApi(reportingApi, "/api/closures");
  return (
    <Queried query={closures}>
      {(answer) =>
        answer.closures.length === 0 ? (
          <EmptyNote>{m.closures_none()}</EmptyNote>
        ) : (
          answer.closures.map((closure) => (
            <ClosureCard key={closure.id} closure={closure} mayDecide={answer.mayDecide} />
          ))
        )
      }
    </Queried>
  );
}

function ClosureCard({ closure, mayDecide }: { readonly closure: Closure; readonly mayDecide: boolean }) {
  const { commitment, unit, state } = closure;
  return (
    <article className="mr-panel mr-form-stack" aria-label={commitment.id}>
      <div className="mr-panel-head">
        <h2>
          <Link to={commitmentAddress(commitment.id)}>{commitment.id}</Link> {say(commitment.text)}
        </h2>
        <StateMark state={state}>{closureStateWord(state)}</StateMark>
      </div>
      <p>
        <OwnerLink owner={unit} />{" "}
        <span className="mr-small mr-soft">
          {m.done_by({ date: formatDay(closure.proposedAt), by: closure.proposedBy })}
        </span>
      </p>
      <p className="mr-written">{closure.reason}</p>
      <p>
        {m.computed()} {closure.computed ? <StatusTag status={closure.computed} /> : m.not_evaluated()}
      </p>
      <FileList files={closure.files} />
      {closure.decidedAt ? (
        <p className="mr-small">
          {m.decided_by({ date: formatDay(closure.decidedAt), by: closure.decidedBy ?? "" })} {closure.decisionNote}
        </p>
      ) : null}
      {closure.revokedAt ? (
        <p className="mr-small">
          {m.revoked_by({ date: formatDay(closure.revokedAt), by: closure.revokedBy ?? "" })} {closure.revokeNote}
        </p>
      ) : null}
      {mayDecide && (state === "proposed" || state === "confirmed") ? <Decision closure={closure} /> : null}
    </article>
  );
}

function Decision({ closure }: { readonly closure: Closure }) {
  const memory = useQueryClient();
  const [note, setNote] = useState("");
  const decide = useMutation({
    mutationFn: (decision: "confirm" | "refuse" | "revoke") =>
      reportingApi.request("post", "/api/closures/{id}/decision", {
        params: { id: closure.id },
        body: { decision, note },
      }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey("/api/closures") }),
  });
  const bare = note.trim() === "";
  return (
    <div className="mr-form-stack">
      <label className="mr-field">
        <span className="mr-small">{m.decision_note()}</span>
        <input className="mr-input" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <p className="mr-chips">
        {closure.state === "proposed" ? (
          <>
            <button
              type="button"
              className="mr-button mr-button-primary"
              disabled={decide.isPending}
              onClick={() => decide.mutate("confirm")}
            >
              {m.closure_confirm()}
            </button>
            <button
              type="button"
              className="mr-button"
              disabled={decide.isPending || bare}
              onClick={() => decide.mutate("refuse")}
            >
              {m.closure_refuse()}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="mr-button"
            disabled={decide.isPending || bare}
            onClick={() => decide.mutate("revoke")}
          >
            {m.closure_revoke()}
          </button>
        )}
      </p>
      {decide.error ? <ProblemView error={decide.error} /> : null}
    </div>
  );
}
