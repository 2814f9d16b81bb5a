import { describe, expect, test } from "vitest";
import { applyScenario } from "./apply.ts";
import type { Modification } from "./modifications.ts";
import { listFaultTexts, listRuns, searchSlowly, tinySchedule, tinyTrip } from "./testing.ts";

const schedule = tinySchedule([
  tinyTrip("G1", "A 8:00", "B 9:00 9:05", "C 9:35", "D 10:00"),
  tinyTrip("G2", "C 8:00", "A 9:30"),
  tinyTrip("K3", "A 10:00", "C 13:00"),
]);
const runsAfter = (...modifications: Modification[]) => listRuns(applyScenario(schedule, modifications));
const between = { kind: "change-running-time", from: "A", to: "C" } as const;

describe("change running times on a section", () => {
  test("by a factor: rides shrink, stays do not, later calls shift; both directions", () => {
    expect(runsAfter({ ...between, factor: 0.5 })).toEqual([
      "G1: A 08:00, B 08:30 08:35, C 08:50, D 09:15",
      "G2: C 08:00, A 08:45",
      "K3: A 10:00, C 11:30",
    ]);
  });

  test("by minutes saved, spread in proportion; one direction, named classes or trains", () => {
    expect(runsAfter({ ...between, savedMinutes: 30, bothDirections: false, classes: ["G"] })).toEqual([
      "G1: A 08:00, B 08:40 08:45, C 09:05, D 09:30",
      "G2: C 08:00, A 09:30",
      "K3: A 10:00, C 13:00",
    ]);
    expect(runsAfter({ ...between, savedMinutes: 30, trips: ["K3"] })).toContain("K3: A 10:00, C 12:30");
    expect(runsAfter({ ...between, savedMinutes: 30, trips: ["K3"] })).toContain("G2: C 08:00, A 09:30");
  });

  test("minutes lost make it slower", () => {
    expect(runsAfter({ ...between, savedMinutes: -9 })[0]).toBe("G1: A 08:00, B 09:06 09:11, C 09:44, D 10:09");
  });

  test("later calls may wait for their old departure", () => {
    expect(runsAfter({ ...between, factor: 0.5, laterCalls: "wait" })[0]).toBe(
      "G1: A 08:00, B 08:30 08:35, C 08:50 09:35, D 10:00",
    );
    expect(runsAfter({ ...between, factor: 2, laterCalls: "wait" })[0]).toBe(
      "G1: A 08:00, B 10:00 10:05, C 11:05, D 11:30",
    );
  });

  test("a loop has the section twice", () => {
    const loop = tinySchedule([tinyTrip("L1", "A 8:00", "B 8:10", "A 8:20", "B 8:30")]);
    const change: Modification = {
      kind: "change-running-time",
      from: "A",
      to: "B",
      factor: 0.5,
      bothDirections: false,
    };
    expect(listRuns(applyScenario(loop, [change]))).toEqual(["L1: A 08:00, B 08:05, A 08:15, B 08:20"]);
  });

  test("a train that leaves earlier further on may be missed: that is shown, not hidden", () => {
    const feeder = tinySchedule([
      tinyTrip("G1", "A 8:00", "B 9:00 9:05", "C 10:00"),
      tinyTrip("G2", "D 8:00", "B 9:00"),
    ]);
    const faster = applyScenario(feeder, [{ kind: "change-running-time", from: "A", to: "B", savedMinutes: 20 }]);
    expect(searchSlowly(feeder, "D", 0).get("C")).toBe(36000);
    expect(searchSlowly(faster, "D", 0).get("C")).toBe(Number.POSITIVE_INFINITY);
  });

  test("faults: unknown or equal ends, no amount or two, no train, a running time that is not positive", () => {
    const faults = (change: object) => listFaultTexts(schedule, { ...between, ...change });
    expect(faults({ to: "Z", factor: 1 })).toEqual(['modifications[0].to: The timetable has no station "Z"']);
    expect(faults({ to: "A", factor: 1 })).toEqual(["modifications[0].to: Both ends of the section are one station"]);
    expect(faults({})).toEqual(["modifications[0].factor: Either a factor or minutes saved is needed"]);
    expect(faults({ factor: 1, savedMinutes: 1 })).toHaveLength(1);
    expect(faults({ to: "F", factor: 0.5 })).toEqual(["modifications[0].from: No train runs between the two stations"]);
    expect(faults({ savedMinutes: 90 })).toEqual([
      "modifications[0].savedMinutes: G1 takes 90 min there: its running time would not be positive",
    ]);
    expect(faults({ savedMinutes: -20000 / 4 })).toHaveLength(1);
  });
});

const newStation = {
  kind: "add-station",
  id: "N",
  name: { zh: "新", en: "New" },
  lon: 1.5,
  lat: 30,
  place: "city-N",
} as const;

