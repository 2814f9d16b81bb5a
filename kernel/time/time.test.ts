import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, findPeriod, fixedClock, isIsoDate, parsePeriod, today } from "./index.ts";

const anyDate = fc
  .date({ min: new Date("0001-01-01"), max: new Date("9990-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("dates", () => {
  test.each(["2020-02-29", "2000-02-29", "0000-01-01", "9999-12-31"])("%s is a date", (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  test.each(["2019-02-29", "1900-02-29", "2020-13-01", "2020-00-10", "2020-04-31", "2020-4-1", "20200401", "", "x"])(
    "%s is no date",
    (text) => {
      expect(isIsoDate(text)).toBe(false);
    },
  );

  test("known distances", () => {
    expect(daysBetween("2015-01-01", "2016-01-01")).toBe(365);
    expect(daysBetween("2016-01-01", "2017-01-01")).toBe(366);
    expect(daysBetween("2020-12-31", "2015-01-01")).toBe(-2191);
  });

  test("what is added is found between, and order is text order", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -3000, max: 3000 }), (date, days) => {
        fc.pre(date > "0010" && date < "9980");
        const moved = addDays(date, days);
        expect(daysBetween(date, moved)).toBe(days);
        expect(moved < date).toBe(days < 0);
      }),
    );
  });

  test("a wrong date or half a day is a bug", () => {
    expect(() => addDays("2020-02-30", 1)).toThrow("Not an ISO date");
    expect(() => addDays("2020-02-01", 0.5)).toThrow("whole");
    expect(() => addDays("9999-12-31", 1)).toThrow("9999");
  });
});

describe("periods", () => {
  test("a year, a month, a day", () => {
    expect(parsePeriod("2014")).toEqual({ from: "2014-01-01", to: "2014-12-31" });
    expect(parsePeriod("2016-02")).toEqual({ from: "2016-02-01", to: "2016-02-29" });
    expect(parsePeriod("2015-12")).toEqual({ from: "2015-12-01", to: "2015-12-31" });
    expect(parsePeriod("9999-12")).toEqual({ from: "9999-12-01", to: "9999-12-31" });
    expect(parsePeriod("2016-03-15")).toEqual({ from: "2016-03-15", to: "2016-03-15" });
  });

  test.each(["", "14", "2014-13", "2014-00", "2014-02-30", "2014/02", "二〇一四", "2014-1"])("%s is none", (text) => {
    expect(findPeriod(text)).toBeUndefined();
    expect(() => parsePeriod(text)).toThrow(expect.objectContaining({ code: "request.invalid" }));
  });

  test("a year is exactly its months, a month exactly its days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), (number) => {
        const year = String(number).padStart(4, "0");
        const months = Array.from({ length: 12 }, (_, index) =>
          parsePeriod(`${year}-${String(index + 1).padStart(2, "0")}`),
        );
        expect(months[0]?.from).toBe(parsePeriod(year).from);
        expect(months[11]?.to).toBe(parsePeriod(year).to);
        for (const [index, month] of months.slice(1).entries()) {
          expect(month.from).toBe(addDays(months[index]?.to ?? "", 1));
        }
      }),
    );
  });
});

describe("today", () => {
  test("is the day of the zone, not of the machine", () => {
    const clock = fixedClock("2020-12-31T16:30:00Z");
    expect(today("Asia/Shanghai", clock)).toBe("2021-01-01");
    expect(today("UTC", clock)).toBe("2020-12-31");
    expect(today("America/Los_Angeles", fixedClock("2020-03-01T07:59:59Z"))).toBe("2020-02-29");
  });

  test("an unknown zone throws", () => {
    expect(() => today("Nowhere/City")).toThrow(RangeError);
  });
});
