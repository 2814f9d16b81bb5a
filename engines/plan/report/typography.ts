import type { Language } from "@midreach/kernel/http";
import { unitName } from "@midreach/kernel/units";

const ideograph = /[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”‘’]/u;
const wide: Readonly<Record<string, string>> = {
  ",": "，",
  ";": "；",
  ":": "：",
  "?": "？",
  "!": "！",
};

/**
 * Chinese text with the full-width punctuation that GB/T 15834-2011 asks for: a half-width mark becomes full-width
 * where an ideograph (or a full-width mark) stands before it, parentheses where one stands at either side within.
 * Numbers, formulas and Latin text keep theirs.
 */
export function setChinese(text: string): string {
  const marked = text.replace(/\(([^()]*)\)/gu, (whole, inner: string, offset: number) => {
    const before = text[offset - 1] ?? "";
    return ideograph.test(inner) || ideograph.test(before) ? `（${inner}）` : whole;
  });
  return [...marked]
    .map((character, index, all) => {
      const full = wide[character];
      if (!full) return character;
      const [before = "", after = ""] = [all[index - 1], all[index + 1]];
      return ideograph.test(before) || (/[\s%)]/u.test(before) && ideograph.test(after)) ? full : character;
    })
    .join("")
    .replace(/(?<=[，；：、。？！（]) +/gu, "");
}

/** Control characters, halves of surrogate pairs and non-characters: no XML document may hold them. */
const unprintable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** A text of the data as the report sets it. */
export const setText = (text: string, language: Language): string =>
  (language === "zh" ? setChinese(text) : text).replaceAll(unprintable, "");

const localeOf = { zh: "zh-CN", en: "en-GB" } as const;

/** A number for readers: at most two decimals (four below one), and a minus sign that is no hyphen. */
export function formatNumber(value: number, language: Language): string {
  const decimals = Math.abs(value) < 1 ? 4 : 2;
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: decimals }).format(value).replace("-", "−");
}

/** A number with its unit: `12.5%`, `1,200万吨`, `1,200 km`. */
export function formatQuantity(value: number, unit: string, language: Language): string {
  const word = setText(unitName(unit, language), language);
  const number = formatNumber(value, language);
  if (word === "") return number;
  return word === "%" || (language === "zh" && ideograph.test(word[0] ?? ""))
    ? `${number}${word}`
    : `${number} ${word}`;
}

/** `part` of `whole` in percent with one decimal; a dash when there is no whole. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? "—" : `${((part / whole) * 100).toFixed(1)}%`;
}

/** `2020-12-31` as a date of the language; periods that are no full dates stay as written. */
export function formatDate(date: string, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/u.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts.map(Number);
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: "long", timeZone: "UTC" }).format(
    Date.UTC(year ?? 0, (month ?? 1) - 1, day),
  );
}

/** The day of an instant (ISO 8601) in a time zone, `2020-12-31`. */
export function dayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date(instant));
}

const signs = { ">=": "≥", "<=": "≤", ">": "＞", "<": "＜", "=": "=" } as const;
const latinSigns = { ...signs, ">": ">", "<": "<" } as const;

/** `≥60%`, `≥ 60%`: a target as people write it. */
export function formatTarget(
  target: { readonly comparator: keyof typeof signs; readonly value: number; readonly unit: string },
  language: Language,
): string {
  const quantity = formatQuantity(target.value, target.unit, language);
  return language === "zh" ? `${signs[target.comparator]}${quantity}` : `${latinSigns[target.comparator]} ${quantity}`;
}

/** Names one after another as the language joins them. */
export const joinNames = (names: readonly string[], language: Language): string =>
  names.join(language === "zh" ? "、" : ", ");
