import { parseChineseQuantity, parseFigure } from "./numbers.ts";
import { type Finding, maskQuoted, toHalfWidth } from "./text.ts";
import { arabicUnit, bareMagnitude, chineseCount, chineseMeasure, noUnitAfter } from "./units.ts";

export type QuantityComparator = ">=" | "<=" | ">" | "<" | "=" | "about" | "range" | "growth";

/** A figure that is part of what is promised, as written: `20万人口以上` is 20 万人, at least. */
export interface FoundQuantity extends Finding {
  readonly value: number;
  readonly unit: string;
  readonly comparator: QuantityComparator;
  /** Upper end of a range. */
  readonly upper: number | null;
  /** What is counted or measured, in the sentence's words; empty when it cannot be told. */
  readonly object: string;
}

const numeral = "[一二两三四五六七八九十百千零〇半]";
const figure = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const arabic = new RegExp(
  String.raw`(?<![\d.A-Za-z〔第])(${figure})(%|‰|万亿|亿|万|千)?(?:\s*(?:[-—–－~～]{1,2}|至|到)\s*(${figure}))?\s*([多余])?\s*`,
  "gu",
);
const chinese = new RegExp(
  `(?<![第十百千零〇一二三四五六七八九每\\d.]|星期|周)(${numeral}+)(?:(?:至|到)(${numeral}+))?([多余])?`,
  "gu",
);
const percentWords = new RegExp(`百分之(${numeral}+)(?:点(${numeral}+))?`, "gu");
const doubling = /翻([一两二三四])番/gu;

/**
 * Quantities of a Chinese sentence in order, each with the rule that told how it compares. Figures of years before
 * `firstYear` are baselines, not targets.
 */
export function findQuantities(sentence: string, firstYear = 0): FoundQuantity[] {
  const text = maskQuoted(toHalfWidth(sentence).replaceAll("％", "%"), false);
  const found = [...findArabic(text, firstYear), ...findChinese(text)];
  return found.sort((a, b) => a.start - b.start);
}

function findArabic(text: string, firstYear: number): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const match of text.matchAll(arabic)) {
    const [whole, first = "", scale = "", second, surplus] = match;
    const start = match.index;
    const isRange = second !== undefined;
    // 30万人: the scale belongs to the unit; 50亿至60亿元: the unit comes with the upper end.
    const after = isRange || surplus !== undefined ? start + whole.length : start + first.length;
    const unit = isRange && /^[%‰]$/u.test(scale) ? scale : readUnit(text, after);
    const end = after + unit.length;
    if (unit === "" || isDateOrName(text, start, first, unit, after) || isBaseline(text, start, end, firstYear))
      continue;
    const scaled = surplus !== undefined ? scale + unit : unit;
    const upper = isRange ? parseFigure(second) : null;
    found.push(describe(text, { start, end, value: parseFigure(first), upper, unit: scaled, surplus }));
  }
  return found;
}

function readUnit(text: string, position: number): string {
  const rest = text.slice(position, position + 24).trimStart();
  return arabicUnit.exec(rest)?.[0] ?? bareMagnitude.exec(rest)?.[0] ?? "";
}

/** Years, document numbers, ordinals, hotline numbers and grades are no quantities. */
function isDateOrName(text: string, start: number, first: string, unit: string, after: number): boolean {
  if (unit === "年" && /^(?:19|20)\d{2}$/u.test(first)) return true;
  if (/[前第]$/u.test(text.slice(0, start)) && /^[名位强个]/u.test(unit)) return true;
  const exception = noUnitAfter.get(unit);
  return exception?.test(text.slice(after, after + 8)) ?? false;
}

/** `由2014年的51%提高到60%`, `在2020年60%的基础上`: where one starts from is not what is promised. */
function isBaseline(text: string, start: number, end: number, firstYear: number): boolean {
  const head = text.slice(Math.max(0, start - 24), start);
  const year = /(\d{4})年(?:底|末)?(?:的|为|达到?)?$/u.exec(head)?.[1];
  if (year !== undefined && Number(year) < firstYear) return true;
  const tail = text.slice(end, end + 12);
  if (/^[^,;。]{0,4}基础上/u.test(tail)) return true;
  return (
    /(?:^|[,;。]|[^自])[由从][^,;。]{0,14}$/u.test(head) &&
    /^[^,;。]{0,4}(?:提高|提升|增加|扩大|增长|下降|降低|减少|压减|缩短|上升|增)[到至]/u.test(tail)
  );
}

