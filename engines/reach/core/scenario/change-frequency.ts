import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Schedule, Trip } from "../schedule.ts";
import { changeTrips, describeClasses, findSections, isChosen, shiftTrip } from "./edit.ts";
import { emptyPeriod, noHeadway, noTrain } from "./faults.ts";
import { classesField, clockField, idField, minutesField, minutesToSeconds, toSeconds, tripsField } from "./fields.ts";
import type { ModificationKind, ScenarioFault, Standing } from "./kind.ts";
import { findTrip, listFaults, stationFaults, stationName, tripNames } from "./lookup.ts";

const changeField = z.discriminatedUnion("type", [
  /** The one train listed becomes a pattern that runs every so often; others that call at the same stations give way. */
  z.object({
    type: z.literal("headway"),
    minutes: minutesField,
    start: clockField,
    end: clockField,
    /** Whether the other trains of the same class and calls within the period give way; true unless told. */
    replace: z.boolean().optional(),
  }),
  /** Of the trains in order of departure, every so manieth stays, beginning with the first. */
  z.object({ type: z.literal("thin-out"), keepEvery: z.number().int().min(2).max(100) }),
  /** So many times as many: copies run in equal steps between each train and the next. */
  z.object({ type: z.literal("multiply"), times: z.number().int().min(2).max(10) }),
]);

/** Other frequencies: of the trains listed, or of those from one station to another; of all classes unless told. */
export const changeFrequencySchema = z.object({
  kind: z.literal("change-frequency"),
  trips: tripsField.optional(),
  from: idField.optional(),
  to: idField.optional(),
  classes: classesField.optional(),
  change: changeField,
});
export type ChangeFrequency = z.infer<typeof changeFrequencySchema>;
type Headway = Extract<ChangeFrequency["change"], { type: "headway" }>;

/** Changes frequencies. */
export const changeFrequency: ModificationKind<ChangeFrequency> = {
  kind: "change-frequency",
  title: text("改变开行频率", "Change frequencies"),
  schema: changeFrequencySchema,
  findFaults: (standing, modification) => {
    const faults = [
      ...listFaults(standing, "trips", modification.trips ?? []),
      ...(modification.from === undefined ? [] : stationFaults(standing, "from", modification.from)),
      ...(modification.to === undefined ? [] : stationFaults(standing, "to", modification.to)),
      ...choiceFaults(modification),
    ];
    return faults.length > 0 ? faults : changeFaults(standing, modification);
  },
  apply: (schedule, modification) => {
    const { change } = modification;
    if (change.type === "headway") return runEvery(schedule, modification.trips?.[0] ?? "", change);
    const chosen = listChosen(schedule, modification);
    return change.type === "thin-out"
      ? thinOut(schedule, chosen, change.keepEvery)
      : multiply(schedule, chosen, change.times);
  },
  describe: (schedule, modification) => {
    const { change } = modification;
    const trains = describeChoice(schedule, modification);
    if (change.type === "headway") {
      return text(
        `${trains.zh}${change.start}至${change.end}每${change.minutes}分钟一班`,
        `${trains.en} every ${change.minutes} min from ${change.start} to ${change.end}`,
      );
    }
    return change.type === "thin-out"
      ? text(`${trains.zh}每${change.keepEvery}列保留1列`, `${trains.en}: one in ${change.keepEvery} stays`)
      : text(`${trains.zh}增至${change.times}倍`, `${trains.en}: ${change.times} times as many`);
  },
};

function describeChoice(schedule: Schedule, { trips, from, to, classes }: ChangeFrequency) {
  if (trips) return tripNames(schedule, trips);
  const [a, b] = [stationName(schedule, from ?? ""), stationName(schedule, to ?? "")];
  const trains = describeClasses(classes);
  return text(`${a.zh}至${b.zh}${trains.zh}列车`, `Trains${trains.en} from ${a.en} to ${b.en}`);
}

/** Departure at the station where the trains are chosen; that of the first call where they are listed. */
function departureOf(trip: Trip, { from, to }: ChangeFrequency): number | undefined {
  if (from === undefined || to === undefined) return trip.calls[0]?.departureSeconds;
  const [section] = findSections(trip, from, to);
  return section && trip.calls[section.first]?.departureSeconds;
}

interface Chosen {
  readonly trip: Trip;
  /** Seconds; at the station where the trains are chosen. */
  readonly departure: number;
}

/** The trains that are meant, in order of departure. */
function listChosen(schedule: Schedule, modification: ChangeFrequency): Chosen[] {
  return schedule.trips
    .filter((trip) => isChosen(modification, trip))
    .flatMap((trip) => {
      const departure = departureOf(trip, modification);
      return departure === undefined ? [] : [{ trip, departure }];
    })
    .sort((a, b) => a.departure - b.departure || (a.trip.id < b.trip.id ? -1 : 1));
}

