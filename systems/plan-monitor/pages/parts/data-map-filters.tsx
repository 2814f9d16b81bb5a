import type { DataMap } from "@midreach/plan";
import { AntdFrame, m, say } from "@midreach/ui";
import { Button, Input } from "antd";
import { FilterMenu } from "./commitment-filters.tsx";
import { type CellStateName, cellStates, cellStateWord } from "./figure-words.ts";
import "./filters.css";

/** The filters of the data map; absent ones do not narrow it. */
interface DataMapFilterValue {
  readonly q: string | undefined;
  readonly chapter: string | undefined;
  readonly function: string | undefined;
  readonly owner: string | undefined;
  readonly place: string | undefined;
  readonly state: CellStateName | undefined;
  readonly day: string | undefined;
}

interface DataMapFiltersProps {
  readonly answer: DataMap;
  readonly value: DataMapFilterValue;
  readonly onChange: (change: Partial<DataMapFilterValue>) => void;
}

/** Menus for chapter, trade and state, words of the indicator's name, and the day. */
export function DataMapFilters({ answer, value, onChange }: DataMapFiltersProps) {
  const active = Object.values(value).some((item) => item !== undefined);
  return (
    <AntdFrame>
      <search className="mr-filters" aria-label={m.filters()}>
        <Input.Search
          key={value.q ?? ""}
          defaultValue={value.q ?? ""}
          placeholder={m.indicator()}
          aria-label={m.indicator()}
          onSearch={(words) => onChange({ q: words.trim() === "" ? undefined : words.trim() })}
        />
        <FilterMenu
          title={m.chapter()}
          value={value.chapter}
          disabled={false}
          options={answer.chapters.map((chapter) => ({
            value: String(chapter.number),
            label: m.chapter_title({ number: chapter.number, title: say(chapter.title) }),
          }))}
          onChange={(chapter) => onChange({ chapter })}
        />
        <FilterMenu
          title={m.owner_function()}
          value={value.function}
          disabled={false}
          options={answer.functions.map((row) => ({ value: row.id, label: say(row.name) }))}
          onChange={(chosen) => onChange({ function: chosen })}
        />
        <FilterMenu
          title={m.cell_state()}
          value={value.state}
          disabled={false}
          options={cellStates.map((state) => ({ value: state, label: cellStateWord(state) }))}
          onChange={(chosen) => onChange({ state: cellStates.find((state) => state === chosen) })}
        />
        <Input
          type="date"
          aria-label={m.data_map_at()}
          title={m.data_map_at()}
          value={value.day ?? answer.day}
          onChange={(event) => onChange({ day: event.target.value || undefined })}
        />
        {active ? (
          <Button
            type="link"
            onClick={() => onChange(Object.fromEntries(Object.keys(value).map((name) => [name, undefined])))}
          >
            {m.filters_clear()}
          </Button>
        ) : null}
      </search>
    </AntdFrame>
  );
}
