import { createHash } from "node:crypto";

/** The part of an audit row that its hash covers, beside the hash before it. */
export interface AuditFacts {
  readonly sequence: bigint;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly detail: unknown;
}

/** What stands before the first entry of a chain. */
export const genesisHash = "0".repeat(64);

/** JSON with sorted keys and no white space: one value has one text, however the database ordered it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

/** SHA-256 in hex over the previous hash and the canonical JSON of the entry. */
export function auditHash(previousHash: string, facts: AuditFacts): string {
  const entry = { ...facts, sequence: facts.sequence.toString(), at: facts.at.toISOString() };
  return createHash("sha256")
    .update(`${previousHash}\n${canonicalJson(entry)}`)
    .digest("hex");
}
