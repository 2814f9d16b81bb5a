import { actionVerbs, adverbs, connectors } from "./lexicon.ts";
import type { FoundPlace } from "./places.ts";
import type { Finding } from "./text.ts";
import { WordSet } from "./words.ts";

/**
 * Names that no gazetteer holds, told by their last character. `stem` is how many characters may stand before it,
 * `common` are everyday words with the same ending.
 */
interface SuffixRule {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly stem: readonly [number, number];
  readonly common: RegExp;
}

const suffixRules: readonly SuffixRule[] = [
  {
    rule: "place:suffix:airport",
    pattern: /机场(?!群)/gu,
    stem: [2, 8],
    common: /(?:枢纽|支线|干线|国际|通用|运输|民用|军用|新建|区域|新|型|类|等)$/u,
  },
  {
    rule: "place:suffix:reservoir",
    pattern: /水库(?![区群])/gu,
    stem: [2, 4],
    common: /(?:大型|中型|小型|中小型|病险|备用|调蓄|骨干|重点|平原|山塘|等|座|级|型|类|险|口)$/u,
  },
  {
    rule: "place:suffix:port",
    pattern: /港(?![口区航务澳湾城珠])/gu,
    stem: [2, 4],
    common:
      /(?:空|海|陆|内河|外|母|主要|商|疏|进|出|国际|信息|数字|无水|邮轮|渔|枢纽|沿海|沿江|等|离|到|香|进出|临|各|深水|大|小|型|类|湘|粤)$/u,
  },
  {
    rule: "place:suffix:lake",
    pattern: /湖(?![泊区滨岸边面])/gu,
    stem: [1, 3],
    common:
      /(?:江|河|环|沿|滨|临|入|通|大|小|城|退田还|还|山水林田|林田|田|围|个|等|各|内|水|座|五|四|两|三|出|诸|全|数据)$/u,
  },
  {
    rule: "place:suffix:river",
    pattern: /(?:江|河|溪)(?![湖道流段长岸海堤口边水库源谷系川段山床])/gu,
    stem: [1, 3],
    common:
      /(?:沿|跨|过|两|内|入|中小|小|大|干|支|运|滨|临|出|通|环|护城|主|各|条|重点|骨干|引|调|黑臭|五|四|三|界|治|清|拥|山|等|城市|国际|全|湖|江|河|穿|越)$/u,
  },
  { rule: "place:suffix:canal", pattern: /运河/gu, stem: [2, 4], common: /(?:大|建|等|条)$/u },
  {
    rule: "place:suffix:mountain",
    pattern: /山(?!区|水|体|林|地|洪|东|西|丘|坡|塘|村|火|脉|岳|上|下)/gu,
    stem: [2, 3],
    common:
      /(?:矿|荒|火|青|雪|登|绿水青|江|河|靠|假|封|开|沿|环|深|远|高|大|小|林|名|进|上|下|出|后|前|等|座|禁牧|光|石漠|绿|百|千|生态)$/u,
  },
  {
    rule: "place:suffix:city",
    pattern: /市(?![场民政区域容县级直际镇委占属内辖长外值])/gu,
    stem: [2, 3],
    common:
      /(?:城|全|我|本|各|省|县|地级|超|上|门|夜|都|集|早|股|楼|车|房|中小|大|该|某|设区|等|座|个|直辖|副省级|计划单列|试点|示范|中心|资源型|沿海|沿江|内陆|毗邻|周边|节点|省辖|外|内|智慧|海绵|县级|入|退|罢|跨|中等|特大|花|菜|一|二|三|两)$/u,
  },
  {
    rule: "place:suffix:county",
    pattern: /县(?![域城级乡市区委际长直道内])/gu,
    stem: [1, 4],
    common:
      /(?:全|我|本|各|市|省|区|该|贫困|重点|试点|示范|大|强|百强|等|个|脱贫|摘帽|跨|产粮|市辖|城|乡|每|附|农业|山区|生态|边境|民族|一|二|三|两|产油|调出)$/u,
  },
  {
    rule: "place:suffix:prefecture",
    pattern: /(?:自治州|自治县|自治旗|自治区)/gu,
    stem: [2, 9],
    common: /(?:民族|各|等|个)$/u,
  },
];

const boundaries = new WordSet([...actionVerbs, ...adverbs, ...connectors]);
const classList =
  /((?:\p{Script=Han}{2,5}[、])*\p{Script=Han}{2,5})等(?:\d+个|[一二两三四五六七八九十]+个)?(?:重点)?(?:县\(?市?|区县|县区|市县|市州|市\b|市(?!场|政)|城市|乡镇|街道|港口|机场|河流|湖泊|水库|支线机场|中小城镇|节点城市|地(?!区|方|块|下|质)|地区)/gu;

/**
 * Places in what the gazetteer left over (`rest` has the found ones blanked out): names told by their ending, and lists
 * that end in 等县 or 等地.
 */
export function findUnknownPlaces(rest: string, text: string, found: readonly Finding[]): FoundPlace[] {
  const unknown: FoundPlace[] = [];
  for (const { rule, pattern, stem, common } of suffixRules) {
    for (const match of rest.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const start = nameStart(rest, match.index, stem, common);
      if (start === undefined || overlaps(unknown, start, end)) continue;
      unknown.push({ start, end, rule, name: normalise(text.slice(start, end), rule), code: null });
    }
  }
  unknown.push(...findClassLists(rest, text, [...found, ...unknown]));
  return unknown;
}

function nameStart(
  rest: string,
  suffix: number,
  [least, most]: readonly [number, number],
  common: RegExp,
): number | undefined {
  let start = suffix;
  while (start > 0 && suffix - start < most + 4 && /\p{Script=Han}/u.test(rest[start - 1] ?? "")) start -= 1;
  // The name begins after the last verb, adverb or connector that still leaves room for a stem.
  for (let from = start; from < suffix; from += 1) {
    const word = boundaries.findAt(rest, from);
    if (word !== undefined && from + word.length <= suffix) start = from + word.length;
  }
  const stem = rest.slice(start, suffix);
  if (stem.length < least || stem.length > most || common.test(stem)) return undefined;
  return start;
}

function overlaps(found: readonly Finding[], start: number, end: number): boolean {
  return found.some((other) => other.start < end && start < other.end);
}

function normalise(name: string, rule: string): string {
  if (rule === "place:suffix:city" || rule === "place:suffix:county") {
    const stem = name.slice(0, -1);
    return stem.length >= 2 ? stem : name;
  }
  return name;
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
