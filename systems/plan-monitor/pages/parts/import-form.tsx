import type { ImportDetail, ImportSentence, Reviewed } from "@midreach/plan";
import { m, say } from "@midreach/ui";
import { type FormEvent, useState } from "react";
import { strengthNames, strengthWord } from "./commitment-words.ts";
import { ImportConflict } from "./import-conflict.tsx";
import { ChoiceField, CodesField, TextField } from "./import-fields.tsx";
import { MeasureFields } from "./import-measure.tsx";
import { findCopiedRun } from "./own-words.ts";
import type { Editing } from "./use-import-form.ts";

interface ImportFormProps {
  readonly sentence: ImportSentence;
  /** What the form begins from, and the version of the decision that the writer had read. */
  readonly editing: Pick<Editing, "start" | "version">;
  readonly choices: ImportDetail["choices"];
  /** Every change, to be kept on this device. */
  readonly onTyped: (rows: readonly Reviewed[]) => void;
  readonly onSave: (commitments: Reviewed[]) => void;
  /** Gives up what was typed. */
  readonly onForget: () => void;
}

interface Row {
  readonly key: number;
  readonly value: Reviewed;
}

/** The commitments that stand in the form; whatever changes them is told on. */
function useRows(start: readonly Reviewed[], onTyped: (rows: readonly Reviewed[]) => void) {
  const [rows, setRows] = useState<readonly Row[]>(() => start.map((value, key) => ({ key, value })));
  const set = (next: readonly Row[]) => {
    setRows(next);
    onTyped(next.map(({ value }) => value));
  };
  return {
    rows,
    change: (key: number, value: Partial<Reviewed>) =>
      set(rows.map((row) => (row.key === key ? { key, value: { ...row.value, ...value } } : row))),
    add: () => {
      const last = rows.at(-1);
      if (last) set([...rows, { key: last.key + 1, value: { ...last.value, text: { zh: "", en: "" } } }]);
    },
    remove: (key: number) => set(rows.filter((row) => row.key !== key)),
  };
}

/** Every field of what a sentence promises; several commitments get letters. Ctrl+Enter saves, Escape leaves. */
export function ImportForm({ sentence, editing, choices, onTyped, onSave, onForget }: ImportFormProps) {
  const { rows, change, add, remove } = useRows(editing.start, onTyped);
  const isStale = editing.version !== sentence.version;
  const send = () => onSave(rows.map(({ value }) => withPlaces(value)));
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    // Over somebody else's decision nobody saves by habit: there is a button that says so.
    if (!isStale) send();
  };
  return (
    <form
      className="mr-panel mr-form-stack"
      aria-label={m.import_form()}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      {isStale ? (
        <ImportConflict sentence={sentence} choices={choices} onKeepMine={send} onKeepTheirs={onForget} />
      ) : null}
      {rows.map(({ key, value }, index) => (
        <div key={key} className="mr-form-stack mr-import-row">
          {rows.length > 1 ? (
            <div className="mr-panel-head">
              <h3>
                {sentence.citation}
                {String.fromCharCode(97 + index)}
              </h3>
              <button type="button" className="mr-button" onClick={() => remove(key)}>
                {m.import_remove_row()}
              </button>
            </div>
          ) : null}
          <Fields
            value={value}
            source={sentence.text}
            choices={choices}
            focus={index === 0}
            onChange={(part) => change(key, part)}
          />
        </div>
      ))}
      <FormButtons isStale={isStale} onForget={onForget} onAdd={rows.length < 26 ? add : undefined} />
    </form>
  );
}

interface FormButtonsProps {
  readonly isStale: boolean;
  readonly onForget: () => void;
  readonly onAdd: (() => void) | undefined;
}

function FormButtons({ isStale, onForget, onAdd }: FormButtonsProps) {
  return (
    <div className="mr-chips">
      <button type="submit" className="mr-button mr-button-primary" disabled={isStale}>
        {m.import_save()}
      </button>
      <button type="button" className="mr-button" onClick={onForget}>
        {m.import_cancel()}
      </button>
      {onAdd ? (
        <button type="button" className="mr-button" onClick={onAdd}>
          {m.import_add_row()}
        </button>
      ) : null}
    </div>
  );
}

/** Figures of an indicator are those of the commitment's places. */
function withPlaces(value: Reviewed): Reviewed {
  const { measure, places } = value;
  if (!measure || (measure.evaluator !== "indicator" && measure.evaluator !== "growth")) return value;
  const { aggregate, ...params } = measure.params;
  const kept = places.length > 1 && aggregate ? { aggregate } : {};
  return { ...value, measure: { ...measure, params: { ...params, ...kept, places: [...places] } } };
}

interface FieldsProps {
  readonly value: Reviewed;
  readonly source: string;
  readonly choices: ImportDetail["choices"];
  readonly focus: boolean;
  readonly onChange: (change: Partial<Reviewed>) => void;
}

