import { z } from "zod";
import { Problem } from "../problems/index.ts";

const fenPerYuan = 100n;

/**
 * Money on the wire is a string of whole fen (`"-1250"`), in the program a bigint: JSON numbers lose precision
 * above 2^53, and fractions of a fen do not exist. One spelling for each amount: no plus, no leading zeros, no `-0`.
 */
export const fenCodec = z.codec(z.string().regex(/^(0|-?[1-9]\d*)$/, "whole fen, e.g. 1250 or -1250"), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amountFen) => amountFen.toString(),
});

/**
 * Reads yuan as people write them, e.g. `1,234.5` or `-0.05`.
 * @returns whole fen
 * @throws Problem `request.invalid` when it is no amount, or has fractions of a fen
 */
export function parseYuan(text: string): bigint {
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) {
    throw new Problem("request.invalid", {
      zh: `“${text}”不是以元为单位的金额。请写成1234.50的样子,最多到分。`,
      en: `"${text}" is not an amount in yuan. Write it like 1234.50, at most to the fen.`,
    });
  }
  const [, sign, yuan = "0", fen = ""] = match;
  const amountFen = BigInt(yuan.replaceAll(",", "")) * fenPerYuan + BigInt(fen.padEnd(2, "0"));
  return sign === "-" ? -amountFen : amountFen;
}

/** Writes fen as yuan with groups of three digits and always two decimals, e.g. `-1,234.50`. */
export function formatYuan(amountFen: bigint): string {
  const absolute = amountFen < 0n ? -amountFen : amountFen;
  const yuan = (absolute / fenPerYuan).toString().replaceAll(/\B(?=(\d{3})+$)/g, ",");
  const fen = (absolute % fenPerYuan).toString().padStart(2, "0");
  return `${amountFen < 0n ? "-" : ""}${yuan}.${fen}`;
}
