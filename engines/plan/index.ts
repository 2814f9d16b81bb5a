export type {
  ImportRoutes,
  JudgingRoutes,
  PlanRoutes,
  PlansRoutes,
  ReportingRoutes,
  ScorecardRoutes,
  SeriesRoutes,
} from "./api.ts";
export { planCommands } from "./commands.ts";
export type { ChangeKind } from "./core/compare/index.ts";
export { evaluatePlan } from "./core/evaluate.ts";
export { type KindScore, sumScores } from "./core/import/index.ts";
export { createWorld } from "./core/world.ts";
export { getPlanFacts, type PlanFacts } from "./facts.ts";
export type { PlanComparison } from "./import/commands.ts";
export * from "./import/schemas.ts";
export { fixtureNames, type LabelledText, readLabelledText, readLabels, scoreText } from "./import/score-fixtures.ts";
export type {
  Consultation,
  ConsultationDetail,
  ConsultedRow,
  ModeratedComment,
  Moderation,
  ModerationPage,
  Standing,
  UnitComment,
} from "./judging/schemas.ts";
export { planModule } from "./module.ts";
export { readPlanPack } from "./pack.ts";
export type { WholeComparison } from "./plans/commands.ts";
export type {
  ComparedSide,
  PlanEntry,
  PlanSummary,
  Plans,
  RegisterComparison,
  RegisterComparisonRow,
  RegisterDifference,
} from "./plans/schemas.ts";
export type { Reminder } from "./rounds/rounds.ts";
export * from "./rounds/schemas.ts";
export * from "./schemas.ts";
export * from "./schemas-views.ts";
export type { Scorecard, Scorecards, ScoreLineRow, ScoreRow, SubjectKind } from "./scorecards/schemas.ts";
export { getScoringFacts, type ScoringFacts } from "./scorecards/scorecards.ts";
export * from "./series/schemas.ts";
export type { Verification } from "./verify.ts";
export { evaluateWith, type SupposedResult } from "./what-if.ts";
