import type { Feed, FeedList, ReachPlace, ReachStation } from "@midreach/reach";
import { ChoiceChips, Controls, DataSetChoice, EndChoice, Labelled, m, useApi } from "@midreach/ui";
import { Select } from "antd";
import { changeChoices, type Mode, modes, type PlannerState, usualChanges, usualTimes } from "./planner-state.ts";
import { reachApi } from "./ticket-api.ts";

interface PlannerControlsProps {
  readonly feeds: FeedList;
  readonly places: readonly ReachPlace[];
  readonly stations: readonly ReachStation[];
  readonly state: PlannerState;
  readonly onChange: (change: Partial<PlannerState>) => void;
}

/** From, to, when, how, and by which timetable. */
export function PlannerControls({ feeds, places, stations, state, onChange }: PlannerControlsProps) {
  const scenarios = useApi(reachApi, "/api/reach/scenarios").data?.scenarios ?? [];
  const feed = feeds.feeds.find((item) => item.id === (state.feed ?? feeds.default));
  const ends = { places, stations };
  return (
    <Controls label={m.ticket_planner()}>
      <EndChoice {...ends} value={state.from} label={m.ticket_from()} onChange={(from) => onChange({ from })} />
      <button
        type="button"
        className="mr-button mr-ticket-swap"
        onClick={() => onChange({ from: state.to, to: state.from })}
      >
        <span aria-hidden="true">⇄ </span>
        {m.ticket_swap()}
      </button>
      <EndChoice {...ends} value={state.to} label={m.ticket_to()} onChange={(to) => onChange({ to })} />
      <DayChoice feed={feed} date={state.date} onChange={onChange} />
      <ChoiceChips
        label={m.ticket_mode()}
        options={modes.map((value) => ({ value, label: modeWord(value) }))}
        chosen={[state.mode ?? "depart"]}
        onToggle={(mode) =>
          onChange({ mode: mode === "depart" ? undefined : mode, time: undefined, start: undefined, end: undefined })
        }
      />
      <TimeChoice state={state} onChange={onChange} />
      <Labelled label={m.ticket_changes()}>
        <Select
          aria-label={m.ticket_changes()}
          className="mr-ticket-narrow"
          value={state.changes ?? usualChanges}
          options={changeChoices.map((value) => ({ value, label: changesWord(value) }))}
          onChange={(changes) => onChange({ changes: changes === usualChanges ? undefined : changes })}
          popupMatchSelectWidth={false}
        />
      </Labelled>
      <DataSetChoice
        feeds={feeds.feeds}
        scenarios={scenarios}
        usual={feeds.default}
        feed={state.feed}
        scenario={state.scenario}
        label={m.ticket_data_set()}
        onChange={(chosen) => onChange({ ...chosen, date: undefined })}
      />
    </Controls>
  );
}

interface PartProps {
  readonly onChange: (change: Partial<PlannerState>) => void;
}

interface DayChoiceProps extends PartProps {
  readonly feed: Feed | undefined;
  readonly date: string | undefined;
}

function DayChoice({ feed, date, onChange }: DayChoiceProps) {
  const usual = feed?.coverage.measureOn;
  return (
    <Labelled label={m.ticket_date()}>
      <input
        type="date"
        aria-label={m.ticket_date()}
        className="mr-field-plain"
        value={date ?? usual ?? ""}
        min={feed?.coverage.start}
        max={feed?.coverage.end}
        onChange={({ target: { value } }) => onChange({ date: value === "" || value === usual ? undefined : value })}
      />
    </Labelled>
  );
}

function TimeChoice({ state, onChange }: PartProps & { readonly state: PlannerState }) {
  const mode = state.mode ?? "depart";
  if (mode === "window") {
    return (
      <>
        <HourChoice
          label={m.ticket_window_start()}
          value={state.start ?? "00:00"}
          hours={hoursBetween(0, hourOf(state.end ?? "24:00") - 1)}
          onChange={(start) => onChange({ start: start === "00:00" ? undefined : start })}
        />
        <HourChoice
          label={m.ticket_window_end()}
          value={state.end ?? "24:00"}
          hours={hoursBetween(hourOf(state.start ?? "00:00") + 1, 24)}
          onChange={(end) => onChange({ end: end === "24:00" ? undefined : end })}
        />
      </>
    );
  }
  const label = mode === "depart" ? m.ticket_time_depart() : m.ticket_time_arrive();
  return (
    <Labelled label={label}>
      <input
        type="time"
        aria-label={label}
        className="mr-field-plain"
        value={state.time ?? usualTimes[mode]}
        onChange={({ target: { value } }) =>
          onChange({ time: value === "" || value === usualTimes[mode] ? undefined : value })
        }
      />
    </Labelled>
  );
}

const hourOf = (time: string): number => Number(time.slice(0, 2));
const hoursBetween = (first: number, last: number): string[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => `${String(first + index).padStart(2, "0")}:00`);

interface HourChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly hours: readonly string[];
  readonly onChange: (hour: string) => void;
}

function HourChoice({ label, value, hours, onChange }: HourChoiceProps) {
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        className="mr-ticket-narrow"
        value={value}
        options={hours.map((hour) => ({ value: hour, label: hour }))}
        onChange={onChange}
      />
    </Labelled>
  );
}

function modeWord(mode: Mode): string {
  const words = { depart: m.ticket_mode_depart, arrive: m.ticket_mode_arrive, window: m.ticket_mode_window } as const;
  return words[mode]();
}

const changesWord = (changes: string): string =>
  changes === "0" ? m.ticket_changes_none() : m.ticket_changes_most({ count: changes });
