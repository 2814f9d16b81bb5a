import type { Fault } from "@midreach/kernel/problems";
import { listSchemaIssues } from "@midreach/kernel/schema-issues";
import type { ImportHeading, ImportSettings, Reviewed } from "../../import/schemas.ts";
import { checkRegister, type Located, notAfter } from "../check.ts";
import type { ChapterTitle, PlanRecords } from "../records.ts";
import { bothNeeded, type Commitment, commitmentSchema } from "../register.ts";

/** A decided sentence: where it stands and what it promises. */
export interface DecidedSentence {
  readonly citation: string;
  readonly hash: string;
  readonly commitments: readonly Reviewed[];
}

/** Rows of a register out of decided sentences, and everything that keeps them from being one. */
export interface AssembledRegister {
  readonly commitments: readonly Commitment[];
  readonly chapters: readonly ChapterTitle[];
  readonly faults: readonly Fault[];
}

/** Titles of chapters and sections as printed; the other language is for the office to write, and says where it is. */
export function toChapterTitles(headings: readonly ImportHeading[], language: "zh" | "en"): ChapterTitle[] {
  return headings.map(({ chapter, section, title }) => {
    const number = section === 0 ? `${chapter}` : `${chapter}.${section}`;
    const plain = { zh: `第${number}部分`, en: `Part ${number}` };
    return { number: chapter, section, title: { ...plain, ...(title === "" ? {} : { [language]: title }) } };
  });
}

/** Letters a, b, c … tell apart what one sentence promises. */
const letterOf = (index: number, count: number): string => (count === 1 ? "" : String.fromCharCode(97 + index));

/**
 * Gives decided commitments their ids and passes them through the same checks as a region pack: each row by its schema,
 * then all of them against places, owners, topics, indicators and systems of the region. Lists every fault; a row that
 * its schema refuses is not looked at further.
 */
export function assembleRegister(
  sentences: readonly DecidedSentence[],
  plan: {
    readonly records: PlanRecords;
    readonly settings: ImportSettings;
    readonly headings: readonly ImportHeading[];
    readonly language: "zh" | "en";
  },
): AssembledRegister {
  const faults: Fault[] = listSettingFaults(plan.settings);
  const located: Located<Commitment>[] = [];
  for (const { citation, hash, commitments } of sentences) {
    for (const [index, reviewed] of commitments.entries()) {
      const id = `${citation}${letterOf(index, commitments.length)}`;
      const row = { ...tidy(reviewed), id, sentenceHash: hash };
      const parsed = commitmentSchema.safeParse(row);
      if (parsed.success) located.push({ where: id, value: parsed.data });
      else {
        for (const { path, what } of listSchemaIssues(commitmentSchema, row))
          faults.push({ where: `${id}, ${path.map(String).join(".")}`, what });
      }
    }
  }
  const chapters = withoutGaps(toChapterTitles(plan.headings, plan.language), located);
  const commitments = located.map(({ value }) => value);
  const { periodStart, periodEnd } = plan.settings;
  const records = {
    ...plan.records,
    plan: { ...plan.records.plan, periodStart, periodEnd: periodEnd > periodStart ? periodEnd : "9999-12-31" },
    chapters,
    commitments,
  };
  faults.push(...checkRegister(records, located));
  return { commitments, chapters, faults };
}

function listSettingFaults({ title, periodStart, periodEnd }: ImportSettings): Fault[] {
  const faults: Fault[] = [];
  if (title.zh.trim() === "" || title.en.trim() === "") faults.push({ where: "plan, title", what: bothNeeded });
  if (periodEnd <= periodStart) faults.push({ where: "plan, periodEnd", what: notAfter({ periodStart, periodEnd }) });
  return faults;
}

/** Words without surrounding space; an empty note is none. */
function tidy(reviewed: Reviewed): Reviewed {
  const text = { zh: reviewed.text.zh.trim(), en: reviewed.text.en.trim() };
  const note = reviewed.note && (reviewed.note.zh.trim() || reviewed.note.en.trim()) ? reviewed.note : null;
  return { ...reviewed, text, note };
}

/** A title for every chapter and section that a commitment stands in: a preface has none of its own. */
function withoutGaps(titles: readonly ChapterTitle[], rows: readonly Located<Commitment>[]): ChapterTitle[] {
  const known = new Set(titles.map(({ number, section }) => `${number}.${section}`));
  const added: ChapterTitle[] = [];
  for (const { value } of rows) {
    const [number = 0, section = 0] = value.id.split(".").map(Number);
    if (known.has(`${number}.${section}`)) continue;
    known.add(`${number}.${section}`);
    added.push(...toChapterTitles([{ chapter: number, section, title: "" }], "zh"));
  }
  return [...titles, ...added].sort((a, b) => a.number - b.number || a.section - b.section);
}
