import { describe, expect, test } from "vitest";
import { type AddService, addServiceSchema, toAddition } from "./add-service.ts";
import { applyScenario } from "./apply.ts";
import type { Modification } from "./modifications.ts";
import { listFaultTexts, listRuns, tinySchedule, tinyTrip } from "./testing.ts";

const schedule = tinySchedule([
  tinyTrip("G1", "A 8:00", "B 8:30 8:32", "C 9:00"),
  {
    ...tinyTrip("D5", "A 6:00", "C 7:30"),
    frequencies: [{ startSeconds: 21600, endSeconds: 28800, headwaySeconds: 1800 }],
  },
]);
const runsAfter = (...modifications: Modification[]) => listRuns(applyScenario(schedule, modifications));
const g7: AddService = {
  kind: "add-service",
  id: "G7",
  name: "G7",
  class: "G",
  calls: [
    { station: "C", departure: "23:30" },
    { station: "B", arrival: "24:10", departure: "24:12" },
    { station: "A", arrival: "25:00" },
  ],
};

describe("add a service", () => {
  test("a train over midnight, every day unless told", () => {
    const changed = applyScenario(schedule, [g7]);
    expect(listRuns(changed)).toContain("G7: C 23:30, B 24:10 24:12, A 25:00");
    expect(changed.calendars.at(-1)).toMatchObject({ id: "scenario:1111111", start: "2021-01-01", end: "2021-12-31" });
  });

  test("on a calendar of the timetable, or on days of the week", () => {
    expect(applyScenario(schedule, [{ ...g7, calendar: "daily" }]).calendars).toBe(schedule.calendars);
    const weekend = { ...g7, weekdays: [false, false, false, false, false, true, true] };
    const twice = applyScenario(schedule, [weekend, { ...weekend, id: "G8" }]);
    expect(twice.calendars).toHaveLength(2);
    expect(twice.calendars[1]?.weekdays).toEqual([false, false, false, false, false, true, true]);
  });

  test("a pattern that is repeated", () => {
    const pattern = { ...g7, frequencies: [{ start: "6:00", end: "8:00", headwayMinutes: 7.5 }] };
    expect(runsAfter(pattern)).toContain("G7: C 23:30, B 24:10 24:12, A 25:00 every 7.5 06:00-08:00");
  });

  test("a copy of a train is the train", () => {
    for (const trip of schedule.trips) {
      const again: Modification = addServiceSchema.parse(toAddition(trip));
      const changed = applyScenario(schedule, [{ kind: "remove-service", trips: [trip.id] }, again]);
      expect(changed.trips.at(-1)).toEqual(trip);
    }
  });

  test("faults: a train that is there, unknown stations and calendars, no day, times that run backwards or are missing", () => {
    const calls = [{ station: "A", departure: "9:00" }, { station: "Z", arrival: "8:00" }, { station: "C" }];
    expect(listFaultTexts(schedule, { ...g7, id: "G1", calendar: "never", calls })).toEqual([
      'modifications[0].id: There is already a train with the id "G1"',
      'modifications[0].calendar: The timetable has no calendar "never"',
      'modifications[0].calls[1].station: The timetable has no station "Z"',
      "modifications[0].calls[1].arrival: Call 2: 08:00 lies before 09:00",
      "modifications[0].calls[2]: Call 3 has no time",
    ]);
    const never = [false, false, false, false, false, false, false];
    expect(listFaultTexts(schedule, { ...g7, weekdays: never })).toEqual([
      "modifications[0].weekdays: It would run on no day",
    ]);
    const backwards = [
      { station: "A", departure: "8:00" },
      { station: "B", arrival: "8:30", departure: "8:20" },
    ];
    expect(listFaultTexts(schedule, { ...g7, calls: backwards })).toEqual([
      "modifications[0].calls[1].departure: Call 2: 08:20 lies before 08:30",
    ]);
    expect(
      listFaultTexts(schedule, { ...g7, frequencies: [{ start: "8:00", end: "8:00", headwayMinutes: 0 }] }),
    ).toEqual([
      "modifications[0].frequencies[0]: The period from 8:00 to 8:00 is empty",
      "modifications[0].frequencies[0].headwayMinutes: The headway must be more than zero",
    ]);
  });

  test("a train has at least two calls, and its times are times", () => {
    expect(addServiceSchema.safeParse({ ...g7, calls: g7.calls.slice(0, 1) }).success).toBe(false);
    for (const departure of ["8:60", "8", "96:00", "-1:00", "8:00:61"]) {
      const calls = [
        { station: "A", departure },
        { station: "B", arrival: "95:59" },
      ];
      expect(addServiceSchema.safeParse({ ...g7, calls }).success).toBe(false);
    }
  });
});

