import { createHash } from "node:crypto";
import { findEnclosures } from "./enclosures.ts";

/**
 * Cuts the text of a plan into sentences with citations `chapter.section.paragraph.sentence`.
 * Paragraphs are counted within their section from 1 (before a chapter's first section: section 0; preface: 0.0).
 * The run-in heading of a paragraph is its sentence 1. Sentences end at 。；！？ and their half-width forms ; ! ?
 * outside quotation marks and parentheses; one that does not close within its paragraph encloses nothing. A half-width full stop never ends a sentence: it stands in numbers.
 */
export interface Sentence {
  /** `4.1.2.2` */
  readonly citation: string;
  readonly text: string;
}

export interface Heading {
  readonly chapter: number;
  /** 0 for the heading of the chapter itself. */
  readonly section: number;
  readonly title: string;
}

export interface PlanText {
  readonly headings: readonly Heading[];
  readonly sentences: readonly Sentence[];
}

/** Marks that enclose; full-width and half-width ones of a kind close each other. */
const enclosing = [
  ["“", "”"],
  ["‘", "’"],
  ["(（", ")）"],
  ["「", "」"],
  ["『", "』"],
  ["《", "》"],
  ["〈", "〉"],
  ["【", "】"],
  ["[", "]"],
] as const;
const sentenceEnds = "。；;！!？?";

/** `第三章、…` or `第一节 …`: a heading is short and holds no full stop. */
const headingPattern = /^第([零〇一二三四五六七八九十百]+)([章节])[、:：.．\s]*([^。]{0,60})$/u;
const prefacePattern = /^前\s*言$/u;

/** Sentences and headings of a plan, in order. Lines are paragraphs; a title before the preface is skipped. */
export function splitPlan(text: string): PlanText {
  const headings: Heading[] = [];
  const sentences: Sentence[] = [];
  let chapter = 0;
  let section = 0;
  let paragraph = 0;
  let begun = false;
  for (const raw of text.replace(/^\uFEFF/u, "").split(/\r?\n/u)) {
    const line = raw.trim();
    if (line === "") continue;
    const heading = headingPattern.exec(line);
    if (heading) {
      const number = parseChineseNumber(heading[1] ?? "");
      chapter = heading[2] === "章" ? number : chapter;
      section = heading[2] === "章" ? 0 : number;
      headings.push({ chapter, section, title: heading[3] ?? "" });
      paragraph = 0;
      begun = true;
      continue;
    }
    if (prefacePattern.test(line)) {
      begun = true;
      continue;
    }
    // The title of the document stands before everything else and is not a sentence.
    if (!begun && !/[。；;！!？?]/u.test(line)) continue;
    begun = true;
    paragraph += 1;
    for (const [index, sentence] of splitParagraph(line).entries()) {
      sentences.push({ citation: `${chapter}.${section}.${paragraph}.${index + 1}`, text: sentence });
    }
  }
  return { headings, sentences };
}

/** Sentences of one paragraph, trimmed, with their final punctuation. */
export function splitParagraph(paragraph: string): string[] {
  const enclosures = findEnclosures(paragraph, enclosing);
  const sentences: string[] = [];
  let begin = 0;
  let next = 0;
  const take = (end: number): void => {
    const sentence = paragraph.slice(begin, end).trim();
    if (sentence !== "") sentences.push(sentence);
    begin = end;
  };
  for (let index = 0; index < paragraph.length; index += 1) {
    const enclosure = enclosures[next];
    if (enclosure?.start === index) {
      index = enclosure.end - 1;
      next += 1;
    } else if (sentenceEnds.includes(paragraph.charAt(index))) take(index + 1);
  }
  take(paragraph.length);
  return sentences;
}

/** The text as it is hashed: NFKC, without punctuation (Unicode category P) and white space. */
export function normaliseSentence(text: string): string {
  return text.normalize("NFKC").replace(/[\p{P}\p{White_Space}]/gu, "");
}

/** SHA-256 (hex) of the normalised sentence: the same sentence in full-width or half-width typography has one hash. */
export function sentenceHash(text: string): string {
  return createHash("sha256").update(normaliseSentence(text)).digest("hex");
}

/** `4.1.2.2` of the id `4.1.2.2a`. */
export function citationOf(id: string): string {
  return id.replace(/[a-z]+$/u, "");
}

/** Numbers of a citation or an id, for sorting: `4.1.2.10a` comes after `4.1.2.2`. */
export function compareCitations(left: string, right: string): number {
  const parse = (id: string): number[] => citationOf(id).split(".").map(Number);
  const a = parse(left);
  const b = parse(right);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Chinese numerals up to 999, as chapters are numbered: 一, 十, 十二, 二十, 一百零三. */
export function parseChineseNumber(numeral: string): number {
  let total = 0;
  let digit = 0;
  for (const character of numeral) {
    const value = "零一二三四五六七八九".indexOf(character === "〇" ? "零" : character);
    if (value >= 0) {
      digit = value;
      continue;
    }
    const unit = character === "百" ? 100 : 10;
    total += (digit === 0 ? 1 : digit) * unit;
    digit = 0;
  }
  return total + digit;
}