function findChinese(text: string): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const match of text.matchAll(percentWords)) {
    const [whole, ones = "", decimals] = match;
    const value = parseChineseQuantity(ones);
    if (value === undefined) continue;
    const fraction =
      decimals === undefined ? 0 : Number(`0.${[...decimals].map((d) => parseChineseQuantity(d)).join("")}`);
    const start = match.index;
    found.push(describe(text, { start, end: start + whole.length, value: value + fraction, upper: null, unit: "%" }));
  }
  for (const match of text.matchAll(doubling)) {
    const value = parseChineseQuantity(match[1] ?? "") ?? 1;
    const span = { start: match.index, end: match.index + match[0].length };
    found.push({
      ...span,
      rule: "quantity:doubling",
      value,
      unit: "番",
      comparator: "growth",
      upper: null,
      object: objectOf(text, span),
    });
  }
  for (const match of text.matchAll(chinese)) {
    const quantity = readChinese(text, match);
    if (quantity && !found.some((other) => other.start < quantity.end && quantity.start < other.end))
      found.push(quantity);
  }
  return found;
}

function readChinese(text: string, match: RegExpExecArray): FoundQuantity | undefined {
  const [whole, first = "", second, surplus] = match;
  const value = parseChineseQuantity(first);
  const upper = second === undefined ? null : (parseChineseQuantity(second) ?? null);
  if (value === undefined) return undefined;
  const after = match.index + whole.length;
  const rest = text.slice(after, after + 24);
  const measure = chineseMeasure.exec(rest)?.[0];
  const unit = measure ?? (value >= 2 ? chineseCount.exec(rest)?.[0] : undefined);
  if (unit === undefined || isVague(first, unit, rest, text.slice(0, match.index))) return undefined;
  return describe(text, { start: match.index, end: after + unit.length, value, upper, unit, surplus });
}

/** `一年四季`, `百年品牌`, `千家万户`, `三个代表` say how, not how many. */
function isVague(first: string, unit: string, rest: string, before: string): boolean {
  if (noUnitAfter.get(unit)?.test(rest)) return true;
  if (/^[百千]+$/u.test(first) && !/^(?:万|亿|万亿)/u.test(unit)) return true;
  if (unit === "年")
    return !/^年(?:内|以内|之内|以上|左右|一遇)/u.test(rest) && !/(?:达到|延长到?|提高到|至)$/u.test(before);
  if (first === "一" && unit === "成") return true;
  if (/^(?:天|周)$/u.test(unit) && /[今去前当近]$/u.test(before)) return true;
  // `万元GDP`, `万人` as the base of a rate carries no figure of its own; a lone 半 needs a unit of time.
  if (first === "半" && /[上下]$/u.test(before)) return true;
  return first === "半" && !/^(?:小时|年|个月|天)/u.test(unit);
}

interface Raw {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly upper: number | null;
  readonly unit: string;
  readonly surplus?: string | undefined;
}

function describe(text: string, raw: Raw): FoundQuantity {
  const unit = raw.unit.replace(/人口$/u, "人").replace(/％/u, "%");
  const { comparator, rule } = compare(text, raw);
  return {
    start: raw.start,
    end: raw.end,
    rule,
    value: raw.value,
    unit,
    comparator,
    upper: raw.upper,
    object: raw.unit.endsWith("人口") ? "人口" : objectOf(text, raw),
  };
}

const after: readonly (readonly [RegExp, QuantityComparator])[] = [
  [/^(?:及?以上|之上|起步)/u, ">="],
  [/^(?:及?以下|以内|之内|内(?!容|部|外|涵|河|陆))/u, "<="],
  [/^(?:左右|上下)/u, "about"],
];

