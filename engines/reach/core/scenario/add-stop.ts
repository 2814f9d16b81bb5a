import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Schedule } from "../schedule.ts";
import { describeClasses, findStraightRun, insertStop, type StopRule } from "./edit.ts";
import { noTrain } from "./faults.ts";
import { classesField, idField, laterCallsField, minutesField, tripsField } from "./fields.ts";
import type { ModificationKind, ScenarioFault, Standing } from "./kind.ts";
import { listFaults, stationFaults, stationName } from "./lookup.ts";

/**
 * Which trains get a stop: those that run straight from one of two stations to the other, both of which they call at.
 * The stay and the time for braking and starting make all later calls later.
 */
export const stopRuleFields = {
  between: z.tuple([idField, idField]),
  /** The other way round too; true unless told. */
  bothDirections: z.boolean().optional(),
  dwellMinutes: minutesField,
  /** Lost by braking and starting; nothing unless told. */
  extraMinutes: minutesField.optional(),
  /** Part of the running time before the stop, from the first of the two stations; by straight lines unless told. */
  share: z.number().gt(0).lt(1).optional(),
  classes: classesField.optional(),
  trips: tripsField.optional(),
  laterCalls: laterCallsField.optional(),
} as const;

/** Existing trains call at an existing station that they have passed so far. */
export const addStopSchema = z.object({ kind: z.literal("add-stop"), station: idField, ...stopRuleFields });
export type AddStop = z.infer<typeof addStopSchema>;

/** Adds a stop to services. */
export const addStop: ModificationKind<AddStop> = {
  kind: "add-stop",
  title: text("增加停站", "Add a stop to services"),
  schema: addStopSchema,
  findFaults: (standing, modification) => [
    ...stationFaults(standing, "station", modification.station),
    ...stopFaults(standing, modification.station, modification),
  ],
  apply: (schedule, modification) => insertStop(schedule, modification.station, modification),
  describe: (schedule, modification) => {
    const station = stationName(schedule, modification.station);
    const rule = describeStop(schedule, modification);
    return text(`${rule.zh}停靠${station.zh}`, `${rule.en} call at ${station.en}`);
  },
};

/** What is wrong with a rule for stops at a station; `where` begins at the rule. */
export function stopFaults(standing: Standing, station: string, rule: StopRule): ScenarioFault[] {
  const faults = [
    ...rule.between.flatMap((id, index) => stationFaults(standing, `between[${index}]`, id)),
    ...listFaults(standing, "trips", rule.trips ?? []),
  ];
  const [from, to] = rule.between;
  if (from === to || rule.between.includes(station)) {
    faults.push({
      where: "between",
      what: text("新停站须位于两个不同的车站之间", "The stop must lie between two other stations"),
      fix: text("选择停站前后相邻的两个停靠站", "Name the calls before and after the new stop"),
    });
  }
  if (faults.length === 0 && !findStraightRun(standing.schedule, rule)) faults.push(noTrain("between"));
  return faults;
}

/** Which trains a rule for stops means, and for how long they stay. */
export function describeStop(schedule: Schedule, rule: StopRule) {
  const [from, to] = rule.between.map((id) => stationName(schedule, id));
  const trains = describeClasses(rule.classes);
  const arrow = rule.bothDirections === false ? "→" : "–";
  return text(
    `${from?.zh}${arrow}${to?.zh}${trains.zh}列车(停${rule.dwellMinutes}分钟)`,
    `Trains${trains.en} ${from?.en} ${arrow} ${to?.en} (${rule.dwellMinutes} min)`,
  );
}
