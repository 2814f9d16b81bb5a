import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call, Schedule, ServiceCalendar, Station, Transfer, Trip } from "../core/schedule.ts";
import { readGtfs, writeGtfs } from "./index.ts";

/** Schedules as the readers make them: their own normal form. */

const word = fc.stringMatching(/^[A-Za-z0-9东西南北,"' #/]{0,8}[A-Za-z站]$/u).map((text) => text.trim());
const day = fc
  .integer({ min: 0, max: 700 })
  .map((count) => new Date(Date.UTC(2016, 0, 1 + count)).toISOString().slice(0, 10));
const flag = fc.constantFrom({}, { boarding: false }, { alighting: false }, { boarding: false, alighting: false });

const stationArb = (id: string): fc.Arbitrary<Station> =>
  fc
    .record({
      name: fc.record({ zh: word, en: word }),
      lon: fc.double({ min: 100, max: 110, noNaN: true, noDefaultInfinity: true }),
      lat: fc.double({ min: 20, max: 30, noNaN: true, noDefaultInfinity: true }),
      place: fc.constantFrom(null, "469100", "469200"),
      changeSeconds: fc.option(fc.nat(3000), { nil: undefined }),
    })
    .map(({ changeSeconds, ...rest }) => ({ id, ...rest, ...(changeSeconds === undefined ? {} : { changeSeconds }) }));

const calendarArb = (id: string): fc.Arbitrary<ServiceCalendar> =>
  fc
    .record({
      weekdays: fc.tuple(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
      ),
      period: fc.tuple(day, day),
      exceptions: fc.uniqueArray(fc.record({ day, runs: fc.boolean() }), {
        selector: (item) => item.day,
        maxLength: 5,
      }),
    })
    .map(({ weekdays, period, exceptions }) => {
      const [start = "", end = ""] = [...period].sort();
      const pick = (runs: boolean) =>
        exceptions
          .filter((item) => item.runs === runs)
          .map((item) => item.day)
          .sort();
      return { id, weekdays, start, end, added: pick(true), removed: pick(false) };
    });

const tripArb = (id: string, stations: number, calendars: number): fc.Arbitrary<Trip> =>
  fc
    .record({
      name: word,
      class: fc.constantFrom("G", "D", "快速", 'K, "x"'),
      headsign: fc.option(word, { nil: undefined }),
      calendar: fc.nat(calendars - 1),
      start: fc.nat(86_400),
      calls: fc.array(fc.record({ station: fc.nat(stations - 1), ride: fc.nat(9000), dwell: fc.nat(900), flag }), {
        minLength: 2,
        maxLength: 5,
      }),
      headway: fc.option(fc.integer({ min: 60, max: 7200 }), { nil: undefined }),
    })
    .map(({ name, headsign, calendar, start, calls, headway, ...rest }) => {
      let now = start;
      const timed = calls.map(({ station, ride, dwell, flag }): Call => {
        const arrivalSeconds = now + ride;
        now = arrivalSeconds + dwell;
        return { station: `s${station}`, arrivalSeconds, departureSeconds: now, ...flag };
      });
      const frequencies = headway
        ? [{ startSeconds: start, endSeconds: start + 9000, headwaySeconds: headway }]
        : undefined;
      return {
        id,
        name,
        class: rest.class,
        ...(headsign === undefined ? {} : { headsign }),
        calendar: `c${calendar}`,
        calls: timed,
        ...(frequencies ? { frequencies } : {}),
      };
    });

const transferArb = (stations: number): fc.Arbitrary<Transfer> =>
  fc
    .record({
      from: fc.nat(stations - 1),
      step: fc.integer({ min: 1, max: Math.max(1, stations - 1) }),
      seconds: fc.nat(9000),
      kind: fc.constantFrom("walk" as const, "urban" as const),
    })
    .map(({ from, step, seconds, kind }) => ({ from: `s${from}`, to: `s${(from + step) % stations}`, seconds, kind }));

const many = <Item>(count: number, make: (index: number) => fc.Arbitrary<Item>): fc.Arbitrary<Item[]> =>
  fc.tuple(...Array.from({ length: count }, (_, index) => make(index)));

const scheduleArb: fc.Arbitrary<Schedule> = fc
  .record({
    stations: fc.integer({ min: 2, max: 6 }),
    calendars: fc.integer({ min: 1, max: 3 }),
    trips: fc.integer({ min: 1, max: 6 }),
  })
  .chain((size) =>
    fc.record({
      id: fc.constant("base"),
      title: fc.record({ zh: word, en: word }),
      timeZone: fc.constantFrom("Asia/Shanghai", "Europe/Paris"),
      coverage: fc.record({
        classes: fc.constantFrom([], ["G"], ["G", "D"]),
        places: fc.constant<string[]>([]),
        start: fc.constant("2016-01-01"),
        end: fc.constant("2016-12-31"),
        measureOn: day,
        publishedAt: day,
        publishedBasis: fc.constantFrom("stated" as const, "assumed" as const),
        note: fc.record({ zh: word, en: word }),
      }),
      stations: many(size.stations, (index) => stationArb(`s${index}`)),
      calendars: many(size.calendars, (index) => calendarArb(`c${index}`)),
      trips: many(size.trips, (index) => tripArb(`t${index}`, size.stations, size.calendars)),
      transfers: fc.uniqueArray(transferArb(size.stations), {
        selector: ({ from, to }) => `${from}>${to}`,
        maxLength: 4,
      }),
    }),
  )
  .map((schedule) => {
    const served = new Set(schedule.trips.flatMap(({ calls }) => calls.map(({ station }) => station)));
    const places = schedule.stations.flatMap(({ id, place }) => (place !== null && served.has(id) ? [place] : []));
    return { ...schedule, coverage: { ...schedule.coverage, places: [...new Set(places)].sort() } };
  });

/** Calendars of single days come after those of weeks: the two stand in two files. */
const sorted = (schedule: Schedule) => ({
  ...schedule,
  calendars: [...schedule.calendars].sort((a, b) => a.id.localeCompare(b.id)),
});

describe("what is written", () => {
  test("reads back as the same schedule", () => {
    fc.assert(
      fc.property(scheduleArb, (schedule) => {
        const { schedule: read, report } = readGtfs(writeGtfs(schedule), { id: "base" });
        expect(report.entries.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(read && sorted(read)).toEqual(sorted(schedule));
      }),
      { numRuns: 300 },
    );
  });

  test("is the same bytes every time", () => {
    fc.assert(
      fc.property(scheduleArb, (schedule) => {
        expect(Buffer.compare(writeGtfs(schedule), writeGtfs(structuredClone(schedule)))).toBe(0);
      }),
      { numRuns: 20 },
    );
  });
});
