import { setImmediate as nextTurn } from "node:timers/promises";
import type { Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { compareCitations } from "../core/citation.ts";
import type { Frame } from "../core/frame.ts";
import type { PlanRecords } from "../core/records.ts";
import type { Commitment } from "../core/register.ts";
import { createWorld, type World } from "../core/world.ts";
import {
  findRegister,
  listAssessments,
  listEvaluations,
  listOfficialSentences,
  listReportedMilestones,
  listResults,
  listRuleHashes,
  type OfficialSentence,
  readRevision,
  type StoredAssessment,
  type StoredEvaluation,
  type StoredRegister,
  type StoredResult,
} from "../store.ts";
import type { PlanTables } from "../tables.ts";
import { type RowFrame, toRowFrame } from "./row-frame.ts";
import { shareReading } from "./shared-reading.ts";

/** Results of one evaluation by commitment. They never change once written. */
export type Results = ReadonlyMap<string, StoredResult>;

/** Everything that pages show, as of one revision of the database. Immutable. */
export interface PlanState {
  readonly revision: bigint;
  readonly register: StoredRegister;
  readonly records: PlanRecords;
  readonly world: World;
  /** Rows without results, in the order of the plan. */
  readonly rows: readonly RowFrame[];
  readonly rowById: ReadonlyMap<string, RowFrame>;
  readonly evaluations: readonly StoredEvaluation[];
  /** Hash of the plan's settings that decide statuses, by version of the register. */
  readonly ruleByVersion: ReadonlyMap<number, string>;
  /** Last published evaluation whose as-of date is the plan's end. */
  readonly planEnd: StoredEvaluation | undefined;
  /** Published evaluation with the latest as-of date. */
  readonly latest: StoredEvaluation | undefined;
  /** Published just before `latest`. */
  readonly previous: StoredEvaluation | undefined;
  readonly planEndResults: Results;
  readonly latestResults: Results;
  readonly assessments: ReadonlyMap<string, readonly StoredAssessment[]>;
  readonly official: ReadonlyMap<string, OfficialSentence>;
}

/** Makes a view that is computed once for each state: many requests between two changes ask for the same. */
export function oncePerState<View>(compute: (state: PlanState) => View): (state: PlanState) => View {
  const kept = new WeakMap<PlanState, { readonly view: View }>();
  return (state) => {
    const found = kept.get(state) ?? { view: compute(state) };
    kept.set(state, found);
    return found.view;
  };
}

/** Reads the state, and results of any evaluation; what was read is kept until the revision moves. */
export interface PlanReader {
  getState(): Promise<PlanState>;
  getResults(evaluation: string): Promise<Results>;
}

/** Results of this many evaluations are kept in memory. */
const keptEvaluations = 6;

/** What to say when there is no register of a plan, or of any. */
export const noRegister = (plan: string | undefined): Problem =>
  plan === undefined
    ? new Problem("resource.not-found", {
        zh: "还没有载入规划。请先用一个区域启动服务器。",
        en: "No plan is loaded yet. Start the server once with a region.",
      })
    : new Problem("resource.not-found", {
        zh: `规划库中没有规划“${plan}”。请查看规划列表。`,
        en: `The register has no plan "${plan}". /api/plans lists them.`,
      });

/**
 * A reader over the services' database. One a process and plan; safe to ask from many requests at once.
 * @param plan a plan of the register; the region's unless told
 */
export function createPlanReader(services: Pick<Services, "database" | "region">, plan?: string): PlanReader {
  const db = services.database.kysely<PlanTables>();
  const kept = new Map<string, Promise<Results>>();
  let current: { readonly revision: bigint; readonly state: Promise<PlanState> } | undefined;
  let before: PlanState | undefined;

  const getResults = (evaluation: string): Promise<Results> => {
    const found = kept.get(evaluation);
    kept.delete(evaluation);
    const results =
      found ?? listResults(db, evaluation).then((rows) => new Map(rows.map((row) => [row.commitment, row])));
    kept.set(evaluation, results);
    results.catch(() => kept.delete(evaluation));
    const [oldest] = kept.keys();
    if (kept.size > keptEvaluations && oldest !== undefined) kept.delete(oldest);
    return results;
  };

  const getRevision = shareReading(() => readRevision(db));
  const getState = async (): Promise<PlanState> => {
    const revision = await getRevision();
    if (current?.revision === revision) return current.state;
    const state = readState(services, { plan, revision, getResults, before });
    current = { revision, state };
    state.then(
      (read) => {
        before = read;
      },
      () => {
        if (current?.state === state) current = undefined;
      },
    );
    return state;
  };
  return { getState, getResults };
}

interface Reading {
  readonly plan: string | undefined;
  readonly revision: bigint;
  readonly getResults: PlanReader["getResults"];
  readonly before: PlanState | undefined;
}

async function readState(
  { database, region }: Pick<Services, "database" | "region">,
  { plan, revision, getResults, before }: Reading,
): Promise<PlanState> {
  const db = database.kysely<PlanTables>();
  const register = await findRegister(db, plan);
  if (!register) throw noRegister(plan);
  const records = toRecords(register, region);
  const world = createWorld(records, { milestones: await listReportedMilestones(db, records.projects) });
  const evaluations = await listEvaluations(db, register.plan);
  const chosen = chooseEvaluations(evaluations, records.plan.periodEnd);
  const assessments = await listAssessments(db, register.plan);
  // The official text that is attached is the region's plan's; of a plan that was taken in, the import keeps the text.
  const official = register.version === register.regionVersion ? await listOfficialSentences(db) : [];
  const rows = findSameRows(before, register, official) ?? (await toRowFrames(world, register.frame, official));
  return {
    revision,
    register,
    records,
    world,
    rows,
    rowById: new Map(rows.map((row) => [row.commitment.id, row])),
    evaluations,
    ruleByVersion: await listRuleHashes(db),
    ...chosen,
    planEndResults: chosen.planEnd ? await getResults(chosen.planEnd.id) : new Map(),
    latestResults: chosen.latest ? await getResults(chosen.latest.id) : new Map(),
    assessments: byCommitment(assessments),
    official: new Map(official.map((sentence) => [sentence.citation, sentence])),
  };
}

/** Rows depend on the register and the attached sentences alone, which most changes leave as they are. */
function findSameRows(
  before: PlanState | undefined,
  register: StoredRegister,
  official: readonly OfficialSentence[],
): readonly RowFrame[] | undefined {
  const same =
    before?.register.version === register.version &&
    before.register.regionVersion === register.regionVersion &&
    before.official.size === official.length &&
    official.every(({ citation, hash, text }) => {
      const known = before.official.get(citation);
      return known?.hash === hash && known.text === text;
    });
  return same ? before.rows : undefined;
}

/** So many rows take some milliseconds. */
const rowsAtOnce = 25;

/** Gives way to requests between slices: the first reading after a start makes all rows. */
async function toRowFrames(world: World, frame: Frame, official: readonly OfficialSentence[]): Promise<RowFrame[]> {
  const rows: RowFrame[] = [];
  for (const commitment of [...world.records.commitments].sort((a, b) => compareCitations(a.id, b.id))) {
    rows.push(toRowFrame(world, frame, commitment, official));
    if (rows.length % rowsAtOnce === 0) await nextTurn();
  }
  return rows;
}

function byCommitment(assessments: readonly StoredAssessment[]): Map<string, StoredAssessment[]> {
  const groups = new Map<string, StoredAssessment[]>();
  for (const row of assessments) groups.set(row.commitment, [...(groups.get(row.commitment) ?? []), row]);
  return groups;
}

/** The plan's records out of the stored register and the region's places and organisations. */
export function toRecords(register: StoredRegister, region: Services["region"]): PlanRecords {
  const { functions: _functions, ...frame } = register.frame;
  const commitments: Commitment[] = register.commitments.map((row) => row.commitment);
  return {
    ...frame,
    places: region.places.rows,
    organisations: region.organisations.rows,
    commitments,
    observations: register.observations,
  };
}

function chooseEvaluations(evaluations: readonly StoredEvaluation[], periodEnd: string) {
  const published = evaluations.filter((evaluation) => evaluation.state === "published");
  // `published` comes newest publication first, so the first of equal as-of dates is the newest.
  const latest = published.reduce<StoredEvaluation | undefined>(
    (best, candidate) => (best === undefined || candidate.asOf > best.asOf ? candidate : best),
    undefined,
  );
  return {
    latest,
    planEnd: published.find((evaluation) => evaluation.asOf === periodEnd),
    previous: latest && published[published.indexOf(latest) + 1],
  };
}
