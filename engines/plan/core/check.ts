import { type Text, text } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import { listSchemaIssues } from "@midreach/kernel/schema-issues";
import { findEvaluator, type Reference } from "./evaluators/index.ts";
import { resolveOwner } from "./owners.ts";
import type { PlanDefinition, PlanRecords } from "./records.ts";
import type { Commitment, RegisterMeasure } from "./register.ts";
import { createWorld, type World } from "./world.ts";

/** A row with the words that let a person find it: `register/chapter-4.json row 12 (4.1.2.2a)`. */
export interface Located<Row> {
  readonly where: string;
  readonly value: Row;
}

type Report = (path: string, what: Text, fix?: Text) => void;

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
    if (twin) {
      const what = text(`编号“${value.id}”与${twin}重复`, `"${value.id}" is also the id of ${twin}`);
      report("id", what, text("请给其中一项换一个字母", "give one of them another letter"));
    } else seen.set(value.id, where);
    checkReferences(world, value, report);
    checkKind(value, report);
    if (value.measure) checkMeasure(world, value.measure, report);
  }
  faults.push(...checkTables(world));
  return faults;
}

function checkReferences(world: World, row: Commitment, report: Report): void {
  for (const [index, code] of row.places.entries()) {
    if (!world.places.has(code)) {
      report(`places[${index}]`, unknownIn("place", code), text("请加入地点", "add it to places"));
    }
  }
  for (const side of ["lead", "support"] as const) {
    for (const [index, token] of row[side].entries()) {
      if (resolveOwner(world, token, row.places).length > 0) continue;
      const what = text(`“${token}”不是本区域的单位`, `"${token}" means no organisation of the region`);
      report(`${side}[${index}]`, what, text("写单位编号,或写行业@层级", "an id, or trade@level"));
    }
  }
  const { records } = world;
  if (!records.topics.some((topic) => topic.id === row.topic)) {
    const what = text(`“${row.topic}”不是本区域的主题`, `"${row.topic}" is not a topic of the region`);
    report("topic", what, text("请用主题表中的编号", "one of the ids in topics"));
  }
  if (row.system && !world.systems.has(row.system)) {
    const fix = text("请用联合系统表中的编号", "one of the ids in ordered-systems");
    report("system", unknownIn("system", row.system), fix);
  }
  const [chapter, section] = row.id.split(".").map(Number);
  if (!records.chapters.some((title) => title.number === chapter && title.section === section)) {
    const what = text(`第${chapter}章第${section}节没有标题`, `chapter ${chapter}, section ${section} has no title`);
    report("id", what, text("请加入篇章表", "add it to chapters"));
  }
}

function checkKind(row: Commitment, report: Report): void {
  if (row.measure && row.qualitative) {
    const what = text("既有评价方法,又有定性原因", "it has both a measure and a qualitative reason");
    report("measure", what, text("请只留一个", "keep one"));
  }
  if (!row.measure && !row.qualitative) {
    report("measure", text("没有评价方法,也没有定性原因", "it has neither a measure nor a qualitative reason"));
  }
}

