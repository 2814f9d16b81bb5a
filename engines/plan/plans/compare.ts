import type { Text } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { citationOf } from "../core/citation.ts";
import {
  type CommitmentComparison,
  type ComparedCommitment,
  type ComparedTarget,
  compareCommitments,
  countCommitments,
} from "../core/compare/commitments.ts";
import type { ChangeKind } from "../core/compare/index.ts";
import { findEvaluator } from "../core/evaluators/index.ts";
import { hashRow } from "../core/frame.ts";
import { createWorld, type World } from "../core/world.ts";
import { assembleImport } from "../import/service.ts";
import { emptyProgress, readProgress } from "../import/store/imports.ts";
import { listPromising } from "../import/store/sentences.ts";
import type { ImportTables } from "../import/tables.ts";
import { openPlan, type PlanService } from "../service.ts";
import { listPlans } from "../store.ts";
import type { PlanTables } from "../tables.ts";
import { type RowFrame, toRowFrame } from "../views/row-frame.ts";
import type { PlanState } from "../views/state.ts";
import type { ComparedSide, RegisterComparison, RegisterComparisonRow } from "./schemas.ts";

/** Two plans to be compared: ids of the register, or `import:ID`. */
export interface ComparedPair {
  readonly old: string;
  readonly new: string;
}

/** One side, ready to be compared. */
export interface LoadedSide {
  readonly side: ComparedSide;
  readonly rows: readonly ComparedCommitment[];
}

const importPrefix = "import:";

/**
 * Everything that differs between two plans.
 * @throws Problem `resource.not-found` for a plan or import that is not there, or that the reader may not see
 */
export async function comparePair(service: PlanService, actor: Actor, pair: ComparedPair) {
  const [old, next] = [await loadSide(service, actor, pair.old), await loadSide(service, actor, pair.new)];
  return compareSides(old, next);
}

/** The comparison of two loaded sides, with its counts. */
export function compareSides(old: LoadedSide, next: LoadedSide) {
  const rows = compareCommitments(old.rows, next.rows);
  return { old: old.side, new: next.side, counts: countCommitments(rows), rows: rows.map(toRow) };
}

/** One page of a comparison. @throws Problem `resource.not-found` */
export async function getComparison(
  service: PlanService,
  actor: Actor,
  {
    page,
    pageSize,
    kind,
    ...pair
  }: ComparedPair & {
    readonly page: number;
    readonly pageSize: number;
    readonly kind?: ChangeKind | undefined;
  },
): Promise<RegisterComparison> {
  const compared = await comparePair(service, actor, pair);
  const found = compared.rows.filter((row) => kind === undefined || row.kind === kind);
  const start = (page - 1) * pageSize;
  return { ...compared, total: found.length, page, pageSize, rows: found.slice(start, start + pageSize) };
}

/** A plan of the register or an import, ready to be compared. @throws Problem `resource.not-found` */
export function loadSide(service: PlanService, actor: Actor, id: string): Promise<LoadedSide> {
  return id.startsWith(importPrefix)
    ? loadImport(service, actor, id.slice(importPrefix.length))
    : loadPlan(service, actor, id);
}

async function loadPlan(service: PlanService, actor: Actor, id: string): Promise<LoadedSide> {
  const opened = await openPlan(service, actor, id);
  const state = await opened.reader.getState();
  const db = service.services.database.kysely<PlanTables & ImportTables>();
  const stored = (await listPlans(db as never)).find((plan) => plan.id === id);
  const sentences = stored?.import
    ? await listSentencesOf(db as never, stored.import)
    : new Map([...state.official].map(([citation, { text }]) => [citation, text]));
  const { plan } = state.records;
  return {
    side: {
      id,
      kind: "plan",
      title: plan.title,
      periodStart: plan.periodStart,
      periodEnd: plan.periodEnd,
      commitments: state.rows.length,
      undecided: 0,
    },
    rows: keptRows(state, sentences),
  };
}

