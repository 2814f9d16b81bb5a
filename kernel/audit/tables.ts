/** The audit log's tables; `tables.ts` of a room is what its own queries are typed by. */
export interface AuditTables {
  kernel_audit: {
    sequence: bigint;
    at: Date;
    actor: string;
    action: string;
    resource_type: string;
    resource_id: string;
    detail: unknown;
    previous_hash: string;
    hash: string;
  };
  kernel_audit_head: { singleton: boolean; sequence: bigint; hash: string };
}
