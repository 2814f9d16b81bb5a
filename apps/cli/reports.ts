import type {
  CommitmentAnswer,
  CommitmentDetail,
  EvaluationDetail,
  Overview,
  StatusCounts,
  Systems,
} from "@midreach/plan";
import type { Paper } from "./paper.ts";
import { say, statusWord, words } from "./words.ts";

/** Missing figures that are listed one by one; a measure over all cities can lack dozens. */
const shownMissing = 12;

const statuses = ["met", "on-track", "behind", "missed", "no-data", "qualitative"] as const;

function countCells(paper: Paper, counts: StatusCounts | null): string[] {
  return statuses.map((status) =>
    counts ? paper.paint(counts[status] ? "bold" : "dim", String(counts[status])) : "-",
  );
}

function heading(paper: Paper, first: string): string[] {
  return [first, say(paper, words.total), ...statuses.map((status) => statusWord(paper, status))];
}

/** `plan status`: the chapters at the plan's end and now. */
export function printOverview(paper: Paper, overview: Overview): void {
  const { plan, evaluations, counts, chapters, totals, notes } = overview;
  paper.line(paper.paint("bold", say(paper, plan.title)));
  for (const [key, title] of [
    ["planEnd", words.planEnd],
    ["latest", words.latest],
  ] as const) {
    const evaluation = evaluations[key];
    if (!evaluation) continue;
    paper.line();
    paper.line(
      `${paper.paint("bold", say(paper, title))}  ${say(paper, words.asOf)} ${evaluation.asOf}, ${say(paper, words.knownBy)} ${evaluation.knownBy}`,
    );
    const rows = chapters.map((chapter) => [
      `${chapter.number} ${say(paper, chapter.title)}`,
      String(chapter.total),
      ...countCells(paper, chapter[key]),
    ]);
    const sum = [say(paper, words.total), String(totals.commitments), ...countCells(paper, counts[key])];
    paper.table([heading(paper, say(paper, words.chapter)), ...rows, sum]);
  }
  paper.line();
  for (const note of notes) paper.line(`${say(paper, words.note)}: ${say(paper, note)}`);
}

/** `plan show`: every commitment that the citation names, with value, target, evidence and who owes what. */
export function printCommitments(paper: Paper, { matches }: CommitmentAnswer): void {
  for (const [index, commitment] of matches.entries()) {
    if (index > 0) paper.line();
    printCommitment(paper, commitment);
  }
}

function printCommitment(paper: Paper, commitment: CommitmentDetail): void {
  const { result, measure, official, note, system } = commitment;
  const names = (list: readonly { readonly name: { zh: string; en: string } }[]) =>
    list.map((item) => say(paper, item.name)).join(", ");
  paper.line(`${paper.paint("bold", commitment.id)}  ${say(paper, commitment.text)}`);
  const proposed = commitment.ownerBasis === "proposed" ? ` ${say(paper, words.proposed)}` : "";
  const rows: [string, string][] = [
    [say(paper, words.chapter), `${commitment.chapter} ${say(paper, commitment.chapterTitle)}`],
    [say(paper, words.owner), names(commitment.lead) + proposed],
    [say(paper, words.support), names(commitment.support)],
    [say(paper, words.places), names(commitment.places)],
    [say(paper, words.deadline), commitment.deadline],
    [say(paper, words.system), system ? say(paper, system.name) : ""],
    [say(paper, words.note), note ? say(paper, note) : ""],
    [say(paper, words.official), official ? official.text : ""],
    [say(paper, words.planEnd), statusWord(paper, commitment.planEnd)],
    [say(paper, words.status), statusWord(paper, result?.status ?? null)],
    [say(paper, words.value), result && result.value !== null ? `${result.value} ${result.unit}` : ""],
    [
      say(paper, words.target),
      measure
        ? `${measure.target.comparator} ${measure.target.value} ${measure.target.unit}, ${measure.target.date}`
        : "",
    ],
    [say(paper, words.why), result ? say(paper, result.summary) : ""],
  ];
  paper.table(
    rows.filter(([, value]) => value !== "").map(([name, value]) => [`  ${paper.paint("dim", name)}`, value]),
  );
  if (result) printEvidence(paper, result);
}

function printEvidence(paper: Paper, { evidence, judgement }: NonNullable<CommitmentDetail["result"]>): void {
  const steps = [...evidence.steps, ...judgement];
  if (steps.length > 0) paper.line(`  ${paper.paint("dim", say(paper, words.steps))}`);
  for (const step of steps) {
    const value = step.value === null || step.value === undefined ? "" : ` = ${step.value} ${step.unit ?? ""}`;
    paper.line(`    ${say(paper, step.label)}${step.formula ? `: ${step.formula}` : ""}${value}`.trimEnd());
    const sources = new Set(step.inputs.map((input) => input.source.title));
    for (const source of sources) paper.line(paper.paint("dim", `      ${say(paper, words.source)}: ${source}`));
  }
  if (evidence.missing.length > 0) paper.line(`  ${paper.paint("dim", say(paper, words.missing))}`);
  for (const { label, place, period, owedBy, reason } of evidence.missing.slice(0, shownMissing)) {
    const what = [place, period, owedBy, reason ? say(paper, reason) : undefined].filter(Boolean).join(", ");
    paper.line(`    ${say(paper, label)}${what ? ` (${what})` : ""}`);
  }
  const more = evidence.missing.length - shownMissing;
  if (more > 0) paper.line(`    + ${more} ${say(paper, words.more)}`);
}

/** `plan evaluate`: the evaluation, its chapters, and what changed since the published one before it. */
export function printEvaluation(paper: Paper, { evaluation, chapters, changes }: EvaluationDetail): void {
  const state = say(paper, evaluation.state === "draft" ? words.draft : words.published);
  paper.line(
    `${paper.paint("bold", `${say(paper, words.evaluation)} ${evaluation.id}`)} (${state})  ${say(paper, words.asOf)} ${evaluation.asOf}, ${say(paper, words.knownBy)} ${evaluation.knownBy}`,
  );
  const rows = chapters.map((chapter) => [
    `${chapter.number} ${say(paper, chapter.title)}`,
    String(chapter.total),
    ...countCells(paper, chapter.counts),
  ]);
  const sum = [say(paper, words.total), String(evaluation.commitments), ...countCells(paper, evaluation.counts)];
  paper.table([heading(paper, say(paper, words.chapter)), ...rows, sum]);
  if (!changes || changes.total === 0) return;
  paper.line();
  paper.line(`${say(paper, words.changes)}: ${changes.total}`);
  paper.table(
    changes.items.map(({ commitment, from, to, reasonText }) => [
      `  ${commitment.id}`,
      `${statusWord(paper, from)} -> ${statusWord(paper, to)}`,
      say(paper, reasonText),
    ]),
  );
}

const states = {
  working: { words: words.working, colour: "green" },
  "not-working": { words: words.notWorking, colour: "red" },
  "not-installed": { words: words.notInstalled, colour: "gray" },
} as const;

/** `systems`: what the plan orders, and whether it works. */
export function printSystems(paper: Paper, { systems }: Systems): void {
  paper.table(
    systems.map((system) => [
      paper.paint(states[system.state].colour, say(paper, states[system.state].words)),
      system.id,
      system.clauses.join(" "),
      say(paper, system.title),
    ]),
  );
}
