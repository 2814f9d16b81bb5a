import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely } from "kysely";
import type { DecisionState, Reviewed } from "../schemas.ts";
import type { Before, ImportAct, ImportTables } from "../tables.ts";
import { type Doing, lockReview } from "./imports.ts";
import { getSentence, listEvents, listMerged, type SentenceKey, type StoredSentence } from "./sentences.ts";

/** What a reviewer chose for a sentence. */
export interface Chosen {
  readonly state: Exclude<DecisionState, "undecided" | "merged">;
  readonly commitments: readonly Reviewed[];
}

/** A sentence that somebody else has changed since the reviewer read it: nothing was done. */
export class StaleSentence extends Error {
  readonly current: StoredSentence;
  constructor(current: StoredSentence) {
    super(`sentence ${current.ordinal} has changed`);
    this.current = current;
  }
}

/**
 * Keeps a decision. `choose` is asked inside the transaction, with the sentence and those merged into it.
 * @returns ordinals of the sentences that changed
 * @throws StaleSentence, Problem `resource.conflict` (review completed, sentence merged into another)
 */
export async function decideSentence(
  database: Database,
  key: SentenceKey & { readonly version: number },
  choose: (sentence: StoredSentence, merged: readonly StoredSentence[]) => Chosen,
  doing: Doing,
): Promise<readonly number[]> {
  return database.transaction<ImportTables, readonly number[]>(async (trx) => {
    const sentence = await lockSentence(trx, key);
    const merged = await listMerged(trx, key.import, [key.ordinal]);
    const { state, commitments } = choose(sentence, merged.get(key.ordinal) ?? []);
    await write(trx, sentence, { state, commitments, mergedInto: null }, doing);
    await record(trx, { key, act: state, commitments, before: [toBefore(sentence)] }, doing);
    return [key.ordinal];
  });
}

/**
 * Makes the next sentence part of this one: it commits nobody on its own any more.
 * @throws StaleSentence, Problem `resource.conflict` when the neighbour is decided, or there is none in this section
 */
export async function mergeSentence(
  database: Database,
  key: SentenceKey & { readonly version: number },
  doing: Doing,
): Promise<readonly number[]> {
  return database.transaction<ImportTables, readonly number[]>(async (trx) => {
    const sentence = await lockSentence(trx, key);
    const merged = (await listMerged(trx, key.import, [key.ordinal])).get(key.ordinal) ?? [];
    const next = (merged.at(-1)?.ordinal ?? key.ordinal) + 1;
    const neighbour = await trx
      .selectFrom("plan_import_sentence")
      .selectAll()
      .where("import", "=", key.import)
      .where("ordinal", "=", next)
      .executeTakeFirst();
    const section = (citation: string) => citation.split(".").slice(0, 2).join(".");
    if (!neighbour || section(neighbour.citation) !== section(sentence.citation)) {
      throw new Problem("resource.conflict", {
        zh: `${sentence.citation}之后本节没有下一句。`,
        en: `No sentence of the section follows ${sentence.citation}.`,
      });
    }
    if (neighbour.state !== "undecided") {
      throw new Problem("resource.conflict", {
        zh: `下一句${neighbour.citation}已由${neighbour.decided_by}决定。请先撤销。`,
        en: `The next sentence, ${neighbour.citation}, is decided already (${neighbour.decided_by}). Undo that first.`,
      });
    }
    const before = [toBefore(sentence), toBefore(neighbour)];
    await write(trx, neighbour, { state: "merged", commitments: null, mergedInto: key.ordinal }, doing);
    // The neighbour's words may change what is promised here: somebody who has read it without them must look again.
    await write(trx, sentence, { ...toBefore(sentence), decidedAt: sentence.decided_at }, doing);
    await record(trx, { key, act: "merged", commitments: null, before }, doing);
    return [key.ordinal, next];
  });
}

/**
 * Takes the last act on a sentence back; what stood before it stands again.
 * @throws StaleSentence, Problem `resource.conflict` when there is nothing to undo
 */
