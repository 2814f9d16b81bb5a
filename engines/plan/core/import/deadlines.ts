import { type Finding, maskQuoted, toHalfWidth } from "./text.ts";

/** A deadline: the last day that the sentence allows, `YYYY-MM-DD`. */
export interface FoundDeadline extends Finding {
  readonly date: string;
}

const numerals: Readonly<Record<string, number>> = Object.fromEntries(
  [..."一二三四五六七八九"].map((character, index) => [character, index + 1]),
);

interface Rule {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly date: (match: RegExpExecArray, baseYear: number) => string | undefined;
}

function endOfYear(year: number): string {
  return `${year}-12-31`;
}

function endOfMonth(year: number, month: number): string | undefined {
  if (month < 1 || month > 12) return undefined;
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, "0")}-${day}`;
}

/** The last year of a five-year plan: the first ran from 1953 to 1957, since the third they end in years of 0 and 5. */
function endOfFiveYearPlan(numeral: string): number {
  const [tens, units] = numeral.includes("十") ? numeral.split("十") : ["", numeral];
  const ordinal = (numeral.includes("十") ? (numerals[tens ?? ""] ?? 1) * 10 : 0) + (numerals[units ?? ""] ?? 0);
  return 1955 + ordinal * 5;
}

/** `2014年实现`, `2013年以来`: a year that has passed is a date, no deadline. */
function future(year: number, baseYear: number): string | undefined {
  return year >= baseYear ? endOfYear(year) : undefined;
}

const chineseRules: readonly Rule[] = [
  {
    rule: "deadline:day",
    pattern: /(\d{4})年(\d{1,2})月(\d{1,2})日(?!起|至)(?:之?前|以前|底前)?/gu,
    date: ([, year, month, day], base) =>
      Number(year) >= base ? `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` : undefined,
  },
  {
    rule: "deadline:month",
    pattern: /(\d{4})年(\d{1,2})月(?!\d)(?:份)?(?!起)(?:底|末|中旬|下旬)?(?:之?前|以前)?/gu,
    date: ([, year, month], base) => (Number(year) >= base ? endOfMonth(Number(year), Number(month)) : undefined),
  },
  {
    rule: "deadline:part-of-year",
    pattern: /(\d{4})年(上半年|年中|下半年|第?[一二三四1-4]季度)(?:末|底|前)?/gu,
    date: ([, year, part], base) => {
      if (Number(year) < base) return undefined;
      if (part === "上半年" || part === "年中") return `${year}-06-30`;
      const quarter =
        "一二三四".indexOf(/[一二三四]/u.exec(part ?? "")?.[0] ?? "") + 1 || Number(/[1-4]/u.exec(part ?? "")?.[0]);
      return part === "下半年" ? endOfYear(Number(year)) : endOfMonth(Number(year), quarter * 3);
    },
  },
  {
    rule: "deadline:range",
    pattern: /(\d{4})年?\s*(?:[-—–－~～]{1,2}|至|到)\s*(\d{4})年(?!来|以来)/gu,
    date: ([, , end], base) => future(Number(end), base),
  },
  {
    rule: "deadline:by-year",
    pattern:
      /(?:到|至|截至|截止|在|于|力争|确保|争取|不晚于|不迟于)\s*(\d{4})年(?!\d{1,2}月|上半年|下半年|年中|第?[一二三四]季度|[-—–至到]\s*\d{4})(?:年?[底末初中]|年终)?(?:之?前|以前|时)?/gu,
    date: ([, year], base) => future(Number(year), base),
  },
  {
    rule: "deadline:before-year",
    pattern: /(\d{4})年(?:年?[底末]|年终)?(?:之前|以前|前)/gu,
    date: ([, year], base) => future(Number(year), base),
  },
  {
    rule: "deadline:in-year",
    pattern:
      /(\d{4})年(?!\d{1,2}月|来|以来|起|上半年|下半年|年中|第?[一二三四]季度|[-—–至到~～]\s*\d{4}|远景|版)(?:年?[底末]|年终|内|度)?/gu,
    date: ([, year], base) => future(Number(year), base),
  },
  {
    rule: "deadline:five-year-plan",
    pattern:
      /[“"‘]?([一二]?十?[一二三四五六七八九])五[”"’]?(?:规划)?(?:时期|期间|期|计划)?(末|期末|时期末|期间|时期|结束|收官|内|前)/gu,
    date: ([, numeral], base) => {
      if (!numeral?.includes("十")) return undefined;
      return future(endOfFiveYearPlan(numeral), base);
    },
  },
  {
    rule: "deadline:mid-century",
    pattern: /(?:到|至)?(?:本世纪中叶|新中国成立(?:一百|100)年)/gu,
    date: () => "2050-12-31",
  },
];

/** In a plan for one year: `6月底前`, `上半年`, `年内`. */
const yearlessRules: readonly Rule[] = [
  {
    rule: "deadline:month-of-the-year",
    pattern: /(?<![\d年])(\d{1,2})月(?:份)?(?:底|末|中旬|下旬|\d{1,2}日)?(?:之?前|以前|底)/gu,
    date: ([, month], base) => endOfMonth(base, Number(month)),
  },
  {
    rule: "deadline:part-of-the-year",
    pattern: /(?<!\d年|\d年度)(上半年|第?[一二三四]季度)(?:内|末|底|前)?/gu,
    date: ([, part], base) =>
      part === "上半年"
        ? `${base}-06-30`
        : endOfMonth(base, ("一二三四".indexOf(/[一二三四]/u.exec(part ?? "")?.[0] ?? "") + 1) * 3),
  },
  {
    rule: "deadline:this-year",
    pattern: /(?<!\d)(?:年内|年底前|年底|全年|今年|本年度)/gu,
    date: (_, base) => endOfYear(base),
  },
];

const months = "january|february|march|april|may|june|july|august|september|october|november|december";

function monthNumber(name: string): number {
  return months.split("|").indexOf(name.toLowerCase()) + 1;
}

const englishRules: readonly Rule[] = [
  {
    rule: "deadline:day",
    pattern: new RegExp(`(?:by|before|until|no later than|from|to|on)\\s+(\\d{1,2})\\s+(${months})\\s+(\\d{4})`, "giu"),
    date: ([, day, month, year], base) =>
      Number(year) >= base
        ? `${year}-${String(monthNumber(month ?? "")).padStart(2, "0")}-${String(day).padStart(2, "0")}`
        : undefined,
  },
  {
    rule: "deadline:month",
    pattern: new RegExp(
      `(?:by|before|until|no later than|in)\\s+(?:the end of\\s+|late\\s+|early\\s+)?(${months})\\s+(\\d{4})`,
      "giu",
    ),
    date: ([, month, year], base) =>
      Number(year) >= base ? endOfMonth(Number(year), monthNumber(month ?? "")) : undefined,
  },
  {
    rule: "deadline:range",
    pattern: /(?:between|from)?\s*(?<!\()\b((?:19|20)\d{2})\s*(?:[-–—]|to|and|until)\s*((?:20)\d{2})\b(?!\s*\))/giu,
    date: ([, , end], base) => future(Number(end), base),
  },
  {
    rule: "deadline:by-year",
    pattern:
      /\b(?:by|before|until|no later than|not later than)\s+(?:the\s+)?(?:end\s+of\s+|year\s+|mid-|late\s+|early\s+|spring\s+|summer\s+|autumn\s+|winter\s+)?(20\d{2})\b/giu,
    date: ([, year], base) => future(Number(year), base),
  },
  {
    rule: "deadline:in-year",
    pattern:
      /\b(?:in|during|for|at the end of)\s+(?:the\s+)?(?:end\s+of\s+|year\s+|late\s+|early\s+)?(20\d{2})\b(?!\s*(?:[-–—]|to|and)\s*20)/giu,
    date: ([, year], base) => future(Number(year), base),
  },
];

/** Years written with Chinese digits (二〇二五年, 二零三五年) as figures, unit for unit. */
function withArabicYears(text: string): string {
  return text.replace(/[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)/gu, (year) =>
    [...year].map((character) => Math.max(0, "〇一二三四五六七八九".indexOf(character))).join(""),
  );
}

/**
 * Deadlines in a sentence. Years before `baseYear` (the plan's first year) are dates of the past; years inside titles of
 * documents and quotation marks other than `"十四五"末` are names.
 * @param onlyYear the year of a plan for one year: its months and parts of the year need no year
 */
export function findDeadlines(
  sentence: string,
  language: "zh" | "en",
  baseYear: number,
  onlyYear?: number,
): FoundDeadline[] {
  const half = withArabicYears(toHalfWidth(sentence));
  if (onlyYear === undefined && !/\d{4}|五|世纪|成立/u.test(half)) return [];
  const text = language === "zh" ? maskDocuments(half) : half;
  const taken: boolean[] = [];
  const found: FoundDeadline[] = [];
  const rules = onlyYear === undefined ? chineseRules : [...chineseRules, ...yearlessRules];
  for (const { rule, pattern, date } of language === "zh" ? rules : englishRules) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (taken[start] || taken[end - 1]) continue;
      for (let index = start; index < end; index += 1) taken[index] = true;
      const day = date(match as RegExpExecArray, baseYear);
      if (day !== undefined) found.push({ start, end, rule, date: day });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Titles of documents and document numbers hold years that are names; quotation marks hold five-year plans. */
function maskDocuments(text: string): string {
  const masked = maskQuoted(text.replaceAll(/[“”"‘’]/gu, "'"), false);
  return masked
    .replace(/[(〔[【](?:19|20)\d{2}[)〕\]】](?:\d+号)?/gu, (found) => "□".repeat(found.length))
    .replace(/\((?:19|20)\d{2}年?(?:\s*[-—–~至]{1,2}\s*(?:19|20)\d{2}年?)?\)/gu, (found) => "□".repeat(found.length))
    .replace(/(?:\d{4}年)?远景目标/gu, (found) => "□".repeat(found.length))
    .replaceAll("'", '"');
}
