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
  String.raw`(?<![\d.A-Za-z〔第])(${figure})(%|‰)?(?:\s*(?:[-—–－~～]{1,2}|至|到)\s*(${figure}))?\s*([多余])?\s*`,
  "gu",
);
const chinese = new RegExp(
  `(?<![第十百千零〇一二三四五六七八九每\\d.]|星期|周)(${numeral}+)(?:(?:至|到)(${numeral}+))?([多余])?`,
  "gu",
);
const percentWords = new RegExp(`百分之(${numeral}+)(?:点(${numeral}+))?`, "gu");
const doubling = /翻([一两二三四])番/gu;

/** Quantities of a Chinese sentence in order, each with the rule that told how it compares. */
export function findQuantities(sentence: string): FoundQuantity[] {
  const text = maskQuoted(toHalfWidth(sentence).replaceAll("％", "%"), false);
  const found = [...findArabic(text), ...findChinese(text)];
  return found.sort((a, b) => a.start - b.start);
}

function findArabic(text: string): FoundQuantity[] {
  const found: FoundQuantity[] = [];
  for (const match of text.matchAll(arabic)) {
    const [whole, first = "", percent, second, surplus] = match;
    const start = match.index;
    const after = start + whole.length;
    const unit = percent !== undefined && second === undefined ? percent : readUnit(text, after);
    const end = percent !== undefined && second === undefined ? start + first.length + 1 : after + unit.length;
    if (unit === "" || isDateOrName(text, start, first, unit, after) || isBaseline(text, start, end)) continue;
    const value = parseFigure(first);
    const upper = second === undefined ? null : parseFigure(second);
    found.push(describe(text, { start, end, value, upper, unit: second && percent ? percent : unit, surplus }));
  }
  return found;
}

function readUnit(text: string, position: number): string {
  const rest = text.slice(position, position + 24);
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
function isBaseline(text: string, start: number, end: number): boolean {
  const head = text.slice(Math.max(0, start - 24), start);
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
  if (first === "一" && unit === "年") return !/^年(?:内|以内|之内|以上|左右)/u.test(rest);
  if (first === "一" && unit === "成") return true;
  if (/^(?:年|天|周)$/u.test(unit) && /[今去前当近]$/u.test(before)) return true;
  // `万元GDP`, `万人` as the base of a rate carries no figure of its own; a lone 半 needs a unit of time.
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
  [/(?:提高|提升|增加|扩大|上升|增长|发展|扩展|拓展|延长)(?:到|至|为)$/u, ">="],
  [/(?:增至|升至|扩至|保持在|稳定在|维持在)$/u, ">="],
  [/(?:降低|下降|减少|压减|压缩|缩短|缩减|削减|缩小|控制|限制)(?:到|至|在|为)$/u, "<="],
  [/(?:降至|减至|降到|缩至|控制)$/u, "<="],
  [/(?:超过|突破|大于|高于|多于|超|逾)$/u, ">"],
  [/(?:低于|小于|少于|不足|不到)$/u, "<"],
  [/(?:大?约|将?近|约为|接近)$/u, "about"],
  [
    /(?:增长|增速|增幅|递增|提高|提升|增加|上升|下降|降低|减少|下调|压减|缩减|削减|降幅|增长率|节约|缩短)(?:率|了|约|达|达到|为|不低于|超过|幅度|[在保持]{0,3})?$/u,
    "growth",
  ],
  [/(?:达到|达|到达|实现)$/u, ">="],
];

/** How the figure compares: the words right after it are the stronger sign, except for growth and ranges. */
function compare(text: string, raw: Raw): { comparator: QuantityComparator; rule: string } {
  const head = text.slice(Math.max(0, raw.start - 14), raw.start).replace(/[\s()]+$/u, "");
  const tail = text.slice(raw.end, raw.end + 10).replace(/^\s+/u, "");
  if (raw.upper !== null) return { comparator: "range", rule: "quantity:range" };
  const grows = before.find(([pattern, comparator]) => comparator === "growth" && pattern.test(head));
  const earlier = before.find(([pattern]) => pattern.test(head));
  if (grows && earlier?.[1] === "growth") return { comparator: "growth", rule: "quantity:growth" };
  const later = after.find(([pattern]) => pattern.test(tail));
  if (later) return { comparator: later[1], rule: `quantity:after:${later[1]}` };
  if (raw.surplus !== undefined) return { comparator: ">", rule: "quantity:surplus" };
  if (earlier) return { comparator: earlier[1], rule: `quantity:before:${earlier[1]}` };
  if (/(?:小时|分钟)$/u.test(raw.unit) && /^(?:内|通达|可达|到达|直达|[^,;。]{0,8}圈)/u.test(tail)) {
    return { comparator: "<=", rule: "quantity:time-reach" };
  }
  return { comparator: "=", rule: "quantity:plain" };
}

const comparisonWords =
  /(?:不低于|不少于|不超过|不高于|不大于|不小于|至少|达到|达|提高到|提升到|提高至|提升至|增加到|增加至|增至|控制在|保持在|稳定在|降至|降低到|降到|下降到|减少到|缩短至|缩短到|超过|突破|大于|高于|低于|小于|约|近|为|年均增长|增长|提高|提升|增加|下降|降低|减少|累计|分别|实现|力争|争取|确保|[到至在])+$/u;

/** The noun phrase that the figure belongs to: before it as its subject, or after it as what is counted. */
function objectOf(text: string, span: { start: number; end: number }): string {
  const clauseStart =
    Math.max(...[",", ";", "。", ":", "(", "、"].map((mark) => text.lastIndexOf(mark, span.start - 1))) + 1;
  const lead = text.slice(clauseStart, span.start).replace(comparisonWords, "");
  const subject = lead.replace(/^(?:到|至)?\d{4}年(?:底|末)?前?/u, "").trim();
  const next = /^[^,;。、:()]{0,16}/u.exec(text.slice(span.end))?.[0] ?? "";
  const counted = next.replace(/^(?:及?以上|以下|以内|左右|的)+/u, "").trim();
  const isVerbOnly =
    subject === "" ||
    /(?:新建|建设|建成|完成|培育|打造|引进|新增|实施|形成|组建|创建|改造|改扩建|覆盖|开工)$/u.test(subject);
  return isVerbOnly ? counted : subject;
}
