import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type RegionPack, readRegionPack } from "@midreach/kernel/region";
import {
  fixtureNames,
  type KindScore,
  type LabelledText,
  readLabelledText,
  readLabels,
  readPlanPack,
  scoreText,
  sumScores,
} from "@midreach/plan";
import { type Benchmark, type BenchmarkContext, median } from "./benchmark.ts";
import { regionName } from "./servers.ts";

/** How well and how fast the importer reads plans: support, precision and recall by kind, and milliseconds by size. */
export const importing: Benchmark = {
  name: "import",
  summary: "reading a plan from its text: precision and recall by kind on labelled texts, time for 100 kB and 10 MB",
  async run(context) {
    const region = await readRegionPack(join(context.root, "regions", regionName));
    const texts: LabelledText[] = await Promise.all(fixtureNames.map(readLabelledText));
    const scores = (await Promise.all(texts.map((text) => scoreText(text, region)))).map(({ kinds }) => kinds);
    const rows = texts.flatMap(({ name }, index) => rowsOf(name, scores[index] ?? []));
    const real = await scoreRegionPlan(context, region);
    const all = real ? [...scores, real] : scores;
    return {
      about: "Labelled by reading, apart from the importer; no rate below 30 positives.",
      columns: ["text", "kind", "support", "found", "correct", "precision %", "recall %", "F1 %"],
      rows: [...rows, ...(real ? rowsOf(regionName, real) : []), ...rowsOf("sum", sum(all))],
      notes: [
        ...(real
          ? []
          : ["The plan of the shipped region was not scored: its text is not beside the clone (../shared)."]),
        ...(await timings(context, texts, region)),
      ],
    };
  },
};

const sum = (scores: readonly (readonly KindScore[])[]): readonly KindScore[] =>
  sumScores(scores.map((kinds) => ({ kinds, disagreements: [] })));

function rowsOf(name: string, kinds: readonly KindScore[]) {
  const percent = (rate: number | null) => (rate === null ? "-" : rate * 100);
  return kinds
    .filter(({ support, found }) => support + found > 0)
    .map(({ kind, support, found, correct, precision, recall, f1 }) => [
      name,
      kind,
      support,
      found,
      correct,
      percent(precision),
      percent(recall),
      percent(f1),
    ]);
}

/** The region's own plan, whose text the project does not hold. */
async function scoreRegionPlan({ root }: BenchmarkContext, region: RegionPack) {
  const file = join(root, "..", "shared", "plan", "middle-yangtze-2015.txt");
  if (!existsSync(file)) return undefined;
  const { records } = readPlanPack(region);
  const systems = records.systems.map(({ id, title, purpose, clauses }) => ({
    id,
    title: title.zh,
    purpose: purpose.zh,
    clauses,
  }));
  const text = { name: regionName, bytes: await readFile(file), labels: await readLabels(regionName) };
  return (await scoreText(text, region, systems)).kinds;
}

/** The fixtures one after the other, repeated up to a size; chapters go on counting, so no heading repeats. */
function repeated(texts: readonly LabelledText[], bytes: number): Uint8Array {
  const once = texts
    .filter(({ name }) => name !== "english-plan")
    .map((text) => new TextDecoder().decode(text.bytes))
    .join("\n");
  const times = Math.ceil(bytes / Buffer.byteLength(once));
  return Buffer.from(Array.from({ length: times }, () => once).join("\n"));
}

async function timings({ rounds, say }: BenchmarkContext, texts: readonly LabelledText[], region: RegionPack) {
  const lines: string[] = [];
  for (const size of [100_000, 10_000_000]) {
    say(`reading ${size / 1000} kB`);
    const bytes = repeated(texts, size);
    const times: number[] = [];
    for (let round = size > 1_000_000 ? rounds : 0; round <= rounds; round += 1) {
      const began = performance.now();
      await scoreText({ name: "timing", bytes, labels: [] }, region);
      times.push(performance.now() - began);
    }
    const seconds = (median(times) / 1000).toFixed(2);
    lines.push(`${(bytes.length / 1e6).toFixed(1)} MB: ${seconds} s, the gazetteer's building included.`);
  }
  return lines;
}
