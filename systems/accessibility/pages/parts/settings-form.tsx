import type { ChangeSettings, Criterion, DecidedSettings, ReachSettings } from "@midreach/reach";
import { apiKey, Field, m, ProblemView, say } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { criteria } from "./criteria.ts";
import { DecisionFields, type DecisionWords, noDecisionWords } from "./decision-fields.tsx";
import { reachApi } from "./reach-api.ts";
import { usualThreshold } from "./reach-state.ts";
import { criterionSentence, criterionWord } from "./reach-words.ts";
import {
  decisionWords,
  type NumberSetting,
  numberSettings,
  settingNames,
  settingUnit,
  settingValue,
  settingWord,
} from "./settings-words.ts";

interface SettingsFormProps {
  readonly current: DecidedSettings;
  readonly mayDecide: boolean;
}

/** What holds today; the office may decide otherwise. */
export function SettingsForm({ current, mayDecide }: SettingsFormProps) {
  const [editing, setEditing] = useState(false);
  return (
    <section className="mr-panel mr-stack" aria-labelledby="settings-heading">
      <div>
        <h2 id="settings-heading">{m.settings_current()}</h2>
        <p className="mr-small mr-soft">
          {decisionWords(current)} {say(current.basis)}
        </p>
      </div>
      <dl className="mr-facts">
        {settingNames.map((name) => (
          <div key={name} className="mr-settings-fact">
            <dt>{settingWord(name)}</dt>
            <dd>
              <strong>{settingValue(current.settings, name)}</strong>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mr-small mr-soft">
        {criterionSentence(current.settings.criterion, usualThreshold, current.settings.requiredSharePercent)}
      </p>
      {mayDecide && !editing ? (
        <p>
          <button type="button" className="mr-button" onClick={() => setEditing(true)}>
            {m.settings_decide()}
          </button>
        </p>
      ) : null}
      {mayDecide && editing ? <Editor current={current.settings} onCancel={() => setEditing(false)} /> : null}
    </section>
  );
}

interface EditorProps {
  readonly current: ReachSettings;
  readonly onCancel: () => void;
}

function labelOf(name: NumberSetting): string {
  const unit = settingUnit(name);
  return unit === undefined ? settingWord(name) : m.settings_with_unit({ setting: settingWord(name), unit });
}

type Typed = Readonly<Record<NumberSetting, string>>;

const typedOf = (settings: ReachSettings): Typed =>
  Object.fromEntries(numberSettings.map(({ name }) => [name, String(settings[name])])) as Typed;

/** Only what was changed is sent: the rest stays as it is on the day from which the decision holds. */
function changesOf(current: ReachSettings, criterion: Criterion, typed: Typed): Partial<ReachSettings> {
  const numbers = numberSettings.flatMap(({ name }) => {
    const value = Number(typed[name]);
    return typed[name].trim() === "" || value === current[name] ? [] : [[name, value] as const];
  });
  return { ...(criterion === current.criterion ? {} : { criterion }), ...Object.fromEntries(numbers) };
}

function Editor({ current, onCancel }: EditorProps) {
  const memory = useQueryClient();
  const [criterion, setCriterion] = useState(current.criterion);
  const [typed, setTyped] = useState(() => typedOf(current));
  const [words, setWords] = useState<DecisionWords>(noDecisionWords);
  const changes = changesOf(current, criterion, typed);
  const isSame = Object.keys(changes).length === 0;
  const decision = useMutation({
    mutationFn: (body: ChangeSettings) => reachApi.request("put", "/api/reach/settings", { body }),
    // Every figure of travel times rests on these.
    onSuccess: () =>
      memory.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== apiKey("/api/session")[0] }),
  });
  const decide = (event: FormEvent) => {
    event.preventDefault();
    decision.mutate({ ...changes, reason: words.reason.trim(), validFrom: words.validFrom || undefined });
  };
  return (
    <form className="mr-form" onSubmit={decide}>
      <fieldset className="mr-settings-criteria">
        <legend>{m.settings_criterion()}</legend>
        {criteria.map((value) => (
          <label key={value}>
            <input type="radio" name="criterion" checked={criterion === value} onChange={() => setCriterion(value)} />{" "}
            <strong>{criterionWord(value)}</strong>{" "}
            <span className="mr-small mr-soft">
              {criterionSentence(value, usualThreshold, Number(typed.requiredSharePercent))}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="mr-settings-numbers">
        {numberSettings.map(({ name, min, max, step }) => (
          <Field key={name} label={labelOf(name)}>
            <input
              className="mr-field-plain"
              type="number"
              required
              min={min}
              max={max}
              step={step}
              value={typed[name]}
              onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
            />
          </Field>
        ))}
      </div>
      <DecisionFields words={words} onChange={setWords} />
      <p className="mr-chips">
        <button type="submit" className="mr-button mr-button-primary" disabled={isSame || decision.isPending}>
          {m.settings_save()}
        </button>
        <button type="button" className="mr-button" onClick={onCancel}>
          {m.settings_cancel()}
        </button>
        {isSame ? <span className="mr-small mr-soft">{m.settings_unchanged()}</span> : null}
      </p>
      {decision.isError ? <ProblemView error={decision.error} /> : null}
    </form>
  );
}
