import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Actor, Language } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { readMapLayers } from "@midreach/kernel/region";
import { xlsxType } from "@midreach/kernel/sheets";
import { today } from "@midreach/kernel/time";
import type { Changes } from "../schemas.ts";
import { chooseEvaluation, createEvaluation, type PlanService, readsDrafts } from "../service.ts";
import type { StoredEvaluation } from "../store/evaluations.ts";
import { toChanges } from "../views/overview.ts";
import type { PlanState } from "../views/state.ts";
import { gatherInSteps } from "./gather.ts";
import { produceInWorker } from "./in-worker.ts";
import type { ReportFormat } from "./order.ts";

/** Which report is wanted: of an evaluation by selector, or of the newest one with an as-of date. */
export interface ReportRequest {
  /** `latest` (also when neither is given), `plan-end` or an id. */
  readonly evaluation?: string | undefined;
  readonly asOf?: string | undefined;
  readonly knownBy?: string | undefined;
  readonly language: Language;
  readonly format: ReportFormat;
}

/** A report ready to be sent or written to a disk. */
export interface ReportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly evaluation: Pick<StoredEvaluation, "id" | "asOf" | "knownBy" | "state">;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: xlsxType,
};

/**
 * The evaluation report as a file. What was made is kept, so that asking again costs nothing.
 * @throws Problem `resource.not-found` when there is no such evaluation, or none that the actor may see;
 *   `request.invalid` when both an evaluation and a date are given
 */
export async function createReport(service: PlanService, actor: Actor, request: ReportRequest): Promise<ReportFile> {
  const id = await findEvaluationId(service, actor, request);
  const { state, evaluation, results } = await chooseEvaluation(service, actor, id);
  if (!evaluation)
    throw new Problem("resource.not-found", {
      zh: "还没有已发布的评价。",
      en: "Nothing has been evaluated and published yet.",
    });
  const { region, clock } = service.services;
  const systems = await service.systems.listStatuses();
  const madeOn = today(region.timeZone, clock);
  const { language, format } = request;
  // Of the systems the report says no more than whether they work; the rest of their answers changes by the minute.
  const working = systems.map(({ manifest, health }) => [manifest.id, health.working]);
  const key = createHash("sha256")
    .update(JSON.stringify([region.hash, String(state.revision), evaluation.id, language, format, madeOn, working]))
    .digest("hex");
  const bytes = await keepFile(service, key, async () => {
    const changes = await findChanges(service, state, evaluation);
    const layers = await readMapLayers(region);
    const origin = { state, region, evaluation, results, changes, systems, madeOn, layers };
    const facts = await runInSteps(gatherInSteps(origin));
    return produceInWorker({ facts, language, format });
  });
  return {
    fileName: `${state.records.plan.id.replaceAll(/[^\w.-]/gu, "-")}-${evaluation.asOf}-${language}.${format}`,
    mediaType: mediaTypes[format],
    evaluation: { id: evaluation.id, asOf: evaluation.asOf, knownBy: evaluation.knownBy, state: evaluation.state },
    bytes,
  };
}

/**
 * As `createReport`, for whoever may evaluate: when nobody has evaluated that date yet, a draft is made first.
 * @throws Problem as `createReport`, and `request.invalid` for a date in the future
 */
export async function createReportOfDate(
  service: PlanService,
  actor: Actor,
  request: ReportRequest & { readonly asOf: string },
): Promise<ReportFile> {
  const { asOf, knownBy, language, format } = request;
  const found = await findByDate(service, actor, asOf, knownBy);
  const evaluation = found?.id ?? (await createEvaluation(service, actor, { asOf, knownBy })).evaluation.id;
  return createReport(service, actor, { evaluation, language, format });
}

async function findEvaluationId(
  service: PlanService,
  actor: Actor,
  request: ReportRequest,
): Promise<string | undefined> {
  const { evaluation, asOf, knownBy } = request;
  if (asOf === undefined) return evaluation;
  if (evaluation !== undefined) {
    throw new Problem("request.invalid", {
      zh: "评价和评价时点只能指定一个。",
      en: "Give either an evaluation or an as-of date, not both.",
    });
  }
  const found = await findByDate(service, actor, asOf, knownBy);
  if (found) return found.id;
  throw new Problem("resource.not-found", {
    zh: `没有评价时点为${asOf}${knownBy ? `、信息截至${knownBy}` : ""}的已发布评价。请查看评价列表;办公室可以评价其他时点。`,
    en: `There is no published evaluation as of ${asOf}${knownBy ? ` known by ${knownBy}` : ""}. /api/evaluations lists those there are; the office can evaluate another date.`,
  });
}

/** The newest evaluation of a date that the actor may see; a published one before drafts. */
async function findByDate(
  service: PlanService,
  actor: Actor,
  asOf: string,
  knownBy: string | undefined,
): Promise<StoredEvaluation | undefined> {
  const state = await service.reader.getState();
  const all = readsDrafts(service, actor);
  return state.evaluations.find(
    (one) =>
      one.asOf === asOf && (knownBy === undefined || one.knownBy === knownBy) && (all || one.state === "published"),
  );
}

/** Of each commitment that changed, so many changed figures reach the report. */
const figuresOfEachChange = 60;

/** So long may a report keep others waiting. */
const longestStepMs = 10;

/** Runs work that comes in small steps, and lets others have their turn in between. */
async function runInSteps<Value>(steps: Generator<undefined, Value>): Promise<Value> {
  let began = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - began < longestStepMs) continue;
    await setImmediate();
    began = performance.now();
  }
}

/** Against the published evaluation of the nearest earlier as-of date. */
async function findChanges(
  service: PlanService,
  state: PlanState,
  evaluation: StoredEvaluation,
): Promise<Changes | null> {
  const [before] = state.evaluations
    .filter((one) => one.state === "published" && one.asOf < evaluation.asOf)
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
  if (!before) return null;
  const [earlier, later] = await Promise.all([
    service.reader.getResults(before.id),
    service.reader.getResults(evaluation.id),
  ]);
  return toChanges(
    state,
    { evaluation: before, results: earlier },
    { evaluation, results: later },
    figuresOfEachChange,
  );
}

/** So many files are kept, and one is made at a time: a report takes a processor for seconds. */
const keptFiles = 6;

interface Shelf {
  readonly files: Map<string, Promise<Uint8Array<ArrayBuffer>>>;
  last: Promise<unknown>;
}

const shelves = new WeakMap<PlanService, Shelf>();

function keepFile(
  service: PlanService,
  key: string,
  make: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const shelf = shelves.get(service) ?? { files: new Map(), last: Promise.resolve() };
  shelves.set(service, shelf);
  const found = shelf.files.get(key);
  if (found) return found;
  const made = shelf.last.then(make);
  shelf.last = made.catch(() => undefined);
  shelf.files.set(key, made);
  made.catch(() => shelf.files.delete(key));
  const [oldest] = shelf.files.keys();
  if (shelf.files.size > keptFiles && oldest !== undefined) shelf.files.delete(oldest);
  return made;
}
