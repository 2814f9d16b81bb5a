export { analysePlan, type ImportProfile, type PlanAnalysis, type SentenceAnalysis } from "./analyse.ts";
export { type DraftCommitment, type DraftMeasure, type DraftOptions, draftCommitments } from "./draft.ts";
export { Gazetteer, type GazetteerPlace } from "./gazetteer.ts";
export { notAPlan } from "./not-a-plan.ts";
export { formatScores, type KindScore, type Scores, type SentenceLabel, scoreImport, sumScores } from "./score.ts";
export {
  type ImportedChapter,
  type ImportedParagraph,
  type ImportedSection,
  type ImportedSentence,
  listSentences,
  type PlanStructure,
  readStructure,
  type SentenceRole,
} from "./structure.ts";
export { profilesOf, type SystemProfile, type SystemWords } from "./systems.ts";
export type { Finding, SourceLine } from "./text.ts";
