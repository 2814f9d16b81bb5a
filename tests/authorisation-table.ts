import type { PolicyResource } from "@midreach/kernel/http";
import { importExpectations, importForeignWrites } from "./authorisation-import.ts";
import { judgingExpectations, judgingForeignWrites, judgingOpen, judgingSamples } from "./authorisation-judging.ts";
import { plansExpectations, plansForeignWrites } from "./authorisation-plans.ts";
import { reachExpectations } from "./authorisation-reach.ts";
import { reportingExpectations, reportingForeignWrites, reportingSamples } from "./authorisation-reporting.ts";
import {
  scenarioExpectations,
  scenarioForeignWrites,
  scenarioOpen,
  scenarioSamples,
} from "./authorisation-scenarios.ts";
import { seriesExpectations } from "./authorisation-series.ts";

/**
 * Who may call what: one letter for each column, `y` allowed, `-` refused. Every route of the installation stands here,
 * `<route> <resource>`; a route that acts on particular records has samples of them below.
 */
export const columns = ["public", "administrator", "office", "publisher", "unit", "auditor"] as const;

const everybody = "yyyyyy";

export const expectations: Readonly<Record<string, string>> = {
  "session.openSession collection": everybody,
  "session.getSession collection": everybody,
  "session.closeSession collection": everybody,
  "session.changePassword collection": "-yyyyy",
  "accounts.listAccounts collection": "-y----",
  "accounts.createAccount collection": "-y----",
  "accounts.changeAccount collection": "-y----",
  "accounts.resetPassword collection": "-y----",
  "apiKeys.listApiKeys foreign": "-y----",
  "apiKeys.createApiKey foreign": "------",
  "apiKeys.revokeApiKey foreign": "-y----",
  "audit.listAudit collection": "-y---y",
  "audit.verifyAudit collection": "-y---y",
  "plan.getOverview collection": everybody,
  "plan.getPlan collection": everybody,
  "plan.listCommitments collection": everybody,
  "plan.getCommitment collection": everybody,
  "plan.listMissing collection": everybody,
  "plan.listCities collection": everybody,
  "plan.getCity collection": everybody,
  "plan.listOwners collection": everybody,
  "plan.getOwner collection": everybody,
  "plan.getMap collection": everybody,
  "plan.listSystems collection": everybody,
  "plan.listEvaluations collection": everybody,
  "plan.getEvaluation collection": everybody,
  "plan.downloadEvaluationReport collection": everybody,
  "plan.createEvaluation collection": "-yy---",
  "plan.publishEvaluation collection": "---y--",
  "plan.addAssessment own": "--y-y-",
  "plan.addAssessment foreign": "--y---",
  ...Object.fromEntries(
    ["Cities", "Owners", "Systems", "Evaluations", "Commitments", "Missing", "Changes"].flatMap((table) => [
      [`plan.download${table}Csv collection`, everybody],
      [`plan.download${table}Xlsx collection`, everybody],
    ]),
  ),
  ...reportingExpectations,
  ...seriesExpectations,
  ...importExpectations,
  ...plansExpectations,
  ...judgingExpectations,
  ...reachExpectations,
  ...scenarioExpectations,
};

const foreignKey = { type: "ApiKey", id: "1", attributes: { owner: "somebody else" } };
const commitmentOf = (organisation: string, jurisdiction: string): PolicyResource => ({
  type: "commitment",
  id: "1",
  attributes: { organisations: [organisation], jurisdictions: [jurisdiction] },
});

/** The unit of the table: its organisation and the place for which it may write. */
export const unit = { organisation: "matrix-organisation", jurisdiction: ["469100"] };

/** Records for routes that decide by the record. */
export const samples: Readonly<Record<string, Readonly<Record<string, PolicyResource>>>> = {
  "apiKeys.listApiKeys": { foreign: foreignKey },
  "apiKeys.createApiKey": { foreign: foreignKey },
  "apiKeys.revokeApiKey": { foreign: foreignKey },
  "plan.addAssessment": {
    own: commitmentOf(unit.organisation, "469100"),
    foreign: commitmentOf("somebody else", "639100"),
  },
  ...reportingSamples(unit.organisation),
  ...judgingSamples(commitmentOf(unit.organisation, "469100"), commitmentOf("somebody else", "639100")),
  ...scenarioSamples,
};

/**
 * Requests that reach the decision, for writes that look at the record first: path parameters and a body that parse.
 * `foreign` names a record of another province than that of the unit that asks (460000-water, in the fictional region).
 */
export const foreignWrites: Readonly<
  Record<string, { readonly params?: Record<string, string>; readonly body?: object }>
> = {
  "accounts.changeAccount": { params: { id: "00000000-0000-4000-8000-000000000000" }, body: { disabled: true } },
  "accounts.resetPassword": { params: { id: "00000000-0000-4000-8000-000000000000" } },
  "apiKeys.createApiKey": { body: { name: "a key" } },
  "apiKeys.revokeApiKey": { params: { id: "00000000-0000-4000-8000-000000000000" } },
  "plan.addAssessment": {
    params: { id: "2.2.1.2" },
    body: { asOf: "2025-12-31", valuePercent: 100, judgement: "done", evidenceTitle: "none" },
  },
  ...reportingForeignWrites,
  ...importForeignWrites,
  ...plansForeignWrites,
  ...judgingForeignWrites,
  ...scenarioForeignWrites,
};

/** Routes that act on the asker's own records whatever the request says; a foreign one cannot be asked for. */
export const onlyOwn: ReadonlySet<string> = new Set([
  "session.openSession",
  "session.closeSession",
  "session.changePassword",
  "apiKeys.listApiKeys",
  "apiKeys.createApiKey",
  // Which figures a unit may import is decided for each of them, after the file is read.
  "plan.importSeries",
  ...judgingOpen,
  ...scenarioOpen,
]);
