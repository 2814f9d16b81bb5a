import type { ItemDetail } from "@midreach/plan";
import { EmptyNote, formatDay, m, ProblemView } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { reportingApi } from "./plan-api.ts";
import { Version } from "./report-save-state.tsx";
import { closureStateWord, itemActWord } from "./reporting-words.ts";
import { StateMark } from "./work-nav.tsx";

interface ReportHistoryProps {
  readonly detail: ItemDetail;
  readonly onChanged: () => Promise<void>;
}

/** What happened to the report, with what it said each time; and the closing of the task. */
export function ReportHistory({ detail, onChanged }: ReportHistoryProps) {
  return (
    <>
      <Closing detail={detail} onChanged={onChanged} />
      <section className="mr-panel" aria-labelledby="history-heading">
        <h2 id="history-heading">{m.report_history()}</h2>
        {detail.events.length === 0 ? <EmptyNote>{m.report_history_none()}</EmptyNote> : null}
        <ul className="mr-list">
          {detail.events.map((event) => (
            <li key={`${event.at} ${event.act} ${event.version}`}>
              <strong>{itemActWord(event.act)}</strong> {m.done_by({ date: formatDay(event.at), by: event.by })}
              {event.reason ? <p>{event.reason}</p> : null}
              {event.content ? (
                <details>
                  <summary className="mr-small">{m.report_said()}</summary>
                  <Version title={m.version_number({ number: event.version })} content={event.content} />
                </details>
              ) : null}
            </li>
          ))}
        </ul>
        {detail.closedContent ? (
          <details>
            <summary>{m.counted_at_closing()}</summary>
            <Version content={detail.closedContent} />
          </details>
        ) : null}
      </section>
    </>
  );
}

/** A finished task is proposed to be closed here, once evidence is there. */
function Closing({ detail, onChanged }: ReportHistoryProps) {
  const { item, unit, may, closures } = detail;
  const [reason, setReason] = useState("");
  const propose = useMutation({
    mutationFn: () =>
      reportingApi.request("post", "/api/closures", {
        body: { commitment: item.commitment.id, organisation: unit.id, reason },
      }),
    onSuccess: onChanged,
  });
  const standing = closures.some((closure) => closure.state === "proposed" || closure.state === "confirmed");
  if (closures.length === 0 && !may.fill) return null;
  return (
    <section className="mr-panel mr-form-stack" aria-labelledby="closing-heading">
      <h2 id="closing-heading">{m.closing()}</h2>
      {closures.map((closure) => (
        <p key={closure.id}>
          <StateMark state={closure.state}>{closureStateWord(closure.state)}</StateMark> {closure.reason}{" "}
          <span className="mr-small mr-soft">{closure.revokeNote ?? closure.decisionNote ?? ""}</span>
        </p>
      ))}
      {may.fill && !standing ? (
        <details>
          <summary>{m.closing_propose()}</summary>
          <div className="mr-form-stack">
            <p className="mr-small mr-soft">{m.closing_help()}</p>
            <label className="mr-field">
              <strong>{m.closing_reason()}</strong>
              <textarea
                className="mr-input"
                rows={3}
                maxLength={8000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            <p className="mr-chips">
              <button
                type="button"
                className="mr-button"
                disabled={propose.isPending || reason.trim() === ""}
                onClick={() => propose.mutate()}
              >
                {m.closing_send()}
              </button>
            </p>
            {propose.error ? <ProblemView error={propose.error} /> : null}
          </div>
        </details>
      ) : null}
    </section>
  );
}
