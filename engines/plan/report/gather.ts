import type { MapLayer, Source, Text } from "@midreach/kernel/contracts";
import type { SystemStatus } from "@midreach/kernel/http";
import type { RegionPack } from "@midreach/kernel/region";
import { findEvaluator } from "../core/evaluators/index.ts";
import { listFigures } from "../core/figures.ts";
import type { PlanPlace } from "../core/records.ts";
import { qualitativeReasonNames } from "../core/summary.ts";
import type { Changes } from "../schemas.ts";
import type { MissingRow } from "../schemas-views.ts";
import { countStatuses, type StoredEvaluation } from "../store/evaluations.ts";
import { toAssessment } from "../views/detail.ts";
import { gatherMissing } from "../views/missing.ts";
import { listChapters, toPlanInfo } from "../views/overview.ts";
import { functionName, type RowFrame, toPlaceRef } from "../views/row-frame.ts";
import { toBrief, toEvaluationRef } from "../views/rows.ts";
import { findScope } from "../views/scope.ts";
import type { PlanState, Results } from "../views/state.ts";
import { toSystems } from "../views/systems.ts";
import type { ReportArea, ReportChapter, ReportCity, ReportCommitment, ReportFacts, ReportProvince } from "./facts.ts";

/** What a report is gathered from. */
export interface ReportOrigin {
  readonly state: PlanState;
  readonly region: RegionPack;
  readonly evaluation: StoredEvaluation;
  readonly results: Results;
  readonly changes: Changes | null;
  readonly systems: readonly SystemStatus[];
  readonly madeOn: string;
  /** The overview map of the region. */
  readonly layers: readonly MapLayer[];
}

/** Everything that the report says, counted from one evaluation's results. */
export function gatherFacts(origin: ReportOrigin): ReportFacts {
  const steps = gatherInSteps(origin);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** So many commitments make a step: some milliseconds. */
const commitmentsOfStep = 50;

/**
 * As `gatherFacts`, a few milliseconds of computing at a time: between two steps whoever runs them may do other work.
 * A server would keep everybody waiting if it gathered at one go.
 */
export function* gatherInSteps(origin: ReportOrigin): Generator<undefined, ReportFacts> {
  const { state, region, evaluation, results, changes, systems, madeOn, layers } = origin;
  const missing = [...gatherMissing(state, results)];
  yield;
  const commitments: ReportCommitment[] = [];
  for (const [index, row] of state.rows.entries()) {
    const commitment = toReportCommitment(origin, row);
    if (commitment) commitments.push(commitment);
    if (index % commitmentsOfStep === commitmentsOfStep - 1) yield;
  }
  const areas = yield* toAreas(origin, missing);
  const chapters = toChapters(state, results);
  yield;
  return {
    plan: toPlanInfo(state, region),
    notes: state.records.plan.notes,
    tolerance: state.records.plan.tolerance,
    evaluation: {
      ...toEvaluationRef(state, evaluation),
      createdBy: evaluation.createdBy,
      commitments: commitments.length,
      counts: countStatuses(commitments.map((row) => row.result)),
    },
    register: { judged: evaluation.registerVersion, current: state.register.version },
    madeOn,
    chapters,
    commitments,
    ...areas,
    missing,
    changes,
    systems: toSystems(state, systems).systems,
    dataSets: listDataSets(region),
    layers,
    trades: [...new Set(state.records.organisations.map((body) => body.function))].map((id) => ({
      id,
      name: functionName(state.register.frame, id),
    })),
  };
}

function toReportCommitment({ state, evaluation, results }: ReportOrigin, row: RowFrame): ReportCommitment | undefined {
  const result = results.get(row.commitment.id);
  if (!result) return undefined;
  const { qualitative } = row.commitment;
  const usable = (state.assessments.get(row.commitment.id) ?? []).filter(
    (made) => made.asOf <= evaluation.asOf && made.madeAt <= evaluation.createdAt,
  );
  return {
    ...row.base,
    result: {
      ...toBrief(row, result),
      late: result.late,
      evidence: result.evidence,
      judgement: [...result.judgement],
    },
    measure: describeMeasure(state, row),
    qualitative: qualitative ? qualitativeText(qualitative) : null,
    assessments: usable.map((made) => toAssessment(state, made)).sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1)),
  };
}

