import { createHash } from "node:crypto";
import { appendAudit } from "@midreach/kernel/audit";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { Kysely } from "kysely";
import type { ProposalFrame } from "../core/review/propose.ts";
import { type AssembledRegister, assembleRegister } from "../core/review/register.ts";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import { listOwnerChoices } from "./owner-choices.ts";
import type { ReadPlan } from "./read.ts";
import { readInWorker } from "./read-in-worker.ts";
import type {
  Decided,
  Decision,
  ImportCheck,
  ImportDetail,
  ImportSentences,
  ImportSettings,
  Imports,
} from "./schemas.ts";
import { type Chosen, decideSentence, mergeSentence, StaleSentence, undoSentence } from "./store/decisions.ts";
import {
  changeSettings,
  type Doing,
  emptyProgress,
  getImport,
  insertImport,
  listImports,
  lockReview,
  readProgress,
  removeImport,
  type StoredImport,
} from "./store/imports.ts";
import {
  listByOrdinal,
  listEvents,
  listMerged,
  listParagraphTexts,
  listPromising,
  listSentences,
  type SentenceKey,
  type SentenceQuery,
  type StoredSentence,
} from "./store/sentences.ts";
import type { ImportTables } from "./tables.ts";
import { proposeFor, toImportSentence, toImportSummary } from "./views.ts";

const tablesOf = ({ services }: PlanService): Kysely<ImportTables> => services.database.kysely<ImportTables>();

const doingOf = ({ services }: PlanService, actor: Actor): Doing => ({ actor, now: services.clock.now() });

/** Whether somebody may decide about imported sentences. */
function mayReview({ services }: PlanService, actor: Actor): boolean {
  return services.authoriser.isAllowed(actor, "imports:review", { type: "import", id: "*" });
}

function frameOf(state: PlanState, { settings, language }: Pick<StoredImport, "settings" | "language">): ProposalFrame {
  return { world: state.world, functions: state.register.frame.functions, settings, language };
}

/** All imports with how far their review is, the newest first. */
export async function getImports(service: PlanService, actor: Actor): Promise<Imports> {
  const db = tablesOf(service);
  const imports = await listImports(db);
  const progress = await readProgress(
    db,
    imports.map(({ id }) => id),
  );
  return {
    imports: imports.map((stored) => toImportSummary(stored, progress.get(stored.id) ?? emptyProgress())),
    mayReview: mayReview(service, actor),
  };
}

/** One import with its structure, its settings, and what a form offers. @throws Problem `resource.not-found` */
export async function getImportDetail(service: PlanService, actor: Actor, id: string): Promise<ImportDetail> {
  const db = tablesOf(service);
  const stored = await getImport(db, id);
  const progress = (await readProgress(db, [id])).get(id) ?? emptyProgress();
  const state = await service.reader.getState();
  const { topics, indicators, places, systems } = state.records;
  return {
    import: toImportSummary(stored, progress),
    mayReview: mayReview(service, actor) && stored.state === "review",
    settings: stored.settings,
    headings: [...stored.headings],
    choices: {
      topics: [...topics],
      indicators: indicators.map(({ id: indicator, name, unit }) => ({ id: indicator, name, unit })),
      places: places.map(({ code, name }) => ({ id: code, name })),
      systems: systems.map(({ id: system, title }) => ({ id: system, name: title })),
      owners: listOwnerChoices(state),
    },
  };
}

/**
 * Reads a plan file and keeps it as an import to be reviewed: all of it, or nothing.
 * @throws Problem `import.rejected`, `request.too-large`; `resource.conflict` when the same file is under review
 */
export async function createImport(
  service: PlanService,
  actor: Actor,
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
): Promise<ImportDetail> {
  const { services } = service;
  const name =
    file.name
      .split(/[/\\]/u)
      .at(-1)
      ?.replaceAll(/[\p{C}]/gu, "")
      .trim()
      .slice(-200) || "plan";
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const twin = (await listImports(tablesOf(service))).find(
    (known) => known.sha256 === sha256 && known.state === "review",
  );
  if (twin) {
    const detail = {
      zh: `同一文件已在审核中,即导入稿“${twin.id}”(${twin.name})。请在那里继续,或先将其删除。`,
      en: `This very file is under review already, as import ${twin.id} (${twin.name}). Go on there, or remove it first.`,
    };
    throw new Problem("resource.conflict", detail, [], { context: { reason: "same-file", import: twin.id } });
  }
  const state = await service.reader.getState();
  const systems = state.records.systems.map(({ id, title, purpose }) => ({ id, title: title.zh, purpose: purpose.zh }));
  const plan = await readInWorker({ bytes: file.bytes, fileName: name, places: services.region.places, systems });
  const id = await insertImport(
    services.database,
    {
      name,
      sha256,
      sizeBytes: file.bytes.byteLength,
      title: plan.title === "" ? name : plan.title,
      language: plan.language,
      headings: plan.headings,
      sentences: plan.sentences,
      settings: firstSettings(plan, name),
    },
    doingOf(service, actor),
  );
  return getImportDetail(service, actor, id);
}

