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

/** The years that a plan covers, as its title or the line below it states them. */
export interface PlanPeriod {
  readonly first: number;
  readonly last: number;
}

/** `2021—2030年`, `"十四五"`, or the one year of an annual plan or report. */
export function findPeriod(titles: readonly string[]): PlanPeriod | undefined {
  for (const title of titles.map(toHalfWidth)) {
    const range = /(20\d{2})\s*年?\s*(?:[-—–~至]{1,2}|\bto\b)\s*(20\d{2})/u.exec(title);
    if (range && Number(range[1]) < Number(range[2])) return { first: Number(range[1]), last: Number(range[2]) };
    const plan = /十([一二三四五六七八九])(?:个)?五/u.exec(title);
    const end = plan && 1955 + (10 + "一二三四五六七八九".indexOf(plan[1] ?? "") + 1) * 5;
    if (end) return { first: end - 4, last: end };
    const annual = /(20\d{2})年(?:度|.{0,12}(?:工作报告|工作要点|工作计划|重点工作|工作任务|任务分解))/u.exec(title);
    if (annual) return { first: Number(annual[1]), last: Number(annual[1]) };
  }
  return undefined;
}

/** The plan's first year where no title states it: by its own words, else told from the dates that it mentions. */
export function findFirstYear(sentences: readonly { readonly text: string; readonly citation: string }[]): number {
  let earliestTarget = Number.POSITIVE_INFINITY;
  let latestFact = 0;
  for (const { text, citation } of sentences) {
    const half = toHalfWidth(text);
    const period =
      /规划(?:期限?|实施期|年限)[^,;。]{0,8}?(20\d{2})/u.exec(half) ??
      /\b(?:period|covers|runs)\b[^.]{0,40}?\b(20\d{2})\s*(?:-|–|to|and)\s*20\d{2}/iu.exec(half);
    if (period) return Number(period[1]);
    for (const match of half.matchAll(target)) {
      earliestTarget = Math.min(earliestTarget, Number(match[1] ?? match[2] ?? match[3]));
    }
    // Only the opening of a plan tells of the present; later a year alone may be a target.
    const isOpening = /^[01]\./u.test(citation);
    for (const match of half.matchAll(isOpening ? openingFact : fact)) {
      latestFact = Math.max(latestFact, Number(match[1] ?? match[2] ?? match[3]));
    }
  }
  if (!Number.isFinite(earliestTarget)) return latestFact === 0 ? 0 : latestFact + 1;
  // Most plans run for five years before their first target; a year that is told as a fact is over.
  return latestFact > 0 && latestFact < earliestTarget ? latestFact + 1 : earliestTarget - 4;
}

/** Years that only targets have: 到2030年, 2026年9月底前, by 2030. */
const target =
  /(?:到|至|\bby\s+(?:the\s+end\s+of\s+)?(?:\w+\s+)?)(20\d{2})(?:年|\b)|(20\d{2})年(?:年?底|末|\d{1,2}月(?:底|末)?|第?[一二三四]季度末?)?(?:之?前|以前)|力争(20\d{2})年/giu;
/** Years that only facts have: 截至2020年底, 2019年以来, 〔2026〕12号. */
const fact = /(?:截至|截止到?)(20\d{2})年|(20\d{2})年以来|[〔[(](20\d{2})[)\]〕]\d+号/gu;
const openingFact =
  /(?:截至|截止到?)(20\d{2})年|(?:^|[,;。])(20\d{2})年(?!建成|完成|前|底前|\d{1,2}月底?前)[^,;。]{0,24}(?:达|为|占|合计|实现|超过|突破|增长)|[〔[(](20\d{2})[)\]〕]\d+号/gu;
