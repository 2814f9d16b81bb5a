/** What the plan engine keeps; one file for each kind of thing in `store/`. */
export * from "./store/assessments.ts";
export * from "./store/evaluations.ts";
export * from "./store/milestones.ts";
export * from "./store/official.ts";
export * from "./store/plans.ts";
export * from "./store/register.ts";
