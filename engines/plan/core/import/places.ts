import { findAbbreviations, findBracketed } from "./abbreviations.ts";
import type { Gazetteer, GazetteerMatch, GazetteerPlace } from "./gazetteer.ts";
import { actionVerbs, connectors } from "./lexicon.ts";
import { type Finding, isLatinText, toHalfWidth } from "./text.ts";
import { findUnknownPlaces } from "./unknown-places.ts";
import { WordSet } from "./words.ts";

/** A place named in a sentence, under its normalised name. */
export interface FoundPlace extends Finding {
  readonly name: string;
  /** Null for places that the gazetteer does not hold, and for names that several places share. */
  readonly code: string | null;
}

export interface PlaceOptions {
  readonly gazetteer: Gazetteer;
  /** Names of the plan's own area that say nothing, because everything is about it. */
  readonly omit: readonly string[];
  /** Cities that a one-character abbreviation may mean: the region's own, or those that the plan names. */
  readonly cities: readonly GazetteerPlace[];
}

const blockers = new WordSet([...actionVerbs, ...connectors, "等"]);
const regionTail =
  /^(\p{Script=Han}{0,6}?)(?:经济区|经济带|经济圈|城市圈|都市圈|城市群|城镇群|城镇带|城镇密集带|大湾区|三角洲?|新区|旅游圈|文化圈|革命老区|合作区|城镇圈|生态圈|城市带|平原|盆地|高原|半岛|走廊)/u;
const airportTail = /^(\p{Script=Han}{0,6}?)机场(?!群|群|航线)/u;
const portTail = /^(\p{Script=Han}{0,2}?)港(?![口区航务澳珠湾城])/u;
const institutionTail = /^(?:大学|学院|师范|理工|农大|科技大|银行|路(?!网|口|段)|街道)/u;

/** Places of a sentence in order of appearance; a place named twice is found twice. */
export function findPlaces(sentence: string, options: PlaceOptions): FoundPlace[] {
  let text = toHalfWidth(sentence);
  for (const name of options.omit) text = text.replaceAll(name, (found) => "□".repeat(found.length));
  const found: FoundPlace[] = [];
  const bracketed = findBracketed(text, options.gazetteer);
  text = blank(text, bracketed);
  found.push(...bracketed);
  const matches = scan(text, options.gazetteer);
  const strong = matches.filter((match) => !match.isWeak);
  for (const match of strong) found.push(...toPlaces(match));
  for (const match of matches) if (match.isWeak && isInCompany(text, match, strong)) found.push(...toPlaces(match));
  const rest = blank(text, found);
  const abbreviated = isLatinText(text) ? [] : findAbbreviations(rest, options.cities);
  found.push(...abbreviated, ...findUnknownPlaces(blank(rest, abbreviated), text, found));
  return found.sort((a, b) => a.start - b.start);
}

function toPlaces(match: ScanMatch): FoundPlace[] {
  const { start, end, rule } = match;
  return match.names.map(({ name, code }) => ({ start, end, rule, name, code }));
}

function blank(text: string, spans: readonly Finding[]): string {
  let result = text;
  for (const { start, end } of spans) result = result.slice(0, start) + "□".repeat(end - start) + result.slice(end);
  return result;
}

interface ScanMatch extends GazetteerMatch {
  readonly rule: string;
}

function scan(text: string, gazetteer: Gazetteer): ScanMatch[] {
  const matches: ScanMatch[] = [];
  let position = 0;
  while (position < text.length) {
    const match = gazetteer.findAt(text, position);
    if (!match || !isWholeWord(text, match) || isInsideWord(text, match, matches.at(-1)?.end)) {
      position += 1;
      continue;
    }
    // A park is a project; the city inside its name is the place.
    if (match.place.kind === "park") {
      const inner = innerMatch(text, match, gazetteer);
      if (inner) matches.push({ ...inner, rule: "place:in-park" });
      position = match.end;
      continue;
    }
    const extended = extend(text, match);
    if (extended && !institutionTail.test(text.slice(extended.end))) matches.push(extended);
    position = extended?.end ?? match.end;
  }
  return matches;
}

function innerMatch(text: string, outer: GazetteerMatch, gazetteer: Gazetteer): GazetteerMatch | undefined {
  for (let end = outer.end - 1; end > outer.start + 1; end -= 1) {
    const inner = gazetteer.findAt(text.slice(0, end), outer.start);
    if (inner && inner.place.kind !== "park") return inner;
  }
  return undefined;
}

