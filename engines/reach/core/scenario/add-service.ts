import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Call, Schedule, ServiceCalendar, Trip } from "../schedule.ts";
import { backwards, emptyPeriod, noHeadway } from "./faults.ts";
import { clockField, idField, minutesField, minutesToSeconds, toClock, toSeconds } from "./fields.ts";
import type { ModificationKind, ScenarioFault, Standing } from "./kind.ts";
import { findCalendar, findTrip, stationFaults, stationName } from "./lookup.ts";

const callField = z.object({
  station: idField,
  /** Either may be left out: then both are the same. */
  arrival: clockField.optional(),
  departure: clockField.optional(),
  boarding: z.boolean().optional(),
  alighting: z.boolean().optional(),
});

const frequencyField = z.object({ start: clockField, end: clockField, headwayMinutes: minutesField });

const weekdaysField = z.array(z.boolean()).length(7).describe("Monday first");

/** A new train, or a pattern of trains that is repeated. */
export const addServiceSchema = z.object({
  kind: z.literal("add-service"),
  id: idField,
  name: z.string().min(1).max(50),
  class: z.string().min(1).max(50),
  headsign: z.string().max(100).optional(),
  /** Id of a calendar of the timetable; or `weekdays` over all of its days; every day when neither is given. */
  calendar: idField.optional(),
  weekdays: weekdaysField.optional(),
  calls: z.array(callField).min(2).max(200),
  frequencies: z.array(frequencyField).min(1).max(24).optional(),
});
export type AddService = z.infer<typeof addServiceSchema>;
type NewCall = AddService["calls"][number];

/** Adds a service. */
export const addService: ModificationKind<AddService> = {
  kind: "add-service",
  title: text("增开车次", "Add a service"),
  schema: addServiceSchema,
  findFaults: (standing, modification) => [
    ...idFaults(standing, modification),
    ...calendarFaults(standing, modification),
    ...modification.calls.flatMap((call, index) => stationFaults(standing, `calls[${index}].station`, call.station)),
    ...timeFaults(modification.calls),
    ...frequencyFaults(modification),
  ],
  apply: (schedule, modification) => {
    const calendar = chooseCalendar(schedule, modification);
    const calendars = findCalendar(schedule, calendar.id) ? schedule.calendars : [...schedule.calendars, calendar];
    return { ...schedule, calendars, trips: [...schedule.trips, toTrip(modification, calendar.id)] };
  },
  describe: (schedule, { name, calls }) => {
    const [first, last] = [calls[0], calls.at(-1)].map((call) => stationName(schedule, call?.station ?? ""));
    const at = calls[0]?.departure ?? calls[0]?.arrival ?? "";
    return text(
      `增开${name}:${at}自${first?.zh}开往${last?.zh}`,
      `Add ${name}: leaves ${first?.en} for ${last?.en} at ${at}`,
    );
  },
};

/** A trip as a modification that adds it: what a page starts from when somebody copies a train. */
export function toAddition(trip: Trip): AddService {
  const { id, name, class: trainClass, headsign, calendar, calls, frequencies } = trip;
  return {
    kind: "add-service",
    id,
    name,
    class: trainClass,
    ...(headsign === undefined ? {} : { headsign }),
    calendar,
    calls: calls.map(({ arrivalSeconds, departureSeconds, ...call }) => ({
      ...call,
      arrival: toClock(arrivalSeconds),
      departure: toClock(departureSeconds),
    })),
    ...(frequencies
      ? {
          frequencies: frequencies.map((frequency) => ({
            start: toClock(frequency.startSeconds),
            end: toClock(frequency.endSeconds),
            headwayMinutes: frequency.headwaySeconds / 60,
          })),
        }
      : {}),
  };
}

function idFaults({ schedule }: Standing, { id }: AddService): ScenarioFault[] {
  if (!findTrip(schedule, id)) return [];
  return [
    {
      where: "id",
      what: text(`车次编号“${id}”已经存在`, `There is already a train with the id "${id}"`),
      fix: text("换一个编号,或先去掉原有车次", "Choose another id, or remove the other train first"),
    },
  ];
}

