import { findAbbreviations, findBracketed } from "./abbreviations.ts";
import type { FoundPlace } from "./found-place.ts";
import type { GazetteerMatch, GazetteerPlace, PlaceNames } from "./gazetteer.ts";
import { actionVerbs, connectors } from "./lexicon.ts";
import { type Finding, isLatinText, toHalfWidth } from "./text.ts";
import { findUnknownPlaces } from "./unknown-places.ts";
import { WordSet } from "./words.ts";

export interface PlaceOptions {
  readonly gazetteer: PlaceNames;
  /** Names of the plan's own area that say nothing, because everything is about it. */
  readonly omit: readonly string[];
  /** Cities that a one-character abbreviation may mean: the region's own, or those that the plan names. */
  readonly cities: readonly GazetteerPlace[];
}

const blockers = new WordSet([...actionVerbs, ...connectors, "等"]);
const regionTail =
  /^(\p{Script=Han}{0,6}?)(?:经济区|经济带|经济圈|城市圈|都市圈|城市群|城镇群|城镇带|城镇密集带|大湾区|三角洲?|新区|旅游圈|文化圈|城镇圈|生态圈|城市带|平原|盆地|高原|半岛|走廊)/u;
const airportTail = /^(\p{Script=Han}{0,6}?)机场(?!群|群|航线)/u;
const portTail = /^(\p{Script=Han}{0,2}?)港(?![口区航务澳珠湾城])/u;
const institutionTail = /^(?:大学|学院|师范|理工|农大|科技大|银行|路(?!网|口|段)|街道)/u;

/** Places of a sentence in order of appearance; a place named twice is found twice. */
export function findPlaces(sentence: string, options: PlaceOptions): FoundPlace[] {
  let text = toHalfWidth(sentence);
  for (const name of options.omit) text = omitName(text, name);
  const found: FoundPlace[] = [];
  const bracketed = findBracketed(text, options.gazetteer);
  text = blank(text, bracketed);
  found.push(...bracketed);
  const { matches, parks } = scan(text, options.gazetteer);
  for (const match of believed(text, matches)) found.push(...toPlaces(match));
  const rest = blank(text, [...found, ...parks]);
  if (isLatinText(text)) return found.sort((a, b) => a.start - b.start);
  const abbreviated = findAbbreviations(rest, options.cities);
  found.push(...abbreviated, ...findUnknownPlaces(blank(rest, abbreviated), text, found));
  return found.sort((a, b) => a.start - b.start);
}

