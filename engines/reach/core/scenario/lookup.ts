import type { Text } from "@midreach/kernel/contracts";
import type { Schedule, ServiceCalendar, Station, Trip } from "../schedule.ts";
import type { ScenarioFault, Standing } from "./kind.ts";

const kept = new WeakMap<readonly { readonly id: string }[], ReadonlyMap<string, unknown>>();

/** A list by id; made once for each list, because lists that do not change stay the same object. */
function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  const found = kept.get(rows) as ReadonlyMap<string, Row> | undefined;
  if (found) return found;
  const made = new Map(rows.map((row) => [row.id, row]));
  kept.set(rows, made);
  return made;
}

/** The station of that id. */
export const findStation = ({ stations }: Schedule, id: string): Station | undefined => byId(stations).get(id);

/** The trip of that id. */
export const findTrip = ({ trips }: Schedule, id: string): Trip | undefined => byId(trips).get(id);

/** The calendar of that id. */
export const findCalendar = ({ calendars }: Schedule, id: string): ServiceCalendar | undefined =>
  byId(calendars).get(id);

/** Name of a station, or its id when it is unknown. */
export function stationName(schedule: Schedule, id: string): Text {
  return findStation(schedule, id)?.name ?? { zh: id, en: id };
}

/** Names as they stand in a sentence; more than three are counted. */
export function joinNames(names: readonly Text[]): Text {
  const shown = names.slice(0, 3);
  const zh = shown.map((name) => name.zh).join("、");
  const en = shown.map((name) => name.en).join(", ");
  if (shown.length === names.length) return { zh, en };
  return { zh: `${zh}等${names.length}个`, en: `${en} and ${names.length - shown.length} more` };
}

/** What travellers call trips, as it stands in a sentence. */
export function tripNames(schedule: Schedule, ids: readonly string[]): Text {
  return joinNames(
    ids.map((id) => {
      const name = findTrip(schedule, id)?.name ?? id;
      return { zh: name, en: name };
    }),
  );
}

/** The fault when a station is not there: never, no longer, or not yet. */
export function stationFaults({ schedule, ...standing }: Standing, where: string, id: string): ScenarioFault[] {
  if (findStation(schedule, id)) return [];
  return [
    lostFault(
      standing,
      "station",
      where,
      id,
      findNearName(
        schedule.stations.map((row) => row.id),
        id,
      ),
    ),
  ];
}

/** The fault when a trip is not there: never, no longer, or not yet. */
export function tripFaults({ schedule, ...standing }: Standing, where: string, id: string): ScenarioFault[] {
  if (findTrip(schedule, id)) return [];
  const [near] = schedule.trips.filter((trip) => trip.name === id).map((trip) => trip.id);
  return [lostFault(standing, "trip", where, id, near)];
}

/** The faults of a list of trips: unknown ones, and those that stand in it twice. */
export function listFaults(standing: Standing, where: string, ids: readonly string[]): ScenarioFault[] {
  return ids.flatMap((id, index) => {
    const place = `${where}[${index}]`;
    if (ids.indexOf(id) < index) return [repeatedFault(place, id)];
    return tripFaults(standing, place, id);
  });
}

const repeatedFault = (where: string, id: string): ScenarioFault => ({
  where,
  what: { zh: `车次“${id}”列了两次`, en: `The train "${id}" is listed twice` },
  fix: { zh: "只保留一次", en: "Keep it once" },
});

function findNearName(ids: readonly string[], id: string): string | undefined {
  return ids.find((other) => other.startsWith(id) || id.startsWith(other));
}

const nouns: Readonly<Record<"station" | "trip", Text>> = {
  station: { zh: "车站", en: "station" },
  trip: { zh: "车次", en: "train" },
};

function lostFault(
  standing: Omit<Standing, "schedule">,
  what: "station" | "trip",
  where: string,
  id: string,
  near: string | undefined,
): ScenarioFault {
  const noun = nouns[what];
  const remover = standing.findRemover(what, id);
  if (remover !== undefined) {
    return {
      where,
      what: {
        zh: `${noun.zh}“${id}”已被第${remover}项修改去掉`,
        en: `The ${noun.en} "${id}" has been removed by modification ${remover}`,
      },
      fix: {
        zh: `删去本项或第${remover}项修改,或调整先后顺序`,
        en: `Drop this modification or number ${remover}, or change their order`,
      },
    };
  }
  const adder = standing.findLaterAddition(what, id);
  if (adder !== undefined) {
    return {
      where,
      what: {
        zh: `${noun.zh}“${id}”到第${adder}项修改才增加`,
        en: `The ${noun.en} "${id}" is only added by modification ${adder}`,
      },
      fix: { zh: `把第${adder}项修改移到本项之前`, en: `Move modification ${adder} before this one` },
    };
  }
  return {
    where,
    what: { zh: `时刻表中没有${noun.zh}“${id}”`, en: `The timetable has no ${noun.en} "${id}"` },
    fix: near
      ? { zh: `是否指“${near}”?`, en: `Perhaps "${near}" is meant?` }
      : { zh: `填写时刻表中已有的${noun.zh}编号`, en: `Give the id of a ${noun.en} of the timetable` },
  };
}
