import type { PolicyResource } from "@midreach/kernel/http";

/** The rows of the authorisation table about assignments, reporting rounds, supervision and closing of tasks. */

const staff = "-yyy-y";
const staffAndUnits = "-yyyyy";
const officeOnly = "--y---";
const officeAndUnit = "--y-y-";
const unitOnly = "----y-";
const nobody = "------";

/** Reads or writes for a unit: its own, one below it, and somebody else's. */
const forUnits = (route: string, own: string, below: string, foreign: string): Record<string, string> => ({
  [`${route} own`]: own,
  [`${route} below`]: below,
  [`${route} foreign`]: foreign,
});

/** Routes that act for one unit, with what its own people, its superior and strangers may do. */
const byUnit: Readonly<Record<string, readonly [own: string, below: string, foreign: string]>> = {
  "plan.getUnitReports": [staffAndUnits, staffAndUnits, staff],
  "plan.getReport": [staffAndUnits, staffAndUnits, staff],
  "plan.downloadUnitReports": [staffAndUnits, staffAndUnits, staff],
  "plan.downloadEvidence": [staffAndUnits, staffAndUnits, staff],
  "plan.saveReport": [unitOnly, nobody, nobody],
  "plan.submitReports": [unitOnly, nobody, nobody],
  "plan.withdrawReports": [unitOnly, nobody, nobody],
  "plan.uploadUnitReports": [unitOnly, nobody, nobody],
  "plan.addEvidence": [unitOnly, nobody, nobody],
  "plan.removeEvidence": [unitOnly, nobody, nobody],
  "plan.proposeClosure": [unitOnly, nobody, nobody],
  "plan.answerSupervision": [unitOnly, nobody, nobody],
  "plan.reviewReports": [officeOnly, officeAndUnit, officeOnly],
  "plan.issueSupervision": [officeOnly, officeAndUnit, officeOnly],
  "plan.returnSupervision": [officeOnly, officeAndUnit, officeOnly],
  "plan.liftSupervision": [officeOnly, officeAndUnit, officeOnly],
};

export const reportingExpectations: Readonly<Record<string, string>> = {
  "plan.listNotices collection": staffAndUnits,
  "plan.listRounds collection": staffAndUnits,
  "plan.getRound collection": staffAndUnits,
  "plan.downloadRound collection": staffAndUnits,
  "plan.createRound collection": officeOnly,
  "plan.previewRound collection": officeOnly,
  "plan.changeRound collection": officeOnly,
  "plan.openRound collection": officeOnly,
  "plan.closeRound collection": officeOnly,
  "plan.reopenRound collection": officeOnly,
  "plan.listAssignments collection": staffAndUnits,
  "plan.getAssignment collection": staffAndUnits,
  "plan.assign collection": officeOnly,
  "plan.listClosures collection": staffAndUnits,
  "plan.decideClosure collection": officeOnly,
  "plan.listSupervisions collection": staffAndUnits,
  ...Object.assign({}, ...Object.entries(byUnit).map(([route, letters]) => forUnits(route, ...letters))),
};

/** The same three records for every route that acts for one unit; `unit` is the organisation of the table. */
export function reportingSamples(unit: string): Record<string, Record<string, PolicyResource>> {
  const of = (organisation: string, superiors: readonly string[]): PolicyResource => ({
    type: "report",
    id: "1",
    attributes: { organisation, superiors },
  });
  const samples = { own: of(unit, ["above"]), below: of("below", [unit]), foreign: of("somebody else", ["another"]) };
  return Object.fromEntries(Object.keys(byUnit).map((route) => [route, samples]));
}

const id = "00000000-0000-4000-8000-000000000000";
const words = { words: "a word" };
const items = [{ commitment: "2.2.1.1", version: 0 }];
const content = { status: null, progress: "", problems: "", nextSteps: "", figures: [] };
const foreign = { unit: "639100-water" };

/** Requests of a unit of another province that reach the decision. */
export const reportingForeignWrites: Readonly<
  Record<string, { readonly params?: Record<string, string>; readonly body?: object }>
> = {
  "plan.saveReport": { params: { ...foreign, commitment: "2.2.1.1" }, body: { baseVersion: 0, content } },
  "plan.submitReports": { params: foreign, body: { items } },
  "plan.withdrawReports": { params: foreign, body: { items } },
  "plan.reviewReports": { params: foreign, body: { decision: "accept", items } },
  "plan.uploadUnitReports": { params: foreign },
  "plan.addEvidence": { params: { ...foreign, commitment: "2.2.1.1" } },
  "plan.downloadEvidence": { params: { id } },
  "plan.removeEvidence": { params: { id } },
  "plan.proposeClosure": { body: { commitment: "2.2.1.1", organisation: foreign.unit, reason: "done" } },
  "plan.decideClosure": { params: { id }, body: { decision: "confirm" } },
  "plan.issueSupervision": {
    body: { organisation: foreign.unit, subject: "late", words: "late", deadline: "2099-01-01" },
  },
  "plan.answerSupervision": { body: words },
  "plan.returnSupervision": { body: words },
  "plan.liftSupervision": { body: words },
};
