import type { ImportedSentence } from "./structure.ts";
import { toHalfWidth } from "./text.ts";

const titleTail =
  /(?:国民经济和社会发展|经济社会发展|发展|建设|总体|综合|专项|实施|中长期|一体化|协调|空间|生态|环境|保护|第?[“"]?十[一二三四五六七八九]个?五[”"]?(?:年|时期)?|五年|规划|纲要|计划|方案|意见|和二〇三五年远景目标|和2035年远景目标|的|\(.*?\)|\d{4}[-—–至]\d{4}年?)+$/u;

/**
 * Names of the area that the whole plan is about, when it is no administrative unit (a city cluster, a basin): every
 * sentence is about them, so naming them says nothing.
 */
export function ownNames(title: string | undefined): readonly string[] {
  if (title === undefined) return [];
  const stem = toHalfWidth(title).replace(/\s/gu, "").replace(titleTail, "");
  if (stem.length < 3 || !/\p{Script=Han}/u.test(stem) || /[省市县区州旗]$/u.test(stem)) return [];
  const core = stem.replace(/(?:城市群|都市圈|城市圈)$/u, "");
  return core.length >= 3 && core !== stem ? [stem, core] : [stem];
}

/** The plan's first year, told from its title, from what it says of its period, or from its earliest targets. */
export function findFirstYear(title: string | undefined, sentences: readonly ImportedSentence[]): number {
  const heading = toHalfWidth(title ?? "");
  const range = /(20\d{2})\s*年?\s*[-—–~至]{1,2}\s*20\d{2}/u.exec(heading);
  if (range) return Number(range[1]);
  const plan = /十([一二三四五六七八九])(?:个)?五/u.exec(heading);
  if (plan) return 1955 + (10 + "一二三四五六七八九".indexOf(plan[1] ?? "") + 1) * 5 - 4;
  let earliest = Number.POSITIVE_INFINITY;
  for (const { text } of sentences) {
    const half = toHalfWidth(text);
    const period =
      /规划(?:期限?|实施期|年限)[^,;。]{0,8}?(20\d{2})/u.exec(half) ??
      /\b(?:period|covers|runs)\b[^.]{0,40}?\b(20\d{2})\s*(?:-|–|to|and)\s*20\d{2}/iu.exec(half);
    if (period) return Number(period[1]);
    for (const match of half.matchAll(/(?:到|至|\bby\s+(?:the\s+end\s+of\s+)?)(20\d{2})|(20\d{2})年(?:年?底)?前/giu)) {
      earliest = Math.min(earliest, Number(match[1] ?? match[2]));
    }
  }
  // Most plans run for five years before their first target; a year that is already over is no target.
  return Number.isFinite(earliest) ? earliest - 4 : 0;
}
