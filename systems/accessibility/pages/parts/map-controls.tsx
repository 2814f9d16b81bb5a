import type { CitySummary } from "@midreach/plan";
import type { FeedList } from "@midreach/reach";
import { m } from "@midreach/ui";
import { Select } from "antd";
import { ChoiceChips } from "./choice-chips.tsx";
import { Controls, DataSetChoice, DayAndWindow, feedOf, Labelled } from "./data-set-choice.tsx";
import { isComparing, type MapState, views } from "./map-state.ts";
import { OriginChoice } from "./origin-choice.tsx";
import { isochroneChoices, readIsochrones, writeIsochrones } from "./reach-state.ts";
import { measureNames, measureWord } from "./reach-words.ts";
import { markAsked } from "./use-reach.ts";

interface MapControlsProps {
  readonly feeds: FeedList;
  readonly cities: readonly CitySummary[];
  readonly state: MapState;
  readonly origin: string | undefined;
  readonly onChange: (change: Partial<MapState>) => void;
}

/** Everything that decides what the map shows; all of it goes to the address at once. */
export function MapControls({ feeds, cities, state, origin, onChange }: MapControlsProps) {
  const feed = feedOf(feeds, state.feed);
  const areas = readIsochrones(state.areas);
  const ask = (change: Partial<MapState>) => {
    markAsked();
    onChange(change);
  };
  const toggleArea = (minutes: number) => {
    const next = areas.includes(minutes) ? areas.filter((area) => area !== minutes) : [...areas, minutes];
    if (next.length > 0) ask({ areas: writeIsochrones(next) });
  };
  return (
    <Controls label={m.reach_map()}>
      <OriginChoice
        feed={feed?.id ?? ""}
        places={cities}
        value={origin}
        label={m.reach_origin()}
        onChange={(from) => ask({ from, to: undefined })}
      />
      <DataSetChoice
        feeds={feeds}
        feed={state.feed}
        scenario={state.scenario}
        label={m.reach_data_set()}
        onChange={(chosen) => ask({ ...chosen, date: undefined })}
      />
      <DataSetChoice
        feeds={feeds}
        feed={state.otherFeed}
        scenario={state.otherScenario}
        label={m.reach_compare_with()}
        none={m.reach_compare_none()}
        onChange={({ feed: otherFeed, scenario: otherScenario }) => ask({ otherFeed, otherScenario })}
      />
      {isComparing(state) ? (
        <ChoiceChips
          label={m.reach_view()}
          options={views.map((view) => ({ value: view, label: viewWord(view) }))}
          chosen={[state.view ?? "side"]}
          onToggle={(view) => onChange({ view })}
        />
      ) : null}
      <DayAndWindow state={state} feed={feed} onChange={ask} />
      <Labelled label={m.reach_measure()}>
        <Select
          aria-label={m.reach_measure()}
          className="mr-reach-narrow"
          value={state.measure ?? "fastest"}
          options={measureNames.map((value) => ({ value, label: measureWord(value) }))}
          onChange={(measure) => onChange({ measure })}
          popupMatchSelectWidth={false}
        />
      </Labelled>
      <ChoiceChips
        label={m.reach_areas()}
        options={isochroneChoices.map((minutes) => ({ value: minutes, label: String(minutes) }))}
        chosen={areas}
        onToggle={toggleArea}
      />
    </Controls>
  );
}

function viewWord(view: (typeof views)[number]): string {
  return view === "side" ? m.reach_view_side() : m.reach_view_difference();
}
