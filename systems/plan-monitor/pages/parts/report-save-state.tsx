import type { ItemDetail } from "@midreach/plan";
import { m, ProblemView } from "@midreach/ui";
import type { SaveState } from "./report-saver.ts";
import { milestoneEventWord, reportedStatusWord } from "./reporting-words.ts";

type Content = ItemDetail["content"];

interface SaveStateLineProps {
  readonly state: SaveState;
  readonly mine: Content;
  readonly onResolve: (keep: "mine" | "theirs") => void;
}

/** Whether what is typed is safe, and where. */
export function SaveStateLine({ state, mine, onResolve }: SaveStateLineProps) {
  if (state.kind === "conflict") return <Conflict state={state} mine={mine} onResolve={onResolve} />;
  if (state.kind === "closed") {
    return (
      <div className="mr-warn mr-alarm" role="alert">
        <strong>{m.save_closed()}</strong>
        <p className="mr-small" lang="en">
          {state.detail}
        </p>
      </div>
    );
  }
  if (state.kind === "refused") {
    return (
      <>
        {state.kept ? <p className="mr-warn">{m.save_kept_here()}</p> : null}
        <ProblemView error={state.error} />
      </>
    );
  }
  const words = {
    saved: state.kind === "saved" && state.at ? m.save_saved({ at: timeOf(state.at) }) : m.save_nothing_new(),
    typing: m.save_saving(),
    offline: state.kind === "offline" && state.kept ? m.save_offline() : m.save_offline_not_kept(),
  };
  return (
    <p className={state.kind === "offline" ? "mr-warn" : "mr-save-state"} role="status">
      {words[state.kind]}
    </p>
  );
}

/** The clock time of an instant where the reader sits: minutes tell him what he wrote last. */
function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

interface ConflictProps extends SaveStateLineProps {
  readonly state: Extract<SaveState, { kind: "conflict" }>;
}

/** Both versions side by side; a person chooses. */
function Conflict({ state, mine, onResolve }: ConflictProps) {
  const { other } = state;
  return (
    <div className="mr-warn mr-alarm mr-form-stack" role="alert">
      <strong>{m.conflict_title({ by: other.savedBy ?? m.conflict_somebody() })}</strong>
      <div className="mr-versions">
        <Version title={m.conflict_mine()} content={mine} />
        <Version title={m.conflict_theirs({ by: other.savedBy ?? m.conflict_somebody() })} content={other.content} />
      </div>
      <p className="mr-chips">
        <button type="button" className="mr-button" onClick={() => onResolve("mine")}>
          {m.conflict_keep_mine()}
        </button>
        <button type="button" className="mr-button" onClick={() => onResolve("theirs")}>
          {m.conflict_keep_theirs()}
        </button>
      </p>
    </div>
  );
}

/** One version of a report, for reading. */
export function Version({ title, content }: { readonly title?: string; readonly content: Content }) {
  return (
    <div>
      {title ? <strong>{title}</strong> : null}
      <dl>
        <dt className="mr-small mr-soft">{m.reported_status()}</dt>
        <dd>{content.status ? reportedStatusWord(content.status) : m.nothing_written()}</dd>
        <dt className="mr-small mr-soft">{m.report_progress()}</dt>
        <dd className="mr-written">{content.progress || m.nothing_written()}</dd>
        {content.problems ? (
          <>
            <dt className="mr-small mr-soft">{m.report_problems()}</dt>
            <dd className="mr-written">{content.problems}</dd>
          </>
        ) : null}
        {content.nextSteps ? (
          <>
            <dt className="mr-small mr-soft">{m.report_next_steps()}</dt>
            <dd className="mr-written">{content.nextSteps}</dd>
          </>
        ) : null}
        {content.milestones.map((one) => (
          <dd key={`${one.project} ${one.event} ${one.date}`} className="mr-small">
            {[one.project, milestoneEventWord(one.event), one.date, one.evidence].join(" · ")}
          </dd>
        ))}
        {content.assessment ? (
          <>
            <dt className="mr-small mr-soft">{m.report_assessment()}</dt>
            <dd className="mr-written">
              {content.assessment.valuePercent === null ? null : m.percent({ value: content.assessment.valuePercent })}{" "}
              {content.assessment.judgement}{" "}
              <span className="mr-small mr-soft">
                {content.assessment.asOf} · {content.assessment.evidence}
              </span>
            </dd>
          </>
        ) : null}
        {content.figures.map((figure) => (
          <dd key={`${figure.indicator} ${figure.place} ${figure.period}`} className="mr-small">
            {[figure.indicator, figure.place, figure.period, figure.value ?? m.nothing_written()].join(" · ")}
          </dd>
        ))}
      </dl>
    </div>
  );
}