describe("add a station", () => {
  test("alone: nobody calls there; its city is spoken about now, with a note", () => {
    const changed = applyScenario(schedule, [{ ...newStation, changeMinutes: 6 }]);
    expect(changed.stations.at(-1)).toMatchObject({ id: "N", place: "city-N", changeSeconds: 360 });
    expect(changed.trips).toBe(schedule.trips);
    expect(changed.coverage.places).toContain("city-N");
    expect(changed.coverage.note?.en).toContain("only the scenario's own trains count");
  });

  test("with stops: trains that run straight through stop there by the way's share, later calls shift", () => {
    const stops = [{ between: ["A", "B"], dwellMinutes: 2, extraMinutes: 3 } as const];
    const runs = runsAfter({ ...newStation, stops: stops.map((rule) => ({ ...rule, between: ["A", "B"] })) });
    expect(runs[0]).toBe("G1: A 08:00, N 08:31:30 08:33:30, B 09:05 09:10, C 09:40, D 10:05");
    expect(runs[1]).toBe("G2: C 08:00, A 09:30");
  });

  test("with stops both ways, a stated share, waiting later calls", () => {
    const stops = [
      { between: ["A", "C"] as [string, string], dwellMinutes: 2, share: 0.25, laterCalls: "wait" as const },
    ];
    expect(runsAfter({ ...newStation, stops }).slice(1)).toEqual([
      "G2: C 08:00, N 09:07:30 09:09:30, A 09:32",
      "K3: A 10:00, N 10:45 10:47, C 13:02",
    ]);
  });

  test("faults: there already, far away, swapped, nowhere, a rule that no train follows", () => {
    const faults = (change: object) => listFaultTexts(schedule, { ...newStation, ...change });
    expect(faults({ id: "A" })).toEqual(['modifications[0].id: There is already a station with the id "A"']);
    expect(faults({ lat: 50 })).toEqual(["modifications[0].lon: It lies far from every station of the timetable"]);
    expect(faults({ lon: 0, lat: 0 })).toEqual(["modifications[0].lon: The coordinates are (0, 0)"]);
    expect(faults({ stops: [{ between: ["A", "D"], dwellMinutes: 1 }] })).toEqual([
      "modifications[0].stops[0].between: No train runs between the two stations",
    ]);
    expect(faults({ stops: [{ between: ["A", "N"], dwellMinutes: 1 }] })).toEqual([
      "modifications[0].stops[0].between: The stop must lie between two other stations",
    ]);
  });
});

describe("add a stop", () => {
  test("trains call where they have passed so far", () => {
    expect(runsAfter({ kind: "add-stop", station: "B", between: ["A", "C"], dwellMinutes: 4, classes: ["K"] })).toEqual(
      ["G1: A 08:00, B 09:00 09:05, C 09:35, D 10:00", "G2: C 08:00, A 09:30", "K3: A 10:00, B 11:30 11:34, C 13:04"],
    );
  });
});

describe("close a station", () => {
  test("trains pass it, those with one call left do not run, ways end", () => {
    const walked = tinySchedule(schedule.trips, { transfers: [{ from: "A", to: "B", seconds: 60, kind: "walk" }] });
    const changed = applyScenario(walked, [{ kind: "remove-station", station: "A" }]);
    expect(listRuns(changed)).toEqual(["G1: B 09:00 09:05, C 09:35, D 10:00"]);
    expect(changed.transfers).toEqual([]);
    expect(changed.stations.map((station) => station.id)).not.toContain("A");
  });

  test("a repeated pattern goes on from its next call", () => {
    const frequencies = [{ startSeconds: 28800, endSeconds: 36000, headwaySeconds: 3600 }];
    const repeated = tinySchedule([{ ...tinyTrip("G1", "A 8:00", "B 8:30 8:35", "C 9:00"), frequencies }]);
    const closed = applyScenario(repeated, [{ kind: "remove-station", station: "A" }]);
    expect(listRuns(closed)).toEqual(["G1: B 08:30 08:35, C 09:00 every 60 08:35-10:35"]);
    expect(searchSlowly(closed, "B", 0).get("C")).toBe(searchSlowly(repeated, "B", 0).get("C"));
  });
});

