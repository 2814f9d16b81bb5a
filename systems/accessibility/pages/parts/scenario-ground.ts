import type { CitySummary } from "@midreach/plan";
import type { Feed, ReachStation } from "@midreach/reach";
import { m, say } from "@midreach/ui";
import { type FieldPath, type LooseModification, placeFault, type ReadDraft } from "./scenario-draft.ts";
import { kindTitle } from "./scenario-fields.ts";

/** A station that fields and map offer: of the timetable, or added by the scenario. */
export interface OfferedStation extends ReachStation {
  /** Trains that one may board there on the day of measures; null for one that the scenario adds. */
  readonly departures: number | null;
}

/** What fields choose from, and how they speak with the map. */
export interface EditorGround {
  readonly feed: Feed;
  readonly cities: readonly CitySummary[];
  readonly stations: readonly OfferedStation[];
  /** Stations picked on the map while no field waits for one; at most two. */
  readonly picked: readonly string[];
  /** Trains that the scenario itself adds: id and name. */
  readonly ownTrains: readonly { readonly id: string; readonly name: string }[];
  /** The field that the next click on the map fills. */
  readonly waiting: FieldPath | null;
  readonly onWait: (path: FieldPath | null) => void;
}

/** A fault at its place in the draft, in the reader's language. */
export interface PlacedFault {
  readonly modification: number;
  /** Path in the modification; empty when it concerns the whole. */
  readonly where: string;
  readonly what: string;
  readonly fix: string;
}

interface GivenFault {
  readonly where: string;
  readonly what: { readonly zh: string; readonly en: string };
  readonly fix: { readonly zh: string; readonly en: string };
}

/** Everything that is wrong: what is missing in the draft, and what does not fit the timetable. */
export function listFaults(read: ReadDraft, answered: readonly GivenFault[]): PlacedFault[] {
  const typing = read.faults.map(
    ({ kind, ...place }): PlacedFault =>
      kind === "missing"
        ? { ...place, what: m.scenario_missing(), fix: "" }
        : { ...place, what: m.scenario_wrong(), fix: wrongHint(place.where) },
  );
  const timetable = answered.map(
    (fault): PlacedFault => ({
      ...placeFault(fault.where, read.positions),
      what: say(fault.what),
      fix: say(fault.fix),
    }),
  );
  return [...typing, ...timetable];
}

const clockFields = /(arrival|departure|start|end)$/u;

const wrongHint = (where: string): string =>
  clockFields.test(where) ? m.scenario_clock_hint() : m.scenario_range_hint();

/** Stations of the timetable and those that the draft adds, as far as they can be drawn. */
export function offerStations(
  stations: readonly (ReachStation & { readonly departures: number })[],
  modifications: readonly LooseModification[],
): OfferedStation[] {
  const added = modifications.flatMap((row): OfferedStation[] => {
    const { kind, id, name, lon, lat, place } = row;
    if (kind !== "add-station" || typeof id !== "string" || typeof lon !== "number" || typeof lat !== "number")
      return [];
    const { zh = "", en = "" } = (name ?? {}) as { readonly zh?: string; readonly en?: string };
    const called = zh || en || say(kindTitle(kind));
    return [
      {
        id,
        name: { zh: zh || called, en: en || called },
        lon,
        lat,
        place: typeof place === "string" ? place : null,
        departures: null,
      },
    ];
  });
  return [...stations, ...added];
}

/** Trains that the draft adds. */
export function listOwnTrains(modifications: readonly LooseModification[]): { id: string; name: string }[] {
  return modifications.flatMap(({ kind, id, name }) =>
    kind === "add-service" && typeof id === "string"
      ? [{ id, name: typeof name === "string" && name ? name : id }]
      : [],
  );
}
