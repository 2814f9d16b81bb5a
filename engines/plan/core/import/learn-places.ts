import { Gazetteer, type GazetteerMatch, type GazetteerPlace, type PlaceNames } from "./gazetteer.ts";
import { toHalfWidth } from "./text.ts";
import { findCandidates, normalise } from "./unknown-places.ts";

/** Names are learnt from so many sentences at most: a plan names its places early and often. */
const mostSentences = 6_000;

/**
 * The gazetteer, and over it the places that the plan itself names with their full endings (云梓县, 柳荫镇, 梓水河), so that
 * they are known wherever it names them short; and the abbreviations that it defines (以下简称“临澄”).
 */
export function learnPlaces(texts: readonly string[], base: PlaceNames): PlaceNames {
  const seen = new Map<string, { kind: string; count: number; sure: boolean }>();
  const aliases = new Map<string, readonly string[]>();
  for (const raw of texts.slice(0, mostSentences)) {
    const text = toHalfWidth(raw);
    const rest = blankKnown(text, base);
    const candidates = findCandidates(rest);
    for (const { start, end, kind, needsEvidence } of candidates) {
      const name = text.slice(start, end);
      const entry = seen.get(name) ?? { kind, count: 0, sure: false };
      const inList = /[、]$/u.test(text.slice(0, start)) || text[end] === "、" || rest[start - 1] === "□";
      const neighbour = candidates.some(
        (other) => other.end === start || other.end === start - 1 || other.start === end + 1,
      );
      seen.set(name, {
        kind,
        count: entry.count + 1,
        sure: entry.sure || !needsEvidence || (inList && neighbour) || rest[start - 1] === "□",
      });
    }
    for (const [alias, letters] of definedAliases(text)) aliases.set(alias, letters);
  }
  const learnt: GazetteerPlace[] = [];
  for (const [name, { kind, count, sure }] of seen) {
    if (sure || count >= 2) learnt.push({ code: null, kind, name, parent: null, isLearnt: true });
  }
  return new LayeredNames(base, new Gazetteer(learnt), aliases);
}

function blankKnown(text: string, base: PlaceNames): string {
  let result = "";
  for (let position = 0; position < text.length; ) {
    const match = base.findAt(text, position);
    // A short name may begin a longer one that is not known: 石盘 of 石盘乡.
    if (match && !match.isWeak && match.end - match.start > 2) {
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

/** 临溪、澄阳(以下简称“临澄”): an alias made of one character of each name. */
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

/** The first name of a list begins where its letter stands: 推动临溪 is 临溪. */
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
    return known.isWeak && !own.isWeak ? own : known;
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
