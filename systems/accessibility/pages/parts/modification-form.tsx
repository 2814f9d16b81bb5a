import { m } from "@midreach/ui";
import { FaultLine } from "./fault-line.tsx";
import { ModificationField } from "./modification-field.tsx";
import { type FieldPath, type LooseModification, valueAt, withValue, writePath } from "./scenario-draft.ts";
import { type FieldSpec, formOf, type RowsField } from "./scenario-fields.ts";
import type { EditorGround, PlacedFault } from "./scenario-ground.ts";
import { TrainCopy } from "./train-choice.tsx";

interface ModificationFormProps {
  readonly modification: LooseModification;
  readonly faults: readonly PlacedFault[];
  readonly ground: EditorGround;
  readonly onChange: (next: LooseModification) => void;
}

/** The form of one modification; faults stand at the fields that they concern. */
export function ModificationForm({ modification, faults, ground, onChange }: ModificationFormProps) {
  const specs = formOf[modification.kind];
  const change = (path: FieldPath, value: unknown) => onChange(withValue(modification, path, value));
  return (
    <div className="mr-scenario-form">
      {modification.kind === "add-service" ? (
        <TrainCopy
          ground={ground}
          // On which days the new train runs is chosen by days of the week: every day unless told.
          onCopy={({ id: _id, calendar: _calendar, ...train }) => onChange({ ...modification, ...train })}
        />
      ) : null}
      <Fields specs={specs} base={[]} modification={modification} faults={faults} ground={ground} onChange={change} />
    </div>
  );
}

interface FieldsProps {
  readonly specs: readonly FieldSpec[];
  /** What the paths of the fields begin at. */
  readonly base: FieldPath;
  readonly modification: LooseModification;
  readonly faults: readonly PlacedFault[];
  readonly ground: EditorGround;
  readonly onChange: (path: FieldPath, value: unknown) => void;
}

function Fields({ specs, base, ...rest }: FieldsProps) {
  const here = valueAt(rest.modification, base);
  return (
    <>
      {specs.map((spec) => {
        if (spec.when && !spec.when(here)) return null;
        const path = [...base, ...spec.path];
        const key = writePath(path);
        return spec.type === "rows" ? (
          <Rows key={key} spec={spec} path={path} {...rest} />
        ) : (
          <ModificationField
            key={key}
            spec={{ ...spec, path }}
            value={valueAt(rest.modification, path)}
            faults={rest.faults.filter((fault) => isAt(fault.where, key))}
            ground={rest.ground}
            onChange={(value) => rest.onChange(path, value)}
          />
        );
      })}
    </>
  );
}

/** Whether a fault concerns a field or a part of it. */
const isAt = (where: string, field: string): boolean =>
  where === field || where.startsWith(`${field}[`) || where.startsWith(`${field}.`);

interface RowsProps extends Omit<FieldsProps, "specs" | "base"> {
  readonly spec: RowsField;
  readonly path: FieldPath;
}

/** A list of like parts, each with its fields; parts can be added, moved and taken away. */
function Rows({ spec, path, ...rest }: RowsProps) {
  const parts = (valueAt(rest.modification, path) as readonly unknown[] | undefined) ?? [];
  const key = writePath(path);
  const set = (next: readonly unknown[]) => rest.onChange(path, next.length === 0 ? undefined : next);
  const own = rest.faults.filter(
    ({ where }) => where === key || parts.some((_, index) => where === `${key}[${index}]`),
  );
  return (
    <fieldset className="mr-scenario-rows">
      <legend>{spec.label()}</legend>
      {parts.map((_, index) => (
        // Parts have no ids of their own; what stands in them comes from the draft, not from the elements.
        <div className="mr-scenario-row" key={`${key}-${index.toString()}`}>
          <span className="mr-number mr-soft">{index + 1}</span>
          <div className="mr-scenario-row-fields">
            <Fields {...rest} specs={spec.fields} base={[...path, index]} />
          </div>
          {parts.length > spec.least ? (
            <button
              type="button"
              className="mr-button mr-scenario-small"
              aria-label={m.scenario_remove_part({ what: spec.label(), number: index + 1 })}
              onClick={() => set(parts.filter((_part, at) => at !== index))}
            >
              ×
            </button>
          ) : null}
        </div>
      ))}
      {own.map((fault) => (
        <FaultLine key={`${fault.where} ${fault.what}`} fault={fault} />
      ))}
      <button type="button" className="mr-button mr-scenario-small" onClick={() => set([...parts, spec.fresh()])}>
        {spec.addWord()}
      </button>
    </fieldset>
  );
}
