import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readRegionPack } from "@midreach/kernel/region";
import { describe, expect, it } from "vitest";
import { citationOf, sentenceHash, splitPlan } from "./core/citation.ts";
import { evaluatePlan } from "./core/evaluate.ts";
import { createWorld } from "./core/world.ts";
import { readPlanPack } from "./pack.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const text = readFileSync(folder("../../../shared/plan/middle-yangtze-2015.txt"), "utf8");
const { records } = readPlanPack(await readRegionPack(folder("../../regions/middle-yangtze")));

describe("the plan as published", () => {
  const { sentences } = splitPlan(text);

  it("has 377 sentences in chapters 3 to 9", () => {
    const counted = sentences.filter((sentence) => Number(sentence.citation.split(".")[0]) >= 3);
    expect(counted).toHaveLength(377);
  });

  it("holds, under its citation, every sentence that the register rests on", () => {
    const hashes = new Map(sentences.map((sentence) => [sentence.citation, sentenceHash(sentence.text)]));
    const wrong = records.commitments.filter((row) => hashes.get(citationOf(row.id)) !== row.sentenceHash);
    expect(wrong.map((row) => row.id)).toEqual([]);
  });

  it("is the same to the register in full-width typography", () => {
    const wide = text.replace(/[\u0021-\u007e]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
    const hashes = new Set(splitPlan(wide).sentences.map((sentence) => sentenceHash(sentence.text)));
    expect(records.commitments.filter((row) => !hashes.has(row.sentenceHash)).map((row) => row.id)).toEqual([]);
  });

  it("is not copied: no restatement shares 25 characters in a row with its sentence", () => {
    const bare = (value: string) => value.normalize("NFKC").replace(/[\p{P}\s]/gu, "");
    const byCitation = new Map(sentences.map((sentence) => [sentence.citation, bare(sentence.text)]));
    const copied = records.commitments.filter((row) => {
      const own = bare(row.text.zh);
      const source = byCitation.get(citationOf(row.id)) ?? "";
      return Array.from({ length: Math.max(0, own.length - 24) }, (_, start) => own.slice(start, start + 25)).some(
        (run) => source.includes(run),
      );
    });
    expect(copied.map((row) => row.id)).toEqual([]);
  });
});

describe("the plan as evaluated", () => {
  const world = createWorld(records);
  const find = (asOf: string, id: string) =>
    evaluatePlan(world, { asOf, knownBy: "2026-01-01" }).find((result) => result.commitment === id);

  it("judges the census of 2020 by the figures of the census", () => {
    const results = evaluatePlan(world, { asOf: "2020-12-31", knownBy: "2026-01-01" });
    const judged = results.filter((result) => result.value !== null);
    expect(judged.length).toBeGreaterThan(5);
    for (const result of judged) expect(result.evidence.steps.length).toBeGreaterThan(0);
  });

  it("knows at the plan's end that the water of northern Hubei came a month late", () => {
    expect(find("2020-12-31", "4.2.1.7")).toMatchObject({ status: "missed", value: 0 });
    expect(find("2021-12-31", "4.2.1.7")).toMatchObject({ status: "met", value: 1, late: true });
  });

  it("says who owes what wherever figures are missing", () => {
    const results = evaluatePlan(world, { asOf: "2020-12-31", knownBy: "2026-01-01" });
    const silent = results.filter((result) => result.status === "no-data" && result.evidence.missing.length === 0);
    expect(silent.map((result) => result.commitment)).toEqual([]);
    const owed = results.flatMap((result) => result.evidence.missing);
    const ownerless = owed.filter((figure) => !figure.owedBy && !figure.figure.startsWith("engine:"));
    expect(ownerless).toEqual([]);
  });
});