function checkMeasure(world: World, measure: RegisterMeasure, report: Report): void {
  const { baseline, target } = measure;
  if (baseline && baseline.date >= target.date) {
    report("measure.baseline.date", {
      zh: `基期${baseline.date}不早于目标日期${target.date}`,
      en: `${baseline.date} is not before the target's date ${target.date}`,
    });
  }
  const evaluator = findEvaluator(measure.evaluator);
  if (!evaluator) {
    const declared = world.records.plan.externalEvaluators.some((external) => external.id === measure.evaluator);
    if (!declared) {
      report("measure.evaluator", text(`没有评价器“${measure.evaluator}”`, `"${measure.evaluator}" does not exist`), {
        zh: "请用自带的评价器,或在plan.json的externalEvaluators中声明",
        en: "a built-in one, or declare it under externalEvaluators in plan.json",
      });
    }
    return;
  }
  const parsed = evaluator.params.safeParse(measure.params);
  if (!parsed.success) {
    for (const { path, what } of listSchemaIssues(evaluator.params, measure.params)) report(pathOf(path), what);
    return;
  }
  const references = evaluator.references(parsed.data);
  for (const reference of references) {
    if (exists(world, reference)) continue;
    report(`measure.params.${reference.path}`, unknownIn(reference.kind, reference.id));
  }
  for (const what of evaluator.check?.(parsed.data, world) ?? []) report("measure.params", what);
  const unit = evaluator.unitOf(parsed.data, world);
  if (unit !== undefined && unit !== target.unit) {
    const what = {
      zh: `目标的单位“${target.unit}”不是数值的单位“${unit}”`,
      en: `"${target.unit}" is not the unit of the value, "${unit}"`,
    };
    report("measure.target.unit", what, text("请用该单位写目标", "write the target in it"));
  }
}

const pathOf = (path: readonly PropertyKey[]): string => ["measure.params", ...path.map(String)].join(".");

function exists(world: World, reference: Reference): boolean {
  const tables = { place: world.places, indicator: world.indicators, project: world.projects, system: world.systems };
  return tables[reference.kind].has(reference.id);
}

const kinds: Readonly<Record<Reference["kind"], Text>> = {
  place: text("地点", "a place"),
  indicator: text("指标", "an indicator"),
  project: text("项目", "a project"),
  system: text("联合系统", "an ordered system"),
};

/** That the region has no such thing. */
const unknownIn = (kind: Reference["kind"], id: string): Text => ({
  zh: `“${id}”不是本区域的${kinds[kind].zh}`,
  en: `"${id}" is not ${kinds[kind].en} of the region`,
});

/** That a plan ends before it begins. */
export const notAfter = ({ periodStart, periodEnd }: Pick<PlanDefinition, "periodStart" | "periodEnd">): Text => ({
  zh: `规划期止${periodEnd}不晚于规划期起${periodStart}`,
  en: `${periodEnd} is not after ${periodStart}`,
});

function checkTables(world: World): Fault[] {
  const faults: Fault[] = [];
  const { plan, observations, milestones, projects } = world.records;
  const known = (code: string, where: string): void => {
    if (!world.places.has(code)) faults.push({ where, what: unknownIn("place", code) });
  };
  if (plan.periodEnd <= plan.periodStart) {
    faults.push({ where: "plan.json, periodEnd", what: notAfter(plan) });
  }
  known(plan.wholePlace, "plan.json, wholePlace");
  for (const code of plan.partialPlaces) known(code, "plan.json, partialPlaces");
  for (const [name, id] of Object.entries(plan.weights)) {
    if (!world.indicators.has(id)) {
      faults.push({ where: `plan.json, weights.${name}`, what: unknownIn("indicator", id) });
    }
  }
  for (const [index, row] of observations.entries()) {
    const where = `observations row ${index + 1} (${row.indicator} ${row.place} ${row.period})`;
    const indicator = world.indicators.get(row.indicator);
    if (!indicator) faults.push({ where, what: unknownIn("indicator", row.indicator) });
    else if (indicator.unit !== row.unit) {
      const what = {
        zh: `单位“${row.unit}”不是指标的单位“${indicator.unit}”`,
        en: `unit "${row.unit}" is not the indicator's, "${indicator.unit}"`,
      };
      faults.push({ where, what, fix: text("请换算", "convert it") });
    }
    known(row.place, where);
  }
  for (const [index, row] of milestones.entries()) {
    const where = `milestones row ${index + 1} (${row.name.en})`;
    if (row.project !== null && !world.projects.has(row.project)) {
      const fix = text("请留空,或加入项目表", "leave it empty, or add it");
      faults.push({ where, what: unknownIn("project", row.project), fix });
    }
    for (const code of row.places) known(code, where);
  }
  for (const row of projects) for (const code of row.places) known(code, `projects (${row.id})`);
  return faults;
}