function isWholeWord(text: string, match: GazetteerMatch): boolean {
  if (!/[A-Za-z]/u.test(text[match.start] ?? "")) return true;
  return !/[A-Za-z]/u.test(text[match.start - 1] ?? "") && !/[A-Za-z]/u.test(text[match.end] ?? "");
}

/**
 * 贯通城市 holds no 通城: a verb that reaches into a short name breaks it, and the short name of a county needs a mark, a
 * verb, a connector or another place before it.
 */
function isInsideWord(text: string, match: GazetteerMatch, previousEnd: number | undefined): boolean {
  if (match.end - match.start > 2 || !/\p{Script=Han}/u.test(text[match.start] ?? "")) return false;
  for (let start = Math.max(0, match.start - 3); start < match.start; start += 1) {
    const verb = actionSet.findAt(text, start);
    if (verb !== undefined && start + verb.length > match.start) return true;
  }
  if (match.place.kind !== "county" || match.start === 0 || previousEnd === match.start) return false;
  if (!/\p{Script=Han}/u.test(text[match.start - 1] ?? "")) return false;
  return connectorSet.findBefore(text, match.start, 0) === undefined;
}

/** What follows a known name can make it another place: a port, an airport, a named region, a lake's surroundings. */
function extend(text: string, match: GazetteerMatch): ScanMatch | undefined {
  const { place } = match;
  const tail = text.slice(match.end, match.end + 14);
  const one = (end: number, rule: string, start = match.start): ScanMatch => {
    return { ...match, start, end, rule, isWeak: false, names: [{ name: text.slice(start, end), code: null }] };
  };
  const isAdministrative = /^(?:province|prefecture|county|district)$/u.test(place.kind);
  if (isAdministrative) {
    const airport = airportTail.exec(tail);
    if (airport && isProper(airport[1] ?? "")) return one(match.end + airport[0].length, "place:airport");
    const port = portTail.exec(tail);
    if (port && isProper(port[1] ?? "")) return one(match.end + port[0].length, "place:port");
  }
  const prefix = /[环泛]$/u.exec(text.slice(0, match.start)) ? 1 : 0;
  const region = place.kind === "area" || place.kind === "group" ? undefined : regionTail.exec(tail);
  if (region && isProper(region[1] ?? "")) {
    return one(match.end + region[0].length, "place:named-region", match.start - prefix);
  }
  const around = /^(?:river|lake|canal)$/u.test(place.kind)
    ? /^(?:地区|流域|库区|湖区|区(?!域|间|位))/u.exec(tail)
    : null;
  return {
    ...match,
    end: match.end + (around?.[0].length ?? 0),
    rule: match.isWeak ? "place:in-list" : "place:gazetteer",
  };
}

/** The middle of a name holds neither verbs nor connectors: 武汉天河国际机场, but not 武汉建设机场. */
function isProper(middle: string): boolean {
  return (
    blockers.findIn(middle.replace(/国际|国家|生态|文化|开发|发展|合作|旅游|流域|产业|新$/gu, ""), 0, middle.length) ===
    undefined
  );
}

/** A weak name counts when it stands alone between marks next to a sure place, or right after the place it lies in. */
function isInCompany(text: string, weak: GazetteerMatch, strong: readonly GazetteerMatch[]): boolean {
  const parent = strong.find(
    (match) => match.end === weak.start && /^(?:province|prefecture)$/u.test(match.place.kind),
  );
  if (parent && weak.place.parent !== undefined && isInside(weak.place, parent.place)) return true;
  const left = text[weak.start - 1] ?? "";
  const right = text.slice(weak.end, weak.end + 4);
  const opensLeft = /[、和与及—–\-(~至到]/u.test(left);
  const closesRight = /^(?:[、和与及—–\-),~至到]|等)/u.test(right);
  const leftSure = opensLeft && strong.some((match) => match.end === weak.start - 1);
  const rightSure = closesRight && strong.some((match) => match.start === weak.end + 1);
  const rightFree = closesRight || right === "" || /^[。;]/u.test(right) || actionSet.findAt(right, 0) !== undefined;
  return (
    (leftSure && rightFree) || (rightSure && (opensLeft || connectorSet.findBefore(text, weak.start, 0) !== undefined))
  );
}

const actionSet = new WordSet(actionVerbs);
const connectorSet = new WordSet([...connectors, ...actionVerbs]);

function isInside(place: GazetteerPlace, parent: GazetteerPlace): boolean {
  if (place.code === null || parent.code === null) return false;
  const digits = parent.code.endsWith("0000") ? 2 : 4;
  return place.code.slice(0, digits) === parent.code.slice(0, digits);
}
