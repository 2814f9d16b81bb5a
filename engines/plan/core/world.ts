import type { EvaluationDates, MeasureOutcome, Text } from "@midreach/kernel/contracts";
import type {
  AssessmentRecord,
  Indicator,
  Milestone,
  Observation,
  OrderedSystem,
  PlanOrganisation,
  PlanPlace,
  PlanRecords,
  Project,
  SystemSample,
} from "./records.ts";

/** What an engine's measure answered, or why it did not. */
export type ExternalAnswer = { readonly outcome: MeasureOutcome } | { readonly failure: Text };

/** The records of a plan, indexed for evaluation. Nothing in it depends on a date. */
export interface World {
  readonly records: PlanRecords;
  readonly places: ReadonlyMap<string, PlanPlace>;
  readonly organisations: ReadonlyMap<string, PlanOrganisation>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly projects: ReadonlyMap<string, Project>;
  readonly systems: ReadonlyMap<string, OrderedSystem>;
  /** By `indicator place`, oldest period first, within a period in order of publication. */
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  readonly milestones: ReadonlyMap<string, readonly Milestone[]>;
  readonly assessments: ReadonlyMap<string, readonly AssessmentRecord[]>;
  /** By system, oldest first. */
  readonly samples: ReadonlyMap<string, readonly SystemSample[]>;
  /** Answers of other engines' measures by `externalKey`, awaited before evaluation. */
  readonly externals: ReadonlyMap<string, ExternalAnswer>;
  readonly organisationsByFunction: ReadonlyMap<string, readonly PlanOrganisation[]>;
}

/** What is kept beside the region's records. */
export interface WorldAdditions {
  readonly assessments?: readonly AssessmentRecord[];
  readonly samples?: readonly SystemSample[];
  /** Events of projects that units have reported, in order of publication. */
  readonly milestones?: readonly Milestone[];
  readonly externals?: ReadonlyMap<string, ExternalAnswer>;
}

/** Indexes records for evaluation; costs one pass over each list. */
export function createWorld(records: PlanRecords, additions: WorldAdditions = {}): World {
  const observations = groupBy(records.observations, (row) => observationKey(row.indicator, row.place));
  for (const rows of observations.values()) {
    rows.sort(
      (a, b) =>
        compare(a.periodEnd, b.periodEnd) || compare(a.period, b.period) || compare(a.publishedAt, b.publishedAt),
    );
  }
  const samples = groupBy(additions.samples ?? [], (sample) => sample.system);
  for (const rows of samples.values()) rows.sort((a, b) => compare(a.day, b.day));
  const assessments = groupBy(additions.assessments ?? [], (row) => row.commitment);
  for (const rows of assessments.values()) {
    rows.sort((a, b) => compare(a.asOf, b.asOf) || compare(a.madeOn, b.madeOn));
  }
  return {
    records,
    places: byKey(records.places, (place) => place.code),
    organisations: byKey(records.organisations, (organisation) => organisation.id),
    indicators: byKey(records.indicators, (indicator) => indicator.id),
    projects: byKey(records.projects, (project) => project.id),
    systems: byKey(records.systems, (system) => system.id),
    observations,
    milestones: groupBy(
      [...records.milestones, ...(additions.milestones ?? [])].filter((row) => row.project !== null),
      (row) => row.project ?? "",
    ),
    assessments,
    samples,
    externals: additions.externals ?? new Map(),
    organisationsByFunction: groupBy(records.organisations, (organisation) => organisation.function),
  };
}

/** Name under which the figures of an indicator at a place are found. */
export const observationKey = (indicator: string, place: string): string => `${indicator} ${place}`;

/** Name of one question to another engine's measure: same evaluator, parameters and dates, same answer. */
export function externalKey(evaluator: string, params: unknown, dates: EvaluationDates): string {
  return `${evaluator} ${JSON.stringify(params)} ${dates.asOf} ${dates.knownBy}`;
}

/** The single places behind a list of codes: groups become their members, each place stands once. */
export function expandPlaces(world: World, codes: readonly string[]): string[] {
  const expanded = codes.flatMap((code) => {
    const place = world.places.get(code);
    return place?.kind === "group" ? place.members : [code];
  });
  return [...new Set(expanded)];
}

/** Name of a place, or its code when it is unknown. */
export function placeName(world: World, code: string): Text {
  return world.places.get(code)?.name ?? { zh: code, en: code };
}

/** Names of places as they stand in a sentence. More than six are counted, a group keeps its own name. */
export function joinPlaceNames(world: World, codes: readonly string[]): Text {
  const names = codes.map((code) => placeName(world, code));
  if (names.length > 6) {
    const first = names[0] ?? { zh: "", en: "" };
    return { zh: `${first.zh}等${names.length}地`, en: `${names.length} places (${first.en} and others)` };
  }
  return { zh: names.map((name) => name.zh).join("、"), en: names.map((name) => name.en).join(", ") };
}

/** Notes that must stand beside a figure for these places: cities of which only parts belong to the plan. */
export function scopeNotes(world: World, codes: readonly string[]): Text[] {
  const partial = world.records.plan.partialPlaces.filter((code) => codes.includes(code));
  if (partial.length === 0 || codes.length === 1) return [];
  const names = joinPlaceNames(world, partial);
  return [
    {
      zh: `${names.zh}只有部分县(区)属于规划范围,这里按全市统计,合计与规划自身的总数不同。`,
      en: `Only parts of ${names.en} belong to the plan; whole cities are counted here, so sums differ from the plan's own totals.`,
    },
  ];
}

/**
 * The organisation that owes a figure: an organisation's id, or `trade@level` seen from the place, where the level may
 * also be the code of one place.
 * Undefined when the region names no such body.
 */
export function findOwing(world: World, owes: string, place: string | undefined): string | undefined {
  const [trade = "", level] = owes.split("@");
  if (level === undefined) return world.organisations.get(owes)?.id;
  const bodies = world.organisationsByFunction.get(trade) ?? [];
  if (level === "state" || level === "cluster") return bodies.find((body) => body.level === level)?.id;
  if (level !== "province" && level !== "city") return bodies.find((body) => body.jurisdiction === level)?.id;
  let code: string | null | undefined = place;
  // From the place upwards: a county's figure is owed by its city, a city's by its province when the level says so.
  while (code) {
    const found = bodies.find((body) => body.jurisdiction === code && (level === "city" || body.level === level));
    if (found) return found.id;
    code = world.places.get(code)?.parent;
  }
  const above = bodies.find((body) => body.level === "cluster" || body.level === "state");
  // A figure of a whole group of places has several owners of that level; the first stands for them.
  return (above ?? bodies.find((body) => body.level === level))?.id;
}

function byKey<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row> {
  return new Map(rows.map((row) => [key(row), row]));
}

/** Rows by a key of theirs, both in the order in which they come. */
export function groupBy<Row, Key>(rows: readonly Row[], key: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const found = groups.get(key(row));
    if (found) found.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
