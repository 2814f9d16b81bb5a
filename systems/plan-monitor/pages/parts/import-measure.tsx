import type { ImportDetail, Reviewed } from "@midreach/plan";
import { m, say } from "@midreach/ui";
import { useState } from "react";
import { ChoiceField, TextField } from "./import-fields.tsx";

type Measure = NonNullable<Reviewed["measure"]>;
type Qualitative = NonNullable<Reviewed["qualitative"]>;

interface MeasureFieldsProps {
  readonly value: Reviewed;
  readonly choices: ImportDetail["choices"];
  readonly onChange: (change: Partial<Reviewed>) => void;
}

const comparators = [">=", ">", "<=", "<", "="] as const;
const evaluators = ["indicator", "growth", "ratio", "share", "milestones", "system", "assessment"] as const;

/** How a commitment is measured, or why it cannot be. */
export function MeasureFields({ value, choices, onChange }: MeasureFieldsProps) {
  const { measure, qualitative } = value;
  const choose = (kind: string) => {
    if (kind === "") onChange({ measure: null, qualitative: qualitative ?? noMeasure() });
    else onChange({ measure: startMeasure(kind, value), qualitative: null });
  };
  return (
    <fieldset className="mr-import-grid mr-import-measure">
      <legend>{m.import_measure()}</legend>
      <ChoiceField
        label={m.import_measure_kind()}
        value={measure?.evaluator ?? ""}
        none={m.import_qualitative()}
        options={evaluators.map((id) => ({ id, label: evaluatorWord(id) }))}
        onChange={choose}
      />
      {measure ? (
        <MeasureParts measure={measure} value={value} choices={choices} set={(next) => onChange({ measure: next })} />
      ) : (
        <QualitativeParts
          qualitative={qualitative ?? noMeasure()}
          onChange={(next) => onChange({ qualitative: next })}
        />
      )}
    </fieldset>
  );
}

function evaluatorWord(id: (typeof evaluators)[number]): string {
  const words = {
    indicator: m.import_evaluator_indicator,
    growth: m.import_evaluator_growth,
    ratio: m.import_evaluator_ratio,
    share: m.import_evaluator_share,
    milestones: m.import_evaluator_milestones,
    system: m.import_evaluator_system,
    assessment: m.import_evaluator_assessment,
  } as const;
  return words[id]();
}

const noMeasure = (): Qualitative => ({ reason: "direction-only", zh: "", en: "" });

function startMeasure(evaluator: string, { measure, deadline, places, system, text }: Reviewed): Measure {
  const target = measure?.target ?? { comparator: ">=" as const, value: 1, unit: "", date: deadline };
  const params: Record<string, unknown> =
    evaluator === "system"
      ? { system: system ?? "" }
      : evaluator === "assessment"
        ? { question: text }
        : { indicator: measure?.params.indicator ?? "", places: [...places] };
  return { evaluator, params, target, direction: measure?.direction ?? "reach" };
}

interface MeasurePartsProps {
  readonly measure: Measure;
  readonly value: Reviewed;
  readonly choices: ImportDetail["choices"];
  readonly set: (measure: Measure) => void;
}

function MeasureParts({ measure, value, choices, set }: MeasurePartsProps) {
  const { target } = measure;
  const setTarget = (change: Partial<Measure["target"]>) => set({ ...measure, target: { ...target, ...change } });
  return (
    <>
      <Params measure={measure} value={value} choices={choices} set={set} />
      <ChoiceField
        label={m.import_comparator()}
        value={target.comparator}
        options={comparators.map((id) => ({ id, label: id }))}
        onChange={(id) => setTarget({ comparator: comparators.find((known) => known === id) ?? ">=" })}
      />
      <TextField
        label={m.import_target_value()}
        type="number"
        value={String(target.value)}
        onChange={(text) => setTarget({ value: Number(text) })}
      />
      <TextField label={m.import_unit()} value={target.unit} onChange={(unit) => setTarget({ unit })} />
      <TextField
        label={m.import_target_date()}
        type="date"
        value={target.date}
        onChange={(date) => setTarget({ date })}
      />
      <ChoiceField
        label={m.import_direction()}
        value={measure.direction}
        options={[
          { id: "reach", label: m.import_reach() },
          { id: "maintain", label: m.import_maintain() },
        ]}
        onChange={(id) => set({ ...measure, direction: id === "maintain" ? "maintain" : "reach" })}
      />
    </>
  );
}