function calendarFaults({ schedule }: Standing, { calendar, weekdays }: AddService): ScenarioFault[] {
  if (weekdays && !weekdays.includes(true)) {
    return [
      {
        where: "weekdays",
        what: text("没有选择开行日", "It would run on no day"),
        fix: text("至少选择一天", "Choose at least one day of the week"),
      },
    ];
  }
  if (calendar === undefined || findCalendar(schedule, calendar)) return [];
  return [
    {
      where: "calendar",
      what: text(`时刻表中没有开行日历“${calendar}”`, `The timetable has no calendar "${calendar}"`),
      fix: text("选择已有的日历,或改为按星期开行", "Name one that is there, or give weekdays"),
    },
  ];
}

/** Arrival and departure of a call, seconds; undefined where neither is given. */
function timesOf({ arrival = "", departure = "" }: NewCall): readonly [number, number] | undefined {
  if (!arrival && !departure) return undefined;
  return [toSeconds(arrival || departure), toSeconds(departure || arrival)];
}

function timeFaults(calls: readonly NewCall[]): ScenarioFault[] {
  let before = 0;
  return calls.flatMap((call, index) => {
    const times = timesOf(call);
    if (!times) {
      return [
        {
          where: `calls[${index}]`,
          what: text(`第${index + 1}站没有时刻`, `Call ${index + 1} has no time`),
          fix: text("填写到达或出发时刻", "Give its arrival or its departure"),
        },
      ];
    }
    const [arrival, departure] = times;
    const faults = arrival < before ? [backwards(`calls[${index}].arrival`, index, before, arrival)] : [];
    if (departure < arrival) faults.push(backwards(`calls[${index}].departure`, index, arrival, departure));
    before = Math.max(before, arrival, departure);
    return faults;
  });
}

function frequencyFaults({ frequencies = [] }: AddService): ScenarioFault[] {
  return frequencies.flatMap(({ start, end, headwayMinutes }, index) => {
    const where = `frequencies[${index}]`;
    const faults: ScenarioFault[] = [];
    if (toSeconds(end) <= toSeconds(start)) faults.push(emptyPeriod(where, start, end));
    if (minutesToSeconds(headwayMinutes) < 1) faults.push(noHeadway(`${where}.headwayMinutes`));
    return faults;
  });
}

const everyDay = [true, true, true, true, true, true, true] as const;

/** The calendar that it names, or one for its weekdays over all days of the timetable. */
function chooseCalendar(schedule: Schedule, { calendar, weekdays = [...everyDay] }: AddService): ServiceCalendar {
  const found = calendar === undefined ? undefined : findCalendar(schedule, calendar);
  if (found) return found;
  const [mo = false, tu = false, we = false, th = false, fr = false, sa = false, su = false] = weekdays;
  return {
    id: `scenario:${weekdays.map(Number).join("")}`,
    weekdays: [mo, tu, we, th, fr, sa, su],
    start: schedule.coverage.start,
    end: schedule.coverage.end,
    added: [],
    removed: [],
  };
}

function toTrip(modification: AddService, calendar: string): Trip {
  const { id, name, class: trainClass, headsign, calls, frequencies } = modification;
  return {
    id,
    name,
    class: trainClass,
    ...(headsign === undefined ? {} : { headsign }),
    calendar,
    calls: calls.map(toCall),
    ...(frequencies
      ? {
          frequencies: frequencies.map(({ start, end, headwayMinutes }) => ({
            startSeconds: toSeconds(start),
            endSeconds: toSeconds(end),
            headwaySeconds: minutesToSeconds(headwayMinutes),
          })),
        }
      : {}),
  };
}

function toCall(given: NewCall): Call {
  const { arrival: _arrival, departure: _departure, ...call } = given;
  const [arrivalSeconds = 0, departureSeconds = 0] = timesOf(given) ?? [];
  return { ...call, arrivalSeconds, departureSeconds };
}