function Fields({ value, source, choices, focus, onChange }: FieldsProps) {
  return (
    <>
      <Restatement
        label={m.import_text_zh()}
        value={value.text.zh}
        source={source}
        focus={focus}
        onChange={(zh) => onChange({ text: { ...value.text, zh } })}
      />
      <Restatement
        label={m.import_text_en()}
        value={value.text.en}
        source={source}
        focus={false}
        onChange={(en) => onChange({ text: { ...value.text, en } })}
      />
      <Frame value={value} choices={choices} onChange={onChange} />
      <MeasureFields value={value} choices={choices} onChange={onChange} />
      <div className="mr-import-grid">
        <TextField
          label={m.import_note_zh()}
          value={value.note?.zh ?? ""}
          onChange={(zh) => onChange({ note: { zh, en: value.note?.en ?? "" } })}
        />
        <TextField
          label={m.import_note_en()}
          value={value.note?.en ?? ""}
          onChange={(en) => onChange({ note: { zh: value.note?.zh ?? "", en } })}
        />
      </div>
    </>
  );
}

interface RestatementProps {
  readonly label: string;
  readonly value: string;
  readonly source: string;
  readonly focus: boolean;
  readonly onChange: (value: string) => void;
}

/** Our own words; a long run out of the source is pointed at. */
function Restatement({ label, value, source, focus, onChange }: RestatementProps) {
  const copied = findCopiedRun(value, source);
  return (
    <label className="mr-field">
      <strong>{label}</strong>
      <textarea
        className="mr-input"
        rows={2}
        maxLength={4000}
        value={value}
        // biome-ignore lint/a11y/noAutofocus: the form opens because somebody asked for it, to type here
        autoFocus={focus}
        onChange={(event) => onChange(event.target.value)}
      />
      {copied ? (
        <span className="mr-note" role="status">
          {m.import_copied({ words: copied })}
        </span>
      ) : null}
    </label>
  );
}

/** Who, where, by when, how firm, about what. */
function Frame({ value, choices, onChange }: Pick<FieldsProps, "value" | "choices" | "onChange">) {
  const bases = [
    { id: "stated", label: m.import_basis_stated() },
    { id: "plan-period", label: m.import_basis_period() },
    { id: "outlook", label: m.import_basis_outlook() },
  ] as const;
  return (
    <div className="mr-import-grid">
      <ChoiceField
        label={m.strength()}
        value={value.strength}
        options={strengthNames.map((id) => ({ id, label: strengthWord(id) }))}
        onChange={(id) => onChange({ strength: strengthNames.find((known) => known === id) ?? "planned" })}
      />
      <ChoiceField
        label={m.import_statutory()}
        value={value.statutory ?? ""}
        none={m.import_statutory_none()}
        options={[
          { id: "binding", label: m.import_binding() },
          { id: "expected", label: m.import_expected() },
        ]}
        onChange={(id) => onChange({ statutory: id === "binding" || id === "expected" ? id : null })}
      />
      <TextField
        label={m.import_deadline()}
        type="date"
        value={value.deadline}
        onChange={(deadline) => onChange({ deadline })}
      />
      <ChoiceField
        label={m.import_deadline_basis()}
        value={value.deadlineBasis}
        options={bases}
        onChange={(id) => onChange({ deadlineBasis: bases.find((basis) => basis.id === id)?.id ?? "stated" })}
      />
      <Owners value={value} choices={choices} onChange={onChange} />
      <CodesField
        label={m.import_places()}
        values={value.places}
        options={choices.places}
        onChange={(places) => onChange({ places: [...places] })}
      />
      <ChoiceField
        label={m.import_topic()}
        value={value.topic}
        options={choices.topics.map(({ id, name }) => ({ id, label: say(name) }))}
        onChange={(topic) => onChange({ topic })}
      />
      <ChoiceField
        label={m.import_system()}
        value={value.system ?? ""}
        none={m.import_system_none()}
        options={choices.systems.map(({ id, name }) => ({ id, label: say(name) }))}
        onChange={(id) => onChange({ system: id === "" ? null : id })}
      />
    </div>
  );
}

/** Who answers for it. */
function Owners({ value, choices, onChange }: Pick<FieldsProps, "value" | "choices" | "onChange">) {
  return (
    <>
      <CodesField
        label={m.import_lead()}
        values={value.lead}
        options={choices.owners}
        onChange={(lead) => onChange({ lead: [...lead] })}
      />
      <CodesField
        label={m.import_support()}
        values={value.support}
        options={choices.owners}
        onChange={(support) => onChange({ support: [...support] })}
      />
      <ChoiceField
        label={m.import_owner_basis()}
        value={value.ownerBasis}
        options={[
          { id: "named", label: m.import_owner_named() },
          { id: "proposed", label: m.import_owner_proposed() },
        ]}
        onChange={(id) => onChange({ ownerBasis: id === "named" ? "named" : "proposed" })}
      />
    </>
  );
}
