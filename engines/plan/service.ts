import { type Actor, lastingAnswer, type Services, type SystemStatus } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import { runEvaluation } from "./evaluation.ts";
import type { Changes, CommitmentAnswer } from "./schemas.ts";
import type { EvaluationDetail, EvaluationSummary, NewAssessment, Overview, Systems } from "./schemas-views.ts";
import {
  findPlan,
  insertAssessment,
  listCommitmentVersions,
  publishDraft,
  type StoredAssessment,
  type StoredEvaluation,
} from "./store.ts";
import type { PlanTables } from "./tables.ts";
import { findRows, toAssessment, toDetail } from "./views/detail.ts";
import { countChapters, toChanges, toOverview } from "./views/overview.ts";
import { jurisdictionsOf, type RowFrame } from "./views/row-frame.ts";
import { toEvaluationRef } from "./views/rows.ts";
import { createPlanReader, noRegister, type PlanReader, type PlanState, type Results } from "./views/state.ts";
import { createSystemsReader, type SystemsReader, toSystems } from "./views/systems.ts";

/** State, an evaluation of it and that evaluation's results. */
export interface Chosen {
  readonly state: PlanState;
  readonly evaluation: StoredEvaluation | undefined;
  readonly results: Results;
}

/** What routes and commands stand on; one for each wired server and plan. */
export interface PlanService {
  readonly services: Services;
  /** The plan that is read and evaluated; undefined for the region's own. */
  readonly plan?: string | undefined;
  readonly reader: PlanReader;
  readonly systems: SystemsReader;
}

const known = new WeakMap<Services, PlanService>();

/** The service of a wired server: made once, so that routes, commands and jobs share what was read. */
export function planServiceOf(services: Services): PlanService {
  const found = known.get(services);
  if (found) return found;
  const service = { services, reader: createPlanReader(services), systems: createSystemsReader(services) };
  known.set(services, service);
  return service;
}

/** The states of so many plans beside the region's are kept in memory. */
const keptPlans = 4;
const knownPlans = new WeakMap<Services, Map<string, PlanService>>();

/**
 * The same service for another plan of the register, as somebody may read it.
 * @param plan an id; the region's own plan when it is undefined
 * @throws Problem `resource.not-found`; a draft does not exist for those who may not read drafts
 */
export async function openPlan(service: PlanService, actor: Actor, plan?: string): Promise<PlanService> {
  if (plan === undefined) return service;
  const { services } = service;
  const stored = await findPlan(services.database.kysely<PlanTables>(), plan);
  if (!stored || (stored.state === "draft" && !readsDrafts(service, actor))) throw noRegister(plan);
  if (stored.origin === "region") return service;
  const plans = knownPlans.get(services) ?? new Map<string, PlanService>();
  knownPlans.set(services, plans);
  const opened = plans.get(plan) ?? { ...service, plan, reader: createPlanReader(services, plan) };
  // The plan asked for last stands last; the first one has not been asked for the longest.
  plans.delete(plan);
  plans.set(plan, opened);
  const [oldest] = plans.keys();
  if (plans.size > keptPlans && oldest !== undefined) plans.delete(oldest);
  return opened;
}

/** Whether somebody may see what is not published. */
export function readsDrafts({ services }: PlanService, actor: Actor): boolean {
  return services.authoriser.isAllowed(actor, "plan:read-drafts", { type: "plan", id: "*" });
}

/**
 * The evaluation that a reader asked for.
 * @param selector `latest` (also when omitted), `plan-end`, or an id
 * @throws Problem `resource.not-found`; a draft does not exist for those who may not read drafts
 */
export async function chooseEvaluation(service: PlanService, actor: Actor, selector = "latest"): Promise<Chosen> {
  const state = await service.reader.getState();
  if (selector === "latest") return { state, evaluation: state.latest, results: state.latestResults };
  if (selector === "plan-end") return { state, evaluation: state.planEnd, results: state.planEndResults };
  const evaluation = state.evaluations.find((candidate) => candidate.id === selector);
  if (!evaluation || (evaluation.state === "draft" && !readsDrafts(service, actor))) throw noEvaluation(selector);
  return { state, evaluation, results: await service.reader.getResults(evaluation.id) };
}

const noEvaluation = (id: string): Problem =>
  new Problem("resource.not-found", {
    zh: `没有评价“${id}”。请查看评价列表。`,
    en: `There is no evaluation "${id}". /api/evaluations lists them.`,
  });

interface KeptOverview {
  readonly statuses: readonly SystemStatus[];
  readonly overview: Overview;
}
const keptOverviews = new WeakMap<PlanState, KeptOverview>();

