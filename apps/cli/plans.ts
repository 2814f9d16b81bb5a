import { resolve } from "node:path";
import type { ChangeKind, PlanComparison, PlanEntry, Plans, WholeComparison } from "@midreach/plan";
import type { Command } from "commander";
import type { Paper } from "./paper.ts";
import { type ImportTools, planFile } from "./plan-import.ts";
import { say, words } from "./words.ts";

interface AdoptFlags {
  readonly planId?: string;
  readonly titleZh?: string;
  readonly titleEn?: string;
  readonly from?: string;
  readonly until?: string;
  readonly succeeds?: string;
  readonly inForce?: boolean;
  readonly newVersion?: boolean;
}

/** `plan plans`, `plan import adopt ID`, `plan compare OLD NEW`. */
export function addPlansCommands(plan: Command, importing: Command, tools: ImportTools): void {
  plan
    .command("plans")
    .description("the plans of the register, which succeeds which, and how they stand")
    .action((_flags, self: Command) =>
      tools.report<Plans>(self, { command: "plan.listPlans", args: {}, print: printPlans }),
    );
  importing
    .command("adopt <id>")
    .description("take a reviewed plan into the register; what is not said is as its review has it")
    .option("--plan-id <id>", "id of the plan: small letters, digits and hyphens")
    .option("--title-zh <title>", "Chinese title")
    .option("--title-en <title>", "English title")
    .option("--from <date>", "first day of its period")
    .option("--until <date>", "last day of its period")
    .option("--succeeds <plan>", "the plan that it succeeds or revises")
    .option("--in-force", "in force at once; otherwise it is a draft that the public does not see")
    .option("--new-version", "a new version of the plan of this id, which was taken in before")
    .action((id: string, flags: AdoptFlags, self: Command) => {
      const { planId, titleZh, titleEn, from, until, succeeds, inForce, newVersion } = flags;
      const title = { zh: titleZh, en: titleEn };
      const period = { periodStart: from, periodEnd: until };
      const args = { import: id, id: planId, title, ...period, predecessor: succeeds, inForce, newVersion };
      return tools.report<PlanEntry>(self, { command: "plan.adoptImport", args, print: printTakenIn });
    });
  plan
    .command("compare <old> <new>")
    .description(
      "a plan beside its successor: carried over, tightened, loosened, changed, added, dropped; each is a file (.txt, .html, .docx), a plan of the register, or import:ID",
    )
    .action(async (old: string, next: string, _flags, self: Command) => {
      const args = { old: await toSide(old, tools), new: await toSide(next, tools) };
      if ("plan" in args.old || "plan" in args.new) {
        await tools.report<WholeComparison>(self, { command: "plan.compareRegister", args, print: printWhole });
      } else {
        await tools.report<PlanComparison>(self, { command: "plan.comparePlans", args, print: printComparison });
      }
    });
}

/** A plan's id has neither an ending nor a folder. */
const looksLikeFile = (name: string): boolean => /[./\\]/u.test(name);

async function toSide(name: string, tools: ImportTools) {
  return looksLikeFile(name) ? planFile(resolve(tools.folder(), name)) : { plan: name };
}

function printPlans(paper: Paper, { plans }: Plans): void {
  paper.table(
    plans.map(({ id, title, periodStart, periodEnd, standing, predecessor, commitments }) => [
      id,
      say(paper, words.planStandings[standing]),
      `${periodStart} – ${periodEnd}`,
      `${commitments} ${say(paper, words.commitmentCount)}`,
      `${say(paper, title)}${predecessor === null ? "" : ` (${say(paper, words.planSucceeds)} ${predecessor})`}`,
    ]),
  );
}

function printTakenIn(paper: Paper, { plan }: PlanEntry): void {
  paper.line(`${say(paper, words.planTakenIn)} ${plan.id}, ${say(paper, plan.title)}`);
  paper.line(
    `${plan.commitments} ${say(paper, words.commitmentCount)}, ${say(paper, words.planStandings[plan.standing])}`,
  );
}

const toldKinds: readonly ChangeKind[] = ["tightened", "loosened", "changed", "added", "dropped"];

function printCounts(paper: Paper, counts: PlanComparison["counts"]): void {
  const kinds: readonly ChangeKind[] = ["carried", ...toldKinds];
  paper.table(kinds.map((kind) => [`  ${say(paper, words.changeKinds[kind])}`, String(counts[kind])]));
}

/** Commitments of the register, kind by kind; what was carried over is counted only. */
function printWhole(paper: Paper, { old, new: next, counts, rows }: WholeComparison): void {
  paper.line(`${paper.paint("bold", say(paper, old.title))} → ${paper.paint("bold", say(paper, next.title))}`);
  printCounts(paper, counts);
  for (const kind of toldKinds) {
    const told = rows.filter((row) => row.kind === kind);
    if (told.length > 0) paper.line(`\n${paper.paint("bold", say(paper, words.changeKinds[kind]))}`);
    for (const { old: before, new: after, differences } of told) {
      if (before) paper.line(`- ${before.id} ${say(paper, before.text)}`);
      if (after) paper.line(`+ ${after.id} ${say(paper, after.text)}`);
      for (const change of differences.filter(({ what }) => what !== "wording")) {
        const what = say(paper, words.differenceKinds[change.what]);
        paper.line(`    ${what}: ${say(paper, change.before) || "–"} → ${say(paper, change.after) || "–"}`);
      }
    }
  }
}

/** What committed somebody and did not stay the same, kind by kind; what was carried over is counted only. */
function printComparison(paper: Paper, { old, new: next, counts, rows }: PlanComparison): void {
  paper.line(`${paper.paint("bold", old)} → ${paper.paint("bold", next)}`);
  printCounts(paper, counts);
  for (const kind of toldKinds) {
    const told = rows.filter((row) => row.kind === kind && row.commits);
    if (told.length > 0) paper.line(`\n${paper.paint("bold", say(paper, words.changeKinds[kind]))}`);
    for (const { old: before, new: after, differences } of told) {
      if (before) paper.line(`- ${before.citation} ${before.text}`);
      if (after) paper.line(`+ ${after.citation} ${after.text}`);
      for (const change of differences) paper.line(`    ${change.before || "–"} → ${change.after || "–"}`);
    }
  }
}
