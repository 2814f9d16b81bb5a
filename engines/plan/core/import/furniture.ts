import { findLabel } from "./numbering.ts";
import { endsSentence, lineKey, type SourceLine, toHalfWidth } from "./text.ts";

/** A line that belongs to the text, with what stood around it on the page. */
export interface TextLine {
  readonly text: string;
  readonly kind: "line" | "paragraph";
  readonly indented: boolean;
  /** A blank line or a page break stood before it. */
  readonly afterGap: boolean;
  /** A page break stood before it. */
  readonly afterPageBreak: boolean;
  readonly headingLevel: number | undefined;
  readonly tableRow: boolean;
}

/** `- 3 -`, `— 3 —`, `第 3 页 共 40 页`, `3/40`, `Page 3 of 40`, `iii`. */
const pageNumber =
  /^(?:[-–—－·\s]*\d{1,4}[-–—－·\s]*|第\s*\d{1,4}\s*页(?:[,\s/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4}|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|[-–—\s]*[ivxl]{1,6}[-–—\s]*)$/iu;

/** A line of a table of contents: dots, then the page. A tab or a wide gap does the same, but also stands in tables. */
const dottedLeaders = /(?:[.·\u2024-\u2027。]{3,}|…+)\s*[-(（]?\s*\d{1,4}\s*[-)）]?\s*$/u;
const gapLeaders = /(?:\t+|\s{3,})[-(（]?\d{1,4}[-)）]?\s*$/u;

const contentsTitle = /^(?:目\s*[录錄次]|(?:table\s+of\s+)?contents)$/iu;

const planWords = /规划|纲要|计划|方案|意见|plan|strategy/iu;

/**
 * Lines of the text without page furniture: page numbers, headers and footers that repeat, tables of contents. What the
 * removed lines leave behind is kept as gaps and page breaks, which tell later where a paragraph was cut.
 */
export function removeFurniture(source: readonly SourceLine[]): TextLine[] {
  const headers = findRepeatedHeaders(source);
  const lines: TextLine[] = [];
  let afterGap = false;
  let afterPageBreak = false;
  for (const line of source) {
    const text = line.text.trim();
    if (line.text.includes("\f")) afterPageBreak = true;
    if (text === "") {
      afterGap = true;
      continue;
    }
    const isFurniture = line.kind === "line" && (pageNumber.test(toHalfWidth(text)) || headers.has(headerKey(text)));
    if (isFurniture) {
      afterGap = true;
      afterPageBreak = true;
      continue;
    }
    lines.push({
      text,
      kind: line.kind,
      indented: /^(?:\u3000|\t|\s{2})/u.test(line.text.replace(/^\uFEFF|\f/gu, "")),
      afterGap,
      afterPageBreak,
      headingLevel: line.headingLevel,
      // Cells that a text export parted by tabs.
      tableRow: line.tableRow ?? /\S\t+[^\t]+\t+\S/u.test(line.text),
    });
    afterGap = false;
    afterPageBreak = false;
  }
  return removeContents(lines);
}

function headerKey(text: string): string {
  return lineKey(text).replace(/\d+/gu, "#");
}

/** Short lines that stand at three or more page edges, or that repeat the plan's title. */
function findRepeatedHeaders(source: readonly SourceLine[]): ReadonlySet<string> {
  const total = new Map<string, number>();
  const atEdge = new Map<string, number>();
  const lines = source.filter((line) => line.text.trim() !== "");
  const isEdge = (index: number): boolean => {
    const line = lines[index];
    if (line?.kind !== "line") return false;
    return line.text.includes("\f") || pageNumber.test(toHalfWidth(line.text.trim()));
  };
  for (const [index, line] of lines.entries()) {
    const text = line.text.trim();
    if (line.kind !== "line" || text.length > 60 || endsSentence(text) || findLabel(text)) continue;
    if (pageNumber.test(toHalfWidth(text))) continue;
    const key = headerKey(text);
    total.set(key, (total.get(key) ?? 0) + 1);
    const near = isEdge(index) || isEdge(index - 1) || isEdge(index + 1) || isEdge(index - 2) || isEdge(index + 2);
    if (near || planWords.test(text)) atEdge.set(key, (atEdge.get(key) ?? 0) + 1);
  }
  const headers = new Set<string>();
  for (const [key, count] of total) {
    if (key !== "" && count >= 3 && (atEdge.get(key) ?? 0) * 2 >= count) headers.add(key);
  }
  return headers;
}

/** A line of a table of contents is no longer than this. */
const longestEntry = 90;

function entryKey(text: string): string {
  return lineKey(text.replace(dottedLeaders, "").replace(gapLeaders, ""));
}

function removeContents(lines: readonly TextLine[]): TextLine[] {
  const lastSeen = new Map<string, number>();
  const keys = lines.map(({ text }) => (text.length > longestEntry ? "" : entryKey(text)));
  for (const [index, key] of keys.entries()) lastSeen.set(key, index);
  const repeatsLater = (index: number): boolean => {
    const key = keys[index] ?? "";
    return key.length > 1 && (lastSeen.get(key) ?? -1) > index;
  };
  const isEntry = (index: number): boolean => {
    const line = lines[index];
    if (!line || line.tableRow) return false;
    if (line.text.length > longestEntry) return false;
    if (dottedLeaders.test(line.text)) return true;
    return !endsSentence(line.text) && repeatsLater(index);
  };
  const kept: TextLine[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] as TextLine;
    const titled = contentsTitle.test(line.text);
    const start = titled ? index + 1 : index;
    let end = start;
    while (end < lines.length && isEntry(end)) end += 1;
    const run = end - start;
    const dotted = run > 0 && dottedLeaders.test(line.text);
    if (titled || dotted || (run >= 4 && everyIsHeading(lines, start, end))) {
      index = Math.max(end, index + 1);
      continue;
    }
    kept.push(line);
    index += 1;
  }
  return kept;
}

function everyIsHeading(lines: readonly TextLine[], start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const line = lines[index];
    if (line && !findLabel(line.text) && line.headingLevel === undefined && index > start) return false;
  }
  return true;
}
