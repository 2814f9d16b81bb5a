import type { CitySummary, PlanMap } from "@midreach/plan";
import type { Feed, FeedList, StationList } from "@midreach/reach";
import { maxModifications } from "@midreach/reach/browser";
import { AntdFrame, Labelled, m, Queried, say, useApi } from "@midreach/ui";
import { Input, Select } from "antd";
import { useMemo, useState } from "react";
import { ModificationList } from "./modification-list.tsx";
import { reachApi } from "./reach-api.ts";
import { type FieldPath, type LooseModification, type ScenarioDraft, valueAt, withValue } from "./scenario-draft.ts";
import { freshModification, kindNames, kindTitle, listFields, listStations } from "./scenario-fields.ts";
import { type EditorGround, listOwnTrains, offerStations } from "./scenario-ground.ts";
import { ScenarioMap } from "./scenario-map.tsx";
import { stationWord } from "./train-choice.tsx";
import type { ScenarioCheck } from "./use-scenario-check.ts";
import "./scenario.css";

interface EditorProps {
  readonly feeds: FeedList;
  readonly cities: readonly CitySummary[];
  readonly map: PlanMap;
  readonly draft: ScenarioDraft;
  readonly check: ScenarioCheck;
  readonly onChange: (draft: ScenarioDraft) => void;
}

/** Name, timetable, and the modifications: on the map and in a table. */
export function ScenarioEditor(props: EditorProps) {
  const { feeds, draft } = props;
  const feed = feeds.feeds.find((one) => one.id === draft.feed);
  const stations = useApi(
    reachApi,
    "/api/reach/feeds/{feed}/stations",
    { params: { feed: draft.feed } },
    { enabled: feed !== undefined },
  );
  return (
    <>
      <Heading {...props} />
      {feed ? (
        <Queried query={stations} lines={16}>
          {(list) => <Workbench key={feed.id} {...props} feed={feed} stations={list.stations} />}
        </Queried>
      ) : (
        <p className="mr-note">{m.scenario_feed_gone({ feed: draft.feed })}</p>
      )}
    </>
  );
}

function Heading({ feeds, draft, onChange }: EditorProps) {
  const options = feeds.feeds.map((feed) => ({ value: feed.id, label: say(feed.title) }));
  return (
    <AntdFrame>
      <section className="mr-panel mr-controls" aria-label={m.reach_scenarios()}>
        <Labelled label={m.scenario_name()}>
          <Input
            aria-label={m.scenario_name()}
            className="mr-field-wide"
            value={draft.name}
            maxLength={200}
            placeholder={m.scenario_unnamed()}
            onChange={(event) => onChange({ ...draft, name: event.target.value })}
          />
        </Labelled>
        <Labelled label={m.scenario_base()}>
          <Select
            aria-label={m.scenario_base()}
            className="mr-field-wide"
            value={draft.feed}
            options={options}
            onChange={(feed: string) => onChange({ ...draft, feed })}
            popupMatchSelectWidth={false}
          />
        </Labelled>
      </section>
    </AntdFrame>
  );
}

interface WorkbenchProps extends EditorProps {
  readonly feed: Feed;
  readonly stations: StationList["stations"];
}

/** Map and table, which know what is picked and which form is open. */
function Workbench({ cities, map, draft, check, feed, stations, onChange }: WorkbenchProps) {
  const { modifications } = draft;
  const bench = useBench(draft, onChange);
  const offered = useMemo(() => offerStations(stations, modifications), [stations, modifications]);
  const ground: EditorGround = {
    feed,
    cities,
    stations: offered,
    picked: bench.picked,
    ownTrains: listOwnTrains(modifications),
    waiting: bench.waiting,
    onWait: bench.setWaiting,
  };
  return (
    <div className="mr-scenario-bench">
      <section className="mr-panel" aria-label={m.scenario_on_the_map()}>
        <p className="mr-small mr-soft" role="status">
          {bench.waiting ? m.scenario_map_waits() : m.scenario_map_hint()}
        </p>
        <ScenarioMap
          ground={map}
          stations={offered}
          touched={check.touched}
          modifications={modifications.map((modification, index) => ({
            number: index + 1,
            stations: listStations(modification),
            isOpen: bench.open === index,
          }))}
          picked={bench.picked}
          onStation={bench.pickStation}
          onPoint={bench.pickPoint}
        />
      </section>
      <section className="mr-panel mr-stack" aria-label={m.scenario_modifications()}>
        <AddBar
          ground={ground}
          point={bench.point}
          count={modifications.length}
          onAdd={bench.add}
          onClear={bench.clear}
        />
        <ModificationList
          modifications={modifications}
          check={check}
          open={bench.open}
          ground={ground}
          onOpen={bench.openAt}
          onChange={(next) => onChange({ ...draft, modifications: next })}
        />
      </section>
    </div>
  );
}

