import { sql } from "kysely";
import type { Database } from "../database/types.ts";
import { auditHash, genesisHash } from "./hash.ts";
import type { AuditTables } from "./tables.ts";

/** What the check of the chain found. */
export interface AuditVerdict {
  readonly ok: boolean;
  /** Entries found to be as they were written. */
  readonly checked: number;
  /** Sequence number of the first entry that is changed, missing, moved or added. */
  readonly brokenAt?: string;
  readonly reason?: string;
  /** The last entry. Noted elsewhere, it also shows whether the whole chain was written anew. */
  readonly head: { readonly sequence: string; readonly hash: string };
}

type Row = AuditTables["kernel_audit"];

function faultOf(row: Row, sequence: bigint, previousHash: string): string | undefined {
  if (row.sequence > sequence) return `entry ${sequence} is missing`;
  if (row.sequence < sequence) return `entry ${row.sequence} stands twice`;
  if (row.previous_hash !== previousHash) return `entry ${sequence} does not continue the one before it`;
  const hash = auditHash(previousHash, {
    sequence,
    at: row.at,
    actor: row.actor,
    action: row.action,
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    detail: row.detail,
  });
  return hash === row.hash ? undefined : `entry ${sequence} was changed`;
}

/**
 * Computes the whole chain anew, `pageSize` entries at a time, and compares it with what is stored and with the
 * separately kept end. Finds every entry that was changed, removed (also at the end), added or put in another order.
 * Appending goes on meanwhile.
 */
export async function verifyAudit(database: Database, pageSize = 1000): Promise<AuditVerdict> {
  const tables = database.kysely<AuditTables>();
  const { sequence: last, hash: lastHash } = await tables
    .selectFrom("kernel_audit_head")
    .select(["sequence", "hash"])
    .executeTakeFirstOrThrow();
  const head = { sequence: last.toString(), hash: lastHash };
  let checked = 0n;
  let previousHash = genesisHash;
  const broken = (at: bigint, reason: string): AuditVerdict => ({
    ok: false,
    checked: Number(checked),
    brokenAt: at.toString(),
    reason,
    head,
  });
  while (checked < last) {
    const rows = await tables
      .selectFrom("kernel_audit")
      .selectAll()
      .where("sequence", ">", checked)
      .where("sequence", "<=", last)
      .orderBy("sequence")
      .orderBy("at")
      .limit(pageSize)
      .execute();
    if (rows.length === 0) return broken(checked + 1n, `entries ${checked + 1n} to ${last} are missing at the end`);
    for (const row of rows) {
      const fault = faultOf(row, checked + 1n, previousHash);
      if (fault) return broken(checked + 1n, fault);
      checked = row.sequence;
      previousHash = row.hash;
    }
  }
  if (previousHash !== lastHash) return broken(last, `entry ${last} is not the one that was written last`);
  const stray = await findStray(database);
  return stray === undefined
    ? { ok: true, checked: Number(checked), head }
    : broken(stray, `entry ${stray} stands twice or outside the chain`);
}

/** The first entry that appending did not write; one statement, so that appends meanwhile do not disturb. */
async function findStray(database: Database): Promise<bigint | undefined> {
  const { rows } = await sql<{ stray: bigint | null }>`
    select min(entry.sequence) as stray
    from (select sequence, count(*) as copies from kernel_audit group by sequence) as entry, kernel_audit_head as head
    where entry.copies > 1 or entry.sequence < 1 or entry.sequence > head.sequence
  `.execute(database.kysely<AuditTables>());
  return rows[0]?.stray ?? undefined;
}
