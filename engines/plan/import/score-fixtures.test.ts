import { fileURLToPath } from "node:url";
import { readRegionPack } from "@midreach/kernel/region";
import { expect, test } from "vitest";
import { sumScores } from "../core/import/index.ts";
import { fixtureNames, readLabelledText, scoreText } from "./score-fixtures.ts";

const region = await readRegionPack(fileURLToPath(new URL("../../../tests/fixtures/tiny-region", import.meta.url)));
const texts = await Promise.all(fixtureNames.map(readLabelledText));

test.each(texts)("$name: every sentence is found where a reader finds it", async (text) => {
  const { kinds, sentences } = await scoreText(text, region);
  expect(sentences).toBe(text.labels.length);
  expect(kinds.find(({ kind }) => kind === "structure")?.correct).toBe(text.labels.length);
});

test("what the sentences hold is found as often as the project aims at", async () => {
  const kinds = sumScores(await Promise.all(texts.map((text) => scoreText(text, region))));
  const f1 = Object.fromEntries(kinds.map((score) => [score.kind, score.f1 ?? 0]));
  expect(f1.commits).toBeGreaterThanOrEqual(0.95);
  expect(f1.strength).toBeGreaterThanOrEqual(0.9);
  expect(f1.places).toBeGreaterThanOrEqual(0.97);
  expect(f1.quantities).toBeGreaterThanOrEqual(0.95);
  expect(f1.deadlines).toBeGreaterThanOrEqual(0.95);
});
