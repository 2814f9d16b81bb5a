import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { splitPlan } from "../citation.ts";
import { listSentences, readStructure } from "./index.ts";

const plan = new URL("../../../../../shared/plan/middle-yangtze-2015.txt", import.meta.url);

it.runIf(existsSync(plan))("cites the real plan's sentences as the register does", () => {
  const text = readFileSync(plan, "utf8");
  const lines = text.split(/\r?\n/u).map((line) => ({ text: line, kind: "line" as const }));
  const found = listSentences(readStructure(lines)).map(({ citation, text: words }) => ({ citation, text: words }));
  expect(found).toEqual(splitPlan(text).sentences);
  expect(found).toHaveLength(423);
});
