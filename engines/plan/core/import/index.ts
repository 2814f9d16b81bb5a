export { analysePlan, type ImportProfile, type PlanAnalysis, type SentenceAnalysis } from "./analyse.ts";
export { type DraftCommitment, type DraftMeasure, draftCommitments } from "./draft.ts";
export { Gazetteer, type GazetteerPlace } from "./gazetteer.ts";
export { notAPlan } from "./not-a-plan.ts";
export { formatScores, type KindScore, type Scores, type SentenceLabel, scoreImport, sumScores } from "./score.ts";
export { listSentences, readStructure } from "./structure.ts";
export { profilesOf, type SystemWords } from "./systems.ts";
export type { SourceLine } from "./text.ts";