describe("remove a service", () => {
  test("one and several", () => {
    expect(runsAfter({ kind: "remove-service", trips: ["G1"] })).toHaveLength(1);
    expect(runsAfter({ kind: "remove-service", trips: ["G1", "D5"] })).toEqual([]);
  });

  test("faults: unknown, and the same twice", () => {
    expect(listFaultTexts(schedule, { kind: "remove-service", trips: ["G1", "G1", "G3"] })).toEqual([
      'modifications[0].trips[1]: The train "G1" is listed twice',
      'modifications[0].trips[2]: The timetable has no train "G3"',
    ]);
  });
});

describe("retime a service", () => {
  test("as a whole, with all that repeats it", () => {
    expect(runsAfter({ kind: "retime-service", trip: "G1", shiftMinutes: -10 })).toContain(
      "G1: A 07:50, B 08:20 08:22, C 08:50",
    );
    expect(runsAfter({ kind: "retime-service", trip: "D5", shiftMinutes: 15 })).toContain(
      "D5: A 06:15, C 07:45 every 30 06:15-08:15",
    );
  });

  test("at single calls, after the shift; one time alone moves the other where the stay would be negative", () => {
    const calls = [
      { station: "B", arrival: "8:45" },
      { station: "C", arrival: "9:20" },
    ];
    expect(runsAfter({ kind: "retime-service", trip: "G1", shiftMinutes: 5, calls })).toContain(
      "G1: A 08:05, B 08:45, C 09:20",
    );
  });

  test("the second visit of a loop", () => {
    const loop = tinySchedule([tinyTrip("L1", "A 8:00", "B 8:10", "A 8:20", "B 8:30")]);
    const calls = [{ station: "A", visit: 2, departure: "8:25" }];
    expect(listRuns(applyScenario(loop, [{ kind: "retime-service", trip: "L1", calls }]))).toEqual([
      "L1: A 08:00, B 08:10, A 08:20 08:25, B 08:30",
    ]);
  });

  test("faults: unknown train or call, no change, backwards, before midnight, beyond four days", () => {
    const retime = (change: object) => listFaultTexts(schedule, { kind: "retime-service", trip: "G1", ...change });
    expect(retime({ trip: "G2", shiftMinutes: 1 })).toEqual(['modifications[0].trip: The timetable has no train "G2"']);
    expect(retime({})).toEqual(["modifications[0].shiftMinutes: It changes no time"]);
    expect(
      retime({
        calls: [
          { station: "D", arrival: "8:00" },
          { station: "B", visit: 2, arrival: "8:00" },
        ],
      }),
    ).toEqual([
      "modifications[0].calls[0].station: G1 does not call at D",
      "modifications[0].calls[1].station: G1 does not call at B 2 times",
    ]);
    expect(retime({ calls: [{ station: "B", arrival: "7:00" }] })).toEqual([
      "modifications[0].calls: Call 2: 07:00 lies before 08:00",
    ]);
    expect(retime({ shiftMinutes: -481 })).toEqual([
      "modifications[0].shiftMinutes: G1 would run before the midnight of its day",
    ]);
    expect(retime({ calls: [{ station: "C", arrival: "95:59", departure: "95:00" }] })).toHaveLength(1);
  });
});
