import { expandHorizon, type Horizon } from "../connections.ts";
import type { Endpoint } from "../endpoints.ts";
import { findJourneys, type JourneyQuestion } from "../find-journeys.ts";
import type { Journey } from "../journey.ts";
import type { Call, Schedule, ServiceCalendar, Station, Transfer, Trip } from "../schedule.ts";
import { buildTimetable, getStation, type Timetable } from "../timetable.ts";

/** A Tuesday. */
export const date = "2016-03-15";

/** Runs every day of the months around `date`. */
export const daily: ServiceCalendar = {
  id: "daily",
  weekdays: [true, true, true, true, true, true, true],
  start: "2016-01-01",
  end: "2016-12-31",
  added: [],
  removed: [],
};

/** `08:05` or `25:30` or `08:05:30` in seconds. */
export function at(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + seconds;
}

/** Seconds as `08:05`, as a test reads them. */
export function clock(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  const pad = (value: number) => String(value).padStart(2, "0");
  const whole = Math.abs(seconds);
  return `${sign}${pad(Math.floor(whole / 3600))}:${pad(Math.floor((whole % 3600) / 60))}`;
}

/**
 * `G1: A 08:00 > B 09:00/09:05 > C 10:00`: stations with arrival/departure (one time where they are equal); after a
 * time `in` means boarding only, `out` alighting only, `pass` neither.
 */
export function train(text: string, calendar = "daily"): Trip {
  const [id = "", calls = ""] = text.split(": ");
  return { id, name: id, class: id.replace(/\d.*/, ""), calendar, calls: calls.split(" > ").map(readCall) };
}

function readCall(text: string): Call {
  const [station = "", times = "", mark] = text.trim().split(" ");
  const [arrival = "", departure = arrival] = times.split("/");
  const call = { station, arrivalSeconds: at(arrival), departureSeconds: at(departure) };
  if (mark === "in") return { ...call, alighting: false };
  if (mark === "out") return { ...call, boarding: false };
  return mark === "pass" ? { ...call, alighting: false, boarding: false } : call;
}

/** `A-B 10`: ten minutes on foot in both directions; `A=B 30` by town transport. */
export function ways(...texts: string[]): Transfer[] {
  return texts.flatMap((text) => {
    const [, from = "", sign, to = "", minutes] = /^(\w+)([-=])(\w+) (\d+)$/.exec(text) ?? [];
    const way = { seconds: Number(minutes) * 60, kind: sign === "-" ? ("walk" as const) : ("urban" as const) };
    return [
      { from, to, ...way },
      { from: to, to: from, ...way },
    ];
  });
}

/** What a tiny schedule is made of; stations come from the trains and ways. */
export interface Parts {
  readonly trains: readonly (string | Trip)[];
  readonly ways?: readonly Transfer[] | undefined;
  /** Minutes between two trains, everywhere; 0 unless given. */
  readonly changeMinutes?: number | undefined;
  readonly calendars?: readonly ServiceCalendar[] | undefined;
  readonly stations?: readonly Partial<Station>[] | undefined;
}

/** A schedule of a few trains. */
export function makeSchedule({
  trains,
  ways: transfers = [],
  changeMinutes = 0,
  calendars = [],
  stations = [],
}: Parts): Schedule {
  const trips = trains.map((one) => (typeof one === "string" ? train(one) : one));
  const called = trips.flatMap(({ calls }) => calls.map(({ station }) => station));
  const walked = transfers.flatMap(({ from, to }) => [from, to]);
  const ids = [...new Set([...called, ...walked, ...stations.flatMap(({ id }) => id ?? [])])].sort();
  return {
    id: "tiny",
    title: { zh: "小", en: "tiny" },
    timeZone: "Asia/Shanghai",
    coverage: {
      classes: [],
      places: [],
      start: "2016-01-01",
      end: "2016-12-31",
      measureOn: date,
      publishedAt: "2016-01-01",
      publishedBasis: "stated",
    },
    stations: ids.map((id, index) => ({
      id,
      name: { zh: id, en: id },
      lon: 114 + index / 10,
      lat: 30,
      place: null,
      changeSeconds: changeMinutes * 60,
      ...stations.find((station) => station.id === id),
    })),
    calendars: [daily, ...calendars],
    trips,
    transfers,
  };
}

/** Questions in names and times, answers as lines. */
export interface World {
  readonly timetable: Timetable;
  /** Stations as endpoints: `A`, `A,B`, or `A+10` for ten minutes to or from it. */
  ends(text: string): Endpoint[];
  ask(from: string, to: string, question: Partial<JourneyQuestion>, horizon?: Partial<Horizon>): Journey[];
  /** Journeys as `08:00 A G1 B 09:00`, one line each. */
  tell(from: string, to: string, question: Partial<JourneyQuestion>, horizon?: Partial<Horizon>): string[];
}

/** A world of a few trains that one can ask. */
export function makeWorld(parts: Parts): World {
  const timetable = buildTimetable(makeSchedule(parts));
  const ends = (text: string) =>
    text.split(",").map((one) => {
      const [id = "", minutes = "0"] = one.split("+");
      return { station: getStation(timetable, id), seconds: Number(minutes) * 60 };
    });
  const ask: World["ask"] = (from, to, question, horizon = {}) =>
    findJourneys(expandHorizon(timetable, { date, ...horizon }), {
      origins: ends(from),
      targets: ends(to),
      ...question,
    });
  return {
    timetable,
    ends,
    ask,
    tell: (...question) => ask(...question).map((one) => describeJourney(timetable, one)),
  };
}

/** `08:00 A G1 B 09:00 | walk B C | 09:30 C G2 D 10:00`. */
export function describeJourney({ stations, trips }: Timetable, { legs }: Journey): string {
  const name = (station: number | null) => (station === null ? "door" : stations.ids[station]);
  return legs
    .map((leg) =>
      leg.kind === "ride"
        ? `${clock(leg.departureSeconds)} ${name(leg.from)} ${trips.ids[leg.trip]} ${name(leg.to)} ${clock(leg.arrivalSeconds)}`
        : `${leg.kind} ${name(leg.from)} ${name(leg.to)}`,
    )
    .join(" | ");
}
