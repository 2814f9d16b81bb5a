import { describe, expect, test } from "vitest";
import { toAddition } from "./add-service.ts";
import { summariseScenario } from "./summary.ts";
import { tinySchedule, tinyTrip } from "./testing.ts";

const g1 = tinyTrip("G1", "A 8:00", "B 8:30 8:32", "C 9:00");
const schedule = tinySchedule([g1, tinyTrip("G2", "D 8:00", "E 9:00")]);

describe("what a scenario touches", () => {
  test("nothing, when it is empty", () => {
    expect(summariseScenario(schedule, [])).toEqual({
      steps: [],
      trips: { added: [], removed: [], changed: [] },
      stations: [],
      faults: [],
    });
  });

  test("trains that are new, gone and changed, and the stations where that is felt", () => {
    const summary = summariseScenario(schedule, [
      { kind: "retime-service", trip: "G1", calls: [{ station: "C", arrival: "9:05" }] },
      { kind: "remove-service", trips: ["G2"] },
      { ...toAddition(tinyTrip("G3", "A 10:00", "F 11:00")) },
    ]);
    expect(summary.trips).toEqual({ added: ["G3"], removed: ["G2"], changed: ["G1"] });
    expect(summary.stations).toEqual(["A", "C", "D", "E", "F"]);
    expect(summary.steps.map((step) => step.text.zh)).toEqual(["G1C改为9:05", "停开G2", "增开G3:10:00自A开往F"]);
  });

  test("stations of ways, and stations themselves", () => {
    const name = { zh: "新", en: "New" };
    const { stations, steps } = summariseScenario(schedule, [
      { kind: "change-transfer", from: "A", to: "D", minutes: 5, mode: "walk" },
      { kind: "add-station", id: "N", name, lon: 2, lat: 30, place: null },
      { kind: "remove-station", station: "F" },
    ]);
    expect(stations).toEqual(["A", "D", "F", "N"]);
    expect(steps.map((step) => step.text.en)).toEqual([
      "5 min to change between A and D",
      "Add the station New",
      "Close the station F",
    ]);
  });

  test("nothing, when a service is removed and added again", () => {
    const summary = summariseScenario(schedule, [{ kind: "remove-service", trips: ["G1"] }, toAddition(g1)]);
    expect(summary.stations).toEqual([]);
  });
});
