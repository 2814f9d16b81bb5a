import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { SourceLine } from "../core/import/index.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Elements that hold no text of the plan. */
const skipped = new Set(
  "script style noscript template nav header footer aside form button select iframe object svg head title".split(" "),
);
const blocks = new Set(
  "p div li ul ol h1 h2 h3 h4 h5 h6 section article main blockquote table tbody thead tr td th dl dt dd pre figure figcaption address center hr body html".split(
    " ",
  ),
);

/** Paragraphs of an HTML page in order; rows of tables with several columns become one line each. */
export function readHtml(html: string): SourceLine[] {
  const reader = new PageReader();
  // A stack of its own: a page nested ten thousand deep must not overflow the call stack.
  const stack: Step[] = [{ node: parse(html) }];
  for (let step = stack.pop(); step; step = stack.pop()) {
    if ("close" in step) reader.close(step.close);
    else stack.push(...reader.open(step.node));
  }
  reader.flush();
  return reader.lines;
}

type Step = { readonly node: Node } | { readonly close: string };

class PageReader {
  readonly lines: SourceLine[] = [];
  #current = "";
  #heading: number | undefined;

  flush(): void {
    const text = this.#current.replace(/[ \t\r\n\u00A0]+/gu, " ").trim();
    if (text !== "") this.lines.push({ text, kind: "paragraph", headingLevel: this.#heading });
    this.#current = "";
  }

  close(name: string): void {
    this.flush();
    if (/^h[1-6]$/u.test(name)) this.#heading = undefined;
  }

  /** Takes a node in; what is left to do, last step first. */
  open(node: Node): Step[] {
    if (node.nodeName === "#text") this.#current += (node as DefaultTreeAdapterTypes.TextNode).value;
    if (node.nodeName === "br") this.flush();
    if (skipped.has(node.nodeName) || !("childNodes" in node)) return [];
    const row = node.nodeName === "tr" ? dataRowText(node as Element) : undefined;
    if (row !== undefined) {
      this.flush();
      this.lines.push({ text: row, kind: "paragraph", tableRow: true });
      return [];
    }
    const children: Step[] = node.childNodes.map((child) => ({ node: child }));
    if (!blocks.has(node.nodeName)) return children.reverse();
    this.flush();
    if (/^h[1-6]$/u.test(node.nodeName)) this.#heading = Number(node.nodeName[1]);
    return [{ close: node.nodeName }, ...children.reverse()];
  }
}

function cellsOf(row: Element): Element[] {
  return row.childNodes.filter((node): node is Element => node.nodeName === "td" || node.nodeName === "th");
}

/** A row with several filled cells is data; a table of one cell only lays out a box, and long cells are paragraphs. */
function dataRowText(row: Element): string | undefined {
  const cells = cellsOf(row);
  if (cells.length < 2) return undefined;
  const texts: string[] = [];
  for (const cell of cells) {
    const text = shortTextOf(cell);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.filter((text) => text !== "").length > 1 ? texts.join(" ").trim() : undefined;
}

const longestCell = 200;
/** Tables in tables in tables are read once, not once for every table around them. */
const mostNodes = 500;

function shortTextOf(element: Element): string | undefined {
  let text = "";
  let visited = 0;
  const stack: Node[] = [element];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visited += 1;
    if (visited > mostNodes || text.length > longestCell * 5) return undefined;
    if (node.nodeName === "#text") text += (node as DefaultTreeAdapterTypes.TextNode).value;
    else if ("childNodes" in node && !skipped.has(node.nodeName)) stack.push(...[...node.childNodes].reverse());
  }
  const words = text.replace(/\s+/gu, " ").trim();
  return words.length < longestCell ? words : undefined;
}
