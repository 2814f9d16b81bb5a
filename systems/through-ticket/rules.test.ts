import { describe, expect, it } from "vitest";
import { judgeThroughTicket } from "./rules.ts";

const facts = {
  feed: { title: { zh: "表", en: "Feed" }, start: "2021-01-01", end: "2021-12-31" },
  pairs: { withData: 6, reached: 6 },
  operatorsWithFares: 2,
  operatorsSettled: 2,
};
const oks = (given: Parameters<typeof judgeThroughTicket>[0]) => judgeThroughTicket(given).checks.map(({ ok }) => ok);

describe("judgeThroughTicket", () => {
  it("works when journeys are found, fares are known, and the money is shared out", () => {
    expect(judgeThroughTicket(facts).working).toBe(true);
  });

  it("does not work with a planner alone, and says which part does", () => {
    const planner = { ...facts, operatorsWithFares: 0, operatorsSettled: 0 };
    expect(judgeThroughTicket(planner).working).toBe(false);
    expect(oks(planner)).toEqual([true, false, false]);
  });

  it("takes a journey over one operator for no through ticket", () => {
    expect(oks({ ...facts, operatorsWithFares: 1 })).toEqual([true, false, true]);
  });

  it("finds no journey without a timetable", () => {
    expect(oks({ ...facts, feed: null, pairs: { withData: 0, reached: 0 } })[0]).toBe(false);
  });
});
