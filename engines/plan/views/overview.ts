import type { SystemStatus } from "@midreach/kernel/http";
import { type ComparedResult, compareEvaluations, summariseReasons } from "../core/changes.ts";
import { placeName } from "../core/world.ts";
import type { Changes, ChapterSummary, Plan, PlanInfo } from "../schemas.ts";
import type { Overview } from "../schemas-views.ts";
import type { StoredEvaluation } from "../store.ts";
import { toCities } from "./cities.ts";
import { statusNames, strengthNames } from "./labels.ts";
import { countByOwner, gatherMissing } from "./missing.ts";
import { functionName, type RowFrame, toPlaceRef } from "./row-frame.ts";
import { countBoth, countRows, toEvaluationRef } from "./rows.ts";
import { oncePerState, type PlanState, type Results } from "./state.ts";
import { toSystems } from "./systems.ts";

/** Changes on the front page; all of them stand with the evaluation. */
const shownChanges = 20;
const shownOwners = 10;

/** The whole front page. */
export function toOverview(
  state: PlanState,
  region: { readonly id: string; readonly title: { zh: string; en: string }; readonly timeZone: string },
  changes: Changes | null,
  statuses: readonly SystemStatus[],
): Overview {
  const measured = state.rows.filter((row) => row.commitment.measure).length;
  return {
    plan: toPlanInfo(state, region),
    notes: [...state.records.plan.notes],
    totals: { commitments: state.rows.length, measured, qualitative: state.rows.length - measured },
    evaluations: {
      ...toChosen(state),
      previous: state.previous ? toEvaluationRef(state, state.previous) : null,
    },
    counts: countAll(state),
    chapters: listChapters(state).filter((chapter) => chapter.total > 0),
    changes: changes && {
      ...changes,
      items: changes.items.slice(0, shownChanges).map((item) => ({ ...item, figures: [] })),
    },
    cities: [...toCities(state)],
    systems: toSystems(state, statuses),
    missing: summariseMissing(state),
  };
}

const summariseMissing = oncePerState((state): Overview["missing"] => {
  const missing = state.latest ? gatherMissing(state, state.latestResults) : [];
  return { figures: missing.length, byOwner: countByOwner(missing).slice(0, shownOwners) };
});

/** What the plan is, for headings. */
export function toPlanInfo(
  state: PlanState,
  region: { readonly id: string; readonly title: { zh: string; en: string }; readonly timeZone: string },
): PlanInfo {
  const { plan } = state.records;
  return {
    id: plan.id,
    title: plan.title,
    region: { id: region.id, name: region.title },
    periodStart: plan.periodStart,
    periodEnd: plan.periodEnd,
    outlook: plan.outlook,
    issuer: plan.issuer,
    timeZone: region.timeZone,
    officialTextAttached: state.official.size > 0,
  };
}

function toChosen(state: PlanState) {
  return {
    planEnd: state.planEnd ? toEvaluationRef(state, state.planEnd) : null,
    latest: state.latest ? toEvaluationRef(state, state.latest) : null,
  };
}

const countAll = oncePerState((state) => countBoth(state, state.rows));

/** Chapters in order, with counts. */
export const listChapters = oncePerState((state): readonly ChapterSummary[] =>
  state.records.chapters
    .filter((title) => title.section === 0)
    .map((title) =>
      summarise(
        state,
        title,
        state.rows.filter((row) => row.base.chapter === title.number),
      ),
    ),
);

function summarise(
  state: PlanState,
  title: { readonly number: number; readonly title: ChapterSummary["title"] },
  rows: readonly RowFrame[],
): ChapterSummary {
  return { number: title.number, title: title.title, total: rows.length, ...countBoth(state, rows) };
}

