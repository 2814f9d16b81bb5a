import { splitParagraph } from "../citation.ts";
import { isLatinText } from "./text.ts";

/** Words after which a full stop does not end an English sentence. */
const abbreviations =
  /(?:^|[\s(“"'])(?:e\.g|i\.e|etc|vs|approx|no|nos|st|dr|mr|mrs|ms|prof|fig|figs|art|para|sec|ch|vol|pp|p|cf|inc|ltd|co|jr|sr|u\.s|u\.k|[a-z])\.$/iu;

/**
 * Sentences of one paragraph, trimmed. Chinese text is cut as citations demand; in English text a full stop ends a
 * sentence too, when a capital or a figure follows and no abbreviation stands before it.
 */
export function splitSentences(paragraph: string): string[] {
  if (!isLatinText(paragraph)) return splitParagraph(paragraph);
  return splitParagraph(paragraph).flatMap(splitAtFullStops);
}

function splitAtFullStops(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of text.matchAll(/\.[”’"')\]]*\s+(?=[“‘"'([]?[A-Z0-9])/gu)) {
    const end = match.index + match[0].length;
    const piece = text.slice(start, match.index + 1);
    // A number at the very start is the label of the paragraph.
    if (/^\s*[\dIVXivx]{1,4}(?:\.\d+)*\.$/u.test(piece) || abbreviations.test(piece)) continue;
    sentences.push(text.slice(start, end).trim());
    start = end;
  }
  const rest = text.slice(start).trim();
  if (rest !== "") sentences.push(rest);
  return sentences;
}