/** The whole front page; the same object as long as neither the plan's state nor the systems' health was read anew. */
export async function getOverview(service: PlanService): Promise<Overview> {
  const state = await service.reader.getState();
  const statuses = await service.systems.listStatuses();
  const kept = keptOverviews.get(state);
  if (kept?.statuses === statuses) return kept.overview;
  const changes = await getChanges(service, state);
  const overview = lastingAnswer(toOverview(state, service.services.region, changes, statuses));
  keptOverviews.set(state, { statuses, overview });
  return overview;
}

const keptChanges = new WeakMap<PlanState, Promise<Changes | null>>();

/** Latest published evaluation against the one published before it; kept with the state. */
function getChanges(service: PlanService, state: PlanState): Promise<Changes | null> {
  const found = keptChanges.get(state);
  if (found) return found;
  const { latest, previous } = state;
  const changes =
    latest && previous
      ? service.reader
          .getResults(previous.id)
          .then((results) =>
            toChanges(state, { evaluation: previous, results }, { evaluation: latest, results: state.latestResults }),
          )
      : Promise.resolve(null);
  keptChanges.set(state, changes);
  changes.catch(() => keptChanges.delete(state));
  return changes;
}

/** The joint systems that the plan orders, and which of them work. */
export async function getSystems(service: PlanService): Promise<Systems> {
  const state = await service.reader.getState();
  return toSystems(state, await service.systems.listStatuses());
}

/**
 * Everything about the commitments that an id or citation means.
 * @throws Problem `resource.not-found`
 */
export async function getCommitments(
  service: PlanService,
  actor: Actor,
  id: string,
  selector?: string,
): Promise<CommitmentAnswer> {
  const chosen = await chooseEvaluation(service, actor, selector);
  const rows = findRows(chosen.state, id);
  if (rows.length === 0) {
    throw new Problem("resource.not-found", {
      zh: `没有编号或出处为“${id}”的承诺。出处为“章.节.段.句”,如4.1.2.2。`,
      en: `No commitment has the id or citation "${id}". A citation is chapter.section.paragraph.sentence, e.g. 4.1.2.2.`,
    });
  }
  const published = await listPublished(service, chosen.state);
  const matches = [];
  for (const row of rows) matches.push(await toFullDetail(service, actor, chosen, row, published));
  return { matches };
}

/** Details show at most so many published evaluations. */
const shownEvaluations = 4;

async function listPublished({ reader }: PlanService, state: PlanState) {
  const published = state.evaluations.filter((evaluation) => evaluation.state === "published");
  const shown = published.slice(0, shownEvaluations);
  return Promise.all(
    shown.map(async (evaluation) => ({ evaluation, results: await reader.getResults(evaluation.id) })),
  );
}

async function toFullDetail(
  service: PlanService,
  actor: Actor,
  { state, evaluation, results }: Chosen,
  row: RowFrame,
  published: Awaited<ReturnType<typeof listPublished>>,
) {
  const { id } = row.commitment;
  const db = service.services.database.kysely<PlanTables>();
  const versions =
    state.register.version === 1 ? firstVersion(state, row) : await listCommitmentVersions(db, state.register.plan, id);
  return toDetail(state, row, {
    evaluation,
    results,
    versions,
    published: published.map((item) => ({ evaluation: item.evaluation, result: item.results.get(id) })),
    assessments: (state.assessments.get(id) ?? []).filter((made) => isVisible(service, actor, state, made)),
  });
}

/** With one version of the register, every row has one version: no need to ask. */
const firstVersion = (state: PlanState, row: RowFrame) => [
  { text: row.commitment.text, validFrom: state.register.loadedAt, validTo: null },
];

/** The public sees an assessment once a published evaluation has been made after it. */
function isVisible(service: PlanService, actor: Actor, state: PlanState, { madeAt }: StoredAssessment): boolean {
  if (readsDrafts(service, actor)) return true;
  return state.evaluations.some((made) => made.state === "published" && made.createdAt > madeAt);
}

/** Evaluations that somebody may see, newest publication first. */
export async function listVisibleEvaluations(service: PlanService, actor: Actor): Promise<EvaluationSummary[]> {
  const state = await service.reader.getState();
  const all = readsDrafts(service, actor);
  return state.evaluations
    .filter((evaluation) => all || evaluation.state === "published")
    .map((evaluation) => toSummary(state, evaluation));
}

const toSummary = (state: PlanState, evaluation: StoredEvaluation): EvaluationSummary => ({
  ...toEvaluationRef(state, evaluation),
  createdBy: evaluation.createdBy,
  commitments: Object.values(evaluation.counts).reduce((total, count) => total + count, 0),
  counts: evaluation.counts,
});

