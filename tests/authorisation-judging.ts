import type { PolicyResource } from "@midreach/kernel/http";

/** The rows of the authorisation table about consultations, approval, comments of the public and scorecards. */

const everybody = "yyyyyy";
const staffAndUnits = "-yyyyy";
const officeOnly = "--y---";

export const judgingExpectations: Readonly<Record<string, string>> = {
  "plan.listConsultations collection": staffAndUnits,
  "plan.getConsultation collection": staffAndUnits,
  "plan.downloadCommentsCsv collection": staffAndUnits,
  "plan.downloadCommentsXlsx collection": staffAndUnits,
  "plan.openConsultation collection": officeOnly,
  "plan.prolongConsultation collection": officeOnly,
  "plan.closeConsultation collection": officeOnly,
  "plan.answerUnitComment collection": officeOnly,
  "plan.addUnitComment own": "----y-",
  "plan.addUnitComment foreign": "------",
  "plan.getStanding collection": everybody,
  "plan.approveEvaluation collection": "---y--",
  "plan.listPublicComments collection": everybody,
  "plan.addPublicComment collection": everybody,
  "plan.listModeration collection": officeOnly,
  "plan.moderateComment collection": officeOnly,
  ...Object.fromEntries(["listScorecards", "getScorecard"].map((route) => [`plan.${route} collection`, everybody])),
  ...Object.fromEntries(
    ["ScorecardsCsv", "ScorecardsXlsx", "ScorecardCsv", "ScorecardXlsx"].map((table) => [
      `plan.download${table} collection`,
      everybody,
    ]),
  ),
};

/** A commitment of the table's unit, and somebody else's. */
export function judgingSamples(own: PolicyResource, foreign: PolicyResource) {
  return { "plan.addUnitComment": { own, foreign } } as const;
}

const id = "00000000-0000-4000-8000-000000000000";

/** Requests of a unit of another province that reach the decision. */
export const judgingForeignWrites: Readonly<
  Record<string, { readonly params?: Record<string, string>; readonly body?: object }>
> = {
  "plan.addUnitComment": { body: { commitment: "2.2.1.2", opinion: "note", body: "a word" } },
  "plan.answerUnitComment": { params: { id }, body: { decision: "adopted" } },
  "plan.moderateComment": { params: { id }, body: { decision: "accepted" } },
};

/** Writes that are open to everybody, whoever asks. */
export const judgingOpen = ["plan.addPublicComment"] as const;
