import type { CitySummary } from "@midreach/plan";
import type { FeedList } from "@midreach/reach";
import { m, say } from "@midreach/ui";
import { Select } from "antd";
import { ChoiceChips } from "./choice-chips.tsx";
import { Controls, DataSetChoice, DayAndWindow, feedOf, Labelled } from "./data-set-choice.tsx";
import type { MatrixState } from "./matrix-state.ts";
import { measureNames, measureWord } from "./reach-words.ts";

interface MatrixControlsProps {
  readonly feeds: FeedList;
  readonly cities: readonly CitySummary[];
  readonly state: MatrixState;
  readonly onChange: (change: Partial<MatrixState>) => void;
}

/** What the matrix shows, of which cities, as what. */
export function MatrixControls({ feeds, cities, state, onChange }: MatrixControlsProps) {
  return (
    <Controls label={m.reach_matrix()}>
      <DataSetChoice
        feeds={feeds}
        feed={state.feed}
        scenario={state.scenario}
        label={m.reach_data_set()}
        onChange={(chosen) => onChange({ ...chosen, date: undefined })}
      />
      <DayAndWindow state={state} feed={feedOf(feeds, state.feed)} onChange={onChange} />
      <CityFilter label={m.reach_from_cities()} cities={cities} value={state.of} onChange={(of) => onChange({ of })} />
      <CityFilter label={m.reach_to_cities()} cities={cities} value={state.to} onChange={(to) => onChange({ to })} />
      <ChoiceChips
        label={m.reach_measure()}
        options={measureNames.map((value) => ({ value, label: measureWord(value) }))}
        chosen={[state.measure ?? "fastest"]}
        onToggle={(measure) => onChange({ measure })}
      />
      <ChoiceChips
        label={m.reach_view()}
        options={[
          { value: "matrix" as const, label: m.reach_view_matrix() },
          { value: "list" as const, label: m.reach_view_list() },
        ]}
        chosen={[state.view ?? "matrix"]}
        onToggle={(view) => onChange({ view })}
      />
    </Controls>
  );
}

interface CityFilterProps {
  readonly label: string;
  readonly cities: readonly CitySummary[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function CityFilter({ label, cities, value, onChange }: CityFilterProps) {
  const provinces = new Map(
    cities.flatMap((city) => (city.province ? [[city.province.id, say(city.province.name)] as const] : [])),
  );
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        className="mr-reach-middle"
        placeholder={m.reach_all_cities()}
        value={value ?? null}
        onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
        options={[
          { label: m.reach_provinces(), options: [...provinces].map(([id, name]) => ({ value: id, label: name })) },
          { label: m.reach_cities(), options: cities.map((city) => ({ value: city.code, label: say(city.name) })) },
        ]}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
      />
    </Labelled>
  );
}