/**
 * One evaluation with its counts by chapter and what changed since the published one before it, or since any other.
 * @param since the evaluation to compare with: an id, `latest` or `plan-end`
 * @throws Problem `resource.not-found`
 */
export async function getEvaluation(
  service: PlanService,
  actor: Actor,
  selector: string,
  since?: string,
): Promise<EvaluationDetail> {
  const { state, evaluation, results } = await chooseEvaluation(service, actor, selector);
  if (!evaluation) throw noEvaluation(selector);
  const before =
    since === undefined ? findBefore(state, evaluation) : (await chooseEvaluation(service, actor, since)).evaluation;
  const changes = before
    ? toChanges(
        state,
        { evaluation: before, results: await service.reader.getResults(before.id) },
        { evaluation, results },
      )
    : null;
  return { evaluation: toSummary(state, evaluation), chapters: countChapters(state, results), changes };
}

/** The published evaluation that a reader knew before this one. */
function findBefore(state: PlanState, evaluation: StoredEvaluation): StoredEvaluation | undefined {
  const published = state.evaluations.filter((other) => other.state === "published");
  if (evaluation.state === "published") return published[published.indexOf(evaluation) + 1];
  return published.find((other) => other.publishedAt !== null && other.publishedAt <= evaluation.createdAt);
}

/**
 * Evaluates and keeps the result as a draft, or publishes it at once; `knownBy` is today unless given.
 * @throws Problem `request.invalid`, `resource.conflict` when it is to be published but the plan asks for approval
 */
export async function createEvaluation(
  service: PlanService,
  actor: Actor,
  given: { readonly asOf: string; readonly knownBy?: string | undefined; readonly publish?: boolean | undefined },
): Promise<EvaluationDetail> {
  const { region, clock } = service.services;
  const dates = { asOf: given.asOf, knownBy: given.knownBy ?? today(region.timeZone, clock) };
  if (given.publish && (await asksForApproval(service))) {
    const detail = {
      zh: "本规划要求先审定再发布。请先评价而不发布,再审定草稿。",
      en: "This plan asks for approval before publication. Evaluate without publishing, then approve the draft.",
    };
    throw new Problem("resource.conflict", detail);
  }
  const id = await runEvaluation(service.services, {
    dates,
    actor,
    publish: given.publish === true,
    plan: service.plan,
  });
  return getEvaluation(service, actor, id);
}

/** The plan's setting: nothing is published before somebody with the right has approved it. */
async function asksForApproval({ reader }: PlanService): Promise<boolean> {
  return (await reader.getState()).records.plan.approvalRequired ?? false;
}

/** Publishes a draft. @throws Problem `resource.not-found`, `resource.conflict` */
export async function publishEvaluation(service: PlanService, actor: Actor, id: string): Promise<EvaluationDetail> {
  const { database, clock } = service.services;
  const { evaluations } = await service.reader.getState();
  if (!evaluations.some((evaluation) => evaluation.id === id)) throw noEvaluation(id);
  const approvalRequired = await asksForApproval(service);
  await publishDraft(database, id, { actor, now: clock.now() }, { approvalRequired });
  return getEvaluation(service, actor, id);
}

/** What policies decide assessments by. @throws Problem `resource.not-found` */
export async function getAssessedResource(service: PlanService, id: string) {
  const state = await service.reader.getState();
  const row = getRow(state, id);
  return {
    type: "commitment",
    id,
    attributes: {
      organisations: [...row.leads, ...row.supports],
      jurisdictions: jurisdictionsOf(state.world, row.commitment),
    },
  };
}

/** Keeps a person's judgement. @throws Problem `resource.not-found`, `request.invalid` for a date in the future */
export async function assess(service: PlanService, actor: Actor, id: string, given: NewAssessment) {
  const { database, region, clock } = service.services;
  const state = await service.reader.getState();
  const row = getRow(state, id);
  const day = today(region.timeZone, clock);
  if (given.asOf > day)
    throw new Problem("request.invalid", {
      zh: `日期${given.asOf}在将来。`,
      en: `The date ${given.asOf} lies in the future.`,
    });
  const about = { plan: state.register.plan, commitment: row.commitment.id };
  const stored = await insertAssessment(database, about, given, { actor, now: clock.now(), day });
  return { assessment: toAssessment(state, stored) };
}

function getRow(state: PlanState, id: string): RowFrame {
  const row = state.rowById.get(id);
  if (!row) throw new Problem("resource.not-found", { zh: `没有承诺“${id}”。`, en: `There is no commitment "${id}".` });
  return row;
}