/** An import as far as it has been decided; only for those who may read imports. */
async function loadImport(service: PlanService, actor: Actor, id: string): Promise<LoadedSide> {
  if (!service.services.authoriser.isAllowed(actor, "imports:read", { type: "import", id })) {
    throw new Problem("resource.not-found", {
      zh: `没有导入稿“${id}”,或者您无权查看。`,
      en: `There is no import "${id}", or you may not read it.`,
    });
  }
  const { stored, state, assembled } = await assembleImport(service, id);
  const db = service.services.database.kysely<ImportTables>();
  const progress = (await readProgress(db, [id])).get(id) ?? emptyProgress();
  const { title, periodStart, periodEnd } = stored.settings;
  const { chapters, commitments } = assembled;
  const world = createWorld({ ...state.records, chapters, commitments, observations: [] });
  const frame = { ...state.register.frame, chapters };
  const rows = commitments.map((commitment) => toRowFrame(world, frame, commitment, []));
  return {
    side: {
      id: `${importPrefix}${id}`,
      kind: "import",
      title: { zh: title.zh || stored.title, en: title.en || stored.title },
      periodStart,
      periodEnd,
      commitments: rows.length,
      undecided: progress.sentences - progress.decided,
    },
    rows: toCompared(world, rows, await listSentencesOf(db, id)),
  };
}

async function listSentencesOf(db: Parameters<typeof listPromising>[0], id: string): Promise<Map<string, string>> {
  return new Map((await listPromising(db, id)).map(({ citation, text }) => [citation, text]));
}

const kept = new WeakMap<PlanState, readonly ComparedCommitment[]>();

/** Computed once for each state of a plan: many look at the same comparison, filter by filter. */
function keptRows(state: PlanState, sentences: ReadonlyMap<string, string>): readonly ComparedCommitment[] {
  const found = kept.get(state) ?? toCompared(state.world, state.rows, sentences);
  kept.set(state, found);
  return found;
}

function toCompared(
  world: World,
  rows: readonly RowFrame[],
  sentences: ReadonlyMap<string, string>,
): ComparedCommitment[] {
  return rows.map(({ commitment, base, leads }) => ({
    id: commitment.id,
    sentenceHash: commitment.sentenceHash,
    sentence: sentences.get(citationOf(commitment.id)) ?? null,
    text: commitment.text,
    strength: commitment.strength,
    statutory: commitment.statutory ?? null,
    deadline: commitment.deadline,
    deadlineBasis: commitment.deadlineBasis,
    lead: { ids: [...leads], name: joinNames(base.lead.map(({ name }) => name)) },
    target: toTarget(world, commitment),
  }));
}

const joinNames = (names: readonly Text[]): Text => ({
  zh: names.map(({ zh }) => zh).join("、"),
  en: names.map(({ en }) => en).join(", "),
});

/** Targets are of one figure when evaluator, parameters and unit are the same; a baseline year is no part of that. */
function toTarget(world: World, { measure }: RowFrame["commitment"]): ComparedTarget | null {
  if (!measure) return null;
  const { from: _from, ...params } = measure.params;
  const evaluator = findEvaluator(measure.evaluator);
  const parsed = evaluator?.params.safeParse(measure.params);
  const name =
    evaluator && parsed?.success
      ? evaluator.describe(parsed.data, world)
      : { zh: measure.evaluator, en: measure.evaluator };
  const { comparator, value, unit } = measure.target;
  return { key: hashRow({ evaluator: measure.evaluator, params, unit }), name, comparator, value, unit };
}

function toRow({ kind, old, new: next, differences }: CommitmentComparison): RegisterComparisonRow {
  const side = (row: ComparedCommitment | null) =>
    row && {
      id: row.id,
      text: row.text,
      strength: row.strength,
      deadline: row.deadline,
      lead: row.lead?.name ?? null,
    };
  return { kind, old: side(old), new: side(next), differences: [...differences] };
}
