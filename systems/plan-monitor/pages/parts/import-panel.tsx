import type { ImportDetail, ImportSentence } from "@midreach/plan";
import { formatInstant, m, Queried, useApi } from "@midreach/ui";
import { useState } from "react";
import { ImportCommitment } from "./import-commitment.tsx";
import { stateWord } from "./import-words.ts";
import { importApi } from "./plan-api.ts";

/** The acts of a review; each has a key. */
export interface ReviewActs {
  readonly accept: () => void;
  readonly reject: () => void;
  readonly edit: () => void;
  readonly split: () => void;
  readonly merge: () => void;
  readonly undo: () => void;
}

interface PanelProps {
  readonly id: string;
  readonly sentence: ImportSentence;
  readonly choices: ImportDetail["choices"];
  readonly mayReview: boolean;
  readonly acts: ReviewActs;
}

/** What is decided, or proposed; buttons for every act; who decided before. */
export function ImportPanel({ id, sentence, choices, mayReview, acts }: PanelProps) {
  const { state, commitments, proposal, commits } = sentence;
  const shown = commitments ?? (commits ? proposal : []);
  return (
    <section className="mr-panel mr-form-stack" aria-label={m.import_decision()}>
      <div className="mr-panel-head">
        <h2>{state === "undecided" ? m.import_proposal() : m.import_decision()}</h2>
        <span className={`mr-chip mr-import-${state}`}>{stateWord(state)}</span>
      </div>
      {sentence.decidedBy ? (
        <p className="mr-small mr-soft">
          {m.import_decided_by({ by: sentence.decidedBy, at: instant(sentence.decidedAt) })}
        </p>
      ) : null}
      {state === "merged" ? <p>{m.import_merged_into()}</p> : null}
      {state !== "merged" && shown.length === 0 ? <p>{m.import_commits_nobody()}</p> : null}
      {shown.map((row, index) => (
        // Rows of one sentence have no ids; their order is what they are.
        <ImportCommitment key={index.toString()} row={row} choices={choices} />
      ))}
      {mayReview ? <Buttons sentence={sentence} acts={acts} /> : null}
      <History key={`${sentence.ordinal} ${sentence.version}`} id={id} ordinal={sentence.ordinal} />
    </section>
  );
}

const instant = (at: string | null): string =>
  at === null ? "" : formatInstant(at, Intl.DateTimeFormat().resolvedOptions().timeZone);

function Buttons({ sentence, acts }: { readonly sentence: ImportSentence; readonly acts: ReviewActs }) {
  const isMerged = sentence.state === "merged";
  const all = [
    { key: "A", label: m.import_accept(), act: acts.accept, primary: true },
    { key: "E", label: m.import_edit(), act: acts.edit },
    { key: "S", label: m.import_split(), act: acts.split },
    { key: "M", label: m.import_merge(), act: acts.merge },
    { key: "R", label: m.import_reject(), act: acts.reject },
    { key: "U", label: m.import_undo(), act: acts.undo },
  ];
  return (
    <div className="mr-chips">
      {all.map(({ key, label, act, primary }) => (
        <button
          key={key}
          type="button"
          disabled={isMerged}
          className={primary ? "mr-button mr-button-primary" : "mr-button"}
          onClick={act}
        >
          {label} <kbd>{key}</kbd>
        </button>
      ))}
    </div>
  );
}

function History({ id, ordinal }: { readonly id: string; readonly ordinal: number }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{m.import_history()}</summary>
      {open ? <Events id={id} ordinal={ordinal} /> : null}
    </details>
  );
}

function Events({ id, ordinal }: { readonly id: string; readonly ordinal: number }) {
  const query = useApi(importApi, "/api/imports/{id}/sentences/{ordinal}/history", { params: { id, ordinal } });
  return (
    <Queried query={query} lines={2}>
      {({ events }) =>
        events.length === 0 ? (
          <p>{m.import_history_none()}</p>
        ) : (
          <ul className="mr-list">
            {events.map((event) => (
              <li key={`${event.at} ${event.act}`}>
                {instant(event.at)} {event.by}: {event.act === "undone" ? m.import_undone() : stateWord(event.act)}
                {event.undone ? ` (${m.import_was_undone()})` : ""}
              </li>
            ))}
          </ul>
        )
      }
    </Queried>
  );
}
