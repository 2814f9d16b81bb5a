import type { Text } from "@midreach/kernel/contracts";
import { unitName } from "@midreach/kernel/units";
import type { Indicator, PlanPlace } from "../records.ts";
import type { World } from "../world.ts";
import type { Reading } from "./cells.ts";

/** Finds indicators and places by code or by name, in Chinese or English. Made once for each file. */
export interface SeriesNames {
  indicator(word: string): Reading<Indicator>;
  place(word: string): Reading<PlanPlace>;
}

const fold = (word: string): string => word.normalize("NFKC").toLowerCase().replaceAll(/\s/gu, "");

/** Indexes the indicators and places of a region. A name that means several things is refused, not guessed. */
export function indexNames(world: World): SeriesNames {
  const { indicators, places } = world.records;
  const byIndicatorWord = new Map<string, Set<Indicator>>();
  for (const indicator of indicators) {
    for (const word of [indicator.id, indicator.name.zh, indicator.name.en]) add(byIndicatorWord, word, indicator);
  }
  const byPlaceWord = new Map<string, Set<PlanPlace>>();
  const byShortName = new Map<string, Set<PlanPlace>>();
  for (const place of places) {
    for (const word of [place.code, place.name.zh, place.name.en]) add(byPlaceWord, word, place);
    if (/^\d{6}$/u.test(place.code)) {
      for (const word of [place.name.zh, place.name.en]) add(byShortName, shorten(word), place);
    }
  }
  return {
    indicator: (word) =>
      choose(world.indicators.get(word), byIndicatorWord.get(fold(word)), (row) => row.id, {
        zh: `没有指标“${word}”`,
        en: `there is no indicator "${word}"`,
      }),
    place: (word) =>
      choose(world.places.get(word), byPlaceWord.get(fold(word)) ?? listNearly(byShortName, word), (row) => row.code, {
        zh: `没有地区“${word}”`,
        en: `there is no place "${word}"`,
      }),
  };
}

const suffix = /(特别行政区|自治区|自治州|地区|[市省县区盟]|city|province|county|prefecture|district)$/u;

/** `武汉` for `武汉市`, `changsha` for `Changsha City`: administrative places are called by both. */
function shorten(word: string): string {
  const short = fold(word).replace(suffix, "");
  return [...short].length >= 2 ? short : fold(word);
}

/** Administrative places of that short name; a province is meant by 省 alone, where a city bears the same name. */
function listNearly(byShortName: ReadonlyMap<string, Set<PlanPlace>>, word: string): ReadonlySet<PlanPlace> {
  const found = [...(byShortName.get(shorten(word)) ?? [])];
  const said = suffix.exec(fold(word))?.[0];
  if (found.length < 2 || said === undefined) return new Set(found);
  const isProvince = (place: PlanPlace): boolean => place.code.endsWith("0000");
  return new Set(found.filter((place) => isProvince(place) === (said === "省" || said === "province")));
}

function add<Row>(index: Map<string, Set<Row>>, word: string, row: Row): void {
  const found = index.get(fold(word));
  if (found) found.add(row);
  else index.set(fold(word), new Set([row]));
}

function choose<Row>(
  exact: Row | undefined,
  found: ReadonlySet<Row> | undefined,
  idOf: (row: Row) => string,
  unknown: Text,
): Reading<Row> {
  if (exact) return { value: exact };
  const [first, ...others] = found ?? [];
  if (!first) {
    const fix = { zh: "模板列出了全部代码和名称", en: "the template lists codes and names" };
    return { fault: { what: unknown, fix } };
  }
  if (others.length === 0) return { value: first };
  const ids = [first, ...others].map(idOf).join(", ");
  const what = { zh: `名称不唯一:${ids}`, en: `the name stands for several: ${ids}` };
  return { fault: { what, fix: { zh: "请填写代码", en: "write the code" } } };
}

/** Whether a file's word for a unit is the indicator's own, in whichever language. */
export function isUnit(word: string, unit: string): boolean {
  const own = [unit, unitName(unit, "zh"), unitName(unit, "en")].flatMap((name) => [name, name.replace(/^个/u, "")]);
  return own.map(foldUnit).includes(foldUnit(word));
}

const foldUnit = (word: string): string =>
  fold(word)
    .replaceAll(/[,()×]/gu, "")
    .replaceAll("平方公里", "km2")
    .replaceAll("平方千米", "km2");

/** The unit of an indicator as people write it in both languages. */
export const unitText = (unit: string): Text => ({
  zh: unitName(unit, "zh") === unit ? unit : `${unitName(unit, "zh")} (${unit})`,
  en: unit,
});
