import type { Block } from "./paragraphs.ts";
import { isLatinText, toHalfWidth } from "./text.ts";

/** What a block is in the outline of the plan. */
export type Level = "chapter" | "section" | "none";

/** Numbering finer than this only ever labels paragraphs. */
const finestStructuralRank = 8;
const finestRunInRank = 5;
const hintRank = 20;
const plainRank = 30;

interface Candidate {
  readonly index: number;
  readonly rank: number;
  /** Stands on a line of its own. */
  readonly standing: boolean;
}

/** `(一)指导思想。以…`: a short first sentence after the number, with text following on the same line. */
export function runInHeadingEnd(text: string, labelLength: number): number | undefined {
  const half = toHalfWidth(text);
  const end = isLatinText(half) ? half.search(/\.\s+[A-Z]/u) : half.indexOf("。");
  if (end < 0 || end >= half.length - 1) return undefined;
  const heading = half.slice(labelLength, end);
  if (/[;:]/u.test(heading) || heading.length > (isLatinText(half) ? 80 : 30)) return undefined;
  return end + 1;
}

/**
 * The outline level of each block: the outermost numbering in use makes chapters, the next one inside a chapter makes its
 * sections, everything finer labels paragraphs. Without any numbering the outline that the file format gives is used,
 * and without that the headings that stand alone.
 */
export function findLevels(blocks: readonly Block[]): Level[] {
  const levels: Level[] = blocks.map(() => "none");
  const candidates = findCandidates(blocks);
  const ranks = qualifiedRanks(candidates, blocks);
  const chapterRank = ranks[0];
  if (chapterRank === undefined) return levels;
  const chapters = candidates.filter((candidate) => candidate.rank === chapterRank);
  for (const { index } of chapters) levels[index] = "chapter";
  for (const [order, { index }] of chapters.entries()) {
    const end = chapters[order + 1]?.index ?? blocks.length;
    const inside = candidates.filter((c) => c.index > index && c.index < end && c.rank > chapterRank);
    const sectionRank = findSectionRank(inside, ranks[1]);
    for (const candidate of inside) if (candidate.rank === sectionRank) levels[candidate.index] = "section";
  }
  return levels;
}

function findSectionRank(inside: readonly Candidate[], usual: number | undefined): number | undefined {
  const outermost = inside.reduce((least, candidate) => Math.min(least, candidate.rank), Number.POSITIVE_INFINITY);
  if (usual === undefined || outermost > plainRank) return undefined;
  if (inside.some((candidate) => candidate.rank === usual)) return usual;
  // A chapter without the usual sections may use the next numbering for them, but only for headings of their own.
  const own = inside.filter((candidate) => candidate.rank === outermost);
  return own.length >= 2 && own.every((candidate) => candidate.standing) ? outermost : undefined;
}

function findCandidates(blocks: readonly Block[]): Candidate[] {
  const hinted = hintedRanks(blocks);
  const candidates: Candidate[] = [];
  let inBox = false;
  for (const [index, block] of blocks.entries()) {
    if (block.isBoxTitle || (block.label?.rank ?? 99) <= finestRunInRank) inBox = block.isBoxTitle;
    const rank = block.isBoxTitle ? undefined : headingRank(block, inBox, hinted);
    if (rank !== undefined) candidates.push({ index, rank, standing: block.isTitle });
  }
  return candidates;
}

function headingRank(block: Block, inBox: boolean, hinted: (level: number) => number | undefined): number | undefined {
  const { label, headingLevel, isTitle } = block;
  if (!label) return headingLevel === undefined || !isTitle ? undefined : hinted(headingLevel);
  if (inBox || label.rank > finestStructuralRank) return undefined;
  const runIn = label.rank <= finestRunInRank && runInHeadingEnd(block.text, label.length) !== undefined;
  return isTitle || runIn ? label.rank : undefined;
}

/** Ranks that make up the outline, outermost first: most of their lines are headings, and they are used more than once. */
function qualifiedRanks(candidates: readonly Candidate[], blocks: readonly Block[]): number[] {
  const labelled = new Map<number, number>();
  for (const { label } of blocks) if (label) labelled.set(label.rank, (labelled.get(label.rank) ?? 0) + 1);
  const counts = new Map<number, { total: number; standing: number }>();
  for (const { rank, standing } of candidates) {
    const count = counts.get(rank) ?? { total: 0, standing: 0 };
    counts.set(rank, { total: count.total + 1, standing: count.standing + (standing ? 1 : 0) });
  }
  const ranks = [...counts]
    .filter(([rank, { total, standing }]) => isOutline(rank, total, standing, labelled.get(rank) ?? total))
    .map(([rank]) => rank)
    .sort((a, b) => a - b);
  if (ranks.length > 0) return ranks;
  return plainTitles(blocks, candidates as Candidate[]) ? [plainRank] : [];
}

/** Whether a numbering makes headings: `total` of its `lines` are headings, `standing` of them on lines of their own. */
function isOutline(rank: number, total: number, standing: number, lines: number): boolean {
  if (total * 2 < lines || (rank > finestRunInRank && standing * 2 < lines)) return rank <= 3;
  // A single heading of its kind is believed when it stands alone; a single line in large letters is the title.
  return rank <= 3 || total >= 2 || (standing === 1 && rank < hintRank);
}

/** Without numbering and without hints, headings that stand alone before text are the chapters. */
function plainTitles(blocks: readonly Block[], candidates: Candidate[]): boolean {
  const titles: number[] = [];
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    const opens = block.isTitle && !block.label && !block.isBoxTitle && next !== undefined && !next.isTitle;
    // The first title that stands alone is the plan's own.
    if (opens && (index > 0 || !isPlanTitle(block.text))) titles.push(index);
  }
  if (titles.length < 2) return false;
  for (const index of titles) candidates.push({ index, rank: plainRank, standing: true });
  candidates.sort((a, b) => a.index - b.index);
  return true;
}

/** A line that ends as titles of plans end, perhaps with the years in brackets. */
export function isPlanTitle(text: string): boolean {
  return /(?:规划|纲要|计划|方案|意见|要点|\bplan|\bstrategy|\bprogramme|\bframework)\s*(?:[(（].{1,20}[)）]|\d{4}\s*[-–—]\s*\d{4})?$/iu.test(
    text,
  );
}

/** The rank that an outline level of the file format stands for. */
function hintedRanks(blocks: readonly Block[]): (level: number) => number | undefined {
  const byLevel = new Map<number, number>();
  let numbered = false;
  for (const { headingLevel, label } of blocks) {
    if (!label || label.rank > finestRunInRank) continue;
    numbered = true;
    if (headingLevel === undefined) continue;
    byLevel.set(headingLevel, Math.min(byLevel.get(headingLevel) ?? 99, label.rank));
  }
  return (level) => byLevel.get(level) ?? (numbered ? undefined : hintRank + level);
}
