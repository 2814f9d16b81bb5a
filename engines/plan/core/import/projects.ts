import { actionVerbs, adverbs, connectors, encouragedVerbs } from "./lexicon.ts";
import type { FoundPlace } from "./places.ts";
import { type Finding, toHalfWidth } from "./text.ts";
import { WordSet } from "./words.ts";

/** A named work or project, as written. */
export interface FoundProject extends Finding {
  readonly name: string;
}

const works =
  /(?:高速公路|高速铁路|城际铁路|铁路专用线|铁路|高铁|快速路|大桥|特大桥|过江通道|隧道|机场|枢纽|水电站|抽水蓄能电站|电站|电厂|变电站|水库|港区|码头|运河|船闸|水利工程|调配工程|引水工程|调水工程|治理工程|整治工程|改扩建工程|堤防工程|工程|天然气管道|成品油管道|原油管道|管道|输电线路|储备基地|储配基地|产业基地|储气库|基地|产业园区|产业园|工业园|科技园|物流园区|物流园|园区|开发区|高新区|新区|试验区|示范区|先行区|合作区|保税区|自贸区|国家公园|湿地公园|森林公园|博物馆|图书馆|体育馆|体育中心|医院|学校|大学|实验室|交易中心|交易所|数据中心|科学中心|会展中心|交换中心|分发中心|信息港|国际馆|联盟|艺术节|博览会|论坛|专项行动|行动计划|行动|专项)(?!化|群|性|者|业|型|量|水平|体系)/gu;

const cuts = new WordSet([
  ...actionVerbs,
  ...adverbs,
  ...encouragedVerbs,
  ...connectors.filter((word) => !/^(?:和|与|至|的|等)$/u.test(word)),
]);
const generic =
  /^(?:国家级?|省级|市级|区域性?|大型|重大|重点|新型|现代|综合|高标准|特色|若干|一批|相关|有关|主要|各类|各|其他|生态|产业|基础设施|重要|全国|重点|骨干|优势|示范|先行|专业|公共|城市|农业|工业|科技|创新|绿色|智能|数字)+$/u;

/**
 * Named works: a noun of works with a proper name before it, that is a place, a quoted name or a letter-number code. What
 * is only described (大中型水库, 重点工程) is no project.
 */
export function findProjects(sentence: string, places: readonly FoundPlace[]): FoundProject[] {
  const text = toHalfWidth(sentence);
  const found: FoundProject[] = [];
  for (const match of text.matchAll(works)) {
    const end = match.index + match[0].length;
    const start = nameStart(text, match.index);
    const name = text.slice(start, end);
    const stem = text.slice(start, match.index);
    if (stem === "" || generic.test(stem) || name.length > 40) continue;
    const hasPlace = places.some((place) => place.start >= start && place.start < end);
    const hasQuote = /[“"「][^”"」]{2,16}[”"」]/u.test(stem);
    const hasCode = /[A-Z]{1,3}\d{1,4}/u.test(stem);
    if (!hasPlace && !hasQuote && !hasCode) continue;
    const previous = found.at(-1);
    if (previous && previous.start === start) found.pop();
    else if (previous && previous.end > start) continue;
    found.push({ start, end, rule: `project:${match[0]}`, name });
  }
  return found;
}

function nameStart(text: string, works: number): number {
  let start = works;
  let depth = 0;
  while (start > 0 && works - start < 32) {
    const character = text[start - 1] ?? "";
    if (/[”"」)]/u.test(character)) depth += 1;
    else if (/[“「(]/u.test(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[,;。:!?、\s]/u.test(character)) break;
    start -= 1;
  }
  for (let from = start; from < works; from += 1) {
    const word = cuts.findAt(text, from);
    if (word !== undefined && from + word.length <= works) start = from + word.length;
  }
  return start;
}
