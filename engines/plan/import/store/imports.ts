import { appendAudit } from "@midreach/kernel/audit";
import type { Database } from "@midreach/kernel/database";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { type Kysely, type Selectable, sql } from "kysely";
import { batches } from "../../store/batches.ts";
import type { ReadSentence } from "../read.ts";
import { decisionStates, type ImportHeading, type ImportProgress, type ImportSettings } from "../schemas.ts";
import type { ImportTables } from "../tables.ts";

/** An import as kept. */
export type StoredImport = Selectable<ImportTables["plan_import"]>;

/** Who does something, and when. */
export interface Doing {
  readonly actor: Actor;
  readonly now: Date;
}

/** A file that was read, ready to be kept. */
export interface NewImport {
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly title: string;
  readonly language: "zh" | "en";
  readonly headings: readonly ImportHeading[];
  readonly settings: ImportSettings;
  readonly sentences: readonly ReadSentence[];
}

/** Keeps a plan that was read, with all its sentences, in one transaction. @returns its id */
export async function insertImport(database: Database, given: NewImport, { actor, now }: Doing): Promise<string> {
  const { sizeBytes, headings, settings, sentences, ...plain } = given;
  return database.transaction<ImportTables, string>(
    async (trx) => {
      const { id } = await trx
        .insertInto("plan_import")
        .values({
          ...plain,
          size_bytes: sizeBytes,
          state: "review",
          headings: JSON.stringify(headings),
          settings: JSON.stringify(settings),
          version: 0,
          created_at: now,
          created_by: actor.name,
          completed_at: null,
          completed_by: null,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      const rows = sentences.map(({ analysis, ...sentence }, index) => ({
        ...sentence,
        import: id,
        ordinal: index + 1,
        analysis: JSON.stringify(analysis),
        state: "undecided" as const,
        commitments: null,
        merged_into: null,
        version: 0,
        decided_at: null,
        decided_by: null,
      }));
      for (const batch of batches(rows, 500)) await trx.insertInto("plan_import_sentence").values(batch).execute();
      const detail = { name: given.name, sha256: given.sha256, sentences: rows.length };
      await appendAudit(trx, { actor, action: "imports:manage", resource: { type: "import", id }, detail }, now);
      return id;
    },
    { statementTimeoutMs: 120_000 },
  );
}

/** All imports, the newest first. */
export async function listImports(db: Kysely<ImportTables>): Promise<StoredImport[]> {
  return db.selectFrom("plan_import").selectAll().orderBy("created_at", "desc").orderBy("id", "desc").execute();
}

/** @throws Problem `resource.not-found` */
export async function getImport(db: Kysely<ImportTables>, id: string): Promise<StoredImport> {
  const found = await db.selectFrom("plan_import").selectAll().where("id", "=", id).executeTakeFirst();
  if (!found) throw noImport(id);
  return found;
}

/** That there is no such import. */
export const noImport = (id: string): Problem =>
  new Problem("resource.not-found", {
    zh: `没有导入稿“${id}”。请查看导入列表。`,
    en: `There is no import "${id}". /api/imports lists them.`,
  });

/**
 * An import locked for change: decisions on one plan come one after the other.
 * @throws Problem `resource.not-found`, `resource.conflict` when its review has been completed
 */
export async function lockReview(trx: Kysely<ImportTables>, id: string): Promise<StoredImport> {
  const found = await trx.selectFrom("plan_import").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (!found) throw noImport(id);
  if (found.state === "complete") {
    const detail = {
      zh: `审核已由${found.completed_by}完成,不再改变。要修改,请重新导入。`,
      en: `The review was completed by ${found.completed_by} and stands. Import the text again to change it.`,
    };
    throw new Problem("resource.conflict", detail, [], { context: { reason: "complete" } });
  }
  return found;
}

function checkVersion(found: StoredImport, version: number): void {
  if (found.version === version) return;
  const detail = {
    zh: "其间有人更改了这些设置。请重新查看。",
    en: "Somebody else has changed these settings meanwhile. Look at them anew.",
  };
  throw new Problem("resource.conflict", detail, [], {
    context: { reason: "changed", current: { version: found.version, settings: found.settings } },
  });
}

/** Changes what stands for sentences that say nothing of their own. @throws Problem `resource.conflict` */
export async function changeSettings(
  database: Database,
  id: string,
  { version, settings }: { readonly version: number; readonly settings: ImportSettings },
  { actor, now }: Doing,
): Promise<void> {
  await database.transaction<ImportTables, void>(async (trx) => {
    checkVersion(await lockReview(trx, id), version);
    await trx
      .updateTable("plan_import")
      .set({ settings: JSON.stringify(settings), version: version + 1 })
      .where("id", "=", id)
      .execute();
    await appendAudit(trx, { actor, action: "imports:review", resource: { type: "import", id }, detail: {} }, now);
  });
}

/** Removes an import that has not been completed, with everything that was decided in it. */
export async function removeImport(database: Database, id: string, { actor, now }: Doing): Promise<void> {
  await database.transaction<ImportTables, void>(async (trx) => {
    const { name, sha256 } = await lockReview(trx, id);
    await trx.deleteFrom("plan_import").where("id", "=", id).execute();
    const detail = { removed: name, sha256 };
    await appendAudit(trx, { actor, action: "imports:manage", resource: { type: "import", id }, detail }, now);
  });
}

/** How far the review of each import is; an import without sentences has no entry. */
export async function readProgress(
  db: Kysely<ImportTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ImportProgress>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("plan_import_sentence")
    .select(["import", "state", "commits", "doubtful", sql<string>`count(*)`.as("sentences")])
    .select(sql<string>`coalesce(sum(jsonb_array_length(coalesce(commitments, '[]'::jsonb))), 0)`.as("commitments"))
    .where("import", "in", [...ids])
    .groupBy(["import", "state", "commits", "doubtful"])
    .execute();
  const progress = new Map<string, ImportProgress>();
  for (const { import: id, state, commits, doubtful, ...counted } of rows) {
    const sentences = Number(counted.sentences);
    const known = progress.get(id) ?? emptyProgress();
    const open = state === "undecided" ? sentences : 0;
    progress.set(id, {
      sentences: known.sentences + sentences,
      decided: known.decided + sentences - open,
      commits: known.commits + (commits ? sentences : 0),
      doubtful: known.doubtful + (doubtful ? sentences : 0),
      undecidedCommits: known.undecidedCommits + (commits ? open : 0),
      undecidedDoubtful: known.undecidedDoubtful + (doubtful ? open : 0),
      commitments: known.commitments + Number(counted.commitments),
      states: { ...known.states, [state]: known.states[state] + sentences },
    });
  }
  return progress;
}

/** Counts of an import in which nothing has been counted. */
export const emptyProgress = (): ImportProgress => ({
  sentences: 0,
  decided: 0,
  commits: 0,
  doubtful: 0,
  undecidedCommits: 0,
  undecidedDoubtful: 0,
  commitments: 0,
  states: Object.fromEntries(decisionStates.map((state) => [state, 0])) as ImportProgress["states"],
});
