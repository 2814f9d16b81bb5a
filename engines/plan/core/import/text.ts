import { findEnclosures } from "../enclosures.ts";

/**
 * One line as an input adapter read it. A `line` is a physical line of a text file, which page breaks and hard wraps may
 * have cut; a `paragraph` comes whole from a format that knows paragraphs (HTML, Word).
 */
export interface SourceLine {
  readonly text: string;
  readonly kind: "line" | "paragraph";
  /** Outline level that the format gives to it, 1 for the outermost. */
  readonly headingLevel?: number | undefined;
  /** A row of a table that has more than one column. */
  readonly tableRow?: boolean | undefined;
}

/** Where something was found in a sentence, in UTF-16 units, and the rule that found it. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

const fullWidth = /[\uFF01-\uFF5E\u3000\u00A0]/gu;

/**
 * Full-width letters, digits and marks and wide spaces as their half-width forms, one unit for one unit, so that offsets
 * in the result are offsets in the original. 。、 and quotation marks stay as they are.
 */
export function toHalfWidth(text: string): string {
  if (text !== lastText) {
    lastText = text;
    lastHalf = text.replace(fullWidth, (character) => {
      const code = character.charCodeAt(0);
      return code === 0x3000 || code === 0xa0 ? " " : String.fromCharCode(code - 0xfee0);
    });
  }
  return lastHalf;
}

/** Every rule asks for the same sentence in turn: the last answer is kept. */
let lastText = "";
let lastHalf = "";

/** True when a text is written in Latin letters rather than in Chinese characters. */
export function isLatinText(text: string): boolean {
  let hanCount = 0;
  let latinCount = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x3400 && code <= 0x9fff) hanCount += 1;
    else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a && code < 0x80) latinCount += 1;
  }
  return latinCount > 0 && latinCount > hanCount * 4;
}

/** Columns that a line takes on a page: a Chinese character takes two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index += 1) width += text.charCodeAt(index) > 0x2e7f ? 2 : 1;
  return width;
}

/** What two typographies of one line have in common: no spaces, no punctuation, half-width. */
export function lineKey(text: string): string {
  return toHalfWidth(text).replace(/[\p{P}\s]/gu, "");
}

const closingMarks = "”’)）」』》〉】]\"'";
const finals = "。！？!?；;：:.…";

/** True when a line ends as a sentence ends: a final mark, perhaps followed by closing quotation marks or brackets. */
export function endsSentence(text: string): boolean {
  let index = text.length - 1;
  while (index >= 0 && (closingMarks.includes(text[index] ?? "") || text[index] === " ")) index -= 1;
  return index >= 0 && finals.includes(text[index] ?? "");
}

const quoted = [
  ["“", "”"],
  ["‘", "’"],
  ["《", "》"],
  ["「", "」"],
  ["『", "』"],
] as const;
const quotedOrAside = [...quoted, ["(", ")"], ["[", "]"], ["〔", "〕"]] as const;

/**
 * The text with everything inside quotation marks, book-title marks and (when asked) parentheses blanked out by `□`,
 * unit for unit: names that are quoted must not be read as verbs or numbers.
 */
export function maskQuoted(text: string, withParentheses: boolean): string {
  if (!/[“”‘’《》「」『』([〔)\]〕]/u.test(text)) return text;
  let masked = "";
  for (const { start, end } of findEnclosures(text, withParentheses ? quotedOrAside : quoted)) {
    masked += text.slice(masked.length, start) + "□".repeat(end - start);
  }
  return masked + text.slice(masked.length);
}
