import type {
  Indicator,
  Milestone,
  Observation,
  PlanOrganisation,
  PlanPlace,
  PlanRecords,
  Project,
} from "../core/records.ts";
import type { Commitment, RegisterMeasure } from "../core/register.ts";

/** A small fictional plan for tests: one province, three cities, a group of all of them. */

const named = (id: string) => ({ zh: `${id}(虚构)`, en: `${id} (fictional)` });

const place = (code: string, kind: string, parent: string | null, change: Partial<PlanPlace> = {}): PlanPlace => ({
  code,
  kind,
  name: named(code),
  parent,
  members: [],
  inPlan: kind === "prefecture",
  ...change,
});

const body = (
  id: string,
  trade: string,
  level: PlanOrganisation["level"],
  jurisdiction: string | null,
): PlanOrganisation => ({ id, name: named(id), function: trade, level, jurisdiction });

/** An indicator in persons, yearly, owed by the statistics bureau of the city. */
export const indicator = (id: string, change: Partial<Indicator> = {}): Indicator => ({
  id,
  name: named(id),
  unit: "persons",
  definition: named(id),
  owes: "statistics@city",
  frequency: "year",
  ...change,
});

/** A figure of a year, published a year after its end unless told. */
export const observation = (
  indicatorId: string,
  placeCode: string,
  period: string,
  value: number,
  change: Partial<Observation> = {},
): Observation => ({
  indicator: indicatorId,
  place: placeCode,
  period,
  periodEnd: period.length === 4 ? `${period}-12-31` : period,
  value,
  unit: "persons",
  publishedAt: `${Number(period.slice(0, 4)) + 1}-12-31`,
  publishedBasis: "stated",
  sourceTitle: "Yearbook (fictional)",
  sourceUrl: null,
  note: null,
  ...change,
});

/** A project of one city. */
export const project = (id: string): Project => ({
  id,
  name: named(id),
  kind: "railway",
  places: ["c1"],
  owes: ["statistics@city"],
});

/** A record of a project. */
export const milestone = (projectId: string, event: Milestone["event"], date: string): Milestone => ({
  project: projectId,
  name: named(projectId),
  kind: "railway",
  event,
  date,
  dateEnd: date,
  places: ["c1"],
  sourceTitle: "News (fictional)",
  sourceUrl: null,
});

/** A measured commitment, due at the end of 2020, on all cities. */
export const commitment = (
  id: string,
  measure: Partial<RegisterMeasure> & Pick<RegisterMeasure, "evaluator" | "params" | "target">,
  change: Partial<Commitment> = {},
): Commitment => ({
  id,
  sentenceHash: "0".repeat(64),
  text: named(id),
  strength: "firm",
  ownerBasis: "proposed",
  lead: ["statistics@city"],
  support: [],
  places: ["all"],
  topic: "goals",
  deadline: "2020-12-31",
  deadlineBasis: "plan-period",
  measure: { direction: "reach", path: "linear", ...measure },
  ...change,
});

/** Target at the end of 2020. */
export const target = (comparator: ">=" | ">" | "<=" | "<" | "=", value: number, unit = "persons") => ({
  comparator,
  value,
  unit,
  date: "2020-12-31",
});

/** Records of the fictional plan, with what a test adds. */
export const records = (change: Partial<PlanRecords> = {}): PlanRecords => ({
  plan: {
    id: "test",
    title: named("plan"),
    issuer: null,
    periodStart: "2015-01-01",
    periodEnd: "2020-12-31",
    outlook: null,
    notes: [],
    partialPlaces: ["c3"],
    wholePlace: "all",
    weights: { population: "population", area: "area" },
    externalEvaluators: [{ id: "reach.pairs-within", engine: "reach" }],
    tolerance: 0.9,
    initialEvaluations: ["plan-end", "today"],
  },
  places: [
    place("all", "group", null, { members: ["c1", "c2", "c3"] }),
    place("p", "province", null),
    place("c1", "prefecture", "p"),
    place("c2", "prefecture", "p"),
    place("c3", "prefecture", "p"),
    place("lake", "lake", null, { members: ["c1", "c2"] }),
  ],
  organisations: [
    body("p-statistics", "statistics", "province", "p"),
    body("c1-statistics", "statistics", "city", "c1"),
    body("c2-statistics", "statistics", "city", "c2"),
    body("c3-statistics", "statistics", "city", "c3"),
    body("state-railway", "railway", "state", null),
  ],
  chapters: [
    { number: 1, section: 0, title: named("chapter 1") },
    { number: 1, section: 1, title: named("section 1.1") },
  ],
  topics: [{ id: "goals", name: named("goals") }],
  systems: [{ id: "watch", title: named("watch"), clauses: ["1.1.1"], purpose: named("watching") }],
  indicators: [
    indicator("population"),
    indicator("area", { unit: "km2" }),
    indicator("urban"),
    indicator("rate", { unit: "%" }),
  ],
  observations: [],
  projects: [project("line"), project("port")],
  milestones: [],
  commitments: [],
  ...change,
});
