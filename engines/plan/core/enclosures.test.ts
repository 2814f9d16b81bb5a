import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findEnclosures } from "./enclosures.ts";

const pairs = [
  ["“", "”"],
  ["(（", ")）"],
] as const;
const enclosed = (text: string) => findEnclosures(text, pairs).map(({ start, end }) => text.slice(start, end));

describe("findEnclosures", () => {
  it("finds the outermost, in full-width and half-width marks", () => {
    expect(enclosed("甲“乙(丙)”丁（戊)")).toEqual(["“乙(丙)”", "（戊)"]);
  });

  it("takes a mark that nothing closes for nothing", () => {
    expect(enclosed("甲“乙。丙“丁”戊")).toEqual(["“丁”"]);
    expect(enclosed("(甲“乙)丙”")).toEqual(["(甲“乙)"]);
    expect(enclosed("甲”乙)丙“")).toEqual([]);
  });

  it("never overlaps and always closes what it opens", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."甲“”()（）") });
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end } of findEnclosures(text, pairs)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect("“(（".indexOf(text.charAt(start)) > 0).toBe(")）".includes(text.charAt(end - 1)));
          last = end;
        }
      }),
    );
  });

  it("takes no longer for a text of marks alone", () => {
    expect(findEnclosures("(".repeat(300_000) + "”".repeat(300_000), pairs)).toEqual([]);
    expect(findEnclosures("(".repeat(300_000) + ")".repeat(300_000), pairs)).toHaveLength(1);
  });
});
