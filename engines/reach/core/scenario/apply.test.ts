import { Problem } from "@midreach/kernel/problems";
import { describe, expect, test } from "vitest";
import { applyScenario, runScenario, stepScenario } from "./apply.ts";
import type { Modification } from "./modifications.ts";
import { listFaultTexts, listRuns, tinySchedule, tinyTrip } from "./testing.ts";

const schedule = tinySchedule([tinyTrip("G1", "A 8:00", "B 9:00"), tinyTrip("G2", "B 10:00", "C 11:00")]);
const removeG1: Modification = { kind: "remove-service", trips: ["G1"] };

describe("a scenario", () => {
  test("without modifications is the very schedule", () => {
    expect(applyScenario(schedule, [])).toBe(schedule);
  });

  test("shares what it does not change", () => {
    const changed = applyScenario(schedule, [{ kind: "retime-service", trip: "G1", shiftMinutes: 5 }]);
    expect(changed.trips[1]).toBe(schedule.trips[1]);
    expect(changed.stations).toBe(schedule.stations);
    expect(changed.calendars).toBe(schedule.calendars);
    expect(changed.coverage).toBe(schedule.coverage);
  });

  test("leaves the schedule that it is given as it was", () => {
    const before = JSON.stringify(schedule);
    applyScenario(schedule, [removeG1, { kind: "remove-station", station: "C" }]);
    expect(JSON.stringify(schedule)).toBe(before);
  });

  test("applies its modifications in their order", () => {
    const later: Modification = { kind: "retime-service", trip: "G2", shiftMinutes: 30 };
    expect(listRuns(applyScenario(schedule, [removeG1, later]))).toEqual(["G2: B 10:30, C 11:30"]);
  });

  test("with faults is refused whole, every fault named in both languages", () => {
    const bad: Modification = { kind: "remove-service", trips: ["G9"] };
    const run = () => applyScenario(schedule, [removeG1, bad, { kind: "remove-station", station: "Z" }]);
    expect(run).toThrow(Problem);
    try {
      run();
    } catch (error) {
      expect((error as Problem).describe("zh")).toMatchObject({
        code: "request.invalid",
        faults: [
          { where: "modifications[1].trips[0]", what: expect.stringContaining("没有车次“G9”") },
          { where: "modifications[2].station", what: expect.stringContaining("没有车站“Z”") },
        ],
      });
    }
  });

  test("that names what an earlier modification took away is told which one", () => {
    expect(listFaultTexts(schedule, removeG1, removeG1)).toEqual([
      'modifications[1].trips[0]: The train "G1" has been removed by modification 1',
    ]);
    const closed: Modification = { kind: "remove-station", station: "C" };
    const way: Modification = { kind: "change-transfer", from: "A", to: "C", minutes: 5, mode: "walk" };
    expect(listFaultTexts(schedule, removeG1, closed, way)).toEqual([
      'modifications[2].to: The station "C" has been removed by modification 2',
    ]);
    // G2 ran to C only: it is gone with the station.
    expect(listFaultTexts(schedule, closed, { kind: "remove-service", trips: ["G2"] })).toEqual([
      'modifications[1].trips[0]: The train "G2" has been removed by modification 1',
    ]);
  });

  test("that names what a later modification adds is told which one", () => {
    const station = {
      kind: "add-station",
      id: "N",
      name: { zh: "新", en: "New" },
      lon: 2,
      lat: 30,
      place: null,
    } as const;
    const way: Modification = { kind: "change-transfer", from: "A", to: "N", minutes: 5, mode: "walk" };
    expect(listFaultTexts(schedule, way, station)).toEqual([
      'modifications[0].to: The station "N" is only added by modification 2',
    ]);
    expect(listFaultTexts(schedule, station, way)).toEqual([]);
  });

  test("goes on without what is wrong, so that all faults are seen at once", () => {
    const bad: Modification = { kind: "retime-service", trip: "G9", shiftMinutes: 1 };
    const outcome = runScenario(schedule, [bad, removeG1]);
    expect(outcome.faults).toHaveLength(1);
    expect(listRuns(outcome.schedule)).toEqual(["G2: B 10:00, C 11:00"]);
    expect(outcome.steps.map((step) => step.text.en)).toEqual(["G9: 1 min later", "Remove G1"]);
  });

  test("may be run step by step", () => {
    const seen = [...stepScenario(schedule, [removeG1, { kind: "remove-station", station: "B" }])];
    expect(seen.map((outcome) => outcome.schedule.trips.length)).toEqual([1, 0]);
  });
});