/** The frame of the plan and everything that filters need. */
export function toPlan(state: PlanState, region: Parameters<typeof toPlanInfo>[1]): Plan {
  const count = (test: (row: RowFrame) => boolean): number => state.rows.filter(test).length;
  const named = new Set(state.rows.flatMap((row) => row.commitment.places));
  const trades = new Set(state.records.organisations.map((body) => body.function));
  const byTrade = countTrades(state);
  return {
    plan: toPlanInfo(state, region),
    notes: [...state.records.plan.notes],
    chapters: listChapters(state).map((chapter) => ({ ...chapter, sections: listSections(state, chapter.number) })),
    topics: state.records.topics.map((topic) => ({
      ...topic,
      total: count((row) => row.base.topic.id === topic.id),
    })),
    strengths: strengthNames.map((strength) => ({
      ...strength,
      total: count((row) => row.base.strength === strength.id),
    })),
    statuses: [...statusNames],
    systems: state.records.systems.map((system) => ({
      id: system.id,
      name: system.title,
      total: count((row) => row.base.system?.id === system.id),
    })),
    ownerFunctions: [...trades].map((id) => ({
      id,
      name: functionName(state.register.frame, id),
      total: byTrade.get(id) ?? 0,
    })),
    places: state.records.places
      .filter((place) => place.inPlan || named.has(place.code))
      .map((place) => toPlaceRef(state.world, place.code)),
    evaluations: toChosen(state),
  };
}

function listSections(state: PlanState, chapter: number): ChapterSummary[] {
  const rows = state.rows.filter((row) => row.base.chapter === chapter);
  return state.records.chapters
    .filter((title) => title.number === chapter && title.section > 0)
    .map(({ section, title }) =>
      summarise(
        state,
        { number: section, title },
        rows.filter((row) => row.base.section === section),
      ),
    );
}

function countTrades(state: PlanState): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of state.rows) {
    const ids = [...row.leads, ...row.supports];
    for (const trade of new Set(ids.map((id) => state.world.organisations.get(id)?.function ?? ""))) {
      counts.set(trade, (counts.get(trade) ?? 0) + 1);
    }
  }
  return counts;
}

const shownFigures = 8;

/** What differs between two evaluations, each difference with its reason and the figures that differ. */
export function toChanges(
  state: PlanState,
  before: { readonly evaluation: StoredEvaluation; readonly results: Results },
  after: { readonly evaluation: StoredEvaluation; readonly results: Results },
  figuresOfEach = shownFigures,
): Changes {
  const items = compareEvaluations(
    { dates: before.evaluation, results: toCompared(state, before.results), rule: ruleOf(state, before.evaluation) },
    { dates: after.evaluation, results: toCompared(state, after.results), rule: ruleOf(state, after.evaluation) },
  );
  return {
    from: toEvaluationRef(state, before.evaluation),
    to: toEvaluationRef(state, after.evaluation),
    total: items.length,
    reasons: summariseReasons(items),
    items: items.map((item) => ({
      ...item,
      figuresTotal: item.figures.length,
      figures: item.figures.slice(0, figuresOfEach).map(({ place, ...figure }) => ({
        ...figure,
        placeName: place === null ? null : placeName(state.world, place),
      })),
    })),
  };
}

const ruleOf = (state: PlanState, { registerVersion }: StoredEvaluation) => state.ruleByVersion.get(registerVersion);

function toCompared(state: PlanState, results: Results): ComparedResult[] {
  return [...results.values()].map((result) => {
    const row = state.rowById.get(result.commitment);
    return {
      commitment: result.commitment,
      chapter: row?.base.chapter ?? Number(result.commitment.split(".")[0]),
      text: row?.base.text ?? { zh: result.commitment, en: result.commitment },
      rowHash: result.rowHash,
      evaluator: row?.commitment.measure?.evaluator ?? null,
      status: result.status,
      value: result.value,
      unit: result.unit,
      steps: result.evidence.steps,
    };
  });
}

/** Counts of one evaluation, chapter by chapter. */
export function countChapters(state: PlanState, results: Results) {
  return listChapters(state)
    .filter((chapter) => chapter.total > 0)
    .map(({ number, title, total }) => ({
      number,
      title,
      total,
      counts: countRows(
        state.rows.filter((row) => row.base.chapter === number),
        results,
      ),
    }));
}
