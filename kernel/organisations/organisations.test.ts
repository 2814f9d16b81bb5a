import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkCreditCode, creditCodeCheckDigit } from "./index.ts";

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const character = fc.constantFrom(...alphabet);
const digit = fc.constantFrom(..."0123456789");
const body = fc
  .tuple(
    fc.array(character, { minLength: 2, maxLength: 2 }),
    fc.array(digit, { minLength: 6, maxLength: 6 }),
    fc.array(character, { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.flat().join(""));

const withDigit = (text: string) => text + creditCodeCheckDigit(text);

describe("GB 32100 credit codes", () => {
  test("a code that other validators (Hutool, for one) accept in their tests", () => {
    expect(checkCreditCode("91350100M000100Y43")).toBe(true);
  });

  test.each([
    ["too short", "91350100M000100Y4"],
    ["wrong digit", "91350100M000100Y44"],
    ["forbidden letter", "91350100I000100Y43"],
    ["lower case", "91350100m000100y43"],
    ["letters in the division", "9135A100M000100Y43"],
    ["empty", ""],
  ])("%s is refused", (_, code) => {
    expect(checkCreditCode(code)).toBe(false);
  });

  test("a code with its digit passes; one wrong character or two swapped neighbours never do", () => {
    fc.assert(
      fc.property(body, fc.nat(17), character, (text, index, other) => {
        const code = withDigit(text);
        expect(checkCreditCode(code)).toBe(true);
        const changed = code.slice(0, index) + other + code.slice(index + 1);
        expect(checkCreditCode(changed)).toBe(changed === code);
        const [first, second] = [code.charAt(index), code.charAt(index + 1)];
        const swapped = code.slice(0, index) + second + first + code.slice(index + 2);
        expect(checkCreditCode(swapped)).toBe(swapped === code);
      }),
      { numRuns: 500 },
    );
  });
});
