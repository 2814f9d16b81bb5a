import type { Fault } from "@midreach/kernel/problems";
import type { z } from "zod";
import { findEvaluator, type Reference } from "./evaluators/index.ts";
import { resolveOwner } from "./owners.ts";
import type { PlanRecords } from "./records.ts";
import type { Commitment, RegisterMeasure } from "./register.ts";
import { createWorld, type World } from "./world.ts";

/** A row with the words that let a person find it: `register/chapter-4.json row 12 (4.1.2.2a)`. */
export interface Located<Row> {
  readonly where: string;
  readonly value: Row;
}

type Report = (path: string, what: string, fix?: string) => void;

/**
 * Everything that is wrong with a register and the tables it stands on, beyond what each row's own schema says:
 * duplicate ids, references to things that are not there, measures that cannot be computed. Lists all faults.
 *
 * @param commitments the register's rows with their locations, in the order of `records.commitments`
 */
export function checkRegister(records: PlanRecords, commitments: readonly Located<Commitment>[]): Fault[] {
  const world = createWorld(records);
  const faults: Fault[] = [];
  const seen = new Map<string, string>();
  for (const { where, value } of commitments) {
    const report: Report = (path, what, fix) =>
      faults.push({ where: `${where}, ${path}`, what, ...(fix ? { fix } : {}) });
    const twin = seen.get(value.id);
    if (twin) report("id", `"${value.id}" is also the id of ${twin}`, "give one of them another letter");
    else seen.set(value.id, where);
    checkReferences(world, value, report);
    checkKind(value, report);
    if (value.measure) checkMeasure(world, value.measure, report);
  }
  faults.push(...checkTables(world));
  return faults;
}

function checkReferences(world: World, row: Commitment, report: Report): void {
  for (const [index, code] of row.places.entries()) {
    if (!world.places.has(code))
      report(`places[${index}]`, `"${code}" is not a place of the region`, "add it to places");
  }
  for (const side of ["lead", "support"] as const) {
    for (const [index, token] of row[side].entries()) {
      if (resolveOwner(world, token, row.places).length > 0) continue;
      report(`${side}[${index}]`, `"${token}" means no organisation of the region`, "an id, or trade@level");
    }
  }
  const { records } = world;
  if (!records.topics.some((topic) => topic.id === row.topic)) {
    report("topic", `"${row.topic}" is not a topic of the region`, "one of the ids in topics");
  }
  if (row.system && !world.systems.has(row.system)) {
    report("system", `"${row.system}" is not an ordered system of the region`, "one of the ids in ordered-systems");
  }
  const [chapter, section] = row.id.split(".").map(Number);
  if (!records.chapters.some((title) => title.number === chapter && title.section === section)) {
    report("id", `chapter ${chapter}, section ${section} has no title`, "add it to chapters");
  }
}

function checkKind(row: Commitment, report: Report): void {
  if (row.measure && row.qualitative) report("measure", "it has both a measure and a qualitative reason", "keep one");
  if (!row.measure && !row.qualitative) report("measure", "it has neither a measure nor a qualitative reason");
}

function checkMeasure(world: World, measure: RegisterMeasure, report: Report): void {
  const { baseline, target } = measure;
  if (baseline && baseline.date >= target.date) {
    report("measure.baseline.date", `${baseline.date} is not before the target's date ${target.date}`);
  }
  const evaluator = findEvaluator(measure.evaluator);
  if (!evaluator) {
    const declared = world.records.plan.externalEvaluators.some((external) => external.id === measure.evaluator);
    if (!declared) {
      report(
        "measure.evaluator",
        `"${measure.evaluator}" does not exist`,
        "a built-in one, or declare it under externalEvaluators in plan.json",
      );
    }
    return;
  }
  const parsed = evaluator.params.safeParse(measure.params);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) report(pathOf(issue), issue.message);
    return;
  }
  const references = evaluator.references(parsed.data);
  for (const reference of references) {
    if (exists(world, reference)) continue;
    report(`measure.params.${reference.path}`, `"${reference.id}" is not ${articleOf(reference.kind)} of the region`);
  }
  for (const what of evaluator.check?.(parsed.data, world) ?? []) report("measure.params", what);
  const unit = evaluator.unitOf(parsed.data, world);
  if (unit !== undefined && unit !== target.unit) {
    report("measure.target.unit", `"${target.unit}" is not the unit of the value, "${unit}"`, "write the target in it");
  }
}

const pathOf = (issue: z.core.$ZodIssue): string => ["measure.params", ...issue.path.map(String)].join(".");

function exists(world: World, reference: Reference): boolean {
  const tables = { place: world.places, indicator: world.indicators, project: world.projects, system: world.systems };
  return tables[reference.kind].has(reference.id);
}

const articleOf = (kind: Reference["kind"]): string =>
  ({ place: "a place", indicator: "an indicator", project: "a project", system: "an ordered system" })[kind];

function checkTables(world: World): Fault[] {
  const faults: Fault[] = [];
  const { plan, observations, milestones, projects } = world.records;
  const known = (code: string, where: string): void => {
    if (!world.places.has(code)) faults.push({ where, what: `"${code}" is not a place of the region` });
  };
  if (plan.periodEnd <= plan.periodStart) {
    faults.push({ where: "plan.json, periodEnd", what: `${plan.periodEnd} is not after ${plan.periodStart}` });
  }
  known(plan.wholePlace, "plan.json, wholePlace");
  for (const code of plan.partialPlaces) known(code, "plan.json, partialPlaces");
  for (const [name, id] of Object.entries(plan.weights)) {
    if (!world.indicators.has(id)) {
      faults.push({ where: `plan.json, weights.${name}`, what: `"${id}" is not an indicator of the region` });
    }
  }
  for (const [index, row] of observations.entries()) {
    const where = `observations row ${index + 1} (${row.indicator} ${row.place} ${row.period})`;
    const indicator = world.indicators.get(row.indicator);
    if (!indicator) faults.push({ where, what: `"${row.indicator}" is not an indicator of the region` });
    else if (indicator.unit !== row.unit) {
      faults.push({ where, what: `unit "${row.unit}" is not the indicator's, "${indicator.unit}"`, fix: "convert it" });
    }
    known(row.place, where);
  }
  for (const [index, row] of milestones.entries()) {
    const where = `milestones row ${index + 1} (${row.name.en})`;
    if (row.project !== null && !world.projects.has(row.project)) {
      faults.push({ where, what: `"${row.project}" is not a project of the region`, fix: "leave it empty, or add it" });
    }
    for (const code of row.places) known(code, where);
  }
  for (const row of projects) for (const code of row.places) known(code, `projects (${row.id})`);
  return faults;
}
