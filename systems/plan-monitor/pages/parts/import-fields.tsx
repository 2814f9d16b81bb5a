import { m, say } from "@midreach/ui";
import { useId, useState } from "react";

/** Something that can be chosen, with its names. */
export interface Option {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One line of text, a number or a date. */
export function TextField({ label, value, onChange, type = "text" }: FieldProps & { readonly type?: string }) {
  return (
    <label className="mr-field">
      <strong>{label}</strong>
      <input
        className="mr-input"
        type={type}
        step={type === "number" ? "any" : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /** An empty choice with this label. */
  readonly none?: string;
}

/** One of a few. A value that is not among them stays visible. */
export function ChoiceField({ label, value, options, none, onChange }: ChoiceFieldProps) {
  const isKnown = value === "" || options.some(({ id }) => id === value);
  return (
    <label className="mr-field">
      <strong>{label}</strong>
      <select className="mr-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {none === undefined && value !== "" ? null : <option value="">{none ?? m.import_choose()}</option>}
        {isKnown ? null : <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

interface CodesFieldProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly options: readonly Option[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several of many: what is chosen as buttons that take it away, and a field that suggests while one types. */
export function CodesField({ label, values, options, onChange }: CodesFieldProps) {
  const list = useId();
  const [typed, setTyped] = useState("");
  const nameOf = (id: string) => {
    const found = options.find((option) => option.id === id);
    return found ? say(found.name) : id;
  };
  const add = (words: string) => {
    const found = options.find(({ id, name }) => id === words || name.zh === words || name.en === words);
    if (!found) return;
    if (!values.includes(found.id)) onChange([...values, found.id]);
    setTyped("");
  };
  return (
    <fieldset className="mr-field">
      <legend>{label}</legend>
      <div className="mr-chips">
        {values.map((id) => (
          <button
            key={id}
            type="button"
            className="mr-chip mr-import-code"
            aria-label={m.import_take_away({ name: nameOf(id) })}
            onClick={() => onChange(values.filter((other) => other !== id))}
          >
            {nameOf(id)} ×
          </button>
        ))}
      </div>
      <input
        className="mr-input"
        aria-label={m.import_add_to({ field: label })}
        list={list}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          add(event.target.value);
        }}
      />
      <datalist id={list}>
        {options.map((option) => (
          <option key={option.id} value={say(option.name)}>
            {option.id}
          </option>
        ))}
      </datalist>
    </fieldset>
  );
}
