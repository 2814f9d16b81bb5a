import type { FoundPlace } from "./found-place.ts";
import { actionVerbs, adverbs, connectors } from "./lexicon.ts";
import { anyEnding, type NameEnding, nameEndings } from "./name-endings.ts";
import type { Finding } from "./text.ts";
import { WordSet } from "./words.ts";

const boundaries = new WordSet([...actionVerbs, ...adverbs, ...connectors]);
const classList =
  /((?:\p{Script=Han}{2,5}[、])*\p{Script=Han}{2,5})等(?:\d+个|[一二两三四五六七八九十]+个)?(?:重点)?(?:县\(?市?|区县|县区|市县|市州|市(?!场|政)|城市|乡镇|街道|港口|机场|河流|湖泊|水库|支线机场|中小城镇|节点城市|地(?!区|方|块|下|质)|地区)/gu;

/** A name told by its ending, before it is decided whether to believe it. */
export interface NameCandidate extends Finding {
  readonly kind: string;
  readonly needsEvidence: boolean;
}

/**
 * Places in what the gazetteer left over (`rest` has the found ones blanked out): names told by their ending, and lists
 * that end in 等县 or 等地.
 */
export function findUnknownPlaces(rest: string, text: string, found: readonly FoundPlace[]): FoundPlace[] {
  const unknown: FoundPlace[] = [];
  for (const { start, end, rule, needsEvidence } of findCandidates(rest)) {
    if (!needsEvidence) unknown.push({ start, end, rule, name: normalise(text.slice(start, end)), code: null });
  }
  unknown.push(...findWaters(rest, [...found, ...unknown]));
  if (rest.includes("等")) unknown.push(...findClassLists(rest, text, [...found, ...unknown]));
  return unknown;
}

/** Every name in a text that ends as places do and is no everyday word. */
export function findCandidates(text: string): NameCandidate[] {
  const candidates: NameCandidate[] = [];
  for (const place of text.matchAll(anyEnding)) {
    for (const ending of nameEndings) {
      ending.pattern.lastIndex = place.index;
      const match = ending.pattern.exec(text);
      const start = match ? nameStart(text, match.index, ending) : undefined;
      if (!match || start === undefined) continue;
      const end = match.index + match[0].length;
      const previous = candidates.at(-1);
      if (previous && previous.end > start) break;
      const { kind, needsEvidence } = ending;
      candidates.push({ start, end, kind, needsEvidence, rule: `place:ending:${kind}` });
      break;
    }
  }
  return candidates;
}

const upperUnit = /^(\p{Script=Han}{2,}(?:省|自治区|州|市|县))(?=\p{Script=Han}{2})/u;

function nameStart(text: string, suffix: number, { stem: [least, most], common }: NameEnding): number | undefined {
  let start = suffix;
  while (start > 0 && suffix - start < most + 6 && /\p{Script=Han}/u.test(text[start - 1] ?? "")) start -= 1;
  // The name begins after the last verb, adverb or connector, or after the unit that it lies in.
  for (let from = start; from < suffix; from += 1) {
    const word = boundaries.findAt(text, from);
    if (word !== undefined && from + word.length <= suffix) start = from + word.length;
  }
  start += upperUnit.exec(text.slice(start, suffix))?.[0].length ?? 0;
  const stem = text.slice(start, suffix).replace(/(?<=.{2})国际$/u, "");
  return stem.length < least || stem.length > most || common.test(stem) ? undefined : start;
}

function overlaps(found: readonly Finding[], start: number, end: number): boolean {
  return found.some((other) => other.start < end && start < other.end);
}

/** 平山县 is 平山 as cities and counties are named everywhere; 沧县 stays. */
export function normalise(name: string): string {
  const stem = name.replace(/[省市县]$/u, "");
  return stem.length >= 2 ? stem : name;
}

/** 汾河、沁水、渭河: a water between rivers is a river. */
function findWaters(rest: string, found: readonly FoundPlace[]): FoundPlace[] {
  const waters: FoundPlace[] = [];
  const isRiver = (place: FoundPlace): boolean => /[江河溪水]$/u.test(place.name);
  for (const match of rest.matchAll(
    /(?<!\p{Script=Han})\p{Script=Han}水(?!\p{Script=Han}|、?[污废供排])|(?<=、)\p{Script=Han}水(?=等)/gu,
  )) {
    const start = match.index;
    const end = start + match[0].length;
    const beside = found.some((place) => isRiver(place) && (place.end === start - 1 || place.start === end + 1));
    if (beside) waters.push({ start, end, rule: "place:water-among-rivers", name: match[0], code: null });
  }
  return waters;
}

function findClassLists(rest: string, text: string, known: readonly Finding[]): FoundPlace[] {
  const found: FoundPlace[] = [];
  // Known places are blanked: a list is believed when it holds one, or when it has three members or more.
  const open = rest.replaceAll("□", "口");
  for (const match of open.matchAll(classList)) {
    const names = (match[1] ?? "").split("、");
    const hasKnown = known.some(({ start, end }) => start >= match.index && end <= match.index + match[0].length);
    if (names.length < (hasKnown ? 2 : 3)) continue;
    let position = match.index;
    for (const [index, name] of names.entries()) {
      const start = position + (index === 0 ? leadLength(rest, position, name) : 0);
      const end = position + name.length;
      position = end + 1;
      if (end - start < 2 || end - start > 4 || overlaps(known, start, end)) continue;
      if (boundaries.findIn(rest, start, end)) continue;
      found.push({ start, end, rule: "place:list-of-class", name: text.slice(start, end), code: null });
    }
  }
  return found;
}

/** How much of the first item is the text before the list. */
function leadLength(rest: string, position: number, name: string): number {
  let lead = 0;
  for (let index = 0; index < name.length; index += 1) {
    const word = boundaries.findAt(rest, position + index);
    if (word !== undefined && index + word.length <= name.length) lead = index + word.length;
  }
  return lead;
}
