export { type AuditEntry, appendAudit, auditName } from "./append.ts";
export { type AuditPage, listAudit } from "./list.ts";
export { type AuditVerdict, verifyAudit } from "./verify.ts";