/** The plan's own area says nothing, but a reach of its river does: 黄河下游干流. */
function omitName(text: string, name: string): string {
  if (!text.includes(name)) return text;
  return text.replace(new RegExp(`${name}(?!干流|河段|江段|航道|水道)`, "gu"), (found) => "□".repeat(found.length));
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

function scan(text: string, gazetteer: PlaceNames): { matches: ScanMatch[]; parks: Finding[] } {
  const matches: ScanMatch[] = [];
  const parks: Finding[] = [];
  let position = 0;
  while (position < text.length) {
    const match = gazetteer.findAt(text, position);
    const isName = match && isWholeWord(text, match) && !isInsideWord(text, match, matches.at(-1)?.end);
    if (!isName || (match.isWeak && overlapsSure(text, match, gazetteer))) {
      position += 1;
      continue;
    }
    // A park is a project, and so is a site named after its city: the city inside the name is the place.
    const inner = isSite(match, gazetteer) ? innerMatch(text, match, gazetteer) : undefined;
    if (match.place.kind === "park" || inner) {
      if (inner) matches.push({ ...inner, rule: "place:in-park" });
      parks.push({ start: match.start, end: match.end, rule: "park" });
      position = match.end;
      continue;
    }
    const extended = extend(text, match);
    if (!institutionTail.test(text.slice(extended.end))) matches.push(extended);
    position = extended.end;
  }
  return { matches, parks };
}

/** A sure name that begins inside a weak one is what is meant: 西连云甲山 holds no 连云. */
function overlapsSure(text: string, weak: GazetteerMatch, gazetteer: PlaceNames): boolean {
  for (let start = weak.start + 1; start < weak.end; start += 1) {
    const inside = gazetteer.findAt(text, start);
    if (inside && !inside.isWeak && inside.end > weak.end) return true;
  }
  return false;
}

/** 沈阳铁西 lies in 沈阳; 兰州西部经济走廊 is a region of its own. */
function isSite({ place }: GazetteerMatch, gazetteer: PlaceNames): boolean {
  if (place.kind === "park") return true;
  if (place.kind !== "area" || namedRegion.test(place.name)) return false;
  const first = gazetteer.findAt(place.name.slice(0, -1), 0);
  return first !== undefined && !first.isWeak && /^(?:province|prefecture|county)$/u.test(first.place.kind);
}

const namedRegion = /(?:区|带|圈|群|湾|三角洲?|走廊|平原|盆地|高原|半岛)$/u;

function innerMatch(text: string, outer: GazetteerMatch, gazetteer: PlaceNames): GazetteerMatch | undefined {
  for (let end = outer.end - 1; end > outer.start + 1; end -= 1) {
    const inner = gazetteer.findAt(text.slice(0, end), outer.start);
    if (inner && inner.place.kind !== "park" && inner.place !== outer.place) return inner;
  }
  return undefined;
}

function isWholeWord(text: string, match: GazetteerMatch): boolean {
  if (!/[A-Za-z]/u.test(text[match.start] ?? "")) return true;
  return !/[A-Za-z]/u.test(text[match.start - 1] ?? "") && !/[A-Za-z]/u.test(text[match.end] ?? "");
}

/**
 * 连通城市 holds no 通城: a verb that reaches into a short name breaks it, and the short name of a county needs a mark, a
 * verb, a connector or another place before it.
 */
function isInsideWord(text: string, match: GazetteerMatch, previousEnd: number | undefined): boolean {
  if (!/\p{Script=Han}/u.test(text[match.start] ?? "") || previousEnd === match.start) return false;
  for (let start = Math.max(0, match.start - 3); start < match.start; start += 1) {
    const word = actionSet.findAt(text, start) ?? compounds.findAt(text, start);
    if (word !== undefined && start + word.length > match.start && start + word.length < match.end) return true;
  }
  // 甲溪大桥 is a bridge, 沿海地区 holds no Haiti, 会同县统计局 no county of Huitong.
  if (/^(?:特?大桥|隧道)/u.test(text.slice(match.end, match.end + 3))) return true;
  const length = match.end - match.start;
  const isShort = length <= 2 && /^(?:county|country)$/u.test(match.place.kind);
  const opensWithVerb = length === 3 && connectorSet.findAt(text, match.start)?.length === 2;
  if ((!isShort && !opensWithVerb) || match.start === 0) return false;
  if (opensWithVerb && /^\p{Script=Han}*[局委办厅院会]/u.test(text.slice(match.end, match.end + 6))) return true;
  if (!/\p{Script=Han}/u.test(text[match.start - 1] ?? "")) return false;
  return connectorSet.findBefore(text, match.start, 0) === undefined;
}

/** What follows a known name can make it another place: a port, an airport, a named region, a lake's surroundings. */
function extend(text: string, match: GazetteerMatch): ScanMatch {
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
  const region =
    namedRegion.test(text.slice(match.start, match.end)) && place.kind !== "lake" ? undefined : regionTail.exec(tail);
  const isSure =
    !match.isWeak || (region?.[0] === "新区" && connectorSet.findBefore(text, match.start, 0) !== undefined);
  if (region && isSure && isProper(region[1] ?? "")) {
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

/** The middle of a name holds neither verbs nor connectors: 郑州新郑国际机场, but not 郑州建设机场. */
function isProper(middle: string): boolean {
  return (
    blockers.findIn(middle.replace(/国际|国家|生态|文化|开发|发展|合作|旅游|流域|产业|新$/gu, ""), 0, middle.length) ===
    undefined
  );
}

/** The sure names, and the weak ones in their company; a weak name that is believed vouches for the next in the list. */
function believed(text: string, matches: readonly ScanMatch[]): ScanMatch[] {
  const sure = matches.filter((match) => !match.isWeak);
  const weak = matches.filter((match) => match.isWeak);
  for (const order of [weak, [...weak].reverse()]) {
    for (const match of order) if (!sure.includes(match) && isInCompany(text, match, sure, weak)) sure.push(match);
  }
  return sure;
}

/** A weak name counts when it stands alone between marks next to a sure place, or right after the place it lies in. */
function isInCompany(
  text: string,
  weak: GazetteerMatch,
  sure: readonly GazetteerMatch[],
  allWeak: readonly GazetteerMatch[],
): boolean {
  const parent = sure.find((match) => match.end === weak.start && /^(?:province|prefecture)$/u.test(match.place.kind));
  if (parent && weak.place.parent !== undefined && isInside(weak.place, parent.place)) return true;
  const left = text[weak.start - 1] ?? "";
  const right = text.slice(weak.end, weak.end + 4);
  const opensLeft = left === "" || /[、和与及—–\-(~至到,;。:\s]/u.test(left);
  const closesRight = /^(?:[、和与及—–\-),~至到]|等)/u.test(right);
  const leadsIn = opensLeft || connectorSet.findBefore(text, weak.start, 0) !== undefined;
  const rightFree = closesRight || right === "" || /^[。;]/u.test(right) || actionSet.findAt(right, 0) !== undefined;
  const isLeft = (match: GazetteerMatch): boolean => match.end === weak.start - 1;
  const isRight = (match: GazetteerMatch): boolean => match.start === weak.end + 1;
  if (/^\([市县区镇乡]\)/u.test(right)) return true;
  if (opensLeft && rightFree && sure.some(isLeft)) return true;
  if (closesRight && leadsIn && sure.some(isRight)) return true;
  // Three in a row, or two that the plan itself taught, keep each other company.
  const next = text[weak.end] === "、" ? allWeak.find(isRight) : undefined;
  if (!next || !leadsIn) return false;
  if (weak.place.isLearnt && next.place.isLearnt) return true;
  return text[next.end] === "、" && allWeak.some((match) => match.start === next.end + 1);
}

/** Everyday words whose end could begin a name. */
const compounds = new WordSet(["沿海", "沿江", "沿河", "沿湖", "跨海", "内陆", "地方", "全国", "各国", "我国"]);
const actionSet = new WordSet(actionVerbs);
const connectorSet = new WordSet([...connectors, ...actionVerbs]);

function isInside(place: GazetteerPlace, parent: GazetteerPlace): boolean {
  if (place.code === null || parent.code === null) return false;
  const digits = parent.code.endsWith("0000") ? 2 : 4;
  return place.code.slice(0, digits) === parent.code.slice(0, digits);
}
