import { Gazetteer, type GazetteerMatch, type GazetteerPlace, type PlaceNames } from "./gazetteer.ts";
import { toHalfWidth } from "./text.ts";
import { findCandidates, normalise } from "./unknown-places.ts";

/** Names are learnt from so many sentences at most: a plan names its places early and often. */
const mostSentences = 6_000;

/**
 * The gazetteer, and over it the places that the plan itself names with their full endings (甲乙县, 丙丁镇, 戊水河), so that
 * they are known wherever it names them short; and the abbreviations that it defines (以下简称“甲丙”).
 */
export function learnPlaces(texts: readonly string[], base: PlaceNames): PlaceNames {
  const seen = new Map<string, Mention>();
  const aliases = new Map<string, readonly string[]>();
  const halves = texts.slice(0, mostSentences).map(toHalfWidth);
  for (const text of halves) {
    for (const [name, mention] of mentionsIn(text, base)) {
      const known = seen.get(name);
      seen.set(name, {
        kind: mention.kind,
        count: mention.count + (known?.count ?? 0),
        sure: mention.sure || known?.sure === true,
      });
    }
    for (const [alias, letters] of definedAliases(text)) aliases.set(alias, letters);
  }
  const whole = halves.join("\n");
  const learnt: GazetteerPlace[] = [];
  for (const [name, { kind, count, sure }] of seen) {
    const isBelieved = sure || count >= 2 || stemRecurs(name, kind, whole);
    if (isBelieved) learnt.push({ code: null, kind, name, parent: null, isLearnt: true });
  }
  return new LayeredNames(base, new Gazetteer(learnt), aliases);
}

interface Mention {
  readonly kind: string;
  readonly count: number;
  readonly sure: boolean;
}

function mentionsIn(text: string, base: PlaceNames): [string, Mention][] {
  const rest = blankKnown(text, base);
  const candidates = findCandidates(rest);
  const mentions = candidates.map(({ start, end, kind, needsEvidence }): [string, Mention] => {
    const isListed = text[start - 1] === "、" || text[end] === "、";
    const beside = candidates.some((other) => other.end === start - 1 || other.start === end + 1);
    // 甲乙省丙丁市, and 甲乙省西南部: one name stands on the other, or a side of it is meant.
    const chained = rest[start - 1] === "□" || candidates.some((other) => other.end === start || other.start === end);
    const sided = /^[东西南北中第]/u.test(text.slice(end)) && kind === "province";
    return [
      text.slice(start, end),
      { kind, count: 1, sure: !needsEvidence || (isListed && beside) || chained || sided },
    ];
  });
  // 甲乙(区): the ending in brackets.
  for (const match of rest.matchAll(
    /(?<!\p{Script=Han})((?:(?![个各市县区镇乡省])\p{Script=Han}){2,3})\(([市县区镇乡])\)/gu,
  )) {
    const kind = bracketKinds[match[2] ?? ""] ?? "town";
    mentions.push([`${match[1]}${match[2]}`, { kind, count: 1, sure: true }]);
  }
  return mentions;
}

const bracketKinds: Readonly<Record<string, string>> = { 市: "prefecture", 县: "county", 区: "district" };

/** 甲州市 once and 甲州至乙源 elsewhere: the stem of a true name recurs where only places stand. */
function stemRecurs(name: string, kind: string, whole: string): boolean {
  const stem = name.slice(0, -1);
  if (stem.length < 2 || kind === "province") return false;
  const used = new RegExp(`(?:[、—–]${stem})|${stem}(?=[至、—–]|港|机场|高速|铁路|新区|市区|县城|境内|片区|段)`, "u");
  return used.test(whole);
}

function blankKnown(text: string, base: PlaceNames): string {
  let result = "";
  for (let position = 0; position < text.length; ) {
    const match = base.findAt(text, position);
    // A short name may begin a longer one that is not known: 甲乙 of 甲乙乡.
    const begins = match !== undefined && /[省市县区镇乡]/u.test(text[match.end] ?? "");
    if (match && !match.isWeak && (match.end - match.start > 2 || !begins)) {
      result += "□".repeat(match.end - position);
      position = match.end;
    } else {
      result += text[position] ?? "";
      position += 1;
    }
  }
  return result;
}

const definition =
  /((?:\p{Script=Han}{2,8}[、和与]){1,5}\p{Script=Han}{2,8})\(以下(?:统称|简称|合称)(?:为)?[“"](\p{Script=Han}{2,5})[”"]\)/gu;

/** 甲乙、丙丁(以下简称“甲丙”): an alias made of one character of each name. */
function definedAliases(text: string): [string, string[]][] {
  const found: [string, string[]][] = [];
  if (!text.includes("(以下")) return found;
  for (const match of text.matchAll(definition)) {
    const alias = match[2] ?? "";
    const names = (match[1] ?? "").split(/[、和与]/u);
    if (names.length !== alias.length) continue;
    const fitting = names.map((name, index) => (index === 0 ? lastName(name, alias[0] ?? "") : normalise(name)));
    if (fitting.every((name, index) => name.includes(alias[index] ?? ""))) found.push([alias, fitting]);
  }
  return found;
}

/** The first name of a list begins where its letter stands: 推动甲乙 is 甲乙. */
function lastName(name: string, letter: string): string {
  const index = name.lastIndexOf(letter);
  return normalise(index < 0 ? name : name.slice(index));
}

class LayeredNames implements PlaceNames {
  readonly #base: PlaceNames;
  readonly #learnt: PlaceNames;
  readonly #aliases: ReadonlyMap<string, readonly string[]>;

  constructor(base: PlaceNames, learnt: PlaceNames, aliases: ReadonlyMap<string, readonly string[]>) {
    this.#base = base;
    this.#learnt = learnt;
    this.#aliases = aliases;
  }

  /** The longer name wins; of two equally long the sure one, then the gazetteer's. */
  findAt(text: string, position: number): GazetteerMatch | undefined {
    const known = this.#base.findAt(text, position);
    const own = this.#findAlias(text, position) ?? this.#learnt.findAt(text, position);
    if (!known || !own) return known ?? own;
    if (own.end !== known.end) return own.end > known.end ? own : known;
    return known.isWeak ? own : known;
  }

  findName(text: string): { readonly name: string; readonly code: string | null } | undefined {
    return this.#base.findName(text) ?? this.#learnt.findName(text);
  }

  #findAlias(text: string, position: number): GazetteerMatch | undefined {
    for (const [alias, names] of this.#aliases) {
      if (!text.startsWith(alias, position)) continue;
      const place: GazetteerPlace = { code: null, kind: "group", name: alias, isLearnt: true };
      const written = names.map((name) => this.findName(name) ?? { name, code: null });
      return { start: position, end: position + alias.length, place, names: written, isWeak: false };
    }
    return undefined;
  }
}
