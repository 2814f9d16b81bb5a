import type { Strength } from "../../schemas.ts";
import { actionVerbs, adverbs, encouragedVerbs, exploredVerbs, firmVerbs, statusMarks } from "./lexicon.ts";
import type { Finding } from "./text.ts";
import { WordSet } from "./words.ts";

/** One clause between commas, with the verb that governs it when it is an order to act. */
export interface Clause {
  readonly start: number;
  readonly end: number;
  /** The governing verb; undefined when the clause tells of a state or is only a circumstance. */
  readonly verb: { readonly start: number; readonly end: number; readonly word: string } | undefined;
  readonly strength: Strength;
  /** The clause tells what is, not what shall be. */
  readonly isStatus: boolean;
  /** Ends in a verb without an object (…明显增强, …基本形成): a state, reached or to be reached. */
  readonly isOutcome: boolean;
  readonly rule: string;
}

const firm = new WordSet(firmVerbs);
const encouraged = new WordSet(encouragedVerbs);
const explored = new WordSet(exploredVerbs);
const actions = new WordSet(actionVerbs);
const adverbSet = new WordSet(adverbs);

/** Words that are verbs before an object and nouns before another noun. */
const alsoNoun = new Set(
  "发展 建设 创新 保护 规划 管理 服务 合作 治理 投资 改革 开放 交流 监管 监督 监测 考核 评价 评估 培训 示范 供应 储备 利用 生产 制造 宣传 开发 转型 更新 应对 协作 节约 试点 研究 论证 保障 防治 修复 处理 处置 收储 调度 设置 覆盖 通航 通车 运营 研发 改造 供给 配套 安排 交通 承接 消纳 试验 带动 引领 支撑 连接 整治 突破 承办 落户 辐射 输送 回收 协同 协调 联动 支付 结算 普查 调查 组织 指导 报告 招聘 招商 登记 提升 增长 完善 探索 指挥 预防 应用".split(
    " ",
  ),
);
const nounTail =
  /^(?:总值|总产值|水平|质量|能力|规模|成本|用地|面积|总量|总规模|方式|结构|格局|体系|机制|环境|空间|基础|成果|成效|步伐|速度|活力|潜力|动力|条件|优势|效益|效率|强度|比重|比例|占比|[\p{Script=Han}]{0,6}率|指数|指标|目标|任务|事业|资源|人员|队伍|主体|单位|部门|机构|人民|改革委|理念|思路|战略|前景|态势|阶段|潜能|红利|周期|进程|时期|需求|要素|委|局|厅|型|区|业|者|史|线|网|的)/u;
const outcomeEnd =
  /(?:明显|显著|大幅|持续|不断|稳步|进一步|更加|更为|全面|基本|初步|有效|切实|逐步|普遍|得到|日益|总体|有力|充分|加快|稳定|位居|进入|保持)+(?:\p{Script=Han}{1,8})$|(?:形成|建成|建立|确立|提升|提高|增强|改善|优化|完善|健全|扩大|下降|降低|减少|缩小|好转|巩固|消除|根治|解决|达标|覆盖|畅通|对接联网|全覆盖|前列|贯通|通车|见效|落地)$/u;

/** Circumstances that may stand before the verb of a clause, each matched where the last one ended. */
const circumstances: readonly RegExp[] = [
  /\s+/uy,
  /(?:到|至|在|于|截至)?\d{4}年(?:\d{1,2}月|第?[一二三四1-4]季度)?(?:年?[底末初]|上半年|下半年)?(?:之?前|以前|间|内|起)?/uy,
  /[“"]?十[一二三四五六七八九]五[”"]?(?:时期|期间|末|期末)?/uy,
  /(?:\d+|[一二两三四五六七八九十]+)年(?:之?内|左右)/uy,
  /以[^,;]{1,40}?为(?:重点|中心|核心|主体|主线|依托|基础|目标|引领|龙头|抓手|载体|契机|导向|支撑|突破口|主导|节点|牵引|动力|纽带|指导|骨干|主)/uy,
  /在[^,;]{1,36}?(?:基础上|水平上|前提下|框架下|条件下|指导下|领导下|支持下|范围内|过程中|工作中|进程中|期间|等?领域|等?方面|等地|地区|区域|沿线|沿岸|周边|县城|城区|中心城市|等市|等县)/uy,
  /(?:按照|根据|依据|围绕|针对|结合|通过|依托|利用|顺应|本着|遵循)[^,;]{1,30}?(?:要求|原则|部署|规定|标准|方案|思路|需要|需求|方式|机制|实际|优势|情况|精神)/uy,
  /(?:有条件的|具备条件的|符合条件的|各|全)?(?:地区(?!生产总值)|地方|县市|市县|县区|城市|省市|全省|全市|全县|全区|全域|全国)/uy,
  /(?:与此同时|在此基础上|其中|此外|同时|另外|因此|从而|进而|以便|以及|再)/uy,
];

