import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { fenCodec, formatYuan, parseYuan } from "./index.ts";

const anyAmount = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });

describe("money on the wire", () => {
  test("every amount comes back, negatives and huge ones included", () => {
    fc.assert(
      fc.property(anyAmount, (amountFen) => {
        const wire = z.encode(fenCodec, amountFen);
        expect(JSON.parse(JSON.stringify(wire))).toBe(wire);
        expect(z.decode(fenCodec, wire)).toBe(amountFen);
      }),
    );
  });

  test.each(["", "-0", "+1", "01", "1.5", "1e3", " 1", "1,000", "--1", "0x10"])("%j is refused", (text) => {
    expect(fenCodec.safeParse(text).success).toBe(false);
  });
});

describe("yuan for people", () => {
  test("known amounts", () => {
    expect(formatYuan(0n)).toBe("0.00");
    expect(formatYuan(-5n)).toBe("-0.05");
    expect(formatYuan(123456789n)).toBe("1,234,567.89");
    expect(parseYuan("1,234.5")).toBe(123450n);
    expect(parseYuan(" -0.05 ")).toBe(-5n);
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(anyAmount, (amountFen) => {
        expect(parseYuan(formatYuan(amountFen))).toBe(amountFen);
      }),
    );
  });

  test.each(["", "1.234", "1,23", "12,34,567", "¥5", "1.", ".5", "一元"])("%j is no amount", (text) => {
    expect(() => parseYuan(text)).toThrow(expect.objectContaining({ code: "request.invalid" }));
  });
});
