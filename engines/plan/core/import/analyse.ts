import type { Strength } from "../../schemas.ts";
import { type FoundActor, findActors } from "./actors.ts";
import { type CommitVerdict, judgeCommitment, type SentenceContext } from "./commits.ts";
import { type FoundDeadline, findDeadlines } from "./deadlines.ts";
import { findEnglishActors, findEnglishPlaces, findEnglishQuantities, judgeEnglish } from "./english.ts";
import type { FoundPlace } from "./found-place.ts";
import { findFirstYear, ownNames } from "./frame.ts";
import type { Gazetteer, GazetteerPlace } from "./gazetteer.ts";
import { learnPlaces } from "./learn-places.ts";
import { findPlaces, type PlaceOptions } from "./places.ts";
import { type FoundProject, findProjects } from "./projects.ts";
import { type FoundQuantity, findQuantities } from "./quantities.ts";
import {
  type ImportedChapter,
  type ImportedParagraph,
  type ImportedSection,
  type ImportedSentence,
  listSentences,
  type PlanStructure,
  readStructure,
} from "./structure.ts";
import { type FoundSystem, findSystems, type SystemProfile } from "./systems.ts";
import { findYearColumns, readTableRow } from "./table-rows.ts";
import type { Finding, SourceLine } from "./text.ts";

/** What the region knows, for reading a plan: its places and the systems that its plan orders. */
export interface ImportProfile {
  readonly gazetteer: Gazetteer;
  readonly systems: readonly SystemProfile[];
  /** First year of the plan; told from the text when absent. Earlier years are no deadlines. */
  readonly firstYear?: number | undefined;
}

/** Everything that the importer found in one sentence; every finding carries its span and the rule that made it. */
export interface SentenceAnalysis extends ImportedSentence {
  readonly commits: boolean;
  /** Null when the sentence commits nobody. */
  readonly strength: Strength | null;
  /** Words that decided whether and how firmly it commits. */
  readonly evidence: readonly Finding[];
  readonly quantities: readonly FoundQuantity[];
  readonly deadlines: readonly FoundDeadline[];
  readonly actors: readonly FoundActor[];
  readonly places: readonly FoundPlace[];
  readonly projects: readonly FoundProject[];
  readonly systems: readonly FoundSystem[];
}

export interface PlanAnalysis {
  readonly structure: PlanStructure;
  readonly firstYear: number;
  readonly sentences: readonly SentenceAnalysis[];
}

/** Reads a plan from its lines: structure first, then each sentence in the light of the headings above it. */
export function analysePlan(lines: readonly SourceLine[], profile: ImportProfile): PlanAnalysis {
  const structure = readStructure(lines);
  const all = listSentences(structure);
  const { period } = structure;
  const firstYear = profile.firstYear ?? period?.first ?? findFirstYear(all);
  const onlyYear = period && period.first === period.last ? period.first : undefined;
  const frame: Frame = {
    profile,
    firstYear,
    onlyYear,
    language: structure.language,
    places: {
      gazetteer: learnPlaces([structure.title ?? "", ...all.map(({ text }) => text)], profile.gazetteer),
      omit: ownNames(structure.title),
      cities: citiesFor(profile.gazetteer, all),
    },
  };
  const sentences = structure.chapters.flatMap((chapter) =>
    chapter.sections.flatMap((section) => analyseSection(section, chapter, frame)),
  );
  return { structure, firstYear, sentences };
}

function analyseSection(section: ImportedSection, chapter: ImportedChapter, frame: Frame): SentenceAnalysis[] {
  const sentences: SentenceAnalysis[] = [];
  // Of the table that is going on; any other paragraph ends it.
  let years: readonly number[] | undefined;
  for (const paragraph of section.paragraphs) {
    const row = paragraph.kind === "table-row" ? paragraph.sentences[0]?.text : undefined;
    years = row === undefined ? undefined : (findYearColumns(row) ?? years);
    const found = analyseParagraph(paragraph, section, chapter, frame);
    sentences.push(...(years ? found.map((analysis) => withFigures(analysis, years, frame.firstYear)) : found));
  }
  return sentences;
}

