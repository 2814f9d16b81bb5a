import type { SystemWords } from "../core/import/index.ts";
import { analysePlan, notAPlan, type PlanAnalysis } from "../core/import/index.ts";
import { listDoubts } from "../core/review/doubts.ts";
import { importProfileOf } from "./profile.ts";
import { readPlanFile } from "./read-file.ts";
import type { ImportHeading } from "./schemas.ts";
import type { Analysed } from "./tables.ts";

/** A file to read, with what the region knows. */
export interface ReadingOrder {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fileName: string;
  readonly places: Parameters<typeof importProfileOf>[0]["places"];
  readonly systems: readonly SystemWords[];
}

/** One sentence as it is kept. */
export interface ReadSentence {
  readonly paragraph: number;
  readonly citation: string;
  readonly hash: string;
  readonly text: string;
  readonly label: string;
  readonly heading: string;
  readonly analysis: Analysed;
  readonly commits: boolean;
  readonly doubtful: boolean;
}

/** A plan as read from its file, before anybody has looked at it. */
export interface ReadPlan {
  readonly title: string;
  readonly language: "zh" | "en";
  readonly firstYear: number;
  /** The year whose end most deadlines name; the fifth year when none does. */
  readonly lastYear: number;
  readonly headings: readonly ImportHeading[];
  readonly sentences: readonly ReadSentence[];
}

/**
 * Reads a plan file: its lines, structure, and what each sentence says.
 * @throws Problem `import.rejected` for files that cannot be read safely and for what is no plan, `request.too-large`
 */
export async function readPlan({ bytes, fileName, places, systems }: ReadingOrder): Promise<ReadPlan> {
  const analysis = analysePlan(await readPlanFile(bytes, fileName), importProfileOf({ places }, systems));
  const problem = notAPlan(analysis);
  if (problem) throw problem;
  return toReadPlan(analysis);
}

function toReadPlan({ structure, firstYear, sentences }: PlanAnalysis): ReadPlan {
  const headings: ImportHeading[] = [];
  const read: ReadSentence[] = [];
  let paragraph = 0;
  let next = 0;
  for (const chapter of structure.chapters) {
    headings.push({ chapter: chapter.number, section: 0, title: chapter.title });
    for (const section of chapter.sections) {
      if (section.number > 0) headings.push({ chapter: chapter.number, section: section.number, title: section.title });
      for (const { label, heading, sentences: inParagraph } of section.paragraphs) {
        paragraph += 1;
        for (let index = 0; index < inParagraph.length; index += 1) {
          const found = sentences[next];
          next += 1;
          if (!found) throw new Error("every sentence of the structure is analysed");
          const { citation, text, hash, ...analysis } = found;
          const doubtful = listDoubts(found).length > 0;
          read.push({ paragraph, citation, hash, text, label, heading, analysis, commits: found.commits, doubtful });
        }
      }
    }
  }
  return {
    title: structure.title ?? "",
    language: structure.language,
    firstYear,
    lastYear: structure.period?.last ?? lastYearOf(sentences, firstYear),
    headings,
    sentences: read,
  };
}

function lastYearOf(sentences: PlanAnalysis["sentences"], firstYear: number): number {
  const counts = new Map<number, number>();
  for (const { deadlines } of sentences) {
    for (const { date } of deadlines) {
      const year = Number(date.slice(0, 4));
      if (date.endsWith("-12-31") && year > firstYear) counts.set(year, (counts.get(year) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b);
  return most?.[0] ?? firstYear + 4;
}
