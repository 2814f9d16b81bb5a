import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsInWords, countTotal, ringShares, statusNames } from "./status.ts";

const counts = fc.record(
  Object.fromEntries(statusNames.map((status) => [status, fc.nat(500)])) as Record<
    (typeof statusNames)[number],
    fc.Arbitrary<number>
  >,
);

describe("counts by status", () => {
  it("fill the ring exactly, in their fixed order, each by its share", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const shares = ringShares(list);
        const total = countTotal(list);
        if (total === 0) return expect(shares).toEqual([]);
        expect(shares[0]?.from).toBe(0);
        expect(shares.at(-1)?.to).toBeCloseTo(2 * Math.PI, 9);
        for (const [index, share] of shares.entries()) {
          expect(share.to - share.from).toBeCloseTo((list[share.status] / total) * 2 * Math.PI, 9);
          if (index > 0) expect(share.from).toBe(shares[index - 1]?.to);
        }
      }),
    );
  });
  it("are told in words without the empty ones", () => {
    const none = { met: 0, "on-track": 0, behind: 0, missed: 0, "no-data": 0, qualitative: 0 };
    expect(countsInWords({ ...none, met: 3, "no-data": 4 })).toBe("已达到 3、缺少数据 4");
  });
});