describe("add or change a transfer", () => {
  const way = { kind: "change-transfer", from: "A", to: "B", minutes: 12, mode: "urban" } as const;

  test("both ways, or one", () => {
    expect(applyScenario(schedule, [way]).transfers).toEqual([
      { from: "A", to: "B", seconds: 720, kind: "urban" },
      { from: "B", to: "A", seconds: 720, kind: "urban" },
    ]);
    expect(applyScenario(schedule, [{ ...way, bothDirections: false }]).transfers).toHaveLength(1);
  });

  test("what was there is replaced", () => {
    const twice = applyScenario(schedule, [way, { ...way, minutes: 5 }]);
    expect(twice.transfers.map((transfer) => transfer.seconds)).toEqual([300, 300]);
  });

  test("at one station it is the change time", () => {
    const before = tinySchedule(schedule.trips, { transfers: [{ from: "A", to: "A", seconds: 60, kind: "walk" }] });
    const changed = applyScenario(before, [{ ...way, to: "A" }]);
    expect(changed.stations.find((station) => station.id === "A")?.changeSeconds).toBe(720);
    expect(changed.transfers).toEqual([]);
  });

  test("faults: unknown stations", () => {
    expect(listFaultTexts(schedule, { ...way, from: "Y", to: "Z" })).toHaveLength(2);
    expect(listFaultTexts(schedule, { ...way, from: "Z", to: "Z" })).toHaveLength(1);
  });
});

describe("change frequencies", () => {
  const hourly = tinySchedule(
    [6, 7, 8, 9]
      .map((hour) => tinyTrip(`G${hour}`, `A ${hour}:00`, `B ${hour}:30`))
      .concat(tinyTrip("D1", "A 6:30", "B 7:15")),
  );
  const runs = (modification: Modification) => listRuns(applyScenario(hourly, [modification]));
  const trains = { kind: "change-frequency" as const, from: "A", to: "B", classes: ["G"] };

  test("thin out: one in two stays, the others of other classes untouched", () => {
    expect(runs({ ...trains, change: { type: "thin-out", keepEvery: 2 } })).toEqual([
      "D1: A 06:30, B 07:15",
      "G6: A 06:00, B 06:30",
      "G8: A 08:00, B 08:30",
    ]);
  });

  test("double: a copy in the middle of each gap, as far after the last as before it", () => {
    expect(runs({ ...trains, change: { type: "multiply", times: 2 } })).toEqual([
      "D1: A 06:30, B 07:15",
      "G6: A 06:00, B 06:30",
      "G6+1: A 06:30, B 07:00",
      "G7: A 07:00, B 07:30",
      "G7+1: A 07:30, B 08:00",
      "G8: A 08:00, B 08:30",
      "G8+1: A 08:30, B 09:00",
      "G9: A 09:00, B 09:30",
      "G9+1: A 09:30, B 10:00",
    ]);
  });

  test("a headway: the pattern is repeated, what calls at the same stations in the period gives way", () => {
    const change = { type: "headway", minutes: 20, start: "06:30", end: "09:00" } as const;
    expect(runs({ kind: "change-frequency", trips: ["G6"], change })).toEqual([
      "D1: A 06:30, B 07:15",
      "G6: A 06:00, B 06:30 every 20 06:30-09:00",
      "G9: A 09:00, B 09:30",
    ]);
    expect(runs({ kind: "change-frequency", trips: ["G6"], change: { ...change, replace: false } })).toHaveLength(5);
  });

  test("of a repeated pattern the headway changes", () => {
    const frequencies = [{ startSeconds: 21600, endSeconds: 28800, headwaySeconds: 1200 }];
    const repeated = tinySchedule([{ ...tinyTrip("G1", "A 6:00", "B 6:30"), frequencies }]);
    const after = (change: Extract<Modification, { kind: "change-frequency" }>["change"]) =>
      listRuns(applyScenario(repeated, [{ kind: "change-frequency", trips: ["G1"], change }]));
    expect(after({ type: "multiply", times: 2 })).toEqual(["G1: A 06:00, B 06:30 every 10 06:00-08:00"]);
    expect(after({ type: "thin-out", keepEvery: 3 })).toEqual(["G1: A 06:00, B 06:30 every 60 06:00-08:00"]);
  });

  test("faults: no choice or two, no train, one train, a headway of nothing, an empty period", () => {
    const faults = (change: object) =>
      listFaultTexts(hourly, { ...trains, change: { type: "thin-out", keepEvery: 2 }, ...change } as Modification);
    expect(faults({ to: undefined })).toEqual([
      "modifications[0].to: Either trains or two stations are needed, not both",
    ]);
    expect(faults({ trips: ["G6"] })).toHaveLength(1);
    expect(faults({ to: "C" })).toEqual(["modifications[0].from: No train runs between the two stations"]);
    expect(faults({ classes: ["D"] })).toEqual(["modifications[0].from: There is one train only: it has no frequency"]);
    const change = { type: "headway", minutes: 0, start: "9:00", end: "8:00" };
    expect(faults({ change })).toEqual(["modifications[0].trips: A headway needs one train as the pattern"]);
    expect(faults({ from: undefined, to: undefined, trips: ["G6"], change })).toEqual([
      "modifications[0].change.end: The period from 9:00 to 8:00 is empty",
      "modifications[0].change.minutes: The headway must be more than zero",
    ]);
  });
});
