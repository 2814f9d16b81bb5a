import { sentenceHash } from "../citation.ts";
import { findPeriod, type PlanPeriod } from "./frame.ts";
import { removeFurniture } from "./furniture.ts";
import { findLevels, isPlanTitle, runInHeadingEnd } from "./levels.ts";
import { type Block, joinLines } from "./paragraphs.ts";
import { splitSentences } from "./sentences.ts";
import { endsSentence, isLatinText, type SourceLine, toHalfWidth } from "./text.ts";

export type SentenceRole = "text" | "run-in" | "box-title" | "box-item" | "table-row";

/** One sentence of the plan, with its citation `chapter.section.paragraph.sentence`. */
export interface ImportedSentence {
  readonly citation: string;
  readonly text: string;
  /** Of the text without its label: a renumbered paragraph keeps its hashes. */
  readonly hash: string;
  readonly role: SentenceRole;
}

export interface ImportedParagraph {
  readonly number: number;
  readonly kind: "text" | "box-title" | "box-item" | "table-row";
  /** The number that it begins with, `1. ` or `(二)`; not part of its first sentence. */
  readonly label: string;
  /** A heading finer than a section that stands on its own line above it. */
  readonly heading: string;
  readonly sentences: readonly ImportedSentence[];
}

/** A section; number 0 holds what stands in a chapter before its first section. */
export interface ImportedSection {
  readonly number: number;
  readonly title: string;
  readonly paragraphs: readonly ImportedParagraph[];
}

/** A chapter; number 0 is the preface. */
export interface ImportedChapter {
  readonly number: number;
  readonly title: string;
  readonly sections: readonly ImportedSection[];
}

export interface PlanStructure {
  /** The title that stands before everything else, when there is one. */
  readonly title: string | undefined;
  /** The years that the title or the line below it states. */
  readonly period: PlanPeriod | undefined;
  readonly chapters: readonly ImportedChapter[];
  readonly language: "zh" | "en";
}

const prefaceTitle = /^(?:前\s*言|序\s*言|引\s*言|导\s*[言语论]|序|preface|foreword|introduction|executive summary)$/iu;
/** Signatures, dates and remarks of the office that printed the plan. */
const imprint = /^(?:\(?\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:印发)?\)?|\(此件.*\)|\(\d{4}\s*[-—–~至]\s*\d{4}年?\))$/u;

/** Where a line with the plan's years may stand. */
const openingBlocks = 12;

/** Chapters, sections, paragraphs and cited sentences of a plan's lines. Pure and linear in the length of the text. */
export function readStructure(source: readonly SourceLine[]): PlanStructure {
  const all = joinLines(removeFurniture(source));
  const isImprint = (block: Block) => imprint.test(toHalfWidth(block.text));
  const blocks = all.filter((block) => !isImprint(block));
  const levels = findLevels(blocks);
  const outline = new Outline();
  let title: string | undefined;
  let begun = false;
  for (const [index, block] of blocks.entries()) {
    const level = levels[index] ?? "none";
    if (level === "none" && prefaceTitle.test(block.label?.rest ?? block.text) && !outline.hasChapters()) {
      begun = true;
      continue;
    }
    // The plan's title, its number and whom it is addressed to stand before everything else and are no sentences.
    if (!begun && level === "none" && isFrontMatter(block)) {
      if (title === undefined || (!isPlanTitle(title) && isPlanTitle(block.text))) title = block.text;
      continue;
    }
    begun = true;
    if (level === "none") outline.addBlock(block, blocks[index + 1], levels[index + 1] ?? "none");
    else outline.addHeading(block, level);
  }
  const chapters = outline.finish();
  const sample = blocks.slice(0, 200).map((block) => block.text);
  const period = findPeriod([
    title ?? "",
    ...all
      .slice(0, openingBlocks)
      .filter(isImprint)
      .map(({ text }) => text),
  ]);
  return { title, period, chapters, language: isLatinText(sample.join("")) ? "en" : "zh" };
}

/** Every sentence of the plan in order. */
export function listSentences(structure: PlanStructure): ImportedSentence[] {
  return structure.chapters.flatMap((chapter) =>
    chapter.sections.flatMap((section) => section.paragraphs.flatMap((paragraph) => paragraph.sentences)),
  );
}

function isFrontMatter(block: Block): boolean {
  if (block.tableRow || block.isBoxTitle) return false;
  return (
    block.isTitle || !/[。；;！!？?.]/u.test(block.text) || /[:：]$/u.test(block.text) || !endsSentence(block.text)
  );
}

interface OpenSection {
  number: number;
  title: string;
  paragraphs: ImportedParagraph[];
}

interface OpenChapter {
  number: number;
  title: string;
  sections: OpenSection[];
}

/** Counts chapters, sections and paragraphs while the blocks go by. */
class Outline {
  readonly #chapters: OpenChapter[] = [];
  #section: OpenSection;
  #inBox = false;
  /** The last heading finer than a section. */
  #heading = "";
  /** Last number of each finer numbering outside boxes: its next number ends a box. */
  #lastNumbers = new Map<string, number>();

