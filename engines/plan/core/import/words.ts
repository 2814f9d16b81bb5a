/** A set of words that can be looked for at a position of a text, longest first. */
export class WordSet {
  readonly #byFirst = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    for (const word of words) {
      const first = word[0] ?? "";
      const list = this.#byFirst.get(first);
      if (list) list.push(word);
      else this.#byFirst.set(first, [word]);
    }
    for (const list of this.#byFirst.values()) list.sort((a, b) => b.length - a.length);
  }

  /** The longest word that starts at `position`. */
  findAt(text: string, position: number): string | undefined {
    return this.#byFirst.get(text[position] ?? "")?.find((word) => text.startsWith(word, position));
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
      const list = this.#byFirst.get(text[start] ?? "");
      const word = list?.find(
        (candidate) => candidate.length === position - start && text.startsWith(candidate, start),
      );
      if (word !== undefined) return word;
    }
    return undefined;
  }
}
