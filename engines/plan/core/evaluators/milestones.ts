import type { EvaluationDates, EvidenceInput, EvidenceStep, MissingFigure, Text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Milestone, Project } from "../records.ts";
import { findOwing, type World } from "../world.ts";
import { defineEvaluator } from "./evaluator.ts";

type State = "realised" | "later" | "partial" | "unrecorded";

const eventNames: Readonly<Record<Milestone["event"], Text>> = {
  opened: { zh: "开通", en: "opened" },
  "part opened": { zh: "部分开通", en: "part opened" },
  completed: { zh: "全部建成", en: "completed" },
  rebuilt: { zh: "改建完成", en: "rebuilt" },
};

/**
 * How many of the named projects are realised. A project counts from the day of its first record of opening, completion
 * or rebuilding. One whose record is later than the as-of date is known not to be realised yet. One without such a
 * record (or with a partial opening only) is unknown: absence of a record proves nothing, so the value is then a range
 * from the documented ones to the documented and unknown ones together.
 * An event of the region pack counts as known from its own day, because it carries no date of publication; one that a
 * unit reported from the day of its acceptance. What a unit says later about the same event replaces what it said before.
 */
export const milestonesEvaluator = defineEvaluator({
  id: "milestones",
  title: { zh: "项目里程碑", en: "Milestones of named projects" },
  params: z.strictObject({ projects: z.array(z.string()).min(1) }),
  describe({ projects }, world) {
    const names = projects.map((id) => world.projects.get(id)?.name ?? { zh: id, en: id });
    return {
      zh: `已实现的项目数:${names.map((name) => name.zh).join("、")}`,
      en: `Number of projects realised: ${names.map((name) => name.en).join(", ")}`,
    };
  },
  references: ({ projects }) => projects.map((id, index) => ({ kind: "project", id, path: `projects[${index}]` })),
  unitOf: () => undefined,
  evaluate(params, { world, dates, measure }) {
    const states = params.projects.map((id) => ({ id, state: stateOf(world, id, dates) }));
    const count = (state: State): number => states.filter((row) => row.state === state).length;
    const low = count("realised");
    const unknown = count("unrecorded") + count("partial");
    const { unit } = measure.target;
    const nothing = unknown === params.projects.length;
    const summary: EvidenceStep = {
      label: { zh: "有实现记录的项目数", en: "Projects with a record of realisation" },
      formula: `${low} / ${params.projects.length}${unknown > 0 ? ` (${unknown} ?)` : ""}`,
      value: low,
      unit,
      inputs: [],
    };
    return {
      low: nothing ? null : low,
      high: nothing ? null : low + unknown,
      unit,
      steps: [...states.map(({ id, state }) => describeProject(world, id, state, dates)), summary],
      missing: states.flatMap(({ id, state }) =>
        state === "unrecorded" || state === "partial" ? [missingMilestone(world, id, state)] : [],
      ),
      notes: unknown > 0 && !nothing ? [lowerBoundNote(low, params.projects.length)] : [],
    };
  },
});

const lowerBoundNote = (low: number, all: number): Text => ({
  zh: `${all}个项目中${low}个有实现记录,其余没有找到记录,数值只是下限。`,
  en: `${low} of ${all} projects have a record of realisation; none was found for the others, so the value is a lower bound.`,
});

/** Records of a project that were known at `knownBy`, oldest first. */
function listKnown(world: World, id: string, dates: EvaluationDates): Milestone[] {
  const known = (world.milestones.get(id) ?? []).filter((row) => (row.publishedAt ?? row.dateEnd) <= dates.knownBy);
  // In order of publication, so the last word of a unit about an event is the one that stays.
  const reported = new Map(
    known.flatMap((row) => (row.reportedBy === undefined ? [] : [[`${row.reportedBy} ${row.event}`, row] as const])),
  );
  const standing = [...known.filter((row) => row.reportedBy === undefined), ...reported.values()];
  return standing.sort((a, b) => (a.dateEnd < b.dateEnd ? -1 : 1));
}

function stateOf(world: World, id: string, dates: EvaluationDates): State {
  const known = listKnown(world, id, dates);
  const realised = known.find((row) => row.event !== "part opened");
  if (realised) return realised.dateEnd <= dates.asOf ? "realised" : "later";
  return known.some((row) => row.dateEnd <= dates.asOf) ? "partial" : "unrecorded";
}

const stateNames: Readonly<Record<State, Text>> = {
  realised: { zh: "已实现", en: "realised" },
  later: { zh: "评估日时尚未实现(此后实现)", en: "not yet realised at the as-of date (realised later)" },
  partial: { zh: "部分开通,没有全部建成的记录", en: "opened in part; no record of completion" },
  unrecorded: { zh: "没有记录", en: "no record" },
};

function describeProject(world: World, id: string, state: State, dates: EvaluationDates): EvidenceStep {
  const name = getProject(world, id).name;
  const inputs = listKnown(world, id, dates).map(
    (row): EvidenceInput => ({
      label: { zh: `${row.name.zh}:${eventNames[row.event].zh}`, en: `${row.name.en}: ${eventNames[row.event].en}` },
      value: row.dateEnd <= dates.asOf && row.event !== "part opened" ? 1 : 0,
      unit: "",
      period: row.date,
      source: {
        resource: "milestones",
        title: row.sourceTitle,
        ...(row.sourceUrl ? { url: row.sourceUrl } : {}),
        publishedAt: row.publishedAt ?? row.dateEnd,
        publishedBasis: row.publishedAt === undefined ? "assumed" : "stated",
      },
    }),
  );
  const words = stateNames[state];
  const value = state === "realised" ? 1 : state === "later" ? 0 : null;
  return { label: { zh: `${name.zh}:${words.zh}`, en: `${name.en}: ${words.en}` }, value, inputs };
}

function missingMilestone(world: World, id: string, state: State): MissingFigure {
  const project = getProject(world, id);
  const owes = project.owes[0];
  const owedBy = owes ? findOwing(world, owes, project.places[0]) : undefined;
  return {
    figure: `milestone:${id}`,
    label: {
      zh: `${project.name.zh}:是否实现及日期`,
      en: `${project.name.en}: whether and when it was realised`,
    },
    ...(project.places[0] ? { place: project.places[0] } : {}),
    ...(owedBy ? { owedBy } : {}),
    reason:
      state === "partial"
        ? stateNames.partial
        : { zh: "没有找到已经实现的来源", en: "No source was found that it has been realised" },
  };
}

function getProject(world: World, id: string): Project {
  const project = world.projects.get(id);
  if (!project) throw new Error(`project ${id} is not in the region`);
  return project;
}
