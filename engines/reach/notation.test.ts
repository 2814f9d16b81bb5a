import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call } from "./core/schedule.ts";
import {
  formatCalls,
  formatDays,
  formatFrequencies,
  formatWeekdays,
  parseCalls,
  parseDays,
  parseFrequencies,
  parseWeekdays,
} from "./notation.ts";

const call = fc
  .record({
    station: fc.stringMatching(/^[a-z东西]{1,6}$/u),
    arrivalSeconds: fc.nat(300_000),
    dwell: fc.oneof(fc.constant(0), fc.nat(5000)),
    flag: fc.constantFrom({}, { boarding: false }, { alighting: false }, { boarding: false, alighting: false }),
  })
  .map(({ dwell, flag, ...rest }): Call => ({ ...rest, departureSeconds: rest.arrivalSeconds + dwell, ...flag }));

describe("what is written can be read again", () => {
  test("calls", () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1 }), (calls) => {
        expect(parseCalls(formatCalls(calls))).toEqual({ calls, bad: [] });
      }),
    );
  });

  test("days", () => {
    const day = fc
      .integer({ min: 0, max: 900 })
      .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.uniqueArray(day), (days) => {
        const cell = formatDays(days);
        expect(parseDays(cell === "" ? [] : cell.split(";"))).toEqual({ days: [...days].sort(), bad: [] });
      }),
    );
  });

  test("frequencies and weekdays", () => {
    const frequencies = [
      { startSeconds: 21_600, endSeconds: 79_200, headwaySeconds: 900 },
      { startSeconds: 79_230, endSeconds: 90_000, headwaySeconds: 90 },
    ];
    expect(formatFrequencies(frequencies)).toBe("06:00-22:00/15;22:00:30-25:00/90s");
    expect(parseFrequencies(formatFrequencies(frequencies).split(";"))).toEqual({ frequencies, bad: [] });
    expect(formatWeekdays(parseWeekdays("1357"))).toBe("1357");
  });
});

test("what cannot be read is named", () => {
  expect(parseCalls("a 08:00;b 8:00;c 09:60;d 10:00 y").bad).toEqual(["b 8:00", "c 09:60", "d 10:00 y"]);
  expect(parseDays(["2016-02-30", "2016-01-02..2016-01-01", "2016-01-01..9999-01-01", "2016-03-01"])).toEqual({
    days: ["2016-03-01"],
    bad: ["2016-02-30", "2016-01-02..2016-01-01", "2016-01-01..9999-01-01"],
  });
});
