import { Problem } from "@midreach/kernel/problems";
import type { Kysely, Selectable } from "kysely";
import type { sentenceFilters } from "../schemas.ts";
import type { ImportTables } from "../tables.ts";

/** A sentence as kept. */
export type StoredSentence = Selectable<ImportTables["plan_import_sentence"]>;
/** An act as kept. */
export type StoredEvent = Selectable<ImportTables["plan_import_event"]>;

/** Names one sentence. */
export interface SentenceKey {
  readonly import: string;
  readonly ordinal: number;
}

/** Which sentences, and from where on. */
export interface SentenceQuery {
  readonly import: string;
  readonly filter: (typeof sentenceFilters)[number];
  readonly chapter?: number | undefined;
  /** Ordinal after which they begin. */
  readonly after: number;
  readonly limit: number;
}

/** Sentences in the order of the text. */
export async function listSentences(db: Kysely<ImportTables>, query: SentenceQuery): Promise<StoredSentence[]> {
  let wanted = db
    .selectFrom("plan_import_sentence")
    .selectAll()
    .where("import", "=", query.import)
    .where("ordinal", ">", query.after);
  if (query.filter === "undecided") wanted = wanted.where("state", "=", "undecided");
  if (query.filter === "commits") wanted = wanted.where("commits", "=", true);
  if (query.filter === "doubtful") wanted = wanted.where("doubtful", "=", true);
  if (query.chapter !== undefined) wanted = wanted.where("citation", "like", `${query.chapter}.%`);
  return wanted.orderBy("ordinal").limit(query.limit).execute();
}

/** Texts of whole paragraphs, for the surroundings of their sentences. */
export async function listParagraphTexts(
  db: Kysely<ImportTables>,
  id: string,
  paragraphs: readonly number[],
): Promise<Pick<StoredSentence, "paragraph" | "ordinal" | "text">[]> {
  if (paragraphs.length === 0) return [];
  return db
    .selectFrom("plan_import_sentence")
    .select(["paragraph", "ordinal", "text"])
    .where("import", "=", id)
    .where("paragraph", "in", [...new Set(paragraphs)])
    .orderBy("ordinal")
    .execute();
}

/** Sentences that belong to the commitments of others, by the ordinal of those. */
export async function listMerged(
  db: Kysely<ImportTables>,
  id: string,
  into: readonly number[],
): Promise<ReadonlyMap<number, readonly StoredSentence[]>> {
  const merged = new Map<number, StoredSentence[]>();
  if (into.length === 0) return merged;
  const rows = await db
    .selectFrom("plan_import_sentence")
    .selectAll()
    .where("import", "=", id)
    .where("merged_into", "in", [...into])
    .orderBy("ordinal")
    .execute();
  for (const row of rows) {
    const target = row.merged_into ?? 0;
    const known = merged.get(target);
    if (known) known.push(row);
    else merged.set(target, [row]);
  }
  return merged;
}

/** Some sentences by ordinal, in the order of the text. */
export async function listByOrdinal(
  db: Kysely<ImportTables>,
  id: string,
  ordinals: readonly number[],
): Promise<StoredSentence[]> {
  return db
    .selectFrom("plan_import_sentence")
    .selectAll()
    .where("import", "=", id)
    .where("ordinal", "in", [...ordinals])
    .orderBy("ordinal")
    .execute();
}

/** @throws Problem `resource.not-found` */
export async function getSentence(db: Kysely<ImportTables>, key: SentenceKey): Promise<StoredSentence> {
  const [found] = await listByOrdinal(db, key.import, [key.ordinal]);
  if (!found) {
    throw new Problem("resource.not-found", {
      zh: `导入稿中没有第${key.ordinal}句。`,
      en: `The import has no sentence ${key.ordinal}.`,
    });
  }
  return found;
}

/** What was decided about a sentence, the newest act first. */
export async function listEvents(db: Kysely<ImportTables>, key: SentenceKey): Promise<StoredEvent[]> {
  return db
    .selectFrom("plan_import_event")
    .selectAll()
    .where("import", "=", key.import)
    .where("ordinal", "=", key.ordinal)
    .orderBy("id", "desc")
    .execute();
}

/** Decided sentences that promise something, in the order of the text: what becomes a register. */
export async function listPromising(
  db: Kysely<ImportTables>,
  id: string,
): Promise<Pick<StoredSentence, "citation" | "hash" | "text" | "commitments">[]> {
  return db
    .selectFrom("plan_import_sentence")
    .select(["citation", "hash", "text", "commitments"])
    .where("import", "=", id)
    .where("commitments", "is not", null)
    .orderBy("ordinal")
    .execute();
}