type Point = readonly [lon: number, lat: number];

/** What is picked, which form is open, and which field waits for the map. */
function useBench(draft: ScenarioDraft, onChange: (draft: ScenarioDraft) => void) {
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [point, setPoint] = useState<Point | null>(null);
  const [open, setOpen] = useState<number | null>(null);
  const [waiting, setWaiting] = useState<FieldPath | null>(null);
  const { modifications } = draft;
  const opened = open === null ? undefined : modifications[open];
  const replace = (next: LooseModification) =>
    onChange({ ...draft, modifications: modifications.map((row, at) => (at === open ? next : row)) });
  const openAt = (index: number | null) => {
    setOpen(index);
    const row = index === null ? undefined : modifications[index];
    setWaiting(row ? findEmptyStation(row) : null);
  };
  const clear = () => {
    setPicked([]);
    setPoint(null);
  };
  return {
    picked,
    point,
    open,
    waiting,
    setWaiting,
    openAt,
    clear,
    add: (kind: LooseModification["kind"]) => {
      const fresh = freshModification(kind, picked, modifications);
      const made = kind === "add-station" && point ? { ...fresh, lon: point[0], lat: point[1] } : fresh;
      onChange({ ...draft, modifications: [...modifications, made] });
      setOpen(modifications.length);
      setWaiting(findEmptyStation(made));
    },
    pickStation: (id: string) => {
      if (opened && waiting) {
        const next = withValue(opened, waiting, id);
        replace(next);
        setWaiting(findEmptyStation(next));
      } else setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id].slice(-2));
    },
    pickPoint: (lon: number, lat: number) => {
      const near: Point = [roundDegrees(lon), roundDegrees(lat)];
      if (opened?.kind === "add-station") replace({ ...opened, lon: near[0], lat: near[1] });
      else setPoint(near);
    },
  };
}

/** Four decimals are ten metres. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

/** The first station field that is still empty and has to be filled; it waits for a click on the map. */
function findEmptyStation(modification: LooseModification): FieldPath | null {
  const found = listFields(modification).find(
    (field) => field.type === "station" && !field.optional && !valueAt(modification, field.path),
  );
  return found?.path ?? null;
}

interface AddBarProps {
  readonly ground: EditorGround;
  readonly point: Point | null;
  readonly count: number;
  readonly onAdd: (kind: LooseModification["kind"]) => void;
  readonly onClear: () => void;
}

/** Every kind as a button; what is picked on the map is filled in. */
function AddBar({ ground, point, count, onAdd, onClear }: AddBarProps) {
  const names = ground.picked.map((id) => stationWord(ground, id)).join(" → ");
  const places = [names, point ? m.reach_point({ point: point.join(", ") }) : ""].filter(Boolean).join("; ");
  return (
    <div className="mr-scenario-add">
      <h2>{m.scenario_modifications()}</h2>
      <p className="mr-small">
        {places ? m.scenario_picked({ places }) : m.scenario_pick_first()}{" "}
        {places ? (
          <button type="button" className="mr-button mr-scenario-small" onClick={onClear}>
            {m.scenario_clear_picked()}
          </button>
        ) : null}
      </p>
      <p className="mr-chips">
        {kindNames.map((kind) => (
          <button
            key={kind}
            type="button"
            className="mr-button mr-scenario-small"
            disabled={count >= maxModifications}
            onClick={() => onAdd(kind)}
          >
            + {say(kindTitle(kind))}
          </button>
        ))}
      </p>
    </div>
  );
}
