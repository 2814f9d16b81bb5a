import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Coverage, Schedule, Station } from "../schedule.ts";
import { describeStop, stopFaults, stopRuleFields } from "./add-stop.ts";
import { insertStop } from "./edit.ts";
import { idField, minutesField, minutesToSeconds, nameField } from "./fields.ts";
import type { ModificationKind, ScenarioFault, Standing } from "./kind.ts";
import { findStation } from "./lookup.ts";

/** A new station; with `stops`, existing trains call at it. */
export const addStationSchema = z.object({
  kind: z.literal("add-station"),
  id: idField,
  name: nameField,
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  /** Code of the city that it serves; null outside the region. */
  place: z.string().min(1).max(50).nullable(),
  /** Shortest time between two trains there; the timetable's default unless told. */
  changeMinutes: minutesField.optional(),
  stops: z.array(z.object(stopRuleFields)).min(1).max(50).optional(),
});
export type AddStation = z.infer<typeof addStationSchema>;

/** Adds a station. */
export const addStation: ModificationKind<AddStation> = {
  kind: "add-station",
  title: text("新增车站", "Add a station"),
  schema: addStationSchema,
  findFaults: (standing, modification) => [
    ...newStationFaults(standing.schedule, modification),
    ...stopsFaults(standing, modification),
  ],
  apply: (schedule, modification) => {
    const { id, stops = [] } = modification;
    return stops.reduce((changed, rule) => insertStop(changed, id, rule), withStation(schedule, modification));
  },
  describe: (schedule, { name, stops = [] }) => {
    const rules = stops.map((rule) => describeStop(schedule, rule));
    const [zh, en] = [rules.map((rule) => rule.zh).join("、"), rules.map((rule) => rule.en).join("; ")];
    return rules.length === 0
      ? text(`新增车站${name.zh}`, `Add the station ${name.en}`)
      : text(`新增车站${name.zh},${zh}停靠`, `Add the station ${name.en}, served by: ${en}`);
  },
};

/** Each rule is judged as the ones before it leave the trains. */
function stopsFaults(standing: Standing, modification: AddStation): ScenarioFault[] {
  let schedule = withStation(standing.schedule, modification);
  return (modification.stops ?? []).flatMap((rule, index) => {
    const faults = stopFaults({ ...standing, schedule }, modification.id, rule);
    if (faults.length === 0) schedule = insertStop(schedule, modification.id, rule);
    return faults.map((fault) => ({ ...fault, where: `stops[${index}].${fault.where}` }));
  });
}

/** Stations nearer to (0, 0) than this many degrees stand where somebody has left the fields empty. */
const emptyDegrees = 0.001;

/** A new station as far as this from every other one, in degrees, is taken for a slip (swapped or mistyped). */
const farDegrees = 10;

function newStationFaults({ stations }: Schedule, { id, lon, lat }: AddStation): ScenarioFault[] {
  const faults: ScenarioFault[] = [];
  if (findStation({ stations } as Schedule, id)) {
    faults.push({
      where: "id",
      what: text(`车站编号“${id}”已经存在`, `There is already a station with the id "${id}"`),
      fix: text("换一个编号", "Choose another id"),
    });
  }
  const isNear = (other: { readonly lon: number; readonly lat: number }) =>
    Math.abs(other.lon - lon) < farDegrees && Math.abs(other.lat - lat) < farDegrees;
  if (Math.abs(lon) < emptyDegrees && Math.abs(lat) < emptyDegrees) {
    faults.push({
      where: "lon",
      what: text("坐标为(0, 0)", "The coordinates are (0, 0)"),
      fix: text("填写车站的经纬度", "Give its longitude and latitude"),
    });
  } else if (stations.length > 0 && !stations.some(isNear)) {
    const swapped = stations.some(
      (other) => Math.abs(other.lon - lat) < farDegrees && Math.abs(other.lat - lon) < farDegrees,
    );
    faults.push({
      where: "lon",
      what: text("该位置远离时刻表中所有车站", "It lies far from every station of the timetable"),
      fix: swapped
        ? text("经度与纬度似乎填反了", "Longitude and latitude seem to be swapped")
        : text("检查经纬度(度,WGS 84)", "Check longitude and latitude (degrees, WGS 84)"),
    });
  }
  return faults;
}

function withStation(schedule: Schedule, { id, name, lon, lat, place, changeMinutes }: AddStation): Schedule {
  const change = changeMinutes === undefined ? {} : { changeSeconds: minutesToSeconds(changeMinutes) };
  const station: Station = { id, name, lon, lat, place, ...change };
  return {
    ...schedule,
    stations: [...schedule.stations, station],
    coverage: withPlace(schedule.coverage, place, name),
  };
}

/**
 * A city that the feed did not speak about is spoken about once the scenario gives it a station; what else runs there
 * stays unknown, and the note says so.
 */
function withPlace(coverage: Coverage, place: string | null, name: Station["name"]): Coverage {
  if (place === null || coverage.places.includes(place)) return coverage;
  const note = text(
    `${name.zh}所在城市不在原数据范围内,只计入情景中的列车。`,
    `The data do not cover the city of ${name.en}: only the scenario's own trains count there.`,
  );
  const { zh, en } = coverage.note ?? text("", "");
  return {
    ...coverage,
    places: [...coverage.places, place],
    note: text(`${zh}${note.zh}`, en ? `${en} ${note.en}` : note.en),
  };
}
