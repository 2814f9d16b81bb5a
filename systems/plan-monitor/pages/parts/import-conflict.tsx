import type { ImportDetail, ImportSentence } from "@midreach/plan";
import { m } from "@midreach/ui";
import { ImportCommitment } from "./import-commitment.tsx";
import type { ImportDraft } from "./import-drafts.ts";
import { stateWord } from "./import-words.ts";

interface ConflictProps {
  readonly sentence: ImportSentence;
  readonly choices: ImportDetail["choices"];
  readonly onKeepMine: () => void;
  readonly onKeepTheirs: () => void;
}

/** Somebody else decided while one typed: their decision above what stands in the form; a person chooses. */
export function ImportConflict({ sentence, choices, onKeepMine, onKeepTheirs }: ConflictProps) {
  const { state, decidedBy, commitments } = sentence;
  const by = decidedBy ?? m.conflict_somebody();
  return (
    <div className="mr-warn mr-alarm mr-form-stack" role="alert">
      <strong>{m.import_conflict({ by, state: stateWord(state) })}</strong>
      {state === "merged" ? <p>{m.import_merged_into()}</p> : null}
      {(commitments ?? []).map((row, index) => (
        <ImportCommitment key={index.toString()} row={row} choices={choices} />
      ))}
      <p className="mr-small">{m.import_conflict_kept()}</p>
      <p className="mr-chips">
        {state === "merged" ? null : (
          <button type="button" className="mr-button" onClick={onKeepMine}>
            {m.conflict_keep_mine()}
          </button>
        )}
        <button type="button" className="mr-button" onClick={onKeepTheirs}>
          {m.conflict_keep_theirs()}
        </button>
      </p>
    </div>
  );
}

interface WaitingProps {
  readonly drafts: readonly ImportDraft[];
  readonly onResume: (draft: ImportDraft) => void;
  readonly onForget: (ordinal: number) => void;
}

/** What was typed and not saved, with the way back to it. */
export function WaitingDrafts({ drafts, onResume, onForget }: WaitingProps) {
  if (drafts.length === 0) return null;
  return (
    <div className="mr-note mr-form-stack" role="status">
      <span>{m.import_drafts()}</span>
      <ul className="mr-list">
        {drafts.map((draft) => (
          <li key={draft.ordinal} className="mr-chips">
            <span className="mr-number">{draft.citation}</span>
            <span>{shorten(draft.rows[0]?.text.zh || draft.rows[0]?.text.en || "")}</span>
            <button type="button" className="mr-button" onClick={() => onResume(draft)}>
              {m.import_draft_resume()}
            </button>
            <button type="button" className="mr-button" onClick={() => onForget(draft.ordinal)}>
              {m.import_draft_forget()}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const shorten = (words: string): string => (words.length > 40 ? `${words.slice(0, 40)}…` : words);
