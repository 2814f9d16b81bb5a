import { readFile } from "node:fs/promises";
import type { RegionPack } from "@midreach/kernel/region";
import { analysePlan, type Scores, type SentenceLabel, type SystemWords, scoreImport } from "../core/import/index.ts";
import { importProfileOf } from "./profile.ts";
import { readPlanFile } from "./read-file.ts";

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
export function scoreText(
  { name, bytes, labels }: LabelledText,
  region: Pick<RegionPack, "places">,
  systems: readonly SystemWords[] = [],
): Scores & { readonly sentences: number } {
  const { sentences } = analysePlan(readPlanFile(bytes, `${name}.txt`), importProfileOf(region, systems));
  return { ...scoreImport(sentences, labels), sentences: sentences.length };
}
