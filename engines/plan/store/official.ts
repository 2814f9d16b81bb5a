import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import type { Kysely } from "kysely";
import { type Sentence, sentenceHash } from "../core/citation.ts";
import type { PlanTables } from "../tables.ts";
import { batches } from "./batches.ts";
import { raiseRevision } from "./register.ts";

/** A sentence of the official text that is attached on this installation. */
export interface OfficialSentence extends Sentence {
  readonly hash: string;
  readonly attachedAt: Date;
}

/** Replaces the attached official text as a whole, with its line in the audit log. */
export async function attachOfficialText(
  database: Database,
  sentences: readonly Sentence[],
  actor: Actor,
  now: Date,
): Promise<void> {
  const rows = sentences.map(({ citation, text }, ordinal) => ({
    citation,
    ordinal,
    text,
    hash: sentenceHash(text),
    attached_at: now,
  }));
  await database.transaction<PlanTables, void>(async (trx) => {
    await trx.deleteFrom("plan_official_sentence").execute();
    for (const batch of batches(rows, 1000)) await trx.insertInto("plan_official_sentence").values(batch).execute();
    await raiseRevision(trx);
    await appendAudit(trx, {
      actor,
      action: "plan:attach",
      resource: { type: "plan", id: "official-text" },
      detail: { sentences: rows.length },
    });
  });
}

/** The attached official text in its order; empty when none is attached. */
export async function listOfficialSentences(db: Kysely<PlanTables>): Promise<OfficialSentence[]> {
  const rows = await db.selectFrom("plan_official_sentence").selectAll().orderBy("ordinal").execute();
  return rows.map((row) => ({ citation: row.citation, text: row.text, hash: row.hash, attachedAt: row.attached_at }));
}
