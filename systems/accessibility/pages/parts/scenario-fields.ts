import { type ModificationName, modificationKinds } from "@midreach/reach/browser";
import { m } from "@midreach/ui";
import { type FieldPath, type LooseModification, valueAt } from "./scenario-draft.ts";

/** One field of a form: where it stands in the modification, and how it is typed. */
export type FieldSpec = SingleField | RowsField;

interface CommonField {
  readonly path: FieldPath;
  readonly label: () => string;
  /** Beside the label, how it is meant. */
  readonly hint?: () => string;
  readonly optional?: boolean;
  /** Whether it is asked for at all, by what else was chosen. */
  readonly when?: (modification: unknown) => boolean;
}

/** A field that holds one value. */
export interface SingleField extends CommonField {
  readonly type:
    | "station"
    | "trip"
    | "trips"
    | "classes"
    | "clock"
    | "number"
    | "text"
    | "place"
    | "choice"
    | "weekdays";
  readonly options?: readonly { readonly value: string | boolean; readonly label: () => string }[];
  /** What holds when nothing is chosen. */
  readonly usual?: string | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

/** A list of like parts: calls of a train, stops at a new station. Paths of its fields begin at a part. */
export interface RowsField extends CommonField {
  readonly type: "rows";
  readonly fields: readonly FieldSpec[];
  readonly fresh: () => unknown;
  readonly addWord: () => string;
  /** At least so many; none of them may be taken away. */
  readonly least: number;
}

const field = (
  type: SingleField["type"],
  path: string | FieldPath,
  label: () => string,
  more: Partial<SingleField> = {},
): SingleField => ({ type, path: typeof path === "string" ? [path] : path, label, ...more });

const station = (path: string | FieldPath, label: () => string) => field("station", path, label);
const minutes = (path: string, label: () => string, more: Partial<SingleField> = {}) =>
  field("number", path, label, { min: 0, max: 1440, ...more });

const optional = { optional: true } as const;
const classes = field("classes", "classes", m.scenario_classes, { ...optional, hint: m.scenario_all_unless });
const trips = field("trips", "trips", m.scenario_only_trains, { ...optional, hint: m.scenario_all_unless });
const bothDirections = field("choice", "bothDirections", m.scenario_directions, {
  usual: true,
  options: [
    { value: true, label: m.scenario_both_ways },
    { value: false, label: m.scenario_one_way },
  ],
});
const laterCalls = field("choice", "laterCalls", m.scenario_later_calls, {
  usual: "shift",
  options: [
    { value: "shift", label: m.scenario_later_shift },
    { value: "wait", label: m.scenario_later_wait },
  ],
});

/** What says which trains stop, and for how long. */
const stopRule: readonly FieldSpec[] = [
  station(["between", 0], m.scenario_between_first),
  station(["between", 1], m.scenario_between_second),
  minutes("dwellMinutes", m.scenario_dwell),
  minutes("extraMinutes", m.scenario_extra, optional),
  field("number", "share", m.scenario_way_share, {
    ...optional,
    min: 0,
    max: 1,
    step: 0.05,
    hint: m.scenario_way_share_hint,
  }),
  bothDirections,
  classes,
  trips,
  laterCalls,
];

const times: readonly FieldSpec[] = [
  field("clock", "arrival", m.reach_arrival, optional),
  field("clock", "departure", m.reach_departure, optional),
];

const rows = (path: string, label: () => string, more: Pick<RowsField, "fields" | "fresh" | "addWord" | "least">) =>
  ({ type: "rows", path: [path], label, ...more }) as const;

const changes = (type: string) => (modification: unknown) => valueAt(modification, ["change", "type"]) === type;
const under = (path: string, fieldOf: SingleField, type: string): SingleField => ({
  ...fieldOf,
  path: ["change", path],
  when: changes(type),
});

/** The form of each kind of modification. */
export const formOf: Readonly<Record<ModificationName, readonly FieldSpec[]>> = {
  "add-service": [
    field("text", "name", m.scenario_train_name),
    field("text", "class", m.scenario_class, { hint: m.scenario_class_hint }),
    field("weekdays", "weekdays", m.scenario_weekdays, optional),
    rows("calls", m.scenario_calls, {
      fields: [station("station", m.scenario_station), ...times],
      fresh: () => ({}),
      addWord: m.scenario_add_call,
      least: 2,
    }),
    rows("frequencies", m.scenario_frequencies, {
      fields: [
        field("clock", "start", m.scenario_from_time),
        field("clock", "end", m.scenario_to_time),
        minutes("headwayMinutes", m.scenario_headway),
      ],
      fresh: () => ({}),
      addWord: m.scenario_add_frequency,
      least: 0,
    }),
  ],
  "remove-service": [field("trips", "trips", m.scenario_trains)],
  "retime-service": [
    field("trip", "trip", m.scenario_train),
    field("number", "shiftMinutes", m.scenario_shift, {
      ...optional,
      min: -1440,
      max: 1440,
      hint: m.scenario_shift_hint,
    }),
    rows("calls", m.scenario_new_times, {
      fields: [station("station", m.scenario_station), ...times],
      fresh: () => ({}),
      addWord: m.scenario_add_call,
      least: 0,
    }),
  ],
  "change-running-time": [
    station("from", m.scenario_from_station),
    station("to", m.scenario_to_station),
    field("number", "savedMinutes", m.scenario_saved, {
      ...optional,
      min: -1440,
      max: 1440,
      hint: m.scenario_saved_hint,
    }),
    field("number", "factor", m.scenario_factor, {
      ...optional,
      min: 0.05,
      max: 20,
      step: 0.05,
      hint: m.scenario_factor_hint,
    }),
    bothDirections,
    classes,
    trips,
    laterCalls,
  ],
  "add-station": [
    field("text", ["name", "zh"], m.scenario_name_zh),
    field("text", ["name", "en"], m.scenario_name_en),
    field("number", "lon", m.scenario_lon, { min: -180, max: 180, step: 0.01 }),
    field("number", "lat", m.scenario_lat, { min: -90, max: 90, step: 0.01 }),
    field("place", "place", m.reach_city),
    minutes("changeMinutes", m.scenario_change_minutes, optional),
    rows("stops", m.scenario_stops, {
      fields: stopRule,
      fresh: () => ({ between: [], dwellMinutes: 2 }),
      addWord: m.scenario_add_stops,
      least: 0,
    }),
  ],
  "remove-station": [station("station", m.scenario_station)],
  "add-stop": [station("station", m.scenario_station), ...stopRule],
  "change-transfer": [
    station("from", m.scenario_from_station),
    { ...station("to", m.scenario_to_station), hint: m.scenario_same_station },
    minutes("minutes", m.scenario_transfer_minutes),
    field("choice", "mode", m.scenario_mode, {
      usual: "walk",
      options: [
        { value: "walk", label: m.scenario_walk },
        { value: "urban", label: m.scenario_urban },
      ],
    }),
    bothDirections,
  ],
  "change-frequency": [
    field("choice", ["change", "type"], m.scenario_change_type, {
      options: [
        { value: "multiply", label: m.scenario_multiply },
        { value: "thin-out", label: m.scenario_thin_out },
        { value: "headway", label: m.scenario_every },
      ],
    }),
    under("times", field("number", "times", m.scenario_times, { min: 2, max: 10 }), "multiply"),
    under("keepEvery", field("number", "keepEvery", m.scenario_keep_every, { min: 2, max: 100 }), "thin-out"),
    under("minutes", minutes("minutes", m.scenario_headway), "headway"),
    under("start", field("clock", "start", m.scenario_from_time), "headway"),
    under("end", field("clock", "end", m.scenario_to_time), "headway"),
    { ...station("from", m.scenario_from_station), optional: true, hint: m.scenario_or_trains },
    { ...station("to", m.scenario_to_station), optional: true },
    classes,
    { ...trips, label: m.scenario_trains, hint: m.scenario_or_section },
  ],
};

/** Every kind, in the order in which they are offered. */
export const kindNames = Object.keys(formOf) as readonly ModificationName[];

/** What a new modification starts with, from the stations that were picked on the map. */
export function freshModification(
  kind: ModificationName,
  picked: readonly string[],
  taken: readonly LooseModification[],
): LooseModification {
  const [first, second] = picked;
  const section = { ...(first ? { from: first } : {}), ...(second ? { to: second } : {}) };
  switch (kind) {
    case "add-service":
      return {
        kind,
        id: freeId("new-train", taken),
        calls: [first, second].map((one) => (one ? { station: one } : {})),
      };
    case "add-station":
      return { kind, id: freeId("new-station", taken), place: null, changeMinutes: 5 };
    case "remove-station":
      return { kind, ...(first ? { station: first } : {}) };
    case "add-stop":
      return { kind, dwellMinutes: 2, between: picked.slice(0, 2) };
    case "change-running-time":
    case "change-transfer":
      return { kind, ...section };
    case "change-frequency":
      return { kind, change: { type: "multiply", times: 2 }, ...section };
    case "remove-service":
      return { kind, trips: [] };
    case "retime-service":
      return { kind };
  }
}

function freeId(stem: string, taken: readonly LooseModification[]): string {
  const ids = new Set(taken.map((row) => row.id));
  let number = 1;
  while (ids.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** Fields that are asked for, those of lists written out. Paths are absolute. */
export function listFields(modification: LooseModification): SingleField[] {
  const list = (specs: readonly FieldSpec[], base: FieldPath): SingleField[] =>
    specs.flatMap((spec) => {
      if (spec.when && !spec.when(valueAt(modification, base))) return [];
      const path = [...base, ...spec.path];
      if (spec.type !== "rows") return [{ ...spec, path }];
      const parts = (valueAt(modification, path) as unknown[] | undefined) ?? [];
      return parts.flatMap((_, index) => list(spec.fields, [...path, index]));
    });
  return list(formOf[modification.kind], []);
}

/** Ids of the stations that a modification names, in the order of its form. */
export function listStations(modification: LooseModification): string[] {
  return listFields(modification).flatMap((one) => {
    const value = one.type === "station" ? valueAt(modification, one.path) : undefined;
    return typeof value === "string" && value ? [value] : [];
  });
}

/** What a kind is called, and in the reader's language. */
export const kindTitle = (kind: ModificationName) => modificationKinds[kind].title;
