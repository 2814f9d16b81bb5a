import { AntdFrame, m, say } from "@midreach/ui";
import { Input, InputNumber, Select } from "antd";
import { useId } from "react";
import { FaultLine } from "./fault-line.tsx";
import { writePath } from "./scenario-draft.ts";
import type { SingleField } from "./scenario-fields.ts";
import type { EditorGround, PlacedFault } from "./scenario-ground.ts";
import { StationChoice } from "./station-choice.tsx";
import { TrainChoice } from "./train-choice.tsx";

interface FieldProps {
  /** With its absolute path. */
  readonly spec: SingleField;
  readonly value: unknown;
  readonly faults: readonly PlacedFault[];
  readonly ground: EditorGround;
  readonly onChange: (value: unknown) => void;
}

/** One field with its label, its hint and what is wrong with it. */
export function ModificationField(props: FieldProps) {
  const { spec, faults } = props;
  const id = useId();
  return (
    <div className={`mr-scenario-field mr-scenario-field-${spec.type}`} data-field={writePath(spec.path)}>
      <label htmlFor={id} className="mr-small mr-soft">
        {spec.label()}
        {spec.optional ? m.scenario_optional() : null}
      </label>
      <AntdFrame>
        <FieldInput {...props} id={id} />
      </AntdFrame>
      {spec.hint ? <span className="mr-small mr-soft">{spec.hint()}</span> : null}
      {faults.map((fault) => (
        <FaultLine key={`${fault.where} ${fault.what}`} fault={fault} />
      ))}
    </div>
  );
}

function FieldInput({ spec, value, faults, ground, onChange, id }: FieldProps & { readonly id: string }) {
  const common = { id, ...(faults.length > 0 ? { status: "error" as const } : {}) };
  const written = typeof value === "string" ? value : "";
  switch (spec.type) {
    case "station":
      return <StationChoice {...common} path={spec.path} value={written} ground={ground} onChange={onChange} />;
    case "trip":
    case "trips":
      return <TrainChoice {...common} many={spec.type === "trips"} value={value} ground={ground} onChange={onChange} />;
    case "number":
      return (
        <InputNumber
          {...common}
          value={typeof value === "number" ? value : null}
          step={spec.step ?? 1}
          onChange={(next) => onChange(typeof next === "number" ? next : undefined)}
        />
      );
    case "clock":
      return (
        <Input
          {...common}
          value={written}
          maxLength={8}
          placeholder="08:00"
          onChange={(event) => onChange(event.target.value.replaceAll("\uff1a", ":").trim() || undefined)}
        />
      );
    case "text":
      return (
        <Input
          {...common}
          value={written}
          maxLength={50}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      );
    case "weekdays":
      return <Weekdays id={id} value={value} onChange={onChange} />;
    default:
      return <MenuInput spec={spec} value={value} ground={ground} onChange={onChange} common={common} />;
  }
}

interface MenuProps extends Omit<FieldProps, "faults"> {
  readonly common: { readonly id: string; readonly status?: "error" };
}

/** Fields that are chosen from a menu. */
function MenuInput({ spec, value, ground, onChange, common }: MenuProps) {
  if (spec.type === "classes") {
    return (
      <Select
        {...common}
        mode="tags"
        value={(value as string[] | undefined) ?? []}
        options={ground.feed.coverage.classes.map((name) => ({ value: name, label: name }))}
        onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
      />
    );
  }
  if (spec.type === "place") {
    const outside = { value: "", label: m.scenario_outside() };
    return (
      <Select
        {...common}
        value={typeof value === "string" ? value : ""}
        options={[outside, ...ground.cities.map((city) => ({ value: city.code, label: say(city.name) }))]}
        showSearch={{ optionFilterProp: "label" }}
        onChange={(next: string) => onChange(next || null)}
      />
    );
  }
  const options = (spec.options ?? []).map((option) => ({ value: String(option.value), label: option.label() }));
  const find = (chosen: string) => spec.options?.find((option) => String(option.value) === chosen)?.value;
  return (
    <Select
      {...common}
      value={String(value ?? spec.usual ?? "")}
      options={options}
      onChange={(chosen: string) => onChange(find(chosen) === spec.usual ? undefined : find(chosen))}
      popupMatchSelectWidth={false}
    />
  );
}

const everyDay = [true, true, true, true, true, true, true];

interface WeekdaysProps {
  readonly id: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Days of the week as buttons that stay pressed; all of them unless told. */
function Weekdays({ id, value, onChange }: WeekdaysProps) {
  const days = (value as boolean[] | undefined) ?? everyDay;
  const names = m.scenario_day_names().split(" ");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
    <div id={id} role="group" aria-label={m.scenario_weekdays()} className="mr-toggle">
      {names.map((name, day) => (
        <button
          key={name}
          type="button"
          className="mr-chip"
          aria-pressed={days[day] ?? false}
          onClick={() => {
            const next = days.map((runs, at) => (at === day ? !runs : runs));
            onChange(next.every(Boolean) ? undefined : next);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
