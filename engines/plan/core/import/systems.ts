import { type Finding, toHalfWidth } from "./text.ts";

/** A joint system that the sentence orders. */
export interface FoundSystem extends Finding {
  readonly id: string;
}

/** What tells that a sentence orders a system: all words of at least one set. */
export interface SystemProfile {
  readonly id: string;
  readonly anyOf: readonly (readonly string[])[];
}

/** A row of the region's ordered systems, as far as words go. */
export interface SystemWords {
  readonly id: string;
  readonly title: string;
  readonly purpose?: string | undefined;
}

const filler =
  /(?:系统|平台|管理|统一|建设|区域|城市群|组织|处理|全过程|联动|一体化|中心|与|和|的|、|,|及|按|由|对|跨省|跨界|省际|应急)/u;

/**
 * Profiles from the titles of the region's ordered systems: a title is cut at fillers into its words, and a sentence
 * orders the system when it holds all of them, or a longer title's first four characters together.
 */
export function profilesOf(systems: readonly SystemWords[]): SystemProfile[] {
  return systems.map(({ id, title }) => {
    const parts = toHalfWidth(title)
      .split(filler)
      .map((part) => part.trim())
      .filter((part) => part.length >= 2);
    const sets: string[][] = [];
    if (parts.length > 0) sets.push(parts.flatMap(halves));
    return { id, anyOf: sets };
  });
}

/** 雨情汛情旱情监测 is four words of two characters; shorter words stay whole. */
function halves(word: string): string[] {
  if (!/^\p{Script=Han}+$/u.test(word) || word.length < 4 || word.length % 2 === 1) return [word];
  return Array.from({ length: word.length / 2 }, (_, index) => word.slice(index * 2, index * 2 + 2));
}

/** Systems that a sentence orders by the given profiles. */
export function findSystems(sentence: string, profiles: readonly SystemProfile[]): FoundSystem[] {
  const text = toHalfWidth(sentence);
  const found: FoundSystem[] = [];
  for (const { id, anyOf } of profiles) {
    for (const words of anyOf) {
      const positions = words.map((word) => text.indexOf(word));
      if (words.length === 0 || positions.some((position) => position < 0)) continue;
      const start = Math.min(...positions);
      const end = Math.max(...positions.map((position, index) => position + (words[index]?.length ?? 0)));
      // Words far apart are not one thing.
      if (end - start > 40) continue;
      found.push({ start, end, rule: `system:${words.join("+")}`, id });
      break;
    }
  }
  return found;
}
