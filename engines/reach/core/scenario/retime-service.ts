import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Call, Trip } from "../schedule.ts";
import { changeTrips, moveCall, shiftTrip } from "./edit.ts";
import { backwards } from "./faults.ts";
import { clockField, idField, minutesToSeconds, toClock, toSeconds } from "./fields.ts";
import type { ModificationKind, ScenarioFault, Standing } from "./kind.ts";
import { findTrip, stationName, tripFaults, tripNames } from "./lookup.ts";

const newTimesField = z.object({
  station: idField,
  /** Which of the train's calls at the station, when it calls there more than once: 1 is the first. */
  visit: z.number().int().min(1).max(200).optional(),
  arrival: clockField.optional(),
  departure: clockField.optional(),
});

/** A train at other times: as a whole (`shiftMinutes`), at single calls (`calls`, after the shift), or both. */
export const retimeServiceSchema = z.object({
  kind: z.literal("retime-service"),
  trip: idField,
  shiftMinutes: z.number().min(-1440).max(1440).optional(),
  calls: z.array(newTimesField).min(1).max(200).optional(),
});
export type RetimeService = z.infer<typeof retimeServiceSchema>;
type NewTimes = z.infer<typeof newTimesField>;

/** Retimes a service. */
export const retimeService: ModificationKind<RetimeService> = {
  kind: "retime-service",
  title: text("调整车次时刻", "Retime a service"),
  schema: retimeServiceSchema,
  findFaults: (standing, modification) => {
    const trip = findTrip(standing.schedule, modification.trip);
    if (!trip) return tripFaults(standing, "trip", modification.trip);
    const faults = [...nothingFaults(modification), ...callFaults(standing, trip, modification)];
    return faults.length > 0 ? faults : orderFaults(retime(trip, modification));
  },
  apply: (schedule, modification) =>
    changeTrips(schedule, (trip) => (trip.id === modification.trip ? retime(trip, modification) : trip)),
  describe: (schedule, { trip, shiftMinutes = 0, calls = [] }) => {
    const name = tripNames(schedule, [trip]);
    const zh: string[] = [];
    const en: string[] = [];
    if (shiftMinutes !== 0) {
      const minutes = Math.abs(shiftMinutes);
      zh.push(`整体${shiftMinutes > 0 ? "推迟" : "提前"}${minutes}分钟`);
      en.push(`${minutes} min ${shiftMinutes > 0 ? "later" : "earlier"}`);
    }
    for (const call of calls) {
      const station = stationName(schedule, call.station);
      const times = [...new Set([call.arrival, call.departure].filter((time) => time !== undefined))].join("/");
      zh.push(`${station.zh}改为${times}`);
      en.push(`${station.en} at ${times}`);
    }
    return text(`${name.zh}${zh.join(",")}`, `${name.en}: ${en.join(", ")}`);
  },
};

function nothingFaults({ shiftMinutes = 0, calls }: RetimeService): ScenarioFault[] {
  if (minutesToSeconds(shiftMinutes) !== 0 || calls) return [];
  return [
    {
      where: "shiftMinutes",
      what: text("没有要改的时刻", "It changes no time"),
      fix: text("填写推迟(负数为提前)的分钟数,或逐站填写新时刻", "Give minutes to shift by, or new times of calls"),
    },
  ];
}

/** Index of the call that is meant; -1 when there is none. */
function indexOf(trip: Trip, { station, visit = 1 }: NewTimes): number {
  let left = visit;
  return trip.calls.findIndex((call) => {
    if (call.station === station) left -= 1;
    return left === 0;
  });
}

function callFaults({ schedule }: Standing, trip: Trip, { calls = [] }: RetimeService): ScenarioFault[] {
  return calls.flatMap((call, index) => {
    if (indexOf(trip, call) >= 0) return [];
    const station = stationName(schedule, call.station);
    const visit = call.visit ?? 1;
    return [
      {
        where: `calls[${index}].station`,
        what: text(
          `${trip.name}不停靠${station.zh}${visit > 1 ? `第${visit}次` : ""}`,
          `${trip.name} does not call at ${station.en}${visit > 1 ? ` ${visit} times` : ""}`,
        ),
        fix: text("选择该车次停靠的车站", "Choose a station at which it calls"),
      },
    ];
  });
}

function retime(trip: Trip, { shiftMinutes = 0, calls = [] }: RetimeService): Trip {
  const shifted = shiftTrip(trip, minutesToSeconds(shiftMinutes));
  if (calls.length === 0) return shifted;
  const times = new Map(calls.map((call) => [indexOf(trip, call), call]));
  return { ...shifted, calls: shifted.calls.map((call, index) => setTimes(call, times.get(index))) };
}

/** One time alone moves the other with it where the stay would become negative. */
function setTimes(call: Call, given: NewTimes | undefined): Call {
  if (!given) return call;
  const arrival = given.arrival === undefined ? undefined : toSeconds(given.arrival);
  const departure = given.departure === undefined ? undefined : toSeconds(given.departure);
  const arrivalSeconds = arrival ?? Math.min(call.arrivalSeconds, departure ?? call.arrivalSeconds);
  return moveCall(call, arrivalSeconds, departure ?? Math.max(call.departureSeconds, arrivalSeconds));
}

function orderFaults({ name, calls }: Trip): ScenarioFault[] {
  let before = 0;
  for (const [index, { arrivalSeconds, departureSeconds }] of calls.entries()) {
    if (arrivalSeconds < 0) {
      return [
        {
          where: "shiftMinutes",
          what: text(`${name}将早于当日零点出发`, `${name} would run before the midnight of its day`),
          fix: text("减少提前的时间", "Shift it by less"),
        },
      ];
    }
    if (arrivalSeconds < before) return [backwards("calls", index, before, arrivalSeconds)];
    if (departureSeconds < arrivalSeconds) return [backwards("calls", index, arrivalSeconds, departureSeconds)];
    before = departureSeconds;
  }
  const last = calls.at(-1)?.arrivalSeconds ?? 0;
  if (last < 96 * 3600) return [];
  return [
    {
      where: "calls",
      what: text(`${name}将在${toClock(last)}才到达`, `${name} would arrive at ${toClock(last)} only`),
      fix: text("全程须在96小时以内", "Keep the whole run within 96 hours"),
    },
  ];
}
