import type { ServerModule, Services } from "../http/module.ts";
import { accountRoutes, apiKeyRoutes } from "./account-routes.ts";
import { auditRoutes } from "./audit-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { deleteEndedSessions } from "./sessions.ts";
import type { IdentityTables } from "./tables.ts";
import { deleteOldLoginAttempts } from "./throttle.ts";

/** Every route of sessions, accounts, API keys and the audit log. */
export function identityRoutes(services: Services) {
  return [...sessionRoutes(services), ...accountRoutes(services), ...apiKeyRoutes(services), ...auditRoutes(services)];
}

/** The union of the routes, for typed clients. */
export type IdentityRoutes = ReturnType<typeof identityRoutes>[number];

/** What the kernel itself gives to the server; its migrations and policies are the kernel's. */
export const identityModule: ServerModule = {
  id: "identity",
  tags: {
    Session: "Sign in, sign out, and who is asking.",
    Accounts: "Local accounts, their roles and organisations.",
    "API keys": "Keys with which programs act for an account.",
    Audit: "Who did what: a hash chain that shows every later change.",
  },
  routes: identityRoutes,
  jobs: ({ database, clock }) => [
    {
      name: "identity-clean-up",
      schedule: "17 3 * * *",
      run: () =>
        database.transaction<IdentityTables, void>(async (trx) => {
          await deleteEndedSessions(trx, clock.now());
          await deleteOldLoginAttempts(trx, clock.now());
        }),
    },
  ],
};
