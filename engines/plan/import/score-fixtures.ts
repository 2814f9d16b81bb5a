import { readFile } from "node:fs/promises";
import type { RegionPack } from "@midreach/kernel/region";
import type { Scores, SentenceLabel, SystemWords } from "../core/import/index.ts";
import { decodeText } from "./decode.ts";
import { readLines } from "./read-file.ts";

/** One labelled text of `core/import/fixtures`, or the text that its labels were made for. */
export interface LabelledText {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly labels: readonly SentenceLabel[];
}

const fixtures = new URL("../core/import/fixtures/", import.meta.url);

/** The fictional texts with a label for every sentence. */
export const fixtureNames = [
  "county-plan",
  "district-cooperation",
  "five-year-outline",
  "five-year-outline-revised",
  "english-plan",
] as const;

/** Labels of a fixture; kinds that nobody labelled are empty. */
export async function readLabels(name: string): Promise<SentenceLabel[]> {
  const rows = JSON.parse(await readFile(new URL(`${name}.labels.json`, fixtures), "utf8")) as Partial<SentenceLabel>[];
  const nothing = { quantities: [], deadlines: [], actors: [], places: [], projects: [], systems: [] };
  return rows.map((row) => ({ ...nothing, ...row }) as SentenceLabel);
}

/** A fixture's text with its labels. */
export async function readLabelledText(name: (typeof fixtureNames)[number]): Promise<LabelledText> {
  return { name, bytes: await readFile(new URL(`${name}.txt`, fixtures)), labels: await readLabels(name) };
}

/**
 * How well the importer reads one labelled text, with the place names of a region beside those of the country.
 * @param systems the joint systems that the text may order; only for the region's own plan
 */
export async function scoreText(
  { name, bytes, labels }: LabelledText,
  region: Pick<RegionPack, "places">,
  systems: readonly SystemWords[] = [],
): Promise<Scores & { readonly sentences: number }> {
  // The importer and the names of a whole country: a server that never scores need not hold them.
  const { analysePlan, scoreImport } = await import("../core/import/index.ts");
  const { importProfileOf } = await import("./profile.ts");
  const { sentences } = analysePlan(readLines(decodeText(bytes, name)), importProfileOf(region, systems));
  return { ...scoreImport(sentences, labels), sentences: sentences.length };
}