function firstSettings(plan: ReadPlan, name: string): ImportSettings {
  const slug = name
    .replace(/\.[a-z]+$/iu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "")
    .slice(0, 60);
  const title = { zh: "", en: "", [plan.language]: plan.title };
  return {
    planId: slug === "" ? `plan-${plan.firstYear}` : slug,
    title,
    periodStart: `${plan.firstYear}-01-01`,
    periodEnd: `${plan.lastYear}-12-31`,
    lead: [],
    topic: "",
  };
}

/** Changes an import's settings; proposals for what is undecided follow them. @throws Problem `resource.conflict` */
export async function updateSettings(
  service: PlanService,
  actor: Actor,
  id: string,
  change: { readonly version: number; readonly settings: ImportSettings },
): Promise<ImportDetail> {
  await changeSettings(service.services.database, id, change, doingOf(service, actor));
  return getImportDetail(service, actor, id);
}

/** Removes an import that is not complete. @throws Problem `resource.not-found`, `resource.conflict` */
export async function deleteImport(service: PlanService, actor: Actor, id: string): Promise<void> {
  await removeImport(service.services.database, id, doingOf(service, actor));
}

/** Sentences in the order of the text, each with its paragraph, findings, proposal and decision. */
export async function getSentences(service: PlanService, query: SentenceQuery): Promise<ImportSentences> {
  const stored = await getImport(tablesOf(service), query.import);
  const found = await listSentences(tablesOf(service), { ...query, limit: query.limit + 1 });
  const shown = found.slice(0, query.limit);
  return { sentences: await toSentences(service, stored, shown), more: found.length > shown.length };
}

async function toSentences(service: PlanService, stored: StoredImport, rows: readonly StoredSentence[]) {
  const db = tablesOf(service);
  const state = await service.reader.getState();
  const frame = frameOf(state, stored);
  const texts = await listParagraphTexts(
    db,
    stored.id,
    rows.map(({ paragraph }) => paragraph),
  );
  const merged = await listMerged(
    db,
    stored.id,
    rows.map(({ ordinal }) => ordinal),
  );
  return rows.map((row) => {
    const same = texts.filter(({ paragraph }) => paragraph === row.paragraph);
    const join = (part: typeof same) => part.map(({ text }) => text).join("");
    return toImportSentence(
      row,
      {
        before: join(same.filter(({ ordinal }) => ordinal < row.ordinal)),
        after: join(same.filter(({ ordinal }) => ordinal > row.ordinal)),
        merged: merged.get(row.ordinal) ?? [],
      },
      frame,
    );
  });
}

/**
 * Runs an act on a sentence and answers with what it changed.
 * @throws Problem `resource.conflict`, with the other reviewer's decision when there is one
 */
async function act(
  service: PlanService,
  key: SentenceKey,
  work: (stored: StoredImport, state: PlanState) => Promise<readonly number[]>,
): Promise<Decided> {
  const db = tablesOf(service);
  const stored = await getImport(db, key.import);
  const state = await service.reader.getState();
  try {
    const changed = await work(stored, state);
    const sentences = await toSentences(service, stored, await listByOrdinal(db, key.import, changed));
    return { sentences, progress: (await readProgress(db, [key.import])).get(key.import) ?? emptyProgress() };
  } catch (error) {
    if (!(error instanceof StaleSentence)) throw error;
    const [current] = await toSentences(service, stored, [error.current]);
    const { decided_by: by, citation } = error.current;
    const detail = {
      zh: `在您读取之后,${by ?? "有人"}改了${citation}这一句。现以对方的决定为准;请查看,如不同意可重新决定。`,
      en: `${by ?? "Somebody"} has changed sentence ${citation} after you read it. Their decision stands; look at it, and decide anew if you disagree.`,
    };
    throw new Problem("resource.conflict", detail, [], { context: { reason: "changed", current } });
  }
}

/** Keeps a reviewer's decision. @throws Problem `resource.conflict` */
export function decide(service: PlanService, actor: Actor, key: SentenceKey, decision: Decision): Promise<Decided> {
  return act(service, key, (stored, state) =>
    decideSentence(
      service.services.database,
      { ...key, version: decision.version },
      (sentence, merged) => choose(decision, () => proposeFor(sentence, merged, frameOf(state, stored))),
      doingOf(service, actor),
    ),
  );
}