export async function undoSentence(
  database: Database,
  key: SentenceKey & { readonly version: number },
  doing: Doing,
): Promise<readonly number[]> {
  return database.transaction<ImportTables, readonly number[]>(async (trx) => {
    const sentence = await lockSentence(trx, key);
    const last = (await listEvents(trx, key)).find(({ act, undone }) => act !== "undone" && !undone);
    if (!last) {
      throw new Problem("resource.conflict", {
        zh: `对${sentence.citation}还没有作过决定。`,
        en: `Nothing has been decided about ${sentence.citation}.`,
      });
    }
    const now: Before[] = [];
    for (const before of last.before) {
      const current = await getSentence(trx, { import: key.import, ordinal: before.ordinal });
      now.push(toBefore(current));
      await write(trx, current, { ...before, decidedAt: before.decidedAt ? new Date(before.decidedAt) : null }, doing);
    }
    await trx.updateTable("plan_import_event").set({ undone: true }).where("id", "=", last.id).execute();
    await record(trx, { key, act: "undone", commitments: null, before: now }, doing);
    return last.before.map(({ ordinal }) => ordinal);
  });
}

async function lockSentence(
  trx: Kysely<ImportTables>,
  key: SentenceKey & { readonly version: number },
): Promise<StoredSentence> {
  await lockReview(trx, key.import);
  const sentence = await getSentence(trx, key);
  if (sentence.version !== key.version) throw new StaleSentence(sentence);
  if (sentence.state === "merged") {
    throw new Problem("resource.conflict", {
      zh: `这一句已并入前一句(${sentence.merged_into})。请先到那里撤销合并。`,
      en: `The sentence belongs to the one before it (${sentence.merged_into}). Undo the merge there first.`,
    });
  }
  return sentence;
}

interface Change {
  readonly state: DecisionState;
  readonly commitments: readonly Reviewed[] | null;
  readonly mergedInto: number | null;
  /** Who decided, when it is not the one who acts now. */
  readonly decidedAt?: Date | null;
  readonly decidedBy?: string | null;
}

async function write(
  trx: Kysely<ImportTables>,
  sentence: StoredSentence,
  { state, commitments, mergedInto, ...decided }: Change,
  { actor, now }: Doing,
): Promise<void> {
  await trx
    .updateTable("plan_import_sentence")
    .set({
      state,
      commitments: commitments === null ? null : JSON.stringify(commitments),
      merged_into: mergedInto,
      version: sentence.version + 1,
      decided_at: decided.decidedAt === undefined ? now : decided.decidedAt,
      decided_by: decided.decidedBy === undefined ? actor.name : decided.decidedBy,
    })
    .where("import", "=", sentence.import)
    .where("ordinal", "=", sentence.ordinal)
    .execute();
}

const toBefore = (sentence: StoredSentence): Before => ({
  ordinal: sentence.ordinal,
  state: sentence.state,
  commitments: sentence.commitments,
  mergedInto: sentence.merged_into,
  decidedAt: sentence.decided_at?.toISOString() ?? null,
  decidedBy: sentence.decided_by,
});

interface Act {
  readonly key: SentenceKey;
  readonly act: ImportAct;
  readonly commitments: readonly Reviewed[] | null;
  readonly before: readonly Before[];
}

async function record(trx: Kysely<ImportTables>, { key, act, commitments, before }: Act, doing: Doing): Promise<void> {
  const { actor, now } = doing;
  await trx
    .insertInto("plan_import_event")
    .values({
      import: key.import,
      ordinal: key.ordinal,
      act,
      at: now,
      by: actor.name,
      commitments: commitments === null ? null : JSON.stringify(commitments),
      before: JSON.stringify(before),
      undone: false,
    })
    .execute();
  const resource = { type: "import-sentence", id: `${key.import}/${key.ordinal}` };
  await appendAudit(trx, { actor, action: "imports:review", resource, detail: { act } }, now);
}