function choiceFaults({ trips, from, to, change }: ChangeFrequency): ScenarioFault[] {
  if (change.type === "headway" && trips?.length !== 1) {
    return [
      {
        where: "trips",
        what: text("按间隔开行须指定一个车次作为样板", "A headway needs one train as the pattern"),
        fix: text("只列出一个车次", "List exactly one train"),
      },
    ];
  }
  const isSection = from !== undefined && to !== undefined && from !== to;
  if (trips ? from === undefined && to === undefined : isSection) return [];
  return [
    {
      where: trips ? "from" : "to",
      what: text("须列出车次,或给出起讫两站(二者选一)", "Either trains or two stations are needed, not both"),
      fix: text("列出车次,或填写两个不同的车站", "List trains, or give two different stations"),
    },
  ];
}

function changeFaults({ schedule }: Standing, modification: ChangeFrequency): ScenarioFault[] {
  const { change } = modification;
  if (change.type === "headway") {
    const faults: ScenarioFault[] = [];
    if (toSeconds(change.end) <= toSeconds(change.start)) {
      faults.push(emptyPeriod("change.end", change.start, change.end));
    }
    if (minutesToSeconds(change.minutes) < 1) faults.push(noHeadway("change.minutes"));
    return faults;
  }
  const chosen = listChosen(schedule, modification);
  if (chosen.length === 0) return [noTrain(modification.trips ? "trips" : "from")];
  if (chosen.length > 1 || chosen[0]?.trip.frequencies) return [];
  return [
    {
      where: modification.trips ? "trips" : "from",
      what: text("只有一列车,没有频率可改", "There is one train only: it has no frequency"),
      fix: text("改用“增开车次”,或设定发车间隔", "Add a service instead, or give a headway"),
    },
  ];
}

function runEvery(schedule: Schedule, id: string, change: Headway): Schedule {
  const pattern = findTrip(schedule, id);
  if (!pattern) return schedule;
  const [startSeconds, endSeconds] = [toSeconds(change.start), toSeconds(change.end)];
  const frequency = { startSeconds, endSeconds, headwaySeconds: minutesToSeconds(change.minutes) };
  const stops = stopsOf(pattern);
  const givesWay = (trip: Trip) => {
    const departure = trip.calls[0]?.departureSeconds ?? 0;
    return (
      change.replace !== false &&
      trip.class === pattern.class &&
      trip.calendar === pattern.calendar &&
      departure >= startSeconds &&
      departure < endSeconds &&
      stopsOf(trip) === stops
    );
  };
  return changeTrips(schedule, (trip) => {
    if (trip.id === id) return { ...trip, frequencies: [frequency] };
    return givesWay(trip) ? undefined : trip;
  });
}

const stopsOf = ({ calls }: Trip): string => JSON.stringify(calls.map((call) => call.station));

const withHeadway = (trip: Trip, change: (headwaySeconds: number) => number): Trip => ({
  ...trip,
  frequencies: trip.frequencies?.map((frequency) => ({
    ...frequency,
    headwaySeconds: Math.max(1, Math.round(change(frequency.headwaySeconds))),
  })),
});

function thinOut(schedule: Schedule, chosen: readonly Chosen[], keepEvery: number): Schedule {
  const { single, repeated } = split(chosen);
  const removed = new Set(single.filter((_, index) => index % keepEvery !== 0).map(({ trip }) => trip));
  return changeTrips(schedule, (trip) => {
    if (removed.has(trip)) return undefined;
    return repeated.has(trip) ? withHeadway(trip, (headway) => headway * keepEvery) : trip;
  });
}

function split(chosen: readonly Chosen[]) {
  return {
    single: chosen.filter(({ trip }) => !trip.frequencies),
    repeated: new Set(chosen.map(({ trip }) => trip).filter((trip) => trip.frequencies)),
  };
}

/** After the last train, copies keep the distance that it has from the one before it. */
function multiply(schedule: Schedule, chosen: readonly Chosen[], times: number): Schedule {
  const { single, repeated } = split(chosen);
  const ids = new Set(schedule.trips.map((trip) => trip.id));
  const gaps = gapsBetween(single);
  const copies = single.flatMap(({ trip }, index) =>
    Array.from({ length: times - 1 }, (_, step) => {
      const shifted = shiftTrip(trip, wholeMinutes(((gaps[index] ?? 0) * (step + 1)) / times));
      return { ...shifted, id: freeId(ids, trip.id, step + 1), name: `${trip.name}+${step + 1}` };
    }),
  );
  const changed = changeTrips(schedule, (trip) =>
    repeated.has(trip) ? withHeadway(trip, (headway) => headway / times) : trip,
  );
  return copies.length === 0 ? changed : { ...changed, trips: [...changed.trips, ...copies] };
}

const wholeMinutes = (seconds: number): number => Math.round(seconds / 60) * 60;

/** Seconds from each train's departure to the next one's. */
function gapsBetween(chosen: readonly Chosen[]): number[] {
  const gaps = chosen.slice(1).map(({ departure }, index) => departure - (chosen[index]?.departure ?? 0));
  return [...gaps, gaps.at(-1) ?? 0];
}

function freeId(ids: Set<string>, id: string, step: number): string {
  let free = `${id}+${step}`;
  while (ids.has(free)) free += "+";
  ids.add(free);
  return free;
}
