import { enTables } from "./en-tables.ts";
import type { ReportTexts } from "./zh.ts";

/** `1 commitment`, `12 commitments`. */
const count = (value: number, one: string, many = `${one}s`): string =>
  `${value.toLocaleString("en-GB")} ${value === 1 ? one : many}`;
const commitments = (value: number): string => count(value, "commitment");
const figures = (value: number): string => count(value, "figure");
const is = (value: number): string => (value === 1 ? "is" : "are");
const and = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Words of the report in English. */
export const en: ReportTexts = {
  ...enTables,
  titles: {
    report: (plan, final) => `${plan}: ${final ? "final" : "mid-term"} evaluation report`,
    coverLines: (plan, final) => [plan, `${final ? "Final" : "Mid-term"} evaluation report`],
    running: (plan, final) => `${plan}: ${final ? "final" : "mid-term"} evaluation`,
    contents: "Contents",
    summary: "Summary",
    conclusions: "Main findings",
    judged: "Commitments that can be judged",
    concerns: "Points of concern",
    method: "Basis and method",
    object: "What is evaluated",
    dates: "Two dates",
    statuses: "How a status is found",
    strengths: "How firm the commitments are",
    scope: "Notes on scope",
    dataSets: "Data and licences",
    chapters: "Progress by chapter",
    chapter: (number, title) => `Chapter ${number}: ${title}`,
    areas: "Progress by province and city",
    areasOverall: "Overall distribution",
    lagging: "Commitments behind or missed",
    laggingOwners: "By leading owner",
    laggingRows: "One by one",
    missing: "Commitments without data, and who owes the figures",
    missingKinds: "What is missing",
    missingOwners: "Who owes it",
    systems: "Joint systems that the plan orders",
    changes: "Compared with the last published evaluation",
    next: "What to do next",
    annexOwed: "Annex 1: figures that are missing, and who owes them",
    annexSources: "Annex 2: sources cited in the evidence",
    annexCommitments: "Annex 3: all commitments with their evidence",
  },
  cover: {
    subtitle: (asOf) => `State as of ${asOf}`,
    issuer: "Plan issued by",
    period: "Plan period",
    periodValue: (from, to) => `${from} to ${to}`,
    asOf: "As of",
    knownBy: "Known by",
    evaluation: "Evaluation",
    state: "State of the evaluation",
    published: (day) => `published on ${day}`,
    draft: "draft, not approved for publication",
    made: "Report made on",
    remark:
      "Made by Midreach from the register of commitments, published data and the results of the evaluation. Every number is computed from the register and the evidence; none was added without a source.",
  },
  pageWords: ["Page ", " of ", ""],
  summary: {
    scale: (n) =>
      `The register holds ${commitments(n.total)} of the plan. ${n.measurable} of them (${n.share}) can be measured; ${n.qualitative} can only be assessed in words.`,
    judged: (n) =>
      `As of ${n.asOf}, by what had been published until ${n.knownBy}, ${n.judged} of the ${n.measurable} measurable commitments (${n.share}) can be judged${n.parts === "" ? "." : `: ${n.parts}.`}`,
    part: (status, value) => `${value} ${status.toLowerCase()}`,
    parts: and,
    noData: (n) =>
      `For the other ${n.count} (${n.share} of the measurable ones) figures are missing; this report does not judge their progress.`,
    fewJudged:
      "As fewer than half of the measurable commitments can be judged, these results do not stand for the plan as a whole.",
    assessed: (n) =>
      n.assessed === 0
        ? `None of the ${n.qualitative} qualitative commitments had an assessment on record by the as-of date.`
        : `${n.assessed} of the ${n.qualitative} qualitative commitments had an assessment on record by the as-of date.`,
    late: (value) => `Of those that are met, ${value} ${value === 1 ? "was" : "were"} reached only after the deadline.`,
    synthetic:
      'Some figures are synthetic: a generator made them, and they do not describe what happened. The annex marks each of them "synthetic".',
    draft: "This evaluation has not been approved for publication; the report serves for comments only.",
    noneJudged: "No commitment can be judged at present.",
    shown: (shown, total) => `${shown} of ${total} are listed here; the others are in Annex 3.`,
    value: (value, target) => `value ${value}, target ${target}`,
    item: (id, text, status, detail) => `${id} ${text}: ${status.toLowerCase()}${detail === "" ? "" : ` (${detail})`}.`,
    concernMissing: (n) =>
      `Many figures are missing: ${figures(n.figures)}, owed by ${count(n.owners, "organisation")}, for ${commitments(n.commitments)}.`,
    concernMissed: (n) => `Some commitments were not kept in time: ${n.missed} missed, ${n.behind} behind.`,
    concernSystems: (n) =>
      `The joint systems are not complete: of ${n.total} that the plan orders, ${n.working} worked on this platform on the day of the report and ${n.notInstalled} ${n.notInstalled === 1 ? "was" : "were"} not installed.`,
    concernProposed: (n) =>
      `Responsibility is to be confirmed: for ${n.proposed} of ${commitments(n.total)} the plan names no owner, and the register only proposes one.`,
    noConcern: "The data at hand show nothing that needs special attention.",
  },
  method: {
    object: (n) =>
      `This report evaluates "${n.plan}"${n.issuer === "" ? "" : `, issued by ${n.issuer}`}, for the period from ${n.from} to ${n.to}. The register lists, sentence by sentence, what the plan commits somebody to: ${commitments(n.total)} in ${count(n.chapters, "chapter")}. Their wording is the register's restatement, not the plan's text. An id gives chapter, section, paragraph and sentence, and a letter where a sentence holds several commitments.`,
    dates: (n) =>
      `An evaluation has two dates. The as-of date (${n.asOf}) is the day whose state is judged. The known-by date (${n.knownBy}) limits what may be used: only what had been published by then. Of several publications of one figure, the last one before that date counts.`,
    made: (n) =>
      `This evaluation was computed on ${n.createdAt} by ${n.createdBy}${n.published === "" ? "; it is not published" : ` and ${n.published}`}.`,
    statuses: (tolerance) =>
      `Commitments with a target are judged by the table below. Before the deadline, what should be reached by then is taken from the straight line between baseline and target; ${tolerance} of that way counts as on track. Where missing figures cannot change the conclusion, it is drawn all the same, and the value is marked as a lower bound.`,
    meanings: (tolerance) => ({
      met: "The target is reached",
      "on-track": `Before the deadline, at least ${tolerance} of the way that should be covered by then`,
      behind: "Before the deadline, less than that",
      missed: "The deadline has come, and the target is not reached",
      "no-data": "Figures are missing without which it cannot be judged",
      qualitative: "It cannot be measured; people assess it",
    }),
    scope: {
      register: (n) =>
        `The evaluation was computed on version ${n.judged} of the register; the wording in this report is that of the current version ${n.current}. Commitments added since are not counted.`,
      owners: (n) =>
        `The plan's text names the owner of ${commitments(n.named)}; for the other ${n.proposed} the register proposes one.`,
      assumed: (value) =>
        `The sources of ${figures(value)} in the evidence give no date of publication; it is assumed by the register's rule, and the annex marks ${value === 1 ? "it" : "them"} with "*".`,
      deadlines: (n) =>
        `The plan states the deadline of ${commitments(n.stated)}; ${n.period} ${is(n.period)} due at the end of the plan period and ${n.outlook} at its outlook year.`,
      systems: (day) => `Whether joint systems work is said as of ${day}, not as of the evaluation's date.`,
    },
    dataSets:
      "The register and the region's data come from the sources below, under the licences named. Sources cited one by one in the evidence are in Annex 2.",
  },
  chapters: {
    intro: "Where the commitments of each chapter stand:",
    sentence: (n) =>
      `The chapter holds ${commitments(n.total)}, of which ${n.measurable} can be measured: ${n.judged} can be judged, for ${n.noData} figures are missing. ${n.qualitative} ${is(n.qualitative)} qualitative.`,
    judged: "Commitments that can be judged:",
    opening: "Before the first section",
  },
  areas: {
    intro: (n) =>
      `Of ${commitments(n.total)}, ${n.whole} concern all cities alike and are counted for none. The others are counted for the provinces and cities that they name and for the cities of the groups and waters that they name. One that concerns several places is counted for each, so the sum over places exceeds the total.`,
    sentence: (n) =>
      `${n.name} has ${count(n.cities, "city", "cities")} in the plan. ${commitments(n.total)} concern the province or its cities: ${n.judged} can be judged${n.parts === "" ? "" : ` (${n.parts})`}, for ${n.noData} figures are missing, ${n.qualitative} ${is(n.qualitative)} qualitative.`,
    partial: (names) => `Only parts of ${names} belong to the plan.`,
  },
  lagging: {
    none: "The data at hand show no commitment behind or missed. Commitments without data are not among these.",
    intro: (n) =>
      `${count(n.behind, "commitment is", "commitments are")} behind and ${n.missed} missed, led by ${count(n.owners, "owner or group of owners", "owners or groups of owners")}. What several owners lead together is counted for each.`,
  },
  missing: {
    none: "All figures that are needed are there.",
    intro: (n) =>
      `${count(n.commitments, "commitment", "commitments")} cannot be judged for want of figures. Together with those that could be judged in spite of gaps, ${figures(n.figures)} ${is(n.figures)} missing, owed by ${count(n.owners, "organisation")}.`,
    unowned: (value) => `For ${value} of them nobody is responsible yet.`,
    top: (shown, total) =>
      `Of ${total} organisations that owe figures, the ${shown} that owe most follow; everything owed is in Annex 1 and in the workbook of this report.`,
    first: (label, waiting, value) => `${label}: ${figures(value)} missing, ${commitments(waiting)} waiting.`,
    firstIntro: "These figures would let most commitments be judged:",
    owed: (label, value) => (value === 1 ? label : `${label} (${value})`),
    others: (names, value) => `${names} and others, ${value} kinds in all`,
    nobody: "nobody yet",
  },
  systems: {
    intro: (n) =>
      `The plan orders ${count(n.total, "joint system")}. On ${n.day}, ${n.working} worked on this platform, ${n.notWorking} ${n.notWorking === 1 ? "was" : "were"} installed but did not work, and ${n.notInstalled} ${n.notInstalled === 1 ? "was" : "were"} not installed. Each system says by its own checks whether it works; of systems that run elsewhere this report knows nothing.`,
    none: "The plan orders no joint system.",
  },
  changes: {
    none: "There is no published evaluation of an earlier as-of date to compare with.",
    intro: (n) =>
      `Against the evaluation as of ${n.from}, this one as of ${n.to} differs in the status of ${commitments(n.status)}, and in the value alone of ${n.value}.`,
    shown: (shown, total) => `${shown} of ${total} are listed; all changes are in the workbook of this report.`,
    figures: (total) =>
      `The two evaluations differ in ${figures(total)}. Each is listed with what it was and is, why, and which commitments rest on it:`,
    why: {
      revised: (source) => `Revised (${source})`,
      new: (source) => `New (${source})`,
      gone: (source) => `No longer used (${source})`,
    },
  },
  next: {
    intro: "These follow directly from the results:",
    supply: (n) => `Supply "${n.label}" (${figures(n.figures)} missing, ${commitments(n.waiting)} waiting).`,
    explain: (owner, ids, value) =>
      `${owner}: say why ${count(value, "commitment is", "commitments are")} behind or missed, and when ${value === 1 ? "it" : "they"} will be reached (${ids}).`,
    assess: (value) => `Have the ${commitments(value)} that people judge assessed, with evidence.`,
    systems: (value) => `Arrange for the ${count(value, "joint system")} not installed yet.`,
    confirm: (value) => `Confirm the owners of ${commitments(value)}.`,
    dueSoon: (value, until) => `Check ${commitments(value)} not met yet and due by ${until}.`,
    beyond: (value) => `Keep following ${commitments(value)} due after the as-of date.`,
    none: "Nothing follows directly from the results.",
    more: (ids, total) => `${ids} and others, ${total} in all`,
  },
  annex: {
    owed: "By trade. How many each organisation owes, for which places and periods, is in the workbook of this report.",
    sources: "The numbers are those cited in Annex 3.",
    commitments:
      "The last column gives, in this order: how it is measured; the figures used (period, number of the source); remarks; the figures that are missing and who owes them; assessments. Owners are proposed by the register unless marked as named by the plan. Qualitative commitments without an assessment here have none on record.",
    assumed: 'A figure marked "*" has an assumed date of publication, as its source gives none.',
    measure: (text) => `Measured: ${text}`,
    input: (label, value, period, source, marks) =>
      `${label} ${value} (${period === "" ? "" : `${period}, `}[${source}]${marks})`,
    noValue: "no record",
    more: (value) => `${count(value, "more figure")} in the workbook of this report`,
    missing: (label, value, owner) =>
      `Missing: ${label}${value > 1 ? ` and others, ${figures(value)} in all` : ""}${owner === "" ? "" : `, owed by ${owner}`}`,
    owners: (first, value) => (value > 1 ? `${first} and others, ${count(value, "organisation")} in all` : first),
    qualitative: (reason) => `Qualitative: ${reason}`,
    assessment: (day, by, judgement, evidence) => `Assessment (${day}, ${by}): ${judgement}; evidence: ${evidence}`,
    late: "reached after the deadline",
    lowerBound: (value, known) => `${known ? "at least " : ""}${value} (data incomplete)`,
    synthetic: ", synthetic",
    separator: "; ",
    deadline: (day) => `due ${day}`,
    lead: (names, named) => `Lead: ${names}${named ? " (named by the plan)" : ""}`,
    support: (names) => `Support: ${names}`,
    value: (value) => `Value: ${value}`,
    target: (value) => `Target: ${value}`,
  },
  figures: {
    overall: (asOf) => `Where the commitments stand (${asOf})`,
    chapters: "Where the commitments of each chapter stand",
    cities: "Where the commitments of each city stand",
    mapLagging: "Commitments behind or missed, by city",
    mapMissing: "Figures owed and missing, by city",
    legendLagging: "Behind or missed",
    legendMissing: "Figures missing",
    mapNote: "Sketch map, not a standard map",
    mapSource: (sources) => `Sketch map, not a standard map (示意图, 非标准地图). Outlines: ${sources}.`,
    altBars: (caption, parts) => `Bar chart: ${caption}. ${parts}`,
    altMap: (caption, parts) => `Map: ${caption}. ${parts} (Sketch map, not a standard map)`,
    altPart: (name, parts) => `${name}: ${parts}`,
    altNone: "zero in every city",
    altJoin: (parts) => `${parts.join("; ")}.`,
    number: (index, caption) => `Figure ${index}. ${caption}`,
    tableNumber: (index, caption) => `Table ${index}. ${caption}`,
  },
  evaluatedBy: { system: "the system" },
  missingKinds: {
    indicator: "Statistical indicators",
    milestone: "Progress of projects",
    assessment: "Assessments",
    engine: "Computing engines",
    system: "Joint systems",
  },
  systemStates: {
    working: "works",
    "not-working": "does not work",
    "not-installed": "not installed",
  },
};
