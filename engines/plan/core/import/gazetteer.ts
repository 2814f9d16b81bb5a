import { toHalfWidth } from "./text.ts";

/** A place that the importer knows by name. */
export interface GazetteerPlace {
  /** Code in the region or in GB/T 2260; null for a place that is only named. */
  readonly code: string | null;
  /** `province`, `prefecture`, `county`, `district`, `group`, `river`, `lake`, …, `country`, `area`, `park`. */
  readonly kind: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly parent?: string | null | undefined;
  /** Codes of the members of a group. */
  readonly members?: readonly string[] | undefined;
  /** Learnt from the plan's own text. */
  readonly isLearnt?: boolean | undefined;
  /** A place of the plan's own region: wins over namesakes, and may be abbreviated to one character. */
  readonly isOwn?: boolean | undefined;
}

export interface GazetteerMatch {
  readonly start: number;
  readonly end: number;
  readonly place: GazetteerPlace;
  /** Normalised names: more than one for the abbreviation of a group (each member once). */
  readonly names: readonly { readonly name: string; readonly code: string | null }[];
  /** A short name that is often something else: believed only in the company of other places. */
  readonly isWeak: boolean;
}

/** What names are looked up in: one gazetteer, or that of the world under that of the plan. */
export interface PlaceNames {
  /** The longest name that starts at `position`. */
  findAt(text: string, position: number): GazetteerMatch | undefined;
  /** The normalised name of a written one, when it is known. */
  findName(text: string): { readonly name: string; readonly code: string | null } | undefined;
}

interface Entry {
  place: GazetteerPlace;
  names: readonly { readonly name: string; readonly code: string | null }[];
  isWeak: boolean;
}

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  entry: Entry | undefined;
}

/** Short names of cities that are also everyday words. */
const everydayWords = new Set("朝阳 白银 安康 来宾 日照 河源 大同 东方 中山 黄山 平安 和平 安顺 通化".split(" "));

const ethnic =
  /(?:土家族|苗族|彝族|藏族|壮族|回族|蒙古族|蒙古|维吾尔|哈萨克|柯尔克孜|布依族|侗族|傣族|景颇族|白族|哈尼族|傈僳族|羌族|朝鲜族|瑶族|满族|黎族|畲族|仡佬族|水族|佤族|拉祜族|纳西族|土族|撒拉族|东乡族|保安族|裕固族|独龙族|怒族|毛南族|仫佬族|布朗族|普米族|塔吉克|锡伯|达斡尔族|鄂伦春|鄂温克族|各族)+/u;

/**
 * The name without its administrative ending when two characters remain: 平山县 is 平山, 沧县 stays; districts keep 区.
 */
export function shortName(name: string): string {
  const plain = name.replace(/\s/gu, "");
  const match =
    /^(.+?)(?:省|市|县|特别行政区|(?:各族)?(?:壮族|回族|维吾尔)?自治区|(?:自治)?州|(?:自治)?县|地区|盟|林区)$/u.exec(
      plain,
    );
  const stem = (match?.[1] ?? plain).replace(/自治$/u, "");
  const short = match ? (ethnic.exec(stem)?.index ? stem.slice(0, ethnic.exec(stem)?.index) : stem) : stem;
  return [...short].length >= 2 ? short : plain;
}

/** Names of places for longest-match look-up in running text: a trie over all written forms. */
export class Gazetteer implements PlaceNames {
  readonly #root: TrieNode = { next: new Map(), entry: undefined };
  readonly #byName = new Map<string, { name: string; code: string | null }>();
  /** Own cities, for abbreviations of one character each. */
  readonly cities: readonly GazetteerPlace[];

