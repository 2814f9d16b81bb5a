/** A set of words that can be looked for at a position of a text, longest first. */
export class WordSet {
  readonly #byFirst = new Map<number, string[]>();

  constructor(words: readonly string[]) {
    for (const word of words) {
      const first = word.charCodeAt(0);
      const list = this.#byFirst.get(first);
      if (list) list.push(word);
      else this.#byFirst.set(first, [word]);
    }
    for (const list of this.#byFirst.values()) list.sort((a, b) => b.length - a.length);
  }

  /** The longest word that starts at `position`. */
  findAt(text: string, position: number): string | undefined {
    const list = this.#byFirst.get(text.charCodeAt(position));
    if (list === undefined) return undefined;
    for (const word of list) if (text.startsWith(word, position)) return word;
    return undefined;
  }

  /** The first position in [start, end) where a word starts. */
  findIn(text: string, start: number, end: number): { position: number; word: string } | undefined {
    for (let position = start; position < end; position += 1) {
      const word = this.findAt(text, position);
      if (word !== undefined && position + word.length <= end) return { position, word };
    }
    return undefined;
  }

  /** The longest word that ends just before `position` and starts at or after `from`. */
  findBefore(text: string, position: number, from: number): string | undefined {
    for (let start = Math.max(from, position - 6); start < position; start += 1) {
      const list = this.#byFirst.get(text.charCodeAt(start));
      const word = list?.find(
        (candidate) => candidate.length === position - start && text.startsWith(candidate, start),
      );
      if (word !== undefined) return word;
    }
    return undefined;
  }
}
