import { ChoiceChips, Controls, Labelled, m } from "@midreach/ui";
import { type EffectsState, figureNames } from "./effects-state.ts";
import { measureWord } from "./reach-words.ts";

interface EffectsControlsProps {
  readonly state: EffectsState;
  readonly onChange: (change: Partial<EffectsState>) => void;
}

/** Which figure is compared, on which day, and at which date the plan is judged; what is empty is as usual. */
export function EffectsControls({ state, onChange }: EffectsControlsProps) {
  return (
    <Controls label={m.scenario_effects()}>
      <ChoiceChips
        label={m.effects_figure()}
        options={figureNames.map((value) => ({ value, label: measureWord(value) }))}
        chosen={[state.figure ?? "fastest"]}
        onToggle={(figure) => onChange({ figure: figure === "fastest" ? undefined : figure })}
      />
      <DayField label={m.reach_date()} value={state.date} onChange={(date) => onChange({ date })} />
      <DayField label={m.effects_as_of()} value={state.asOf} onChange={(asOf) => onChange({ asOf })} />
    </Controls>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <Labelled label={label}>
      <input
        type="date"
        aria-label={label}
        className="mr-field-plain"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </Labelled>
  );
}