  /** @param places earlier places win over later namesakes: give the region's own places first */
  constructor(places: readonly GazetteerPlace[]) {
    const byCode = new Map(places.flatMap((place) => (place.code === null ? [] : [[place.code, place] as const])));
    const known = new Set(places.filter((place) => place.kind !== "group").map((place) => place.name));
    const counts = countNames(places);
    for (const place of places) {
      if (place.kind === "group" && !isNamedGroup(place, byCode, known)) continue;
      const names = namesOf(place, byCode, counts, known);
      for (const { text, isWeak, name } of formsOf(place)) {
        this.#add(text, {
          place,
          names: name === undefined ? names : [{ name, code: names[0]?.code ?? null }],
          isWeak,
        });
      }
      if (place.nameEn) this.#add(place.nameEn, { place, names, isWeak: false });
      for (const name of names) if (!this.#byName.has(name.name)) this.#byName.set(name.name, name);
    }
    this.cities = places.filter((place) => place.isOwn === true && /^(?:prefecture|county)$/u.test(place.kind));
  }

  #add(text: string, entry: Entry): void {
    let node = this.#root;
    const form = toHalfWidth(text);
    for (let index = 0; index < form.length; index += 1) {
      const character = form.charCodeAt(index);
      let next = node.next.get(character);
      if (!next) {
        next = { next: new Map(), entry: undefined };
        node.next.set(character, next);
      }
      node = next;
    }
    const existing = node.entry;
    if (existing && (existing.place.isOwn || !entry.place.isOwn) && (!existing.isWeak || entry.isWeak)) return;
    node.entry = entry;
  }

  /** The longest name that starts at `position`. */
  findAt(text: string, position: number): GazetteerMatch | undefined {
    let node = this.#root.next.get(text.charCodeAt(position));
    if (node === undefined) return undefined;
    let entry: Entry | undefined;
    let end = position;
    for (let index = position + 1; node; index += 1) {
      if (node.entry) {
        entry = node.entry;
        end = index;
      }
      node = node.next.get(text.charCodeAt(index));
    }
    return entry && { start: position, end, place: entry.place, names: entry.names, isWeak: entry.isWeak };
  }

  /** The normalised name of a written one, when it is known. */
  findName(text: string): { readonly name: string; readonly code: string | null } | undefined {
    const match = this.findAt(text, 0);
    return match && match.end === text.length ? match.names[0] : this.#byName.get(text);
  }
}

