import type { Database } from "../database/types.ts";
import type { AuditTables } from "./tables.ts";

/** Which entries are wanted, newest first. */
export interface AuditPage {
  /** Only entries older than this sequence number. */
  readonly before?: bigint | undefined;
  readonly limit: number;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
}

const columns = { actor: "actor", action: "action", resourceType: "resource_type", resourceId: "resource_id" } as const;

/** Entries of the audit log, newest first, at most `limit`. */
export async function listAudit(database: Database, page: AuditPage): Promise<AuditTables["kernel_audit"][]> {
  let query = database.kysely<AuditTables>().selectFrom("kernel_audit").selectAll();
  if (page.before !== undefined) query = query.where("sequence", "<", page.before);
  for (const [name, column] of Object.entries(columns)) {
    const wanted = page[name as keyof typeof columns];
    if (wanted !== undefined) query = query.where(column, "=", wanted);
  }
  return query.orderBy("sequence", "desc").limit(page.limit).execute();
}
