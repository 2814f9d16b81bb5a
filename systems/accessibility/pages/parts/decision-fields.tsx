import { Field, m } from "@midreach/ui";

/** From when a decision holds, and why; both as typed. */
export interface DecisionWords {
  /** `YYYY-MM-DD`; empty means today. */
  readonly validFrom: string;
  readonly reason: string;
}

/** Nothing typed yet. */
export const noDecisionWords: DecisionWords = { validFrom: "", reason: "" };

interface DecisionFieldsProps {
  readonly words: DecisionWords;
  readonly onChange: (words: DecisionWords) => void;
}

/** The two things that every decision says. */
export function DecisionFields({ words, onChange }: DecisionFieldsProps) {
  return (
    <>
      <Field label={m.settings_valid_from()}>
        <input
          className="mr-field-plain mr-settings-date"
          type="date"
          value={words.validFrom}
          onChange={({ target }) => onChange({ ...words, validFrom: target.value })}
        />
      </Field>
      <Field label={m.settings_reason()}>
        <textarea
          className="mr-field-plain mr-settings-reason"
          required
          maxLength={2000}
          rows={2}
          value={words.reason}
          onChange={({ target }) => onChange({ ...words, reason: target.value })}
        />
      </Field>
    </>
  );
}
