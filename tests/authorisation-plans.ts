/** The rows of the authorisation table about the plans of the register: everybody reads, the office takes in. */

const everybody = "yyyyyy";
const officeOnly = "--y---";

export const plansExpectations: Readonly<Record<string, string>> = {
  "plan.listPlans collection": everybody,
  "plan.getPlanEntry collection": everybody,
  "plan.comparePlans collection": everybody,
  "plan.downloadComparisonCsv collection": everybody,
  "plan.downloadComparisonXlsx collection": everybody,
  "plan.changePlanEntry collection": officeOnly,
  "plan.adoptImport collection": officeOnly,
};

const adoption = {
  id: "another-plan",
  title: { zh: "规划", en: "Plan" },
  periodStart: "2021-01-01",
  periodEnd: "2025-12-31",
  state: "draft",
  predecessor: null,
};

/** Requests that reach the decision. */
export const plansForeignWrites: Readonly<
  Record<string, { readonly params?: Record<string, string>; readonly body?: object }>
> = {
  "plan.changePlanEntry": { body: { revision: 0, state: "in-force", predecessor: null } },
  "plan.adoptImport": { body: adoption },
};
