/** A sentence with what two texts are matched by. */
export interface MatchedSentence {
  readonly citation: string;
  readonly text: string;
  readonly hash: string;
}

/** Positions of two sentences that say the same thing, or nearly. */
export interface Match {
  readonly old: number;
  readonly new: number;
  /** Dice coefficient of their character pairs, 0..1. */
  readonly similarity: number;
}

/** Below this likeness two sentences are two promises. Sentences of plans that share nothing but phrases reach 0.3. */
const leastSimilarity = 0.45;

/** A pair of characters that stands in more sentences than this tells nothing. */
const mostCommon = 200;

/** Pairs of neighbouring characters, with figures masked: a changed number must not make another sentence. */
function pairsOf(text: string): ReadonlySet<string> {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\d+(?:\.\d+)?/gu, "0")
    .replace(/[\p{P}\s]/gu, "");
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < plain.length; index += 1) pairs.add(plain.slice(index, index + 2));
  return pairs;
}

/**
 * Matches the sentences of two texts one to one: equal ones by hash first, in order; then the most alike, by the Dice
 * coefficient of their character pairs (Dice 1945), the best pair first; of equals, the nearer in the text.
 */
export function matchSentences(old: readonly MatchedSentence[], next: readonly MatchedSentence[]): Match[] {
  const matches = matchEqual(old, next);
  const takenOld = new Set(matches.map((match) => match.old));
  const takenNew = new Set(matches.map((match) => match.new));
  const ranked = rankCandidates(old, next, takenOld, takenNew);
  for (const candidate of ranked) {
    if (takenOld.has(candidate.old) || takenNew.has(candidate.new)) continue;
    takenOld.add(candidate.old);
    takenNew.add(candidate.new);
    matches.push(candidate);
  }
  return matches.sort((a, b) => a.new - b.new);
}

function matchEqual(old: readonly MatchedSentence[], next: readonly MatchedSentence[]): Match[] {
  const waiting = new Map<string, number[]>();
  old.forEach(({ hash }, index) => {
    const places = waiting.get(hash);
    if (places) places.push(index);
    else waiting.set(hash, [index]);
  });
  return next.flatMap(({ hash }, index) => {
    const first = waiting.get(hash)?.shift();
    return first === undefined ? [] : [{ old: first, new: index, similarity: 1 }];
  });
}

function rankCandidates(
  old: readonly MatchedSentence[],
  next: readonly MatchedSentence[],
  takenOld: ReadonlySet<number>,
  takenNew: ReadonlySet<number>,
): Match[] {
  const oldPairs = old.map(({ text }, index) => (takenOld.has(index) ? new Set<string>() : pairsOf(text)));
  const places = new Map<string, number[]>();
  oldPairs.forEach((pairs, index) => {
    for (const pair of pairs) {
      const list = places.get(pair);
      if (list) list.push(index);
      else places.set(pair, [index]);
    }
  });
  const candidates: Match[] = [];
  next.forEach(({ text }, index) => {
    if (takenNew.has(index)) return;
    const pairs = pairsOf(text);
    for (const [other, shared] of countShared(pairs, places)) {
      const similarity = (2 * shared) / (pairs.size + (oldPairs[other]?.size ?? 0));
      if (similarity >= leastSimilarity) candidates.push({ old: other, new: index, similarity });
    }
  });
  const distance = (match: Match) => Math.abs(match.old / old.length - match.new / next.length);
  return candidates.sort((a, b) => b.similarity - a.similarity || distance(a) - distance(b));
}

function countShared(pairs: ReadonlySet<string>, places: ReadonlyMap<string, number[]>): Map<number, number> {
  const shared = new Map<number, number>();
  for (const pair of pairs) {
    const list = places.get(pair) ?? [];
    if (list.length > mostCommon) continue;
    for (const index of list) shared.set(index, (shared.get(index) ?? 0) + 1);
  }
  return shared;
}
