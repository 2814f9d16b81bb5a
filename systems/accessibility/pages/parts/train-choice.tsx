import type { TrainList } from "@midreach/reach";
import { AntdFrame, m, say, useApi } from "@midreach/ui";
import { Select } from "antd";
import { useState } from "react";
import { reachApi } from "./reach-api.ts";
import type { EditorGround } from "./scenario-ground.ts";
import { useSettled } from "./use-settled.ts";

type Train = TrainList["trains"][number];

interface TrainChoiceProps {
  readonly id: string;
  readonly status?: "error";
  readonly many: boolean;
  readonly value: unknown;
  readonly ground: EditorGround;
  readonly onChange: (value: unknown) => void;
}

/** Trains by name, or out of those between two stations that were picked on the map. */
export function TrainChoice({ id, status, many, value, ground, onChange }: TrainChoiceProps) {
  const chosen = (Array.isArray(value) ? value : value ? [value] : []).map(String);
  const { options, onSearch, more } = useTrains(ground, chosen);
  const common = {
    id,
    ...(status ? { status } : {}),
    options,
    placeholder: m.scenario_train_hint(),
    showSearch: { onSearch, filterOption: false },
    popupMatchSelectWidth: false,
  } as const;
  return (
    <>
      {many ? (
        <Select<string[]>
          {...common}
          mode="multiple"
          value={chosen}
          onChange={(next) => onChange(next.length === 0 ? undefined : next)}
        />
      ) : (
        <Select<string>
          {...common}
          {...(chosen[0] ? { value: chosen[0] } : {})}
          onChange={(next) => onChange(next || undefined)}
        />
      )}
      <Between ground={ground} />
      {many && ground.picked.length === 2 && options.length > 0 && more === 0 ? (
        <button
          type="button"
          className="mr-button mr-scenario-small"
          onClick={() => onChange([...new Set([...chosen, ...options.map((option) => option.value)])])}
        >
          {m.scenario_take_all({ count: options.length })}
        </button>
      ) : null}
      {more > 0 ? <span className="mr-small mr-soft">{m.scenario_more_trains({ count: more })}</span> : null}
    </>
  );
}

/** Which two stations the trains run between, or how to say so. */
function Between({ ground }: { readonly ground: EditorGround }) {
  const names = ground.picked.map((id) => stationWord(ground, id));
  return (
    <span className="mr-small mr-soft">
      {names.length === 2
        ? m.scenario_trains_between({ from: names[0] ?? "", to: names[1] ?? "" })
        : m.scenario_pick_two()}
    </span>
  );
}

/** A station's name; its id when it is unknown. */
export function stationWord({ stations }: Pick<EditorGround, "stations">, id: string): string {
  const found = stations.find((station) => station.id === id);
  return found ? say(found.name) : id;
}

/** For so many chosen trains the server is asked what they are; further ones show their ids. */
const namedAtOnce = 100;

/** Trains to choose from: by what is typed, else by the stations that were picked; those chosen already are named. */
function useTrains(ground: EditorGround, chosen: readonly string[]) {
  const { feed, picked, ownTrains } = ground;
  const [typed, setTyped] = useState("");
  const name = useSettled(typed.trim(), 250);
  const [from, to] = picked;
  const params = { feed: feed.id };
  const query = name ? { name } : { from, to };
  const asked = useApi(
    reachApi,
    "/api/reach/feeds/{feed}/trains",
    { params, query },
    { enabled: name !== "" || (from !== undefined && to !== undefined), keepPrevious: true },
  ).data;
  const own = ownTrains.filter((train) => name === "" || train.name.toUpperCase().startsWith(name.toUpperCase()));
  const found = new Map<string, string>();
  for (const train of asked?.trains ?? []) found.set(train.id, trainWord(ground, train, from));
  for (const train of own) found.set(train.id, train.name);
  const options = [...found].map(([value, label]) => ({ value, label }));
  const unnamed = chosen.filter((id) => !found.has(id)).slice(0, namedAtOnce);
  const named = useApi(
    reachApi,
    "/api/reach/feeds/{feed}/trains",
    { params, query: { trip: unnamed } },
    { enabled: unnamed.length > 0, keepPrevious: true },
  ).data;
  const known = new Map((named?.trains ?? []).map((train) => [train.id, trainWord(ground, train, undefined)]));
  const others = chosen.filter((id) => !found.has(id)).map((id) => ({ value: id, label: known.get(id) ?? id }));
  return {
    // Those chosen stand below: they are looked for seldom, and must keep their names.
    options: [...options, ...others],
    onSearch: setTyped,
    more: asked?.more ?? 0,
  };
}

/** `G1 08:00 武汉–南昌`: the time at the station that is asked about, and both ends. */
function trainWord(ground: EditorGround, { name, calls }: Train, at: string | undefined): string {
  const call = calls.find((one) => one.station === at) ?? calls[0];
  const ends = [calls[0], calls.at(-1)].map((end) => stationWord(ground, end?.station ?? "")).join("–");
  return `${name} ${call?.departure ?? call?.arrival ?? ""} ${ends}`;
}

interface TrainCopyProps {
  readonly ground: EditorGround;
  readonly onCopy: (train: Train) => void;
}

/** Begins a new train as a copy of one that runs. */
export function TrainCopy({ ground, onCopy }: TrainCopyProps) {
  const [chosen, setChosen] = useState<string>();
  const { options, onSearch } = useTrains(ground, chosen ? [chosen] : []);
  const train = useApi(
    reachApi,
    "/api/reach/feeds/{feed}/trains",
    { params: { feed: ground.feed.id }, query: { trip: [chosen ?? ""] } },
    { enabled: chosen !== undefined },
  ).data?.trains[0];
  return (
    <div className="mr-scenario-copy">
      <AntdFrame>
        <Select<string>
          aria-label={m.scenario_copy_train()}
          placeholder={m.scenario_copy_train()}
          options={options}
          {...(chosen ? { value: chosen } : {})}
          onChange={setChosen}
          showSearch={{ onSearch, filterOption: false }}
          popupMatchSelectWidth={false}
        />
      </AntdFrame>
      <button type="button" className="mr-button" disabled={!train} onClick={() => train && onCopy(train)}>
        {m.scenario_copy_calls()}
      </button>
      <Between ground={ground} />
    </div>
  );
}
