import { unitName } from "@midreach/kernel/units";
import { currentLanguage, type Language } from "../texts/language.ts";

const localeOf = { zh: "zh-CN", en: "en-GB" } as const;

/** A figure for readers: thousands grouped, at most two decimals (four below one), so that no digit is mere noise. */
export function formatNumber(value: number, language: Language = currentLanguage()): string {
  const decimals = Math.abs(value) < 1 ? 4 : 2;
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: decimals }).format(value);
}

/** The unit in the reader's language; units without a translation are shown as the source writes them. */
export function formatUnit(unit: string, language: Language = currentLanguage()): string {
  return unitName(unit, language);
}

/** A figure with its unit: `12.5%`, `1 200 万吨`. */
export function formatQuantity(value: number, unit: string, language: Language = currentLanguage()): string {
  const word = formatUnit(unit, language);
  const number = formatNumber(value, language);
  if (word === "") return number;
  return word === "%" ? `${number}%` : `${number} ${word}`;
}

/** `2020-12-31` as a date of the reader's language; periods that are no full dates (`2014`, `2016-03`) stay as written. */
export function formatDate(date: string, language: Language = currentLanguage()): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts.map(Number);
  return new Intl.DateTimeFormat(localeOf[language], {
    dateStyle: language === "zh" ? "long" : "medium",
    timeZone: "UTC",
  }).format(Date.UTC(year ?? 0, (month ?? 1) - 1, day));
}

/** The day of an instant (ISO 8601) in the region's zone. */
export function formatDay(
  instant: string,
  timeZone = regionTimeZone(),
  language: Language = currentLanguage(),
): string {
  const dateStyle = language === "zh" ? "long" : "medium";
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle, timeZone }).format(new Date(instant));
}

/** The zone that the server wrote into the page; the reader's own where no server did. */
function regionTimeZone(): string | undefined {
  const zone = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="time-zone"]')?.content;
  return zone?.includes("/") ? zone : undefined;
}

/** An instant (ISO 8601) in the region's zone, to the minute. */
export function formatInstant(instant: string, timeZone: string, language: Language = currentLanguage()): string {
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    new Date(instant),
  );
}

const comparatorSigns = { ">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=" } as const;

/** `≥ 60%`: a target as people write it. */
export function formatTarget(
  target: { readonly comparator: keyof typeof comparatorSigns; readonly value: number; readonly unit: string },
  language: Language = currentLanguage(),
): string {
  return `${comparatorSigns[target.comparator]} ${formatQuantity(target.value, target.unit, language)}`;
}

/** Names one after another as the language joins them. */
export function formatList(names: readonly string[], language: Language = currentLanguage()): string {
  return names.join(language === "zh" ? "、" : ", ");
}
