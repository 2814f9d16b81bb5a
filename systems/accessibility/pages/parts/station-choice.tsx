import { m, say } from "@midreach/ui";
import { Select } from "antd";
import { useMemo } from "react";
import { type FieldPath, writePath } from "./scenario-draft.ts";
import type { EditorGround } from "./scenario-ground.ts";

interface StationChoiceProps {
  readonly id: string;
  readonly status?: "error";
  readonly path: FieldPath;
  readonly value: string;
  readonly ground: EditorGround;
  readonly onChange: (value: unknown) => void;
}

/** A station by name, or by a click on the map while the field waits for one. */
export function StationChoice({ id, status, path, value, ground, onChange }: StationChoiceProps) {
  const { stations, cities, waiting, onWait } = ground;
  const options = useMemo(() => listOptions(stations, cities), [stations, cities]);
  const known = value === "" || options.some((option) => option.value === value);
  const isWaiting = waiting !== null && writePath(waiting) === writePath(path);
  return (
    <span className="mr-scenario-station">
      <Select
        id={id}
        {...(status ? { status } : {})}
        value={value || null}
        placeholder={m.scenario_station_hint()}
        options={known ? options : [{ value, label: value, search: value.toLowerCase() }, ...options]}
        showSearch={{
          filterOption: (typed, option) => (option?.search ?? "").includes(typed.trim().toLowerCase()),
        }}
        onFocus={() => onWait(path)}
        onChange={(next: string | null) => onChange(next ?? undefined)}
        popupMatchSelectWidth={false}
      />
      <button
        type="button"
        className="mr-button mr-scenario-small"
        aria-pressed={isWaiting}
        onClick={() => onWait(isWaiting ? null : path)}
      >
        {m.scenario_on_map()}
      </button>
    </span>
  );
}

/** Stations with their city, the region's first. */
function listOptions(stations: EditorGround["stations"], cities: EditorGround["cities"]) {
  const names = new Map(cities.map((city) => [city.code, say(city.name)]));
  return stations
    .map((station) => {
      const name = say(station.name);
      const city = names.get(station.place ?? "");
      return {
        value: station.id,
        label: city && city !== name ? m.choice_station_of({ station: name, city }) : name,
        search: `${station.name.zh} ${station.name.en} ${city ?? ""}`.toLowerCase(),
        inside: station.place !== null,
      };
    })
    .sort((a, b) => Number(b.inside) - Number(a.inside) || a.label.localeCompare(b.label));
}
