import type { ReachPlace, ReachStation } from "@midreach/reach";
import { m, say, useApi } from "@midreach/ui";
import { Select } from "antd";
import { useState } from "react";
import { Labelled } from "./data-set-choice.tsx";
import { reachApi } from "./reach-api.ts";
import { readPoint, writePoint } from "./reach-state.ts";

interface OriginChoiceProps {
  readonly feed: string;
  /** Cities of the plan; those without data are offered too, and answer why. */
  readonly places: readonly ReachPlace[];
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (origin: string) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly search: string;
}

const byName = (a: Option, b: Option) => a.label.localeCompare(b.label);

/** A city, a station, or a point that is typed as `lon,lat`; found by either language's name. */
export function OriginChoice({ feed, places, value, label, onChange }: OriginChoiceProps) {
  const [typed, setTyped] = useState("");
  const stations = useApi(reachApi, "/api/reach/feeds/{feed}/stations", { params: { feed } });
  const names = new Map(places.map((place) => [place.code, say(place.name)]));
  const point = readPoint(typed) ?? readPoint(value);
  const cities = places.map((place): Option => toOption(place.code, place, ""));
  const stops = (stations.data?.stations ?? [])
    .map((station) => toOption(`station:${station.id}`, station, names.get(station.place ?? "") ?? ""))
    .sort(byName);
  const groups = [
    ...(point ? [{ label: m.reach_points(), options: [pointOption(writePoint(...point))] }] : []),
    { label: m.reach_cities(), options: cities },
    { label: m.reach_stations(), options: stops },
  ];
  const query = typed.trim().toLowerCase();
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        className="mr-reach-field"
        value={value && readPoint(value) ? writePoint(...(readPoint(value) as [number, number])) : (value ?? null)}
        placeholder={m.reach_origin_hint()}
        options={groups}
        onChange={onChange}
        showSearch={{
          onSearch: setTyped,
          filterOption: (_, option) =>
            query === "" || (option !== undefined && "search" in option && String(option.search).includes(query)),
        }}
        popupMatchSelectWidth={false}
      />
    </Labelled>
  );
}

function toOption(value: string, named: Pick<ReachPlace | ReachStation, "name">, city: string): Option {
  const name = say(named.name);
  const label = city && city !== name ? m.reach_station_of({ station: name, city }) : name;
  return { value, label, search: `${named.name.zh} ${named.name.en} ${city}`.toLowerCase() };
}

const pointOption = (point: string): Option => ({ value: point, label: m.reach_point({ point }), search: point });