function qualitativeText(qualitative: { readonly reason: string; readonly zh: string; readonly en: string }): Text {
  const reason = qualitativeReasonNames[qualitative.reason] ?? { zh: qualitative.reason, en: qualitative.reason };
  return {
    zh: [reason.zh, qualitative.zh].filter(Boolean).join(":"),
    en: [reason.en, qualitative.en].filter(Boolean).join(": "),
  };
}

function describeMeasure(state: PlanState, { commitment }: RowFrame): Text | null {
  const { measure } = commitment;
  if (!measure) return null;
  const evaluator = findEvaluator(measure.evaluator);
  if (evaluator) return evaluator.describe(evaluator.params.parse(measure.params), state.world);
  return { zh: `由测算引擎计算(${measure.evaluator})`, en: `Computed by another engine (${measure.evaluator})` };
}

function toChapters(state: PlanState, results: Results): ReportChapter[] {
  const count = (rows: readonly RowFrame[]): ReportArea => areaOf(rows, results);
  return listChapters(state).flatMap(({ number, title }) => {
    const rows = state.rows.filter((row) => row.base.chapter === number);
    const area = count(rows);
    if (area.total === 0) return [];
    const numbers = [...new Set(rows.map((row) => row.base.section))].sort((a, b) => a - b);
    const sections = numbers.flatMap((section) => {
      const found = state.records.chapters.find((one) => one.number === number && one.section === section);
      const counted = count(rows.filter((row) => row.base.section === section));
      return counted.total === 0 ? [] : [{ number: section, title: found?.title ?? title, ...counted }];
    });
    return [{ number, title, ...area, sections }];
  });
}

function areaOf(rows: readonly RowFrame[], results: Results): ReportArea {
  const judged = rows.flatMap((row) => results.get(row.commitment.id) ?? []);
  return { total: judged.length, counts: countStatuses(judged) };
}

function* toAreas(origin: ReportOrigin, missing: readonly MissingRow[]) {
  const { state, results } = origin;
  const cities = state.records.places.filter((place) => place.inPlan);
  const near = new Map<string, RowFrame[]>();
  for (const { code } of cities) {
    near.set(code, rowsNear(state, code));
    yield;
  }
  const owed = countOwedByPlace(state, missing);
  yield;
  const parents = [...new Set(cities.map((city) => city.parent))].filter((code): code is string => code !== null);
  const provinces: ReportProvince[] = parents.map((code) => {
    const own = cities.filter((city) => city.parent === code);
    const rows = new Set([...rowsNear(state, code), ...own.flatMap((city) => near.get(city.code) ?? [])]);
    return {
      code,
      name: toPlaceRef(state.world, code).name,
      ...areaOf([...rows], results),
      cities: own.map((city) => toCity(origin, city, near.get(city.code) ?? [], owed.get(city.code) ?? 0)),
    };
  });
  const whole = state.rows.filter((row) => row.commitment.places.includes(state.records.plan.wholePlace));
  return { provinces, whole: areaOf(whole, results) };
}

/** Commitments that name a place, a group or water that includes it, or its province; not those of all cities alike. */
function rowsNear(state: PlanState, code: string): RowFrame[] {
  return state.rows.filter((row) => {
    const scope = findScope(state, row, code);
    return scope !== undefined && scope !== "whole";
  });
}

function countOwedByPlace(state: PlanState, missing: readonly MissingRow[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { owner } of missing) {
    const place = owner ? state.world.organisations.get(owner.id)?.jurisdiction : null;
    if (place) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

function toCity(
  { state, evaluation, results }: ReportOrigin,
  place: PlanPlace,
  rows: readonly RowFrame[],
  figuresOwed: number,
): ReportCity {
  const { plan } = state.records;
  const ref = toPlaceRef(state.world, place.code);
  const [latest] = listFigures(state.world, plan.weights.population, place.code, evaluation);
  return {
    code: place.code,
    name: place.name,
    lon: ref.lon,
    lat: ref.lat,
    partial: plan.partialPlaces.includes(place.code),
    population: latest
      ? { value: latest.observation.value, unit: latest.observation.unit, period: latest.observation.period }
      : null,
    figuresOwed,
    ...areaOf(rows, results),
  };
}

/** One line for each source, with all resources that come from it. */
function listDataSets(region: RegionPack): Source[] {
  const merged = new Map<string, Source>();
  for (const { source } of region.raw.values()) {
    const key = `${source.title} ${source.url ?? ""} ${source.licence ?? ""}`;
    const found = merged.get(key);
    merged.set(key, found ? { ...found, resource: `${found.resource}; ${source.resource}` } : source);
  }
  return [...merged.values()];
}
