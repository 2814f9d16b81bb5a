/** The rows of the authorisation table about plans that are imported: the office reviews, the house looks on. */

const staff = "-yyy-y";
const officeOnly = "--y---";

export const importExpectations: Readonly<Record<string, string>> = {
  "plan.listImports collection": staff,
  "plan.getImport collection": staff,
  "plan.listImportSentences collection": staff,
  "plan.getImportHistory collection": staff,
  "plan.checkImport collection": staff,
  "plan.downloadImport collection": staff,
  "plan.createImport collection": officeOnly,
  "plan.changeImport collection": officeOnly,
  "plan.removeImport collection": officeOnly,
  "plan.decideImportSentence collection": officeOnly,
  "plan.mergeImportSentence collection": officeOnly,
  "plan.undoImportSentence collection": officeOnly,
  "plan.completeImport collection": officeOnly,
};

const settings = {
  planId: "plan",
  title: { zh: "", en: "" },
  periodStart: "2021-01-01",
  periodEnd: "2025-12-31",
  lead: [],
  topic: "",
};

/** Requests that reach the decision. */
export const importForeignWrites: Readonly<
  Record<string, { readonly params?: Record<string, string>; readonly body?: object }>
> = {
  "plan.changeImport": { body: { version: 0, settings } },
  "plan.decideImportSentence": { body: { decision: "reject", version: 0 } },
  "plan.mergeImportSentence": { body: { version: 0 } },
  "plan.undoImportSentence": { body: { version: 0 } },
};
