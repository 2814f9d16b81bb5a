import type { ImportDetail, ImportProgress } from "@midreach/plan";
import { m } from "@midreach/ui";

interface ReviewBarProps {
  readonly detail: ImportDetail;
  readonly progress: ImportProgress;
  readonly filter: "all" | "undecided" | "commits" | "doubtful";
  /** 0 stands for all. */
  readonly chapter: number;
  readonly onChange: (change: { filter?: "undecided" | "commits" | "doubtful" | undefined; chapter?: number }) => void;
  readonly onHelp: () => void;
}

/** How far the review is, and which sentences are shown. */
export function ReviewBar({ detail, progress, filter, chapter, onChange, onHelp }: ReviewBarProps) {
  const filters = [
    { id: "all", label: m.import_filter_all(), count: progress.sentences },
    { id: "undecided", label: m.import_state_undecided(), count: progress.sentences - progress.decided },
    { id: "commits", label: m.import_filter_commits(), count: progress.commits },
    { id: "doubtful", label: m.import_doubtful(), count: progress.doubtful },
  ] as const;
  const chapters = detail.headings.filter(({ section, chapter: number }) => section === 0 && number > 0);
  return (
    <div className="mr-panel mr-import-bar">
      <progress value={progress.decided} max={progress.sentences} aria-label={m.import_progress_label()} />
      <span className="mr-number" role="status">
        {m.import_progress({ decided: progress.decided, all: progress.sentences })} ·{" "}
        {m.import_progress_commitments({ count: progress.commitments })}
      </span>
      <span className="mr-chips">
        {filters.map(({ id, label, count }) => (
          <button
            key={id}
            type="button"
            className="mr-chip mr-import-code"
            aria-current={filter === id ? "true" : undefined}
            onClick={() => onChange({ filter: id === "all" ? undefined : id })}
          >
            {label} {count}
          </button>
        ))}
      </span>
      <label>
        {m.import_chapter()}{" "}
        <select value={chapter} onChange={(event) => onChange({ chapter: Number(event.target.value) })}>
          <option value={0}>{m.import_filter_all()}</option>
          {chapters.map(({ chapter: number, title }) => (
            <option key={number} value={number}>
              {number} {title}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="mr-button" onClick={onHelp}>
        {m.import_help()} <kbd>?</kbd>
      </button>
    </div>
  );
}

/** The keys, and a switch that turns them off. */
export function ImportHelp({ keys, onKeys }: { readonly keys: boolean; readonly onKeys: (on: boolean) => void }) {
  const all = [
    ["J ↓", m.import_help_next()],
    ["K ↑", m.import_help_previous()],
    ["A", m.import_help_accept()],
    ["E", m.import_help_edit()],
    ["S", m.import_help_split()],
    ["M", m.import_help_merge()],
    ["R", m.import_help_reject()],
    ["U", m.import_help_undo()],
    ["Ctrl Enter", m.import_help_save()],
    ["Esc", m.import_help_leave()],
    ["?", m.import_help()],
  ] as const;
  return (
    <section className="mr-panel mr-form-stack" aria-label={m.import_help()}>
      <h2>{m.import_help()}</h2>
      <dl className="mr-facts">
        {all.map(([key, words]) => (
          <div key={key} className="mr-import-key">
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" checked={keys} onChange={(event) => onKeys(event.target.checked)} /> {m.import_keys_on()}
      </label>
    </section>
  );
}
