/** From so many Chinese characters, or words of another script, in a row on, a restatement copies its source. */
const longest = { characters: 12, words: 8 } as const;

/** A text as it is compared: without punctuation; Chinese by character, other scripts by word. */
function tokensOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? []
  );
}

const isHan = (token: string): boolean => /^\p{Script=Han}$/u.test(token);

/**
 * The longest run that a restatement has in common with its source, when it is too long to be our own words: twelve
 * Chinese characters or eight words. Null otherwise. Names are copied with reason; the person who reads the warning knows.
 */
export function findCopiedRun(restatement: string, source: string): string | null {
  const own = tokensOf(restatement);
  const given = tokensOf(source);
  let best: string[] = [];
  let before: number[] = [];
  for (const [index, token] of own.entries()) {
    const run: number[] = [];
    for (const [other, candidate] of given.entries()) {
      if (token !== candidate) continue;
      const length = (before[other - 1] ?? 0) + 1;
      run[other] = length;
      if (length > best.length) best = own.slice(index - length + 1, index + 1);
    }
    before = run;
  }
  const isChinese = best.filter(isHan).length > best.length / 2;
  if (best.length < (isChinese ? longest.characters : longest.words)) return null;
  return best.join(isChinese ? "" : " ");
}
