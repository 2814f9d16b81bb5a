import type { TextLine } from "./furniture.ts";
import { findLabel, type LineLabel } from "./numbering.ts";
import { displayWidth, endsSentence, isLatinText, toHalfWidth } from "./text.ts";

/** A paragraph or a heading that stands on its own line, whole again after page breaks and hard wraps. */
export interface Block {
  readonly text: string;
  readonly label: LineLabel | undefined;
  /** A heading on a line of its own: short, no final punctuation. */
  readonly isTitle: boolean;
  /** `专栏 3 …`: the title of a box. */
  readonly isBoxTitle: boolean;
  readonly headingLevel: number | undefined;
  readonly tableRow: boolean;
}

const boxTitle =
  /^[【[]?\s*(?:专栏|专题|附表|附图|box|table|[表图](?=\s*\d))\s*(?:[\d一二三四五六七八九十]+)?(?:-\d+)?\s*[】\]]?(?=[\s:.、—-]|$)/iu;
const longestTitle = 44;

/** How the lines of a text file are laid out. */
interface Layout {
  /** Columns at which lines were wrapped by hand; undefined when a line is a paragraph. */
  readonly wrapWidth: number | undefined;
  readonly usesIndent: boolean;
}

/** Puts lines back together into paragraphs and marks headings and box titles. */
export function joinLines(lines: readonly TextLine[]): Block[] {
  const layout = findLayout(lines);
  const blocks: Block[] = [];
  let parts: string[] = [];
  let first: TextLine | undefined;
  let previous: TextLine | undefined;
  const flush = (): void => {
    if (first) blocks.push(toBlock(joinParts(parts), first));
    parts = [];
  };
  for (const line of lines) {
    if (previous && continues(previous, line, layout, parts.length === 1)) parts.push(line.text);
    else {
      flush();
      first = line;
      parts = [line.text];
    }
    previous = line;
  }
  flush();
  return blocks;
}

function findLayout(lines: readonly TextLine[]): Layout {
  const physical = lines.filter((line) => line.kind === "line" && line.text.length >= 8);
  const indented = physical.filter((line) => line.indented).length;
  const usesIndent = indented >= 3 && indented >= physical.length * 0.1;
  if (physical.length < 8) return { wrapWidth: undefined, usesIndent };
  const widths = physical.map((line) => displayWidth(line.text)).sort((a, b) => a - b);
  const high = widths[Math.floor(widths.length * 0.8)] ?? 0;
  const nearEdge = physical.filter((line) => Math.abs(displayWidth(line.text) - high) <= high * 0.12);
  const cutOff = nearEdge.filter((line) => !endsSentence(line.text)).length;
  const isWrapped = high <= 130 && nearEdge.length >= physical.length * 0.35 && cutOff >= nearEdge.length * 0.5;
  return { wrapWidth: isWrapped ? high : undefined, usesIndent };
}

/** Whether a line goes on with the paragraph of the line before it. */
function continues(previous: TextLine, line: TextLine, layout: Layout, previousIsFirst: boolean): boolean {
  if (!canWrap(previous) || !canWrap(line) || isBoxTitle(line.text) || isListItem(line.text)) return false;
  const filled = isFilled(previous, layout);
  if (previousIsFirst && !filled && isStandingTitle(previous.text)) return false;
  const ended = endsSentence(previous.text);
  const paused = /[,，、]$/u.test(previous.text);
  if (findLabel(line.text) && (ended || !paused)) return false;
  if (layout.usesIndent && line.indented) return false;
  if (filled) return !line.afterGap || (!ended && (line.afterPageBreak || layout.usesIndent));
  if (ended || layout.wrapWidth !== undefined) return false;
  return layout.usesIndent || paused || (line.afterPageBreak && !isStandingTitle(line.text));
}

function canWrap(line: TextLine): boolean {
  return line.kind === "line" && !line.tableRow && line.headingLevel === undefined;
}

/** The line reaches the column at which lines were wrapped. */
function isFilled(line: TextLine, { wrapWidth }: Layout): boolean {
  return wrapWidth !== undefined && displayWidth(line.text) + (line.indented ? 4 : 0) >= wrapWidth * 0.84;
}

/** Bullets begin an item of their own. */
function isListItem(text: string): boolean {
  return /^[●•◆■□★▪–—*-]\s*\S/u.test(text) && !/^[–—-]+$/u.test(text);
}

function joinParts(parts: readonly string[]): string {
  let text = "";
  for (const part of parts) {
    // Of a paragraph of a thousand lines only the end is looked at.
    const end = text.slice(-40);
    const needsSpace = /[A-Za-z0-9,;:)%]$/u.test(end) && /^[A-Za-z0-9(]/u.test(part) && isLatinText(end);
    text += needsSpace ? ` ${part}` : part;
  }
  return text;
}

function toBlock(text: string, first: TextLine): Block {
  return {
    text,
    label: first.tableRow ? undefined : findLabel(text),
    isTitle: !first.tableRow && (isStandingTitle(text) || (first.headingLevel !== undefined && text.length <= 120)),
    isBoxTitle: isBoxTitle(text) && text.length <= longestTitle + 10,
    headingLevel: first.headingLevel,
    tableRow: first.tableRow,
  };
}

function isBoxTitle(text: string): boolean {
  return boxTitle.test(toHalfWidth(text)) && !/[。；;]/u.test(text);
}

/** Short and without the marks of a sentence: a heading, or an item of a list. */
export function isStandingTitle(text: string): boolean {
  const half = toHalfWidth(text);
  if (/[。;!?:]$/u.test(half) || /[。;]/u.test(half)) return false;
  if (isLatinText(half))
    return half.length <= 110 && !/[.,]$/u.test(half) && !/\.\s+[A-Z]/u.test(half.replace(/^[\d.]+\s/u, ""));
  if (/[,、]$/u.test(half)) return false;
  return half.length <= longestTitle && (half.match(/,/gu)?.length ?? 0) <= 1;
}