function Params({ measure, value, choices, set }: MeasurePartsProps) {
  const { evaluator, params } = measure;
  const setParams = (change: Record<string, unknown>) => set({ ...measure, params: { ...params, ...change } });
  if (evaluator === "system") {
    const options = choices.systems.map(({ id, name }) => ({ id, label: say(name) }));
    const system = String(params.system ?? "");
    return (
      <ChoiceField
        label={m.import_system()}
        value={system}
        options={options}
        onChange={(id) => setParams({ system: id })}
      />
    );
  }
  if (evaluator !== "indicator" && evaluator !== "growth") return <RawParams measure={measure} set={set} />;
  const several = value.places.length > 1;
  return (
    <>
      <ChoiceField
        label={m.import_indicator()}
        value={String(params.indicator ?? "")}
        options={choices.indicators.map(({ id, name, unit }) => ({ id, label: `${say(name)} (${unit})` }))}
        onChange={(id) => {
          const unit = choices.indicators.find((indicator) => indicator.id === id)?.unit;
          const target = evaluator === "indicator" && unit ? { ...measure.target, unit } : measure.target;
          set({ ...measure, target, params: { ...params, indicator: id, places: [...value.places] } });
        }}
      />
      {several ? (
        <ChoiceField
          label={m.import_aggregate()}
          value={String(params.aggregate ?? "")}
          options={[
            { id: "sum", label: m.import_aggregate_sum() },
            { id: "population-mean", label: m.import_aggregate_population() },
            { id: "area-mean", label: m.import_aggregate_area() },
          ]}
          onChange={(aggregate) => setParams({ aggregate, places: [...value.places] })}
        />
      ) : null}
      {evaluator === "growth" ? <RawParams measure={measure} set={set} /> : null}
    </>
  );
}

/** Parameters that have no fields of their own, as JSON. */
function RawParams({ measure, set }: Pick<MeasurePartsProps, "measure" | "set">) {
  const [text, setText] = useState(() => JSON.stringify(measure.params, undefined, 1));
  const [isBad, setBad] = useState(false);
  const change = (typed: string) => {
    setText(typed);
    try {
      const params: unknown = JSON.parse(typed);
      const isObject = typeof params === "object" && params !== null && !Array.isArray(params);
      setBad(!isObject);
      if (isObject) set({ ...measure, params: params as Record<string, unknown> });
    } catch {
      setBad(true);
    }
  };
  return (
    <label className="mr-field mr-import-wide">
      <strong>{m.import_params()}</strong>
      <textarea
        className="mr-input mr-import-code-text"
        rows={3}
        value={text}
        aria-invalid={isBad}
        onChange={(event) => change(event.target.value)}
      />
      {isBad ? <span role="alert">{m.import_params_bad()}</span> : null}
    </label>
  );
}

const reasons = ["direction-only", "no-agreed-definition", "event-without-record", "outside-control"] as const;

function reasonWord(reason: (typeof reasons)[number]): string {
  const words = {
    "direction-only": m.import_reason_direction,
    "no-agreed-definition": m.import_reason_definition,
    "event-without-record": m.import_reason_record,
    "outside-control": m.import_reason_control,
  } as const;
  return words[reason]();
}

interface QualitativePartsProps {
  readonly qualitative: Qualitative;
  readonly onChange: (qualitative: Qualitative) => void;
}

function QualitativeParts({ qualitative, onChange }: QualitativePartsProps) {
  return (
    <>
      <ChoiceField
        label={m.import_reason()}
        value={qualitative.reason}
        options={reasons.map((id) => ({ id, label: reasonWord(id) }))}
        onChange={(id) =>
          onChange({ ...qualitative, reason: reasons.find((known) => known === id) ?? "direction-only" })
        }
      />
      <TextField
        label={m.import_reason_zh()}
        value={qualitative.zh}
        onChange={(zh) => onChange({ ...qualitative, zh })}
      />
      <TextField
        label={m.import_reason_en()}
        value={qualitative.en}
        onChange={(en) => onChange({ ...qualitative, en })}
      />
    </>
  );
}
