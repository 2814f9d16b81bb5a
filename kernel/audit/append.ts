import type { Kysely } from "kysely";
import type { Actor } from "../http/types.ts";
import { auditHash } from "./hash.ts";
import type { AuditTables } from "./tables.ts";

/** What somebody did, in the trade's terms. `detail` is plain JSON without secrets. */
export interface AuditEntry {
  readonly actor: Actor;
  /** The Cedar action that allowed it, or the event's own name (`session:refused`). */
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: string };
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** How an actor stands in the log: `account:<id>`, `api-key:<account id>`, `local:<name>`, `public:public`. */
export function auditName(actor: Actor): string {
  return `${actor.kind}:${actor.accountId ?? actor.name}`;
}

/**
 * Appends to the audit log in the transaction of what it records: both happen or neither does. Transactions that
 * append wait for each other from here to their end, so append last.
 * Method: hash chain, each entry's SHA-256 covers the one before it.
 */
export async function appendAudit<Tables>(trx: Kysely<Tables>, entry: AuditEntry, now = new Date()): Promise<void> {
  const tables = trx as unknown as Kysely<AuditTables>;
  const head = await tables
    .selectFrom("kernel_audit_head")
    .select(["sequence", "hash"])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const facts = {
    sequence: head.sequence + 1n,
    at: now,
    actor: auditName(entry.actor),
    action: entry.action,
    resourceType: entry.resource.type,
    resourceId: entry.resource.id,
    // As the database will give it back: no undefined, no class instances.
    detail: JSON.parse(JSON.stringify(entry.detail ?? {})) as unknown,
  };
  const hash = auditHash(head.hash, facts);
  await tables
    .insertInto("kernel_audit")
    .values({
      sequence: facts.sequence,
      at: now,
      actor: facts.actor,
      action: facts.action,
      resource_type: facts.resourceType,
      resource_id: facts.resourceId,
      detail: JSON.stringify(facts.detail),
      previous_hash: head.hash,
      hash,
    })
    .execute();
  await tables.updateTable("kernel_audit_head").set({ sequence: facts.sequence, hash }).execute();
}
