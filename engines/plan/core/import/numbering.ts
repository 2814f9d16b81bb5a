import { parseChineseNumber } from "../citation.ts";
import { toHalfWidth } from "./text.ts";

/** Systems of numbering that plans use for their headings, outermost first. */
const systems = [
  { id: "part", rank: 1, pattern: /^第\s*([零〇一二三四五六七八九十百]+|\d{1,3})\s*(?:部分|篇|编)[、:.。\s]*/u },
  { id: "chapter", rank: 2, pattern: /^第\s*([零〇一二三四五六七八九十百]+|\d{1,3})\s*章[、:.。\s]*/u },
  { id: "section", rank: 3, pattern: /^第\s*([零〇一二三四五六七八九十百]+|\d{1,3})\s*节[、:.。\s]*/u },
  { id: "part-en", rank: 1, pattern: /^part\s+([ivxl]+|\d{1,3}|[a-z])(?:\s*[:.–—-]\s*|\s+|$)/iu },
  { id: "chapter-en", rank: 2, pattern: /^chapter\s+([ivxl]+|\d{1,3})(?:\s*[:.–—-]\s*|\s+|$)/iu },
  { id: "section-en", rank: 3, pattern: /^section\s+(\d{1,3}(?:\.\d{1,3})?)(?:\s*[:.–—-]\s*|\s+|$)/iu },
  { id: "han", rank: 4, pattern: /^([一二三四五六七八九十百]{1,4})\s*(?:、|[.:](?!\d))\s*/u },
  { id: "han-parentheses", rank: 5, pattern: /^\(\s*([一二三四五六七八九十百]{1,4})\s*\)[、.:]?\s*/u },
  { id: "decimal-3", rank: 8, pattern: /^\d{1,2}\.\d{1,2}\.(\d{1,2})\.?(?![\d%.])\s*/u },
  { id: "decimal-2", rank: 7, pattern: /^\d{1,2}\.(\d{1,2})\.?(?![\d%.])\s*/u },
  { id: "decimal", rank: 6, pattern: /^(\d{1,2})\s*(?:[、.](?!\d)|、(?=20\d\d年)|\s(?=[A-Z]))\s*/u },
  { id: "parentheses", rank: 9, pattern: /^(?:\(\s*(\d{1,2})\s*\)|(\d{1,2})\))[、.]?\s*/u },
  { id: "letters", rank: 11, pattern: /^\(?([a-z])\)[、.]?\s*/u },
  { id: "circled", rank: 10, pattern: /^([①-⑳])\s*/u },
] as const;

export type NumberingSystem = (typeof systems)[number]["id"];

/** The number that a line begins with, and what follows it. */
export interface LineLabel {
  readonly system: NumberingSystem;
  /** Outermost systems have the smallest rank. */
  readonly rank: number;
  /** The number as printed, counted within its parent. */
  readonly number: number;
  /** Length of the label in the line, in UTF-16 units. */
  readonly length: number;
  /** The line without its label. */
  readonly rest: string;
}

/** Reads the heading number at the start of a trimmed line, in any of the systems, in either width. */
export function findLabel(line: string): LineLabel | undefined {
  const text = toHalfWidth(line.slice(0, 40));
  for (const { id, rank, pattern } of systems) {
    const match = pattern.exec(text);
    if (!match) continue;
    const number = parseOrdinal(match[1] ?? match[2] ?? "");
    if (number === undefined) continue;
    // `3.5亿元…` and `2.0版` begin with a figure, not with a heading's number.
    if (id.startsWith("decimal-") && /^[亿万千百个米公平吨倍版级元a-z]/u.test(text.slice(match[0].length))) continue;
    return { system: id, rank, number, length: match[0].length, rest: line.slice(match[0].length).trim() };
  }
  return undefined;
}

const romans: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

function parseOrdinal(numeral: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/u.test(numeral)) return Number(numeral.split(".").at(-1));
  if (/^[①-⑳]$/u.test(numeral)) return numeral.charCodeAt(0) - 0x2460 + 1;
  if (/^[ivxl]+$/iu.test(numeral)) {
    let total = 0;
    const values = [...numeral.toLowerCase()].map((letter) => romans[letter] ?? 0);
    for (const [index, value] of values.entries()) total += value < (values[index + 1] ?? 0) ? -value : value;
    return total;
  }
  if (/^[a-z]$/iu.test(numeral)) return numeral.toLowerCase().charCodeAt(0) - 96;
  const number = parseChineseNumber(numeral);
  return number > 0 ? number : undefined;
}
