import type { Text } from "@midreach/kernel/contracts";
import { Select } from "antd";
import { useState } from "react";
import { m, say } from "../texts/index.ts";
import { Labelled } from "./controls.tsx";
import { readPoint, writePoint } from "./point.ts";

/** A city or a station that one may choose. */
interface NamedPlace {
  readonly code: string;
  readonly name: Text;
}

interface NamedStation {
  readonly id: string;
  readonly name: Text;
  /** Code of the city that it serves. */
  readonly place: string | null;
}

interface EndChoiceProps {
  readonly places: readonly NamedPlace[];
  readonly stations: readonly NamedStation[];
  /** A city's code, `station:ID`, or `lon,lat`. */
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (end: string) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly search: string;
}

const byName = (a: Option, b: Option) => a.label.localeCompare(b.label);

/** A city, a station, or a point that is typed as `lon,lat`; found by either language's name. */
export function EndChoice({ places, stations, value, label, onChange }: EndChoiceProps) {
  const [typed, setTyped] = useState("");
  const names = new Map(places.map((place) => [place.code, say(place.name)]));
  const point = readPoint(typed) ?? readPoint(value);
  const cities = places.map((place): Option => toOption(place.code, place, ""));
  const stops = stations
    .map((station) => toOption(`station:${station.id}`, station, names.get(station.place ?? "") ?? ""))
    .sort(byName);
  const groups = [
    ...(point ? [{ label: m.choice_points(), options: [pointOption(writePoint(...point))] }] : []),
    { label: m.choice_cities(), options: cities },
    { label: m.choice_stations(), options: stops },
  ];
  const query = typed.trim().toLowerCase();
  const pointed = readPoint(value);
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        className="mr-field-wide"
        value={pointed ? writePoint(...pointed) : (value ?? null)}
        placeholder={m.choice_end_hint()}
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

function toOption(value: string, named: { readonly name: Text }, city: string): Option {
  const name = say(named.name);
  const label = city && city !== name ? m.choice_station_of({ station: name, city }) : name;
  return { value, label, search: `${named.name.zh} ${named.name.en} ${city}`.toLowerCase() };
}

const pointOption = (point: string): Option => ({ value: point, label: m.choice_point({ point }), search: point });