  constructor() {
    this.#section = this.#openChapter(0, "");
  }

  hasChapters(): boolean {
    return this.#chapters.length > 1;
  }

  addHeading(block: Block, level: "chapter" | "section"): void {
    this.#heading = "";
    this.#inBox = false;
    this.#lastNumbers.clear();
    const runIn = block.isTitle ? undefined : runInHeadingEnd(block.text, block.label?.length ?? 0);
    const title = titleOf(block, runIn ?? block.text.length);
    const chapter = this.#chapters.at(-1);
    if (level === "chapter") {
      this.#section = this.#openChapter(nextNumber(chapter?.number ?? 0, block.label?.number), title);
    } else if (chapter) {
      this.#section = {
        number: nextNumber(chapter.sections.at(-1)?.number ?? 0, block.label?.number),
        title,
        paragraphs: [],
      };
      chapter.sections.push(this.#section);
    }
    if (runIn !== undefined) this.#addParagraph("text", block, true);
  }

  addBlock(block: Block, next: Block | undefined, nextLevel: "chapter" | "section" | "none"): void {
    if (block.isBoxTitle) {
      this.#inBox = true;
      this.#addParagraph("box-title", block, false);
      return;
    }
    if (block.tableRow) {
      this.#addParagraph("table-row", block, false);
      return;
    }
    this.#noticeNumber(block);
    const opens = next !== undefined && nextLevel === "none" && !next.isTitle && !next.isBoxTitle && !next.tableRow;
    // A heading finer than a section that stands on its own is no sentence, like all headings.
    if (block.isTitle && !this.#inBox && opens && (!next.label || isFiner(next, block))) {
      this.#heading = titleOf(block, block.text.length);
      return;
    }
    const runIn = this.#inBox ? undefined : runInHeadingEnd(block.text, block.label?.length ?? 0);
    const hasHeading = runIn !== undefined && isRunIn(block.text.slice(0, runIn), block);
    this.#addParagraph(this.#inBox ? "box-item" : "text", block, hasHeading);
  }

  finish(): ImportedChapter[] {
    return this.#chapters
      .map((chapter) => ({
        ...chapter,
        sections: chapter.sections.filter((section) => section.number > 0 || section.paragraphs.length > 0),
      }))
      .filter((chapter) => chapter.number > 0 || chapter.sections.length > 0);
  }

  #openChapter(number: number, title: string): OpenSection {
    const section: OpenSection = { number: 0, title: "", paragraphs: [] };
    this.#chapters.push({ number, title, sections: [section] });
    return section;
  }

  #noticeNumber(block: Block): void {
    const { label } = block;
    if (!label) return;
    const last = this.#lastNumbers.get(label.system);
    if (this.#inBox && last !== undefined && last > 0 && label.number === last + 1 && block.isTitle)
      this.#inBox = false;
    if (!this.#inBox) this.#lastNumbers.set(label.system, label.number);
  }

  #addParagraph(kind: ImportedParagraph["kind"], block: Block, firstIsRunIn: boolean): void {
    const section = this.#section;
    const chapter = this.#chapters.at(-1)?.number ?? 0;
    const number = section.paragraphs.length + 1;
    const label = block.text.slice(0, block.label?.length ?? 0);
    const body = block.text.slice(label.length);
    const texts = kind === "table-row" ? [body] : splitSentences(body);
    const sentences = texts.map((text, index): ImportedSentence => {
      const role = index === 0 && firstIsRunIn ? "run-in" : kind;
      return { citation: `${chapter}.${section.number}.${number}.${index + 1}`, text, hash: sentenceHash(text), role };
    });
    if (sentences.length === 0) return;
    section.paragraphs.push({ number, kind, label: label.trim(), heading: this.#heading, sentences });
  }
}

function titleOf(block: Block, end: number): string {
  return block.text
    .slice(block.label?.length ?? 0, end)
    .replace(/[。.:：]$/u, "")
    .trim();
}

/** The printed number where it goes on from the last one, else the next one: numbers must be unique and rise. */
function nextNumber(last: number, printed: number | undefined): number {
  return printed !== undefined && printed > last ? printed : last + 1;
}

function isFiner(next: Block, block: Block): boolean {
  return block.label !== undefined && next.label !== undefined && next.label.rank > block.label.rank;
}

/** A first sentence is a run-in heading when it is short and names a topic without a figure or a date. */
function isRunIn(text: string, block: Block): boolean {
  const heading = toHalfWidth(text).slice(block.label?.length ?? 0);
  if (/\d/u.test(heading)) return false;
  if (isLatinText(heading)) return heading.length <= 60 && block.label !== undefined;
  const words = heading.replace(/\s/gu, "");
  // 因势利导 after a pause is the other half of a motto; a longer half is a sentence of its own.
  const halves = words.replace(/。$/u, "").split(",");
  const isMotto = halves.length === 2 && Math.abs((halves[0] ?? "").length - (halves[1] ?? "").length) <= 2;
  return words.length <= 24 && (halves.length === 1 || (isMotto && words.length <= 20));
}