function countNames(places: readonly GazetteerPlace[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of places) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** 三省 or 省会 are words; a group's proper name is made of its members' names or holds the name of a place. */
function isNamedGroup(
  place: GazetteerPlace,
  byCode: ReadonlyMap<string, GazetteerPlace>,
  known: ReadonlySet<string>,
): boolean {
  if (isComposed(place, byCode)) return true;
  const { name } = place;
  for (let start = 0; start < name.length; start += 1) {
    for (let end = start + 2; end <= name.length; end += 1) {
      const part = name.slice(start, end);
      if (known.has(part) || (part !== name && byCodeGroup(part, byCode))) return true;
    }
  }
  return false;
}

function byCodeGroup(name: string, byCode: ReadonlyMap<string, GazetteerPlace>): boolean {
  for (const place of byCode.values())
    if (place.kind === "group" && place.name === name) return isComposed(place, byCode);
  return false;
}

/** 厦漳泉 is made of one character of each member, in order: an abbreviation, to be written out. */
function isComposed(place: GazetteerPlace, byCode: ReadonlyMap<string, GazetteerPlace>): boolean {
  const members = place.members ?? [];
  if (place.kind !== "group" || members.length < 2 || members.length !== place.name.length) return false;
  return members.every((code, index) => byCode.get(code)?.name.includes(place.name[index] ?? "") ?? false);
}

const part = /(?:中下游|中上游|上游|中游|下游|干流|流域|源|[东南西北]段)$/u;
const border = /^([\p{Script=Han}]{2,4})(?:边界|边区|毗邻地区|交界)/u;

function namesOf(
  place: GazetteerPlace,
  byCode: ReadonlyMap<string, GazetteerPlace>,
  counts: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): Entry["names"] {
  if (isComposed(place, byCode)) {
    return (place.members ?? []).map((code) => ({ name: shortName(byCode.get(code)?.name ?? code), code }));
  }
  const provinces = provincesOf(border.exec(place.name)?.[1] ?? "");
  if (provinces) return provinces.map((name) => ({ name, code: null }));
  const isAdministrative = /^(?:province|prefecture|county|district)$/u.test(place.kind);
  // 朝阳区 is several: a name shared by many tells no code unless the region has it.
  const code = place.isOwn || (counts.get(place.name) ?? 0) <= 1 ? place.code : null;
  if (isAdministrative) return [{ name: place.kind === "district" ? place.name : shortName(place.name), code }];
  const whole = place.name.replace(part, "");
  if (whole !== place.name && known.has(whole)) return [{ name: whole, code }];
  return [{ name: place.name.replace(/(?<=[湖江河])(?:区|地区|流域)$|地区$/u, ""), code }];
}

const provinceLetters: Readonly<Record<string, string>> = Object.fromEntries(
  "京北京 津天津 冀河北 晋山西 蒙内蒙古 辽辽宁 吉吉林 黑黑龙江 沪上海 苏江苏 浙浙江 皖安徽 闽福建 赣江西 鲁山东 豫河南 鄂湖北 湘湖南 粤广东 桂广西 琼海南 渝重庆 川四川 黔贵州 滇云南 藏西藏 陕陕西 甘甘肃 青青海 宁宁夏 新新疆"
    .split(" ")
    .map((entry) => [entry.slice(0, 1), entry.slice(1)]),
);

/** 晋陕 is two provinces: each character is the letter of one; undefined when one is none, or for a single letter. */
export function provincesOf(letters: string): readonly string[] | undefined {
  const names = [...letters].map((letter) => provinceLetters[letter]);
  return names.length >= 2 && names.every((name) => name !== undefined) ? (names as string[]) : undefined;
}

/** A way to write a name; `name` where it is normalised differently from the others. */
interface Form {
  readonly text: string;
  readonly isWeak: boolean;
  readonly name?: string;
}

function formsOf(place: GazetteerPlace): readonly Form[] {
  if (!/^(?:province|prefecture|county|district|town)$/u.test(place.kind)) {
    const short = place.name.replace(/(?<=.{2})地区$/u, "");
    return [place.name, ...(short === place.name ? [] : [short])].map((text) => ({ text, isWeak: false }));
  }
  if (place.kind === "town" || place.isLearnt) return learntForms(place);
  const short = shortName(place.name);
  if (place.kind === "district" || short === place.name) {
    const isWeak = place.isOwn !== true && everydayWords.has(place.name);
    const forms: Form[] = [{ text: place.name, isWeak }];
    // Districts of a municipality go by their short names like cities.
    const stem = place.name.replace(/区$/u, "");
    if (place.kind === "district" && stem !== place.name && stem.length >= 2) {
      forms.push({ text: stem, isWeak: true, name: stem });
    }
    // The region's own names come short: with the ending they are the same place.
    if (place.kind === "prefecture" && !/[市州盟区]$/u.test(place.name))
      forms.push({ text: `${place.name}市`, isWeak: false });
    if (place.kind === "county" && !/[市县区旗州]$/u.test(place.name)) {
      forms.push({ text: `${place.name}县`, isWeak: false }, { text: `${place.name}市`, isWeak: false });
    }
    return forms;
  }
  const isWeak = place.isOwn !== true && (place.kind === "county" || everydayWords.has(short));
  return [
    { text: place.name, isWeak: false },
    { text: short, isWeak },
  ];
}

/** Towns and districts keep their ending in the name; written without it they are believed in company only. */
function learntForms(place: GazetteerPlace): readonly Form[] {
  const stem = place.name.replace(/(?:街道|[省市县区镇乡])$/u, "");
  const forms = [{ text: place.name, isWeak: false }];
  const isSmall = place.kind === "town" || place.kind === "district";
  if ([...stem].length >= 2) forms.push({ text: stem, isWeak: isSmall });
  return forms;
}