const prepositions =
  /^(?:对|与|同|和|向|由|从|给|就|为|面向|围绕|针对|沿|于|依托|按照|根据|通过|结合|以|在|借助|利用|发挥|随着)/u;
const disposal =
  /^(?:将|把)[^,;]{1,60}?(?:纳入|作为|列入|建设成|建成|打造成|打造为|培育成|建设为|融入|转化|提高到|控制在|提升|放在|摆在|引向|贯穿|落实|落到|引入|带回|交由|列为|转变|分解|转移|发展成|培育为|集中|做)/u;
const modal =
  /(?:^|[^主重需只若还摘简纪概显首])(?:要|应当|应(?![用急对急变届])|必须|须|不得|不准|严禁|禁止|负责|牵头|确保)/u;

/** Clauses of a sentence whose quoted and bracketed parts are blanked out. */
export function readClauses(masked: string, from: number, subjects: readonly Finding[] = []): Clause[] {
  const clauses: Clause[] = [];
  let start = from;
  for (let index = from; index <= masked.length; index += 1) {
    if (index < masked.length && !/[,;:。!?]/u.test(masked[index] ?? "")) continue;
    if (index > start) clauses.push(readClause(masked, start, index, subjectEnd(masked, start, index, subjects)));
    start = index + 1;
  }
  return clauses;
}

/** Where the bodies end that a clause begins with: 市医保局、市财政局 研究…. */
function subjectEnd(text: string, start: number, end: number, subjects: readonly Finding[]): number {
  let position = start;
  for (const subject of subjects) {
    const gap = text.slice(position, subject.start).trim();
    if (subject.end > end || subject.start < position || !/^(?:由|会同|、|和|与|及|以及|等|□)*$/u.test(gap)) continue;
    position = subject.end;
  }
  return position === start
    ? start
    : position + (/^等(?:部门|单位)?/u.exec(text.slice(position, end))?.[0].length ?? 0);
}

function readClause(text: string, start: number, end: number, from: number): Clause {
  const clause = text.slice(start, end);
  const base = { start, end, isOutcome: false, strength: "planned" as Strength };
  const head = findHead(text, from, end);
  if (head) {
    const after = text.slice(head.end, end);
    if (/^了/u.test(after)) return { ...base, verb: undefined, isStatus: true, rule: "status:past-verb" };
    const isCircumstance = /^\s*(?:在|以|按|根|依|围|针|结|通)/u.test(clause) && head.start > start + 1;
    if (!isNounPhrase(head.word, after, isCircumstance))
      return { ...base, isStatus: false, verb: head, ...strengthOf(text, start, head, end) };
  }
  const isStatus = statusMarks.test(clause);
  const isOutcome = outcomeEnd.test(clause.trim());
  return {
    ...base,
    verb: undefined,
    isStatus,
    isOutcome,
    rule: isStatus ? "status" : isOutcome ? "outcome" : "no-verb",
  };
}

