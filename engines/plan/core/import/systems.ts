import { type Finding, toHalfWidth } from "./text.ts";

/** A joint system that the sentence orders. */
export interface FoundSystem extends Finding {
  readonly id: string;
}

/** What tells that a sentence orders a system. */
export interface SystemProfile {
  readonly id: string;
  /** Words of the title: a sentence that holds all of them close together orders the system. */
  readonly title: readonly string[];
  /** Words of title and purpose: in a paragraph that is known to order the system, two of them are enough. */
  readonly words: readonly string[];
  /**
   * Paragraphs `chapter.section.paragraph` that are known to order it. Only for the region's own plan: citations of
   * another plan mean other paragraphs.
   */
  readonly clauses: readonly string[];
}

/** A row of the region's ordered systems, as far as words go. */
export interface SystemWords {
  readonly id: string;
  readonly title: string;
  readonly purpose?: string | undefined;
  readonly clauses?: readonly string[] | undefined;
}

const filler =
  /系统|平台|管理|统一|建设|区域|城市群|组织|处理|全过程|联动|一体化|中心|与|和|的|、|,|及|按|由|对|跨省|跨界|省际|应急|共享|协同|合作|机制|互认|互通/u;

/** Profiles from the titles and purposes of the region's ordered systems. */
export function profilesOf(systems: readonly SystemWords[]): SystemProfile[] {
  return systems.map(({ id, title, purpose = "", clauses = [] }) => {
    const words = pairsOf(`${title},${purpose}`).filter((word) => !common.has(word));
    return { id, title: wordsOf(title), words: [...new Set(words)], clauses };
  });
}

const common = new Set(
  "信息 监测 发布 记录 地区 服务 责任 规则 核算 城市 建立 落实 情况 数据 项目 市场 登记 办结 分类 申请 审查 资源 政务 共建 管理 体系 机制 共享 合作 协同 联合 区域 跨省 跨区 一体 统一 平台 系统 建设 组织 安全 交换 互通 互认".split(
    " ",
  ),
);

function wordsOf(text: string): string[] {
  return toHalfWidth(text)
    .split(filler)
    .map((part) => part.trim())
    .filter((part) => part.length >= 2)
    .flatMap(halves);
}

/** Every two neighbouring characters, and every word in letters or digits. */
function pairsOf(text: string): string[] {
  const half = toHalfWidth(text);
  const pairs = [...half.matchAll(/[A-Za-z0-9]{2,}/gu)].map(([word]) => word);
  for (const [run] of half.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let index = 0; index < run.length - 1; index += 1) pairs.push(run.slice(index, index + 2));
  }
  return pairs;
}

/** 雨情汛情旱情监测 is four words of two characters; shorter words stay whole. */
function halves(word: string): string[] {
  if (!/^\p{Script=Han}+$/u.test(word) || word.length < 4 || word.length % 2 === 1) return [word];
  return Array.from({ length: word.length / 2 }, (_, index) => word.slice(index * 2, index * 2 + 2));
}

/** Systems that a sentence orders by the given profiles; its citation brings in what is known of its paragraph. */
export function findSystems(sentence: string, citation: string, profiles: readonly SystemProfile[]): FoundSystem[] {
  const text = toHalfWidth(sentence);
  const paragraph = citation.split(".").slice(0, 3).join(".");
  const found: FoundSystem[] = [];
  for (const { id, title, words, clauses } of profiles) {
    const isKnown = clauses.includes(paragraph);
    const hit = findAll(text, title) ?? (isKnown ? findSome(text, words) : undefined);
    if (hit) found.push({ ...hit, id, rule: isKnown ? "system:known-clause" : "system:title" });
  }
  return found;
}

/** All words, no further apart than forty characters: words far apart are not one thing. */
function findAll(text: string, words: readonly string[]): { start: number; end: number } | undefined {
  const positions = words.map((word) => text.indexOf(word));
  if (words.length === 0 || positions.some((position) => position < 0)) return undefined;
  const start = Math.min(...positions);
  const end = Math.max(...positions.map((position, index) => position + (words[index]?.length ?? 0)));
  return end - start > 40 ? undefined : { start, end };
}

/** Two words, or one in letters (ETC): one pair of characters alone is chance. */
function findSome(text: string, words: readonly string[]): { start: number; end: number } | undefined {
  const found = words.filter((word) => text.includes(word));
  const first = found[0];
  if (first === undefined || (found.length < 2 && !/^[A-Z]/u.test(first))) return undefined;
  const start = Math.min(...found.map((word) => text.indexOf(word)));
  const end = Math.max(...found.map((word) => text.indexOf(word) + word.length));
  return { start, end };
}
