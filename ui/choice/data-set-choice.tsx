import type { Text } from "@midreach/kernel/contracts";
import { Select } from "antd";
import { m, say } from "../texts/index.ts";
import { Labelled } from "./controls.tsx";

interface DataSetChoiceProps {
  readonly feeds: readonly { readonly id: string; readonly title: Text }[];
  /** Kept scenarios, each with the feed that it changes. */
  readonly scenarios: readonly { readonly id: string | null; readonly name: string; readonly feed: string }[];
  readonly feed: string | undefined;
  readonly scenario: string | undefined;
  /** Answers unless another is named. */
  readonly usual: string | null;
  readonly label: string;
  /** What stands for the choice of none; without it one is always chosen. */
  readonly none?: string;
  readonly onChange: (change: { readonly feed: string | undefined; readonly scenario: string | undefined }) => void;
}

const separator = " / ";

/** A menu of timetables and kept scenarios. One that came written out in the address is offered as itself. */
export function DataSetChoice(props: DataSetChoiceProps) {
  const { feeds, feed, scenario, usual, label, none, onChange } = props;
  const value = scenario ? `${separator}${scenario}` : (feed ?? (none ? "" : (usual ?? "")));
  const scenarios = props.scenarios.flatMap((row) =>
    row.id === null ? [] : [{ value: `${separator}${row.id}`, label: row.name, feed: row.feed }],
  );
  const carried =
    scenario && !scenarios.some((option) => option.value === value)
      ? [{ value, label: m.choice_scenario_of_address(), feed }]
      : [];
  const choose = (chosen: string) => {
    if (chosen === "") return onChange({ feed: undefined, scenario: undefined });
    if (!chosen.startsWith(separator)) return onChange({ feed: chosen, scenario: undefined });
    const found = [...scenarios, ...carried].find((option) => option.value === chosen);
    onChange({ feed: found?.feed, scenario: chosen.slice(separator.length) });
  };
  const groups = [
    { label: m.choice_timetables(), options: feeds.map((item) => ({ value: item.id, label: say(item.title) })) },
    { label: m.choice_scenarios(), options: [...scenarios, ...carried] },
  ].filter((group) => group.options.length > 0);
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        className="mr-field-wide"
        value={value}
        options={none ? [{ label: none, options: [{ value: "", label: none }] }, ...groups] : groups}
        onChange={choose}
        popupMatchSelectWidth={false}
      />
    </Labelled>
  );
}
