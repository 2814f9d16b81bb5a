import type { ItemDetail } from "@midreach/plan";
import { m, say } from "@midreach/ui";
import { milestoneEventNames, milestoneEventWord } from "./reporting-words.ts";

type Content = ItemDetail["content"];
type Milestone = Content["milestones"][number];
type Assessment = NonNullable<Content["assessment"]>;

interface RecordFieldsProps {
  readonly detail: ItemDetail;
  readonly content: Content;
  readonly onChange: (change: Pick<Partial<Content>, "milestones" | "assessment">) => void;
}

/** What happened to the named projects, and the unit's own judgement, where the task asks for them. */
export function RecordFields({ detail, content, onChange }: RecordFieldsProps) {
  const { wantedProjects, wantedAssessment } = detail;
  const put = (index: number, milestone: Milestone) =>
    onChange({ milestones: content.milestones.map((one, position) => (position === index ? milestone : one)) });
  const blank = (project: string): Milestone => ({ project, event: "opened", date: "", evidence: "" });
  return (
    <>
      {wantedProjects.length > 0 ? (
        <div className="mr-field">
          <strong>{m.report_milestones()}</strong>
          {wantedProjects.map(({ project, known }) => (
            <div key={project.id} className="mr-form-stack">
              <span>
                {say(project.name)}{" "}
                <span className="mr-small mr-soft">
                  {known
                    ? m.milestone_known({
                        what: milestoneEventWord(known.event),
                        date: known.date,
                        source: known.source,
                      })
                    : m.milestone_unknown()}
                </span>{" "}
                <button
                  type="button"
                  className="mr-button"
                  aria-label={m.milestone_add_of({ project: say(project.name) })}
                  onClick={() => onChange({ milestones: [...content.milestones, blank(project.id)] })}
                >
                  {m.milestone_add()}
                </button>
              </span>
              {content.milestones.map((milestone, index) =>
                milestone.project === project.id ? (
                  <MilestoneRow
                    // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
                    key={index}
                    name={say(project.name)}
                    milestone={milestone}
                    onChange={(changed) => put(index, changed)}
                    onRemove={() =>
                      onChange({ milestones: content.milestones.filter((_, position) => position !== index) })
                    }
                  />
                ) : null,
              )}
            </div>
          ))}
          <p className="mr-small mr-soft">{m.milestones_help()}</p>
        </div>
      ) : null}
      {wantedAssessment ? (
        <AssessmentFields
          wanted={wantedAssessment}
          asOf={detail.round.periodTo}
          assessment={content.assessment}
          onChange={(assessment) => onChange({ assessment })}
        />
      ) : null}
    </>
  );
}

interface MilestoneRowProps {
  readonly name: string;
  readonly milestone: Milestone;
  readonly onChange: (milestone: Milestone) => void;
  readonly onRemove: () => void;
}

function MilestoneRow({ name, milestone, onChange, onRemove }: MilestoneRowProps) {
  return (
    <p className="mr-chips">
      <select
        className="mr-input"
        aria-label={m.figure_field({ what: m.milestone_event(), name })}
        value={milestone.event}
        onChange={(event) => {
          const chosen = milestoneEventNames.find((one) => one === event.target.value);
          if (chosen) onChange({ ...milestone, event: chosen });
        }}
      >
        {milestoneEventNames.map((event) => (
          <option key={event} value={event}>
            {milestoneEventWord(event)}
          </option>
        ))}
      </select>
      <input
        className="mr-input"
        aria-label={m.figure_field({ what: m.milestone_date(), name })}
        placeholder={m.milestone_date()}
        value={milestone.date}
        size={10}
        maxLength={10}
        onChange={(event) => onChange({ ...milestone, date: event.target.value })}
      />
      <input
        className="mr-input"
        aria-label={m.figure_field({ what: m.milestone_evidence(), name })}
        placeholder={m.milestone_evidence()}
        value={milestone.evidence}
        size={36}
        maxLength={500}
        onChange={(event) => onChange({ ...milestone, evidence: event.target.value })}
      />
      <button type="button" className="mr-button" onClick={onRemove}>
        {m.remove()}
      </button>
    </p>
  );
}

interface AssessmentFieldsProps {
  readonly wanted: NonNullable<ItemDetail["wantedAssessment"]>;
  /** The day that is judged unless told. */
  readonly asOf: string;
  readonly assessment: Assessment | null;
  readonly onChange: (assessment: Assessment | null) => void;
}

function AssessmentFields({ wanted, asOf, assessment, onChange }: AssessmentFieldsProps) {
  const given = assessment ?? { asOf, valuePercent: null, judgement: "", evidence: "" };
  const set = (change: Partial<Assessment>) => {
    const next = { ...given, ...change };
    const says = next.valuePercent !== null || next.judgement !== "" || next.evidence !== "";
    onChange(says ? next : null);
  };
  return (
    <fieldset className="mr-field mr-form-stack">
      <legend>{m.report_assessment()}</legend>
      <p className="mr-small mr-soft">{say(wanted.question)}</p>
      <label className="mr-field">
        {m.assessment_as_of()}
        <input
          className="mr-input"
          type="date"
          value={given.asOf}
          onChange={(event) => set({ asOf: event.target.value })}
        />
      </label>
      {wanted.kind === "percent" ? (
        <label className="mr-field">
          {m.assessment_percent()}
          <input
            className="mr-input"
            type="number"
            min={0}
            max={100}
            step="any"
            value={given.valuePercent ?? ""}
            onChange={(event) => set({ valuePercent: event.target.value === "" ? null : event.target.valueAsNumber })}
          />
        </label>
      ) : null}
      <label className="mr-field">
        {m.assessment_judgement()}
        <textarea
          className="mr-input"
          rows={3}
          maxLength={4000}
          value={given.judgement}
          onChange={(event) => set({ judgement: event.target.value })}
        />
      </label>
      <label className="mr-field">
        {m.assessment_evidence_title()}
        <input
          className="mr-input"
          maxLength={500}
          value={given.evidence}
          onChange={(event) => set({ evidence: event.target.value })}
        />
      </label>
    </fieldset>
  );
}
