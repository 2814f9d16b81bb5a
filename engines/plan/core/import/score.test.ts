import { describe, expect, it } from "vitest";
import { analysePlan, formatScores, Gazetteer, type SentenceLabel, scoreImport, sumScores } from "./index.ts";

const lines = ["第一章 任务", ...Array.from({ length: 40 }, (_, index) => `新建学校${index + 1}所。`)].map((text) => ({
  text,
  kind: "line" as const,
}));
const { sentences } = analysePlan(lines, { gazetteer: new Gazetteer([]), systems: [] });

function labelOf(index: number): SentenceLabel {
  const sentence = sentences[index];
  const nothing = { deadlines: [], actors: [], places: [], projects: [], systems: [] };
  const quantities = [{ value: index + 1, unit: "所", comparator: "=", upper: null }];
  return {
    citation: `1.0.${index + 1}.1`,
    hash: sentence?.hash ?? "",
    commits: true,
    strength: "planned",
    quantities,
    ...nothing,
  };
}

describe("scoreImport", () => {
  it("gives rates where there are thirty positives, and none where there are fewer", () => {
    const all = scoreImport(
      sentences,
      sentences.map((_, index) => labelOf(index)),
    );
    expect(all.kinds.find(({ kind }) => kind === "quantities")).toMatchObject({
      support: 40,
      precision: 1,
      recall: 1,
      f1: 1,
    });
    expect(all.kinds.find(({ kind }) => kind === "deadlines")).toMatchObject({ support: 0, precision: null });
    const few = scoreImport(
      sentences,
      Array.from({ length: 29 }, (_, index) => labelOf(index)),
    );
    expect(few.kinds.every(({ precision, f1 }) => precision === null && f1 === null)).toBe(true);
    expect(formatScores(few.kinds)).not.toContain("%");
  });

  it("counts what is missing and what is too much, and names it", () => {
    const wrong = sentences.map((_, index) =>
      index < 10 ? { ...labelOf(index), quantities: [], deadlines: ["2030-12-31"] } : labelOf(index),
    );
    const { kinds, disagreements } = scoreImport(sentences, wrong);
    expect(kinds.find(({ kind }) => kind === "quantities")).toMatchObject({
      support: 30,
      found: 40,
      correct: 30,
      precision: 0.75,
    });
    expect(disagreements.filter(({ kind }) => kind === "deadlines")).toHaveLength(10);
  });

  it("adds texts by their counts", () => {
    const half = scoreImport(
      sentences,
      Array.from({ length: 20 }, (_, index) => labelOf(index)),
    );
    const sum = sumScores([half, half]).find(({ kind }) => kind === "structure");
    expect(sum).toMatchObject({ support: 40, correct: 40, f1: 1 });
  });
});
