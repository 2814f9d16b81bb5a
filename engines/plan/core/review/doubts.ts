import type { SentenceAnalysis } from "../import/index.ts";

/** What a reviewer should look at twice. */
export type Doubt = "unknown-place" | "vague-figure" | "no-verb" | "unsure-background" | "several-figures";

type Analysed = Pick<SentenceAnalysis, "commits" | "evidence" | "quantities" | "places" | "text">;

/** Words of order in a sentence that is taken for background. */
const orders =
  /(?:要|应|须|必须|不得|将|力争|确保|加快|推进|建设|建立|完善|加强)|\b(?:shall|will|must|should)\b|\d+(?:\.\d+)?\s*(?:%|万|亿|公里|个)/u;

/**
 * Why the importer's reading of a sentence may be wrong: a place that nobody knows, a figure without object or without
 * a clear bound, a promise without a verb, a sentence taken for background that holds words of order or figures, several
 * figures in one sentence.
 */
export function listDoubts({ commits, evidence, quantities, places, text }: Analysed): Doubt[] {
  const doubts: Doubt[] = [];
  const only = evidence[0]?.rule ?? "";
  if (!commits) {
    const isTitle = only.startsWith("role:") || only === "about-the-plan";
    if (!isTitle && orders.test(text)) doubts.push("unsure-background");
    return doubts;
  }
  if (places.some(({ code }) => code === null)) doubts.push("unknown-place");
  if (quantities.some(({ object, comparator }) => object === "" || comparator === "about")) doubts.push("vague-figure");
  if (evidence.every(({ rule }) => rule.startsWith("state:") || rule === "box-item")) doubts.push("no-verb");
  if (quantities.length > 1) doubts.push("several-figures");
  return doubts;
}
