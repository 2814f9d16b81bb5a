import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

const family = "@fontsource-variable/noto-sans-sc";
const regular = 400;

interface Slice {
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

let known: Promise<readonly Slice[]> | undefined;

/** The package cuts the font into about a hundred web fonts; `unicode.json` says which holds which characters. */
async function readSlices(): Promise<readonly Slice[]> {
  const index = createRequire(import.meta.url).resolve(`${family}/unicode.json`);
  const folder = join(dirname(index), "files");
  const ranges = JSON.parse(await readFile(index, "utf8")) as Record<string, string>;
  return Object.entries(ranges).map(([name, text]) => ({
    file: join(folder, `noto-sans-sc-${name.replace(/[[\]]/gu, "")}-wght-normal.woff2`),
    ranges: text.split(",").map((part) => {
      const [first = 0, last = first] = part
        .replace(/^U\+/iu, "")
        .split("-")
        .map((code) => Number.parseInt(code, 16));
      return [first, last] as const;
    }),
  }));
}

/** Fonts that together hold the characters of a text. */
export interface CutFonts {
  readonly fonts: readonly Uint8Array[];
  /** Characters that the font family does not have: they would be drawn as empty boxes. */
  readonly lacking: readonly string[];
}

/** Cuts TrueType fonts with the characters of a text, and nothing else, from Noto Sans SC at its regular weight. */
export async function cutFonts(text: string): Promise<CutFonts> {
  known ??= readSlices();
  const wanted = new Set(text);
  const fonts: Uint8Array[] = [];
  for (const { file, ranges } of await known) {
    const own = [...wanted].filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      return ranges.some(([first, last]) => first <= code && code <= last);
    });
    if (own.length === 0) continue;
    for (const character of own) wanted.delete(character);
    const options = { targetFormat: "truetype", variationAxes: { wght: regular } } as const;
    fonts.push(await subsetFont(await readFile(file), own.join(""), options));
  }
  return { fonts, lacking: [...wanted].filter((character) => /\S/u.test(character)) };
}
