import { expect, test } from "vitest";
import {
  type Actor,
  authorisationMatrix,
  listRoutesWithoutPolicy,
  matrixActors,
  type Services,
} from "../http/index.ts";
import { kernelPolicies, loadPolicies } from "../policies/index.ts";
import { localActor } from "./actors.ts";
import { identityRoutes } from "./module.ts";

const authoriser = loadPolicies([kernelPolicies]);
const routes = identityRoutes({} as Services);

/** Who may call what, in order: public, administrator, office, publisher, unit, auditor, key of an administrator. */
const columns = ["public", "administrator", "office", "publisher", "unit", "auditor", "admin key", "local"];
const expected: Record<string, string> = {
  "session.openSession collection": "yyyyyyyy",
  "session.getSession collection": "yyyyyyyy",
  "session.closeSession collection": "yyyyyyyy",
  "session.changePassword collection": "-yyyyy--",
  "accounts.listAccounts collection": "-y----yy",
  "accounts.createAccount collection": "-y-----y",
  "accounts.changeAccount collection": "-y-----y",
  "accounts.resetPassword collection": "-y-----y",
  "apiKeys.listApiKeys own": "-yyyyyyy",
  "apiKeys.listApiKeys foreign": "-y----yy",
  "apiKeys.createApiKey own": "-yyyyy--",
  "apiKeys.createApiKey foreign": "--------",
  "apiKeys.revokeApiKey own": "-yyyyyyy",
  "apiKeys.revokeApiKey foreign": "-y----yy",
  "audit.listAudit collection": "-y---yyy",
  "audit.verifyAudit collection": "-y---yyy",
};

/** Everybody is the same account here, so that one resource is everybody's own. */
const actors: Record<string, Actor> = Object.fromEntries(
  Object.entries({
    ...matrixActors(["910100"]),
    "admin key": { ...localActor("key"), kind: "api-key", roles: ["administrator"] } satisfies Actor,
    local: localActor("local"),
  }).map(([name, actor]) => [name, { ...actor, accountId: name === "public" || name === "local" ? null : "me" }]),
);
const keys = {
  own: { type: "ApiKey", id: "1", attributes: { owner: "me" } },
  foreign: { type: "ApiKey", id: "2", attributes: { owner: "somebody" } },
};
const samples = { "apiKeys.listApiKeys": keys, "apiKeys.createApiKey": keys, "apiKeys.revokeApiKey": keys };

test("every route of the kernel, by every role", () => {
  const found: Record<string, string> = {};
  for (const { route, resource, allowed, actor } of authorisationMatrix(routes, authoriser, { actors, samples })) {
    const row = `${route} ${resource}`;
    expect(columns[(found[row] ?? "").length]).toBe(actor);
    found[row] = (found[row] ?? "") + (allowed ? "y" : "-");
  }
  expect(found).toEqual(expected);
});

test("a route without policy is found", () => {
  expect(listRoutesWithoutPolicy(routes, authoriser)).toEqual([]);
  const [first] = routes;
  const open = { ...first, id: "session.forgotten", action: "session:forgotten" } as (typeof routes)[number];
  expect(listRoutesWithoutPolicy([...routes, open], authoriser)).toEqual([open]);
});
