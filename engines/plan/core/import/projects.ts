import type { FoundPlace } from "./found-place.ts";
import { type Finding, toHalfWidth } from "./text.ts";

/** A named work or project, as written. */
export interface FoundProject extends Finding {
  readonly name: string;
}

/** Nouns of works and institutions that plans name. */
const works =
  /(?:机场改扩建工程|机场迁建工程|大桥及接线工程|高速公路改扩建工程|铁路扩能改造工程|高速公路|高速铁路|城际铁路|铁路煤运通道|煤运通道|铁路专用线|铁路|高铁|快速路|快速通道|过江通道|输电通道|大桥|隧道|机场|航空枢纽|水电站|抽水蓄能电站|电站|电厂|变电站|港区|码头|大堤|堤防工程|工程|管网|管道复线|管道|管线|输电线路|储备基地|储配基地|示范基地|储气库|油库|物流园区|产业园区|产业园|工业园|科技园|科学城|物流园|经济试验区|试验区|示范区|先行区|协作区|合作区|综合保税区|临空经济区|国家公园|湿地公园|交易中心|数据中心|智算中心|科学中心|会展中心|配送中心|信息港|产业基金|发展基金|碳汇基金|演艺联盟|博览会|艺术节|专项行动|行动计划|轨道交通项目|项目|航道整治)(?!化|群|性|者|业|型|量|水平|体系|网络|建设标准)/gu;

/** Verbs that a project's name follows, not words that may be part of it (治理, 整治, 改造). */
const governing =
  /^(?:加快|推进|推动|建设|新建|改建|扩建|实施|开展|打造|启动|共建|设立|创建|举办|办好|支持|鼓励|引导|依托|完成|建成|全面|重点|积极|大力|继续|抓紧|适时|研究论证|研究|论证|探索|建立|加强|完善|构建|组织|规划|协同|共同|联合|深入|高标准|高质量|提升|优化|促进|发展|培育|申报|争取|力争|确保|开工|续建|谋划|将|把|与|以|在|由|并|整合|加大|不得|参与|融入|发挥|利用|统筹|到\d{4}年|\d{4}年(?:\d{1,2}月)?底?前)/u;
const generic =
  /^(?:国家级?|省级|市级|县级|区域性?|大中型|中小型|小型|中型|大型|重大|重点|新型|现代|综合|高标准|特色|若干|一批|相关|有关|主要|各类|各|其他|生态|产业|基础设施|重要|全国|骨干|优势|示范|先行|专业|公共|城市|农业|农村|工业|科技|创新|绿色|智能|数字|水利|交通|民生|标志性|等|的|试点|服务|跨界|快速|普通|城际|干线|支线|新|老|\d+[个项条座处]|治理|整治)*$/u;
const nouns = /(?:工程|行动计划|专项行动|博览会|艺术节|基金)$/u;

/**
 * Named works: a noun of works with a proper name before it, that is a place, a quoted name or a letter-number code. What
 * is only described (大中型水库, 重点工程) is no project. A list that shares its noun (甲、乙等机场) is one name.
 */
export function findProjects(sentence: string, places: readonly FoundPlace[]): FoundProject[] {
  const text = toHalfWidth(sentence);
  const found: FoundProject[] = [];
  for (const match of text.matchAll(works)) {
    const end = match.index + match[0].length;
    const start = nameStart(text, match.index, places, found.at(-1)?.end ?? 0);
    const stem = text.slice(start, match.index);
    if (stem === "" || end - start > 60 || generic.test(stem)) continue;
    const hasPlace = places.some((place) => place.start >= start && place.start < end);
    const isNamed = hasPlace || /[“"「][^”"」]{2,16}[”"」]/u.test(stem) || /[A-Z]{1,3}\d{1,4}/u.test(stem);
    if (!isNamed && !(nouns.test(match[0]) && stem.length >= 6 && !/[的等]/u.test(stem))) continue;
    const previous = found.at(-1);
    // 甲溪大桥及接线工程: the longer name that begins alike replaces the shorter one.
    if (previous && previous.start >= start && previous.end <= end) found.pop();
    found.push({ start, end, rule: `project:${match[0]}`, name: sentence.slice(start, end) });
  }
  return found;
}

function nameStart(text: string, noun: number, places: readonly FoundPlace[], floor: number): number {
  let start = phraseStart(text, noun, floor);
  // 甲乡、乙乡集中供水工程 and 甲、乙等机场: the places before share the noun.
  while (text[start - 1] === "、" && start - 1 > floor) {
    const place = places.find((candidate) => candidate.end === start - 1);
    const before = place ? phraseStart(text, start - 1, floor) : undefined;
    if (place === undefined || before === undefined || place.start - before > 8) break;
    start = before;
  }
  for (let lead = governing.exec(text.slice(start, noun)); lead; lead = governing.exec(text.slice(start, noun))) {
    start += lead[0].length;
  }
  const inside = /(?:建设|实施|推进|加快|打造|新建|共建|设立|启动|开展)(?=\p{Script=Han}{3})/gu;
  for (const verb of text.slice(start, noun).matchAll(inside)) {
    const after = text.slice(start + verb.index + verb[0].length, noun);
    if (after.length >= 3) return nameStart(text, noun, places, start + verb.index + verb[0].length);
  }
  return start;
}

function phraseStart(text: string, from: number, floor: number): number {
  let start = from;
  let depth = 0;
  while (start > floor && from - start < 40) {
    const character = text[start - 1] ?? "";
    if (/[”"」)]/u.test(character)) depth += 1;
    else if (/[“「(]/u.test(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[,;。:!?、\s]/u.test(character)) break;
    start -= 1;
  }
  // A name does not begin with the 和 that joins it to the one before.
  return start === floor && /^[和与及]/u.test(text.slice(start, start + 1)) ? start + 1 : start;
}
