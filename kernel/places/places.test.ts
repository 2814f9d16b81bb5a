import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAdministrativeCode, isWithin, levelOf, provinceOf } from "./index.ts";

const twoDigits = fc.integer({ min: 1, max: 99 }).map((number) => String(number).padStart(2, "0"));
const province = fc.constantFrom("11", "42", "50", "82").map((digits) => `${digits}0000`);

describe("GB/T 2260 codes", () => {
  test.each(["110000", "500000", "429004", "420100", "430602"])("%s is a code", (code) => {
    expect(isAdministrativeCode(code)).toBe(true);
  });

  test.each(["", "42010", "4201000", "990000", "420001", "lake-dongting", "42O100", "000000"])("%s is none", (code) => {
    expect(isAdministrativeCode(code)).toBe(false);
    expect(isWithin(code, "420000")).toBe(false);
    expect(() => provinceOf(code)).toThrow("GB/T 2260");
  });

  test("levels", () => {
    expect(["420000", "420100", "429000", "429004", "430602"].map(levelOf)).toEqual([
      "province",
      "prefecture",
      "prefecture",
      "county",
      "county",
    ]);
  });

  test("a county lies in its prefecture, both in their province, never the other way round", () => {
    fc.assert(
      fc.property(province, twoDigits, twoDigits, (code, second, third) => {
        const prefecture = `${code.slice(0, 2)}${second}00`;
        const county = `${code.slice(0, 2)}${second}${third}`;
        expect(provinceOf(county)).toBe(code);
        for (const [inner, outer] of [
          [county, prefecture],
          [county, code],
          [prefecture, code],
        ] as const) {
          expect(isWithin(inner, outer)).toBe(true);
          expect(isWithin(outer, inner)).toBe(false);
        }
        expect(isWithin(county, county)).toBe(true);
      }),
    );
  });

  test("a prefecture whose code ends in zero does not swallow its neighbours", () => {
    expect(isWithin("421100", "421000")).toBe(false);
    expect(isWithin("421003", "421000")).toBe(true);
    expect(isWithin("420100", "421000")).toBe(false);
  });
});
