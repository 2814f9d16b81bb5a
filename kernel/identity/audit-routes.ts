import { listAudit, verifyAudit } from "../audit/index.ts";
import type { Services } from "../http/module.ts";
import { defineRoute } from "../http/route.ts";
import { listAccounts } from "./accounts.ts";
import { auditPageSchema, auditQuerySchema, auditVerdictSchema } from "./schemas.ts";

/** The audit log and the check of its chain. */
export function auditRoutes({ database }: Services) {
  const tag = "Audit";
  return [
    defineRoute({
      id: "audit.listAudit",
      method: "get",
      path: "/api/audit",
      summary: "Who did what, newest first",
      tag,
      action: "audit:read",
      query: auditQuerySchema,
      response: auditPageSchema,
      handler: async ({ query }) => {
        const before = query.before === undefined ? undefined : BigInt(query.before);
        const rows = await listAudit(database, { ...query, before });
        const names = new Map((await listAccounts(database)).map((account) => [account.id, account.displayName]));
        const entries = rows.map((row) => ({
          sequence: row.sequence.toString(),
          at: row.at.toISOString(),
          actor: row.actor,
          actorName: names.get(row.actor.slice(row.actor.indexOf(":") + 1)) ?? null,
          action: row.action,
          resourceType: row.resource_type,
          resourceId: row.resource_id,
          detail: row.detail as Record<string, unknown>,
          hash: row.hash,
        }));
        return { entries, next: rows.length === query.limit ? (entries.at(-1)?.sequence ?? null) : null };
      },
    }),
    defineRoute({
      id: "audit.verifyAudit",
      method: "get",
      path: "/api/audit/verify",
      summary: "Compute the hash chain of the audit log anew and say whether it holds",
      tag,
      action: "audit:verify",
      response: auditVerdictSchema,
      handler: () => verifyAudit(database),
    }),
  ];
}