/** A row that promises says what by its cells. */
function withFigures(analysis: SentenceAnalysis, years: readonly number[] = [], firstYear: number): SentenceAnalysis {
  return analysis.commits ? { ...analysis, ...readTableRow(analysis.text, years, firstYear) } : analysis;
}

interface Frame {
  readonly profile: ImportProfile;
  readonly firstYear: number;
  /** The year of a plan for one year: its months need no year. */
  readonly onlyYear: number | undefined;
  readonly language: "zh" | "en";
  readonly places: PlaceOptions;
}

/** The region's own cities where the plan names them; else the cities that the plan names. */
function citiesFor(gazetteer: Gazetteer, sentences: readonly ImportedSentence[]): readonly GazetteerPlace[] {
  const named = new Set<GazetteerPlace>();
  for (const { text } of sentences.slice(0, 2_000)) {
    for (let position = 0; position < text.length; ) {
      const match = gazetteer.findAt(text, position);
      if (match && !match.isWeak && /^(?:prefecture|county)$/u.test(match.place.kind)) named.add(match.place);
      position = match ? match.end : position + 1;
    }
  }
  return gazetteer.cities.some((city) => named.has(city)) ? gazetteer.cities : [...named];
}

function analyseParagraph(
  paragraph: ImportedParagraph,
  section: ImportedSection,
  chapter: ImportedChapter,
  frame: Frame,
): SentenceAnalysis[] {
  const heading = paragraph.sentences[0]?.role === "run-in" ? [paragraph.sentences[0].text] : [];
  const titles = [...heading, paragraph.heading, section.title, chapter.title].filter((title) => title !== "");
  const analyses: SentenceAnalysis[] = [];
  let previous: CommitVerdict | undefined;
  let open = false;
  for (const sentence of paragraph.sentences) {
    const context: SentenceContext = {
      role: sentence.role,
      titles,
      hasRunIn: heading.length > 0,
      continuesGoal: open && previous?.isGoal === true,
      continuesStatus: open && previous?.isStatus === true,
      firstYear: frame.firstYear,
      subjects: [],
    };
    const { analysis, verdict } = analyseSentence(sentence, context, frame);
    analyses.push(analysis);
    previous = verdict;
    open = /[;；]$/u.test(sentence.text);
  }
  return analyses;
}

function analyseSentence(
  sentence: ImportedSentence,
  context: SentenceContext,
  { profile, firstYear, onlyYear, language, places: placeOptions }: Frame,
): { analysis: SentenceAnalysis; verdict: CommitVerdict } {
  const { text } = sentence;
  const isChinese = language === "zh";
  const deadlines = findDeadlines(text, language, firstYear, onlyYear);
  const quantities = isChinese ? findQuantities(text, firstYear) : findEnglishQuantities(text);
  const known = findPlaces(text, placeOptions);
  const places = isChinese ? known : [...known, ...findEnglishPlaces(text, known)];
  const actors = isChinese ? findActors(text, places) : findEnglishActors(text);
  const verdict = isChinese
    ? judgeCommitment(text, { ...context, subjects: actors }, deadlines, quantities)
    : judgeEnglish(text, context, deadlines);
  const analysis: SentenceAnalysis = {
    ...sentence,
    commits: verdict.commits,
    strength: verdict.strength,
    evidence: verdict.evidence,
    // Figures and dates of a sentence that promises nothing are facts, neither targets nor deadlines.
    quantities: verdict.commits ? quantities : [],
    deadlines: verdict.commits ? deadlines : [],
    actors,
    places,
    projects: isChinese ? findProjects(text, places) : [],
    systems: verdict.commits ? findSystems(text, sentence.citation, profile.systems) : [],
  };
  return { analysis, verdict };
}
