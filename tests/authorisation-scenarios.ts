import type { PolicyResource } from "@midreach/kernel/http";

/** The rows of the authorisation table about scenarios of timetables, and what they mean for the plan. */

const everybody = "yyyyyy";
const plannersOnly = "--y-y-";
const officeOnly = "--y---";
const nobody = "------";

export const scenarioExpectations: Readonly<Record<string, string>> = {
  "reach.listScenarios collection": everybody,
  "reach.checkScenario collection": everybody,
  "reach.createScenario collection": plannersOnly,
  "reach.copyScenario collection": plannersOnly,
  "reach.getScenario own": plannersOnly,
  "reach.getScenario shared": everybody,
  "reach.getScenario foreign": officeOnly,
  ...Object.fromEntries(
    ["changeScenario", "deleteScenario"].flatMap((route) => [
      [`reach.${route} own`, "----y-"],
      [`reach.${route} shared`, officeOnly],
      [`reach.${route} foreign`, nobody],
    ]),
  ),
  "accessibility.getScenarioEffects collection": everybody,
};

const of = (owner: string, shared: boolean): PolicyResource => ({
  type: "scenario",
  id: "1",
  attributes: { owner, shared },
});

/** A scenario of the table's unit, and somebody else's, shared or not. */
export const scenarioSamples: Readonly<Record<string, Readonly<Record<string, PolicyResource>>>> = Object.fromEntries(
  ["getScenario", "changeScenario", "deleteScenario"].map((route) => [
    `reach.${route}`,
    { own: of("matrix-unit", false), shared: of("somebody else", true), foreign: of("somebody else", false) },
  ]),
);

/** Requests that reach the decision. */
export const scenarioForeignWrites: Readonly<
  Record<string, { readonly params?: Record<string, string>; readonly body?: object }>
> = {
  "reach.createScenario": { body: { name: "a scenario", feed: "none", modifications: [] } },
  "reach.copyScenario": { body: {} },
  "reach.changeScenario": { body: { version: 1 } },
  "reach.deleteScenario": { params: { scenario: "1?version=1" } },
};

/** Writes that keep nothing, or what becomes the asker's own. */
export const scenarioOpen = ["reach.checkScenario", "reach.createScenario", "reach.copyScenario"] as const;
