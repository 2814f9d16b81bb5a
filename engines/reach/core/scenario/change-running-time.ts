import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Trip } from "../schedule.ts";
import { changeRuns, changeTrips, describeClasses, findSections, isChosen, type Section } from "./edit.ts";
import { noTrain } from "./faults.ts";
import { classesField, idField, laterCallsField, minutesToSeconds, tripsField } from "./fields.ts";
import type { ModificationKind, ScenarioFault } from "./kind.ts";
import { listFaults, stationFaults, stationName } from "./lookup.ts";

/**
 * Other running times between two stations, for all trains that call at both in this order (and the other way round
 * unless told): by a factor, or by minutes saved (negative: lost) that are spread over the rides in proportion. Stays at
 * stations keep their length.
 */
export const changeRunningTimeSchema = z.object({
  kind: z.literal("change-running-time"),
  from: idField,
  to: idField,
  factor: z.number().min(0.05).max(20).optional(),
  savedMinutes: z.number().min(-1440).max(1440).optional(),
  classes: classesField.optional(),
  trips: tripsField.optional(),
  bothDirections: z.boolean().optional(),
  laterCalls: laterCallsField.optional(),
});
export type ChangeRunningTime = z.infer<typeof changeRunningTimeSchema>;

/** Changes running times on a section. */
export const changeRunningTime: ModificationKind<ChangeRunningTime> = {
  kind: "change-running-time",
  title: text("改变区段运行时间", "Change running times on a section"),
  schema: changeRunningTimeSchema,
  findFaults: (standing, modification) => {
    const faults = [
      ...stationFaults(standing, "from", modification.from),
      ...stationFaults(standing, "to", modification.to),
      ...listFaults(standing, "trips", modification.trips ?? []),
      ...amountFaults(modification),
    ];
    return faults.length > 0 ? faults : trainFaults(standing.schedule.trips, modification);
  },
  apply: (schedule, modification) => changeTrips(schedule, (trip) => speedUp(trip, modification)),
  describe: (schedule, modification) => {
    const { from, to, factor, savedMinutes = 0, bothDirections = true, classes } = modification;
    const [a, b] = [stationName(schedule, from), stationName(schedule, to)];
    const trains = describeClasses(classes);
    const [saved, minutes] = [savedMinutes >= 0, Math.abs(savedMinutes)];
    const zh = factor === undefined ? `${saved ? "缩短" : "延长"}${minutes}分钟` : `变为${factor}倍`;
    const en = factor === undefined ? `${minutes} min ${saved ? "less" : "more"}` : `${factor} times as long`;
    return text(
      `${a.zh}${bothDirections ? "与" : "至"}${b.zh}间${trains.zh}列车运行时间${zh}`,
      `Trains${trains.en} take ${en} ${bothDirections ? "between" : "from"} ${a.en} ${bothDirections ? "and" : "to"} ${b.en}`,
    );
  },
};

function amountFaults({ from, to, factor, savedMinutes }: ChangeRunningTime): ScenarioFault[] {
  const faults: ScenarioFault[] = [];
  if (from === to) {
    faults.push({
      where: "to",
      what: text("区段两端是同一车站", "Both ends of the section are one station"),
      fix: text("选择两个不同的车站", "Choose two stations"),
    });
  }
  if ((factor === undefined) === (savedMinutes === undefined)) {
    faults.push({
      where: "factor",
      what: text("须填写倍数或节省分钟数之一", "Either a factor or minutes saved is needed"),
      fix: text("只填写其中一个", "Give one of the two"),
    });
  }
  return faults;
}

/** Runs of the trip on the section, in order. */
function sectionsOf(trip: Trip, { from, to, bothDirections = true }: ChangeRunningTime): Section[] {
  const back = bothDirections ? findSections(trip, to, from) : [];
  return [...findSections(trip, from, to), ...back].sort((a, b) => a.first - b.first);
}

const rideSeconds = ({ calls }: Trip, index: number): number =>
  (calls[index]?.arrivalSeconds ?? 0) - (calls[index - 1]?.departureSeconds ?? 0);

/** Indexes of the calls that end a ride of the section. */
const ridesOf = ({ first, last }: Section): number[] =>
  Array.from({ length: last - first }, (_, offset) => first + offset + 1);

/** Trains that would run in no time, and the lack of any train. */
function trainFaults(trips: readonly Trip[], modification: ChangeRunningTime): ScenarioFault[] {
  const saved = minutesToSeconds(modification.savedMinutes ?? 0);
  const through = trips
    .filter((trip) => isChosen(modification, trip))
    .map((trip) => ({ trip, sections: sectionsOf(trip, modification) }))
    .filter(({ sections }) => sections.length > 0);
  if (through.length === 0) return [noTrain("from")];
  const rides = through.map(({ trip, sections }) => ({
    trip,
    shortest: Math.min(
      ...sections.map((section) => ridesOf(section).reduce((sum, index) => sum + rideSeconds(trip, index), 0)),
    ),
  }));
  const [worst] = rides.sort((a, b) => a.shortest - b.shortest);
  if (!worst || saved < worst.shortest || saved <= 0) return [];
  const minutes = Math.floor(worst.shortest / 60);
  return [
    {
      where: "savedMinutes",
      what: text(
        `${worst.trip.name}在该区段只运行${minutes}分钟,节省后运行时间不为正`,
        `${worst.trip.name} takes ${minutes} min there: its running time would not be positive`,
      ),
      fix: text(`节省的时间须少于${minutes}分钟,或限定列车类别`, `Save less than ${minutes} min, or name the classes`),
    },
  ];
}

function speedUp(trip: Trip, modification: ChangeRunningTime): Trip {
  if (!isChosen(modification, trip)) return trip;
  const sections = sectionsOf(trip, modification);
  if (sections.length === 0) return trip;
  const added = new Map<number, number>();
  for (const section of sections) addChanges(added, trip, section, modification);
  const ends = sections.map(({ last }) => last);
  const waits = new Set(modification.laterCalls === "wait" ? ends : []);
  if ([...added.values()].every((seconds) => seconds === 0)) return trip;
  return { ...trip, calls: changeRuns(trip.calls, { added, waits }) };
}

/** What each ride of the section takes more or less; rounding is carried on, so that the sum is exact. */
function addChanges(added: Map<number, number>, trip: Trip, section: Section, modification: ChangeRunningTime): void {
  const rides = ridesOf(section).map((index) => ({ index, seconds: rideSeconds(trip, index) }));
  const total = rides.reduce((sum, ride) => sum + ride.seconds, 0);
  const { factor, savedMinutes = 0 } = modification;
  const goal = factor === undefined ? -minutesToSeconds(savedMinutes) : Math.round(total * factor) - total;
  let [passed, given] = [0, 0];
  for (const [position, { index, seconds }] of rides.entries()) {
    passed += seconds;
    const share = total === 0 ? (position + 1) / rides.length : passed / total;
    const upTo = Math.round(goal * share);
    added.set(index, upTo - given);
    given = upTo;
  }
}