const before: readonly (readonly [RegExp, QuantityComparator])[] = [
  [/(?:不低于|不少于|不小于|不短于|不弱于|至少|不下于)$/u, ">="],
  [/(?:不超过|不高于|不大于|不多于|不突破|最多|至多|不长于)$/u, "<="],
  [/(?:超过|突破|大于|高于|多于|超|逾)$/u, ">"],
  [/(?:低于|小于|少于|不足|不到)$/u, "<"],
  [/(?:大?约|将近|近|约为|接近)$/u, "about"],
];

/** A change rather than a level: 下降13%, 提高3个百分点, 新增8个. */
const change =
  /(?:增长|增速|增幅|递增|提高|提升|增加|上升|下降|降低|减少|下调|压减|缩减|削减|降幅|节约|缩短|增产|减排)(?:了|幅度)?$|新增[^,;。:、\d]{0,12}$/u;

/** How the figure compares: an explicit word wins, then a range, then a change; a bare figure is the target itself. */
function compare(text: string, raw: Raw): { comparator: QuantityComparator; rule: string } {
  const head = text.slice(Math.max(0, raw.start - 16), raw.start).replace(/[\s(]+$/u, "");
  const tail = text.slice(raw.end, raw.end + 10).replace(/^\s+/u, "");
  if (raw.upper !== null) return { comparator: "range", rule: "quantity:range" };
  const later = after.find(([pattern]) => pattern.test(tail));
  if (later) return { comparator: later[1], rule: `quantity:after:${later[1]}` };
  const earlier = before.find(([pattern]) => pattern.test(head));
  if (earlier) return { comparator: earlier[1], rule: `quantity:before:${earlier[1]}` };
  if (raw.surplus !== undefined) return { comparator: ">", rule: "quantity:surplus" };
  const isGrade = /(?:级|千伏)$/u.test(raw.unit);
  if (!isGrade && (change.test(head) || isCountedChange(text, raw)))
    return { comparator: "growth", rule: "quantity:change" };
  if (/(?:小时|分钟)$/u.test(raw.unit) && /^(?:通达|可达|到达|直达|互达|[\p{Script=Han}]{0,8}圈)/u.test(tail)) {
    return { comparator: "<=", rule: "quantity:time-reach" };
  }
  return { comparator: "=", rule: "quantity:plain" };
}

/** 新增1000吨级泊位8个: what is counted last is what is added. */
function isCountedChange(text: string, { start }: Raw): boolean {
  return /新增[\d.,千百万吨级以上]+[^,;。:、\d]{1,8}$/u.test(text.slice(Math.max(0, start - 24), start));
}

const comparisonWords =
  /(?:保持|维持|不低于|不少于|不超过|不高于|不大于|不小于|至少|达到|达|提高到|提升到|提高至|提升至|增加到|增加至|增至|控制在|保持在|稳定在|降至|降低到|降到|下降到|减少到|缩短至|缩短到|超过|突破|大于|高于|低于|小于|约|近|为|年均增长|增长|提高|提升|增加|下降|降低|减少|累计|分别|实现|力争|争取|确保|[到至在])+$/u;

/** The noun phrase that the figure belongs to: before it as its subject, or after it as what is counted. */
function objectOf(text: string, span: { start: number; end: number }): string {
  const clauseStart =
    Math.max(...[",", ";", "。", ":", "(", "、"].map((mark) => text.lastIndexOf(mark, span.start - 1))) + 1;
  const lead = text.slice(clauseStart, span.start).replace(comparisonWords, "");
  const subject = lead
    .replace(
      /^(?:(?:力争|争取|确保|努力|实现)?(?:到|至)?\d{4}年(?:\d{1,2}月|上半年)?(?:底|末)?前?|力争|确保|其中|全[省市县区]|推动|实现)+/u,
      "",
    )
    .trim();
  const next = /^[^,;。、:()]{0,16}/u.exec(text.slice(span.end, span.end + 20))?.[0] ?? "";
  const counted = next.replace(/^(?:及?以上|以下|以内|左右|的)+/u, "").trim();
  const isVerbOnly =
    subject === "" ||
    /(?:新建|建设|建成|完成|培育|打造|引进|新增|实施|形成|组建|创建|改造|改扩建|覆盖|开工)$/u.test(subject);
  return isVerbOnly ? counted : subject;
}
