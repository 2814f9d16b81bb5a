import type { Feed, FeedList } from "@midreach/reach";
import { DataSetChoice as DataSetMenu, Labelled, m, useApi } from "@midreach/ui";
import { Select } from "antd";
import { reachApi } from "./reach-api.ts";
import type { DataSetState } from "./reach-state.ts";
import "./reach.css";

export { Controls, Labelled } from "@midreach/ui";

interface DataSetChoiceProps {
  readonly feeds: FeedList;
  readonly feed: string | undefined;
  readonly scenario: string | undefined;
  readonly label: string;
  /** What stands for the choice of none; without it one is always chosen. */
  readonly none?: string;
  readonly onChange: (change: { readonly feed: string | undefined; readonly scenario: string | undefined }) => void;
}

/** A menu of timetables and the scenarios that one may read. */
export function DataSetChoice({ feeds, ...choice }: DataSetChoiceProps) {
  const kept = useApi(reachApi, "/api/reach/scenarios").data?.scenarios ?? [];
  return <DataSetMenu {...choice} feeds={feeds.feeds} usual={feeds.default} scenarios={kept} />;
}

interface DayAndWindowProps {
  readonly state: DataSetState;
  readonly feed: Feed | undefined;
  readonly onChange: (change: Partial<DataSetState>) => void;
}

const hours = Array.from({ length: 31 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
const hourOf = (time: string): number => Number(time.slice(0, 2));
const thresholds = [60, 90, 120, 150, 180, 240];

/** Day, window of departures and threshold; what is left as it was is not in the address. */
export function DayAndWindow({ state, feed, onChange }: DayAndWindowProps) {
  const start = state.start ?? "00:00";
  const end = state.end ?? "24:00";
  const hourOptions = (list: readonly string[]) => list.map((hour) => ({ value: hour, label: hour }));
  return (
    <>
      <Labelled label={m.reach_date()}>
        <input
          type="date"
          aria-label={m.reach_date()}
          className="mr-reach-date"
          value={state.date ?? feed?.coverage.measureOn ?? ""}
          min={feed?.coverage.start}
          max={feed?.coverage.end}
          onChange={(event) => {
            const { value } = event.target;
            onChange({ date: value === "" || value === feed?.coverage.measureOn ? undefined : value });
          }}
        />
      </Labelled>
      <Labelled label={m.reach_window()}>
        <span className="mr-reach-window">
          <Select
            aria-label={m.reach_window_start()}
            value={start}
            options={hourOptions(hours.filter((hour) => hour < end && hourOf(end) - hourOf(hour) <= 24))}
            onChange={(value: string) => onChange({ start: value === "00:00" ? undefined : value })}
          />
          <span aria-hidden="true">–</span>
          <Select
            aria-label={m.reach_window_end()}
            value={end}
            options={hourOptions(hours.filter((hour) => hour > start && hourOf(hour) - hourOf(start) <= 24))}
            onChange={(value: string) => onChange({ end: value === "24:00" ? undefined : value })}
          />
        </span>
      </Labelled>
      <Labelled label={m.reach_threshold()}>
        <Select
          aria-label={m.reach_threshold()}
          className="mr-reach-narrow"
          value={state.minutes}
          options={[...new Set([...thresholds, state.minutes])]
            .sort((a, b) => a - b)
            .map((minutes) => ({ value: minutes, label: m.minutes_short({ minutes }) }))}
          onChange={(minutes: number) => onChange({ minutes })}
        />
      </Labelled>
    </>
  );
}

/** The feed that answers: the one that was named, else the default one. */
export function feedOf(feeds: FeedList, id: string | undefined): Feed | undefined {
  return feeds.feeds.find((feed) => feed.id === (id ?? feeds.default));
}
