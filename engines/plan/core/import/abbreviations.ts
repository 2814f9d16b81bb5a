import type { FoundPlace } from "./found-place.ts";
import { type GazetteerPlace, type PlaceNames, provincesOf, shortName } from "./gazetteer.ts";

/** Abbreviations that give the rest in brackets: 安(庆)池(州)铜(陵), (郑)州洛(阳). */
export function findBracketed(text: string, gazetteer: PlaceNames): FoundPlace[] {
  const found: FoundPlace[] = [];
  if (!text.includes("(")) return found;
  const guesses: FoundPlace[] = [];
  for (const match of text.matchAll(/\((\p{Script=Han})\)/gu)) {
    const letter = match[1] ?? "";
    const before = text[match.index - 1] ?? "";
    const next = text[match.index + 3] ?? "";
    const after = { name: before + letter, start: match.index - 1, end: match.index + 3 };
    const ahead = { name: letter + next, start: match.index, end: match.index + 4 };
    const known = [after, ahead].find(({ name }) => gazetteer.findName(name) !== undefined);
    const rule = "place:bracketed-abbreviation";
    if (known) {
      const place = gazetteer.findName(known.name);
      found.push({ ...known, rule, name: place?.name ?? known.name, code: place?.code ?? null });
    } else if (/\p{Script=Han}/u.test(before)) guesses.push({ ...after, rule, code: null });
  }
  // 县(市) and 就(创)业 look the same: an unknown name counts next to a known one only.
  for (const guess of guesses) {
    if (found.some((place) => place.end === guess.start || place.start === guess.end)) found.push(guess);
  }
  return found;
}

const joined =
  /(\p{Script=Han}{2,4})(?=(?:一体化|同城化|同城|都市圈|城镇带|城镇群|城市带|经济走廊|创新走廊|走廊|组团|小三角))/gu;

/**
 * Abbreviations of one character a city, before a word that joins cities: 郑汴一体化. Each character must be found in the
 * name of a city of the region; namesakes are decided for cities of one province.
 */
export function findAbbreviations(text: string, cities: readonly GazetteerPlace[]): FoundPlace[] {
  const found: FoundPlace[] = findProvinceLetters(text);
  if (cities.length === 0) return found;
  for (const match of text.matchAll(joined)) {
    const run = match[1] ?? "";
    for (let length = run.length; length >= 2; length -= 1) {
      const letters = run.slice(run.length - length);
      const members = resolve(letters, cities);
      if (!members) continue;
      const end = match.index + run.length;
      const start = end - length;
      for (const { name, code } of members) {
        found.push({ start, end, rule: "place:abbreviation", name: shortName(name), code });
      }
      break;
    }
  }
  return found;
}

/** 城乡一体化 and 区域一体化 join no cities. */
const everyday = /[城乡镇区域县市省州国内外全海陆港产东西南北中]/u;

function resolve(letters: string, cities: readonly GazetteerPlace[]): GazetteerPlace[] | undefined {
  if (everyday.test(letters)) return undefined;
  const options = [...letters].map((letter) => cities.filter((city) => shortName(city.name).includes(letter)));
  if (options.some((list) => list.length === 0)) return undefined;
  const provinces = new Set(options[0]?.map(provinceOf));
  for (const province of provinces) {
    const chosen = options.map((list) => list.filter((city) => provinceOf(city) === province));
    // The capital has the smallest code of its province and is what a lone character means first.
    if (chosen.every((list) => list.length > 0)) {
      const members = chosen.map((list) => list.reduce((a, b) => ((a.code ?? "") <= (b.code ?? "") ? a : b)));
      return new Set(members).size === members.length ? members : undefined;
    }
  }
  return options.every((list) => list.length === 1) ? options.map((list) => list[0] as GazetteerPlace) : undefined;
}

function provinceOf(city: GazetteerPlace): string {
  return (city.code ?? "").slice(0, 2);
}

const lettersBefore =
  /(?<!\p{Script=Han})(\p{Script=Han}{2,4}?)(?=边界|边区|毗邻|交界|接壤|[两三四]省|[两三四]地|省际|共建|共同|合作|联动|协同|地区)/gu;
const sideOfProvince =
  /(?<!\p{Script=Han})[冀晋蒙辽苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇陕甘](?:东南|西南|东北|西北|[东南西北中])(?=[、,;。和与及等至到—–-]|地区|山区|革命|老区|片区)/gu;

/** Letters of provinces: 晋陕边界 is two provinces; 苏北 is a region as written. */
function findProvinceLetters(text: string): FoundPlace[] {
  const found: FoundPlace[] = [];
  if (!/[京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘]/u.test(text)) return found;
  const opened = text.replace(/(?:加快|推进|推动|支持|建设|打造|深化|促进|加强|与|和|及|在|以及|打通|实施)/gu, (word) =>
    " ".repeat(word.length),
  );
  for (const match of opened.matchAll(lettersBefore)) {
    const letters = match[1] ?? "";
    const span = { start: match.index, end: match.index + letters.length, rule: "place:province-letters" };
    for (const name of provincesOf(letters) ?? []) found.push({ ...span, name, code: null });
  }
  for (const match of opened.matchAll(sideOfProvince)) {
    const span = { start: match.index, end: match.index + match[0].length, rule: "place:side-of-province" };
    found.push({ ...span, name: match[0], code: null });
  }
  return found;
}