interface Head {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** The verb that a clause begins with, after adverbs and circumstances, or that a modal or a preposition leads to. */
function findHead(text: string, start: number, end: number): Head | undefined {
  const position = skipCircumstances(text, start, end);
  const direct = verbAt(text, position, end);
  if (direct) return direct;
  const rest = text.slice(position, end);
  const moved = disposal.exec(rest);
  if (moved) return { start: position, end: position + moved[0].length, word: rest[0] ?? "" };
  const must = modal.exec(text.slice(start, end));
  if (must) {
    const at = start + must.index + must[0].length;
    const word = /(?:不得|不准|严禁|禁止|必须|负责|牵头|确保)$/u.exec(must[0])?.[0];
    if (word) return { start: at - word.length, end: at, word };
    const led = verbAt(text, skipCircumstances(text, at, end), end) ?? verbAfter(text, at, end);
    if (led) return led;
  }
  return prepositions.test(rest) ? verbAfter(text, position + 1, end) : undefined;
}

function skipCircumstances(text: string, start: number, end: number): number {
  let position = start;
  for (let moved = true; moved && position < end; ) {
    moved = false;
    // A firm or exploring word is a verb even where it could be an adverb: 严格控制, 适时建设.
    if (firm.findAt(text, position) && !/^严格(?:按|依|根据|遵)/u.test(text.slice(position, position + 4)))
      return position;
    if (explored.findAt(text, position)) return position;
    const adverb = adverbSet.findAt(text, position);
    const verb = actions.findAt(text, position);
    if (adverb && (!verb || verb.length < adverb.length || followsVerb(text, position + adverb.length, end))) {
      position += adverb.length;
      moved = true;
      continue;
    }
    if (verb) return position;
    for (const pattern of circumstances) {
      pattern.lastIndex = position;
      const match = pattern.exec(text);
      if (!match || position + match[0].length > end || match[0] === "") continue;
      position += match[0].length;
      moved = true;
      break;
    }
  }
  return position;
}

function followsVerb(text: string, position: number, end: number): boolean {
  return position < end && verbAt(text, position, end) !== undefined;
}

function verbAt(text: string, position: number, end: number): Head | undefined {
  const words = [firm, encouraged, explored, actions].map((set) => set.findAt(text, position));
  const word = words.filter((found) => found !== undefined).reduce((a, b) => (b.length > a.length ? b : a), "");
  return word !== "" && position + word.length <= end
    ? { start: position, end: position + word.length, word }
    : undefined;
}

/** The first verb inside a clause that begins with a preposition: 对…实行…, 与…开展…. */
function verbAfter(text: string, position: number, end: number): Head | undefined {
  for (let index = position; index < end - 1; index += 1) {
    const head = verbAt(text, index, end);
    if (!head || head.end >= end || text[head.end] === "的") continue;
    if (!alsoNoun.has(head.word) || isOrder(text, head, end)) return head;
  }
  return undefined;
}

/** 在…建设高山茶园8.6万亩: a word that may be a noun is a verb when an object of some length follows it. */
function isOrder(text: string, head: Head, end: number): boolean {
  const after = text.slice(head.end, end);
  const before = text[head.start - 1] ?? "";
  return (
    after.length >= 4 &&
    !nounTail.test(after) &&
    !/[的和与及、]/u.test(before) &&
    !/^[、和与及等的]/u.test(after) &&
    !statusMarks.test(after)
  );
}

/** 发展水平明显提升 begins with a noun, 发展现代农业 with a verb. */
function isNounPhrase(word: string, after: string, isCircumstance: boolean): boolean {
  if (/^的/u.test(after)) return true;
  if (!alsoNoun.has(word) || !nounTail.test(after)) return false;
  if (isCircumstance || /^总/u.test(after)) return true;
  return (
    outcomeEnd.test(after) ||
    /\d/u.test(after) ||
    /^(?:改革委|委|局|厅|部门|单位|者|人民|的)/u.test(after) ||
    statusMarks.test(after)
  );
}

/** 提高到60%, 突破4000亿元, 降低18%: the figure itself is what is promised. */
function isBoundFigure(after: string, word: string): boolean {
  const figure =
    /^(?:到|至|在|为)(?:约|不低于|不超过|不少于)?\d/u.test(after) || /^(?:突破|达到|保持|稳定)$/u.test(word);
  return (
    figure &&
    /\d/u.test(after) &&
    !/^(?:新建|改建|扩建|建设|改造|新增|建造|修建|种植|培育|培训|实施|开展|安排|投资|治理|设立|组建)/u.test(word)
  );
}

const boundInside = /(?:不低于|不少于|不超过|不高于|不大于|不突破|控制在|全覆盖|100%|必须|一律|达标)/u;
const firmInside =
  /(?:^|[^为以后])(?:全面)?(?:建成|完成|实现|达到|确保|建成投产)(?![^,;]{0,30}的(?:基础上|企业|城市|地区|项目|县|要求|目标|单位|园区))/u;
const trial = /试点(?:工作|示范|建设|项目|城市)?(?:工作)?$/u;

/** 力争建成 and 逐步实现 strive, they do not promise. */
export function isHedgedClause(text: string): boolean {
  return /(?:力争|争取|努力|逐步|逐渐|尽力)/u.test(text);
}

/** How firm a clause is: by its governing verb; a bound or a completed outcome inside a planned one makes it firm. */
function strengthOf(text: string, start: number, head: Head, end: number): { strength: Strength; rule: string } {
  const { word } = head;
  const after = text.slice(head.end, end);
  const isHedged = isHedgedClause(text.slice(start, head.start));
  if (encouraged.findAt(word, 0) === word) return { strength: "encouraged", rule: `verb:encouraged:${word}` };
  if (explored.findAt(word, 0) === word) return { strength: "explored", rule: `verb:explored:${word}` };
  if (isHedged) return { strength: "planned", rule: `verb:hedged:${word}` };
  if (isBoundFigure(after, word)) return { strength: "firm", rule: `verb:${word}+figure` };
  if (firm.findAt(word, 0) === word) return { strength: "firm", rule: `verb:firm:${word}` };
  if (boundInside.test(after)) return { strength: "firm", rule: `verb:${word}+bound` };
  if (/^(?:将|把)$/u.test(word) && /建成/u.test(text.slice(head.start, end)))
    return { strength: "firm", rule: "verb:把…建成" };
  if (trial.test(after) || /^(?:试点|探索|研究)/u.test(after))
    return { strength: "explored", rule: `verb:${word}+trial` };
  if (/^(?:推动|促进|推进|努力|争取)$/u.test(word)) return { strength: "planned", rule: `verb:planned:${word}` };
  if (firmInside.test(after)) return { strength: "firm", rule: `verb:${word}+outcome` };
  return { strength: "planned", rule: `verb:planned:${word}` };
}
