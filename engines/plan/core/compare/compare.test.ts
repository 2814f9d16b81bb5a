import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { analysePlan, Gazetteer } from "../import/index.ts";
import { type ChangeKind, type ComparedSentence, comparePlans, countChanges } from "./index.ts";

const fixtures = new URL("../import/fixtures/", import.meta.url);
const read = (name: string) => readFile(new URL(name, fixtures), "utf8");

async function sentencesOf(name: string): Promise<readonly ComparedSentence[]> {
  const lines = (await read(`${name}.txt`)).split(/\r?\n/u).map((text) => ({ text, kind: "line" as const }));
  return analysePlan(lines, { gazetteer: new Gazetteer([]), systems: [] }).sentences;
}

interface Labels {
  readonly sentences: readonly {
    readonly citation: string;
    readonly continues: string | null;
    readonly how: ChangeKind;
  }[];
  readonly dropped: readonly (string | { readonly citation: string })[];
}

const original = await sentencesOf("five-year-outline");
const revised = await sentencesOf("five-year-outline-revised");
const labels = JSON.parse(await read("five-year-outline-revised.changes.json")) as Labels;

test("finds what a reader finds between an outline and its revision", () => {
  const found = comparePlans(original, revised);
  const byCitation = new Map(found.filter((row) => row.new).map((row) => [row.new?.citation, row]));
  const wrong = labels.sentences.filter(({ citation, continues, how }) => {
    const row = byCitation.get(citation);
    return row?.kind !== how || (row.old?.citation ?? null) !== continues;
  });
  const dropped = found.filter(({ kind }) => kind === "dropped").map((row) => row.old?.citation);
  const labelled = labels.dropped.map((item) => (typeof item === "string" ? item : item.citation));
  expect(wrong.map(({ citation, how }) => `${citation} ${how}: ${byCitation.get(citation)?.kind}`)).toEqual([]);
  expect(dropped.sort()).toEqual([...labelled].sort());
});

test("a plan compared with itself is carried over whole", () => {
  for (const { kind, old, new: next } of comparePlans(original, original)) {
    expect(kind).toBe("carried");
    expect(old?.citation).toBe(next?.citation);
  }
});

test("nothing is lost or told twice, whatever is left out, and the two ways mirror each other", () => {
  const some = fc.subarray([...original], { minLength: 0 });
  fc.assert(
    fc.property(some, fc.subarray([...revised]), (before, after) => {
      const there = comparePlans(before, after);
      expect(there.flatMap((row) => row.old ?? [])).toHaveLength(before.length);
      expect(there.flatMap((row) => row.new ?? [])).toHaveLength(after.length);
      const counts = countChanges(there);
      const back = countChanges(comparePlans(after, before));
      expect(back.added + back.dropped).toBe(counts.added + counts.dropped);
    }),
    { numRuns: 30 },
  );
});
