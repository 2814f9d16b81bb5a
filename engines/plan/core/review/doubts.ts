import type { SentenceAnalysis } from "../import/index.ts";

/** What a reviewer should look at twice. */
export type Doubt = "unknown-place" | "vague-figure" | "no-verb" | "unsure-background" | "several-figures";

type Analysed = Pick<SentenceAnalysis, "commits" | "evidence" | "quantities" | "places" | "text">;

/** Words of obligation in a sentence that is taken for background. */
const obligations = /(?:必须|不得|应当|力争|确保|责任单位|牵头)|\b(?:shall|must)\b/u;

/**
 * Why the importer's reading of a sentence may be wrong: a place that nobody knows, a figure without object or without
 * a clear bound, a promise without a verb or a figure, a sentence taken for background that holds words of obligation,
 * several figures in one sentence.
 */
export function listDoubts({ commits, evidence, quantities, places, text }: Analysed): Doubt[] {
  const doubts: Doubt[] = [];
  const only = evidence[0]?.rule ?? "";
  if (!commits) {
    const isTitle = only.startsWith("role:") || only === "about-the-plan";
    if (!isTitle && obligations.test(text)) doubts.push("unsure-background");
    return doubts;
  }
  if (places.some(({ code }) => code === null)) doubts.push("unknown-place");
  if (quantities.some(({ object, comparator }) => object === "" || comparator === "about")) doubts.push("vague-figure");
  if (evidence.every(({ rule }) => rule === "state:outcome" || rule === "box-item")) doubts.push("no-verb");
  if (quantities.length > 1) doubts.push("several-figures");
  return doubts;
}