function choose(decision: Decision, propose: () => ReturnType<typeof proposeFor>): Chosen {
  switch (decision.decision) {
    case "accept": {
      const { commits, commitments } = propose();
      return { state: "accepted", commitments: commits ? commitments : [] };
    }
    case "correct":
      return { state: "corrected", commitments: decision.commitments };
    case "split":
      return { state: "split", commitments: decision.commitments };
    case "reject":
      return { state: "rejected", commitments: [] };
  }
}

/** Merges the next sentence into this one. @throws Problem `resource.conflict` */
export function merge(service: PlanService, actor: Actor, key: SentenceKey, version: number): Promise<Decided> {
  const { database } = service.services;
  return act(service, key, () => mergeSentence(database, { ...key, version }, doingOf(service, actor)));
}

/** Takes the last act on a sentence back. @throws Problem `resource.conflict` */
export function undo(service: PlanService, actor: Actor, key: SentenceKey, version: number): Promise<Decided> {
  const { database } = service.services;
  return act(service, key, () => undoSentence(database, { ...key, version }, doingOf(service, actor)));
}

/** Who decided what about a sentence, and when; the newest act first. */
export async function getHistory(service: PlanService, key: SentenceKey) {
  const events = await listEvents(tablesOf(service), key);
  return {
    events: events.map(({ act: kind, at, by, undone, commitments }) => ({
      act: kind,
      at: at.toISOString(),
      by,
      undone,
      commitments: commitments === null ? null : [...commitments],
    })),
  };
}

/** The register that the decisions so far make, with everything that is wrong with it. */
export async function assembleImport(
  service: PlanService,
  id: string,
): Promise<{ readonly stored: StoredImport; readonly state: PlanState; readonly assembled: AssembledRegister }> {
  const db = tablesOf(service);
  const stored = await getImport(db, id);
  const state = await service.reader.getState();
  return { stored, state, assembled: await assembleRegisterOf(db, stored, state) };
}

/** The register that the decisions about an import make with its settings, read within the caller's transaction. */
export async function assembleRegisterOf(
  db: Kysely<ImportTables>,
  { id, settings, headings, language }: StoredImport,
  { records }: PlanState,
): Promise<AssembledRegister> {
  const decided = (await listPromising(db, id)).map(({ citation, hash, commitments }) => ({
    citation,
    hash,
    commitments: commitments ?? [],
  }));
  return assembleRegister(decided, { records, settings, headings, language });
}

/** What still keeps an import from being complete. */
export async function checkImport(service: PlanService, id: string): Promise<ImportCheck> {
  const { assembled } = await assembleImport(service, id);
  const progress = (await readProgress(tablesOf(service), [id])).get(id) ?? emptyProgress();
  return {
    undecided: progress.sentences - progress.decided,
    commitments: progress.commitments,
    faults: assembled.faults.map((fault) => ({ ...fault })),
  };
}

/**
 * Ends the review: every sentence is decided, and the decided commitments pass the checks of a register. They stand
 * from then on.
 * @throws Problem `resource.conflict` when sentences are undecided, `import.rejected` with every fault
 */
export async function completeImport(service: PlanService, actor: Actor, id: string): Promise<ImportDetail> {
  const state = await service.reader.getState();
  const { now } = doingOf(service, actor);
  await service.services.database.transaction<ImportTables, void>(async (trx) => {
    const stored = await lockReview(trx, id);
    const progress = (await readProgress(trx, [id])).get(id) ?? emptyProgress();
    const open = progress.sentences - progress.decided;
    if (open > 0) {
      throw new Problem("resource.conflict", {
        zh: `${progress.sentences}句中还有${open}句未决定。请先逐句决定。`,
        en: `${open} of ${progress.sentences} sentences are undecided. Decide them first.`,
      });
    }
    const { faults, commitments } = await assembleRegisterOf(trx, stored, state);
    if (faults.length > 0 || commitments.length === 0) {
      const what =
        faults.length === 0
          ? { zh: "没有一句是承诺", en: "no sentence was found to commit anybody" }
          : { zh: `有${faults.length}处错误`, en: `${faults.length} faults` };
      const detail = {
        zh: `还不能形成台账:${what.zh}。内容未改变。`,
        en: `The register cannot be made yet: ${what.en}. Nothing was changed.`,
      };
      throw new Problem("import.rejected", detail, faults);
    }
    await trx
      .updateTable("plan_import")
      .set({ state: "complete", completed_at: now, completed_by: actor.name, version: stored.version + 1 })
      .where("id", "=", id)
      .execute();
    const detail = { commitments: commitments.length };
    await appendAudit(trx, { actor, action: "imports:complete", resource: { type: "import", id }, detail }, now);
  });
  return getImportDetail(service, actor, id);
}
