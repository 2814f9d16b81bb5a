import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Problem } from "@midreach/kernel/problems";
import type { CommitmentAnswer, EvaluationDetail, Overview, Systems } from "@midreach/plan";
import { Command } from "commander";
import { carryOut, findServerAddress, type Place } from "./connect.ts";
import { addJudgingCommands } from "./judging.ts";
import { createPaper, findLanguage, type Paper } from "./paper.ts";
import { addImportCommands, type ImportTools } from "./plan-import.ts";
import { addPlansCommands } from "./plans.ts";
import { addReachCommands } from "./reach.ts";
import { formatOf, printReport, type ReportAnswer, writeReport } from "./report-file.ts";
import type { Report, Reporter } from "./reporter.ts";
import { printCommitments, printEvaluation, printOverview, printSystems } from "./reports.ts";
import { printAudit, printVerification, type Verification } from "./reports-checks.ts";
import { addRoundCommands } from "./rounds.ts";
import { addScorecardCommand } from "./scorecards.ts";
import { addSeriesCommand } from "./series.ts";
import { say, words } from "./words.ts";

/** What the command line is told by scripts/midreach.mjs. */
export interface CliOptions {
  readonly root: string;
  readonly version: string;
  /** Folder name of the region when nobody names one. */
  readonly region: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

interface GlobalFlags {
  readonly data?: string;
  readonly region?: string;
  readonly databaseUrl?: string;
  readonly lang?: "zh" | "en";
  readonly json?: boolean;
  readonly color: boolean;
}

/** Exit code that a command sets when it worked but found something wrong. */
export const foundFaults = 2;

/** The program with all its commands; parse it with `parseAsync`. */
export function createProgram(options: CliOptions): Command {
  const program = new Command("midreach")
    .description("An executable regional plan: every commitment a record, every record computed.")
    .version(options.version)
    .option("--data <folder>", "data folder (MIDREACH_DATA; ./data)")
    .option("--region <name>", "folder below regions/, or a path (MIDREACH_REGION)")
    .option("--database-url <url>", "PostgreSQL server instead of the embedded database (DATABASE_URL)")
    .option("--lang <language>", "zh or en (by LANG)")
    .option("--json", "print the answer as JSON")
    .option("--no-color", "plain output (NO_COLOR)")
    .configureOutput({ writeErr: (text) => options.stderr.write(text), writeOut: (text) => options.stdout.write(text) })
    .exitOverride()
    .showHelpAfterError("(midreach --help tells more)");
  const report = <Answer>(command: Command, { command: name, args, print, isBad }: Report<Answer>) =>
    runReport(options, command.optsWithGlobals<GlobalFlags>(), name, args, print, isBad);
  const plan = addPlanCommands(program, report);
  addReportCommand(plan, options);
  const tools: ImportTools = {
    report,
    ask: (command, name, args) => carryOut(placeOf(options, command.optsWithGlobals<GlobalFlags>()), name, args),
    address: (command) => findServerAddress(placeOf(options, command.optsWithGlobals<GlobalFlags>())),
    paper: (command) => paperOf(options, command.optsWithGlobals<GlobalFlags>()),
    folder: typedFolder,
  };
  addPlansCommands(plan, addImportCommands(plan, tools), tools);
  addSeriesCommand(plan, { report, folder: typedFolder });
  program
    .command("systems")
    .description("the joint systems that the plan orders, and which of them work")
    .action((_flags, command: Command) =>
      report<Systems>(command, { command: "plan.systems", args: {}, print: printSystems }),
    );
  const audit = program.command("audit").description("the log of who did what");
  audit
    .command("verify")
    .description("compute the hash chain anew; exit code 2 when it is broken")
    .action((_flags, command: Command) =>
      report<Parameters<typeof printAudit>[1]>(command, {
        command: "audit.verify",
        args: {},
        print: printAudit,
        isBad: (answer) => !answer.ok,
      }),
    );
  addRegionCommand(program, options);
  addReachCommands(program, {
    place: (command) => placeOf(options, command.optsWithGlobals<GlobalFlags>()),
    paper: tools.paper,
    tell: (command, answer, print) => {
      if (command.optsWithGlobals<GlobalFlags>().json) printJson(options, answer);
      else print(tools.paper(command));
    },
    foundFaults: () => {
      process.exitCode = foundFaults;
    },
    folder: typedFolder,
  });
  return program;
}

function addPlanCommands(program: Command, report: Reporter): Command {
  const plan = program.command("plan").description("the plan and its commitments");
  plan
    .command("status")
    .description("where the chapters stand, at the plan's end and at the latest published evaluation")
    .action((_flags, command: Command) =>
      report<Overview>(command, { command: "plan.status", args: {}, print: printOverview }),
    );
  plan
    .command("show <citation>")
    .description("everything about a commitment (4.1.2.2a), or all of a sentence, section or chapter (4.1.2.2, 4.1, 4)")
    .option("--evaluation <id>", "as judged at this evaluation; plan-end, latest or an id")
    .action((citation: string, flags: { evaluation?: string }, command: Command) =>
      report<CommitmentAnswer>(command, {
        command: "plan.show",
        args: { id: citation, ...flags },
        print: printCommitments,
      }),
    );
  plan
    .command("evaluate")
    .description("judge every commitment and keep the result as a draft")
    .requiredOption("--as-of <date>", "the state of which day is judged, 2020-12-31")
    .option("--known-by <date>", "use only what was published until this day; today unless told")
    .option("--publish", "publish it at once")
    .action((flags: { asOf: string; knownBy?: string; publish?: boolean }, command: Command) =>
      report<EvaluationDetail>(command, { command: "plan.evaluate", args: flags, print: printEvaluation }),
    );
  addRoundCommands(plan, report);
  addJudgingCommands(plan, report);
  addScorecardCommand(plan, report);
  plan
    .command("verify <file>")
    .description("attach an official text to this installation and list the sentences that differ from the register's")
    .action(async (file: string, _flags, command: Command) =>
      report<Verification>(command, {
        command: "plan.verify",
        args: { text: await readText(file), name: file.split(/[\\/]/).at(-1) },
        print: printVerification,
        isBad: (answer) => answer.mismatches.length > 0,
      }),
    );
  return plan;
}

interface ReportFlags {
  readonly asOf?: string;
  readonly knownBy?: string;
  readonly evaluation?: string;
  readonly out: string;
}

function addReportCommand(plan: Command, options: CliOptions): void {
  plan
    .command("report")
    .description("write the evaluation report: Word or Excel by the file's ending, in the language of --lang")
    .requiredOption("--out <file>", "report.docx or report.xlsx")
    .option("--as-of <date>", "of the newest evaluation as of that day; made as a draft when there is none")
    .option("--known-by <date>", "with --as-of: of the one that used what was published until that day")
    .option("--evaluation <id>", "of this evaluation: latest (unless told), plan-end or an id")
    .action(async ({ out, ...wanted }: ReportFlags, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags>();
      const paper = paperOf(options, flags);
      const args = { ...wanted, format: formatOf(out), language: paper.language };
      const answer = (await carryOut(placeOf(options, flags), "plan.report", args)) as ReportAnswer;
      const path = resolve(typedFolder(), out);
      await writeReport(path, answer);
      if (flags.json) printJson(options, { file: path, evaluation: answer.evaluation });
      else printReport(paper, path, answer);
    });
}

function addRegionCommand(program: Command, options: CliOptions): void {
  const region = program.command("region").description("region packs");
  region
    .command("check <folder>")
    .description("read a region pack as a start would and list every fault; nothing is loaded")
    .action(async (folder: string, _flags, command: Command) => {
      const flags = command.optsWithGlobals<GlobalFlags>();
      const { checkRegion } = await import("@midreach/server");
      const summary = await checkRegion(options.root, resolve(typedFolder(), folder));
      if (flags.json) return printJson(options, summary);
      const paper = paperOf(options, flags);
      paper.line(`${say(paper, words.regionWhole)}: ${summary.id}`);
      paper.table(Object.entries(summary.rows).map(([name, count]) => [`  ${name}`, String(count)]));
    });
}

async function runReport<Answer>(
  options: CliOptions,
  flags: GlobalFlags,
  command: string,
  args: object,
  print: (paper: Paper, answer: Answer) => void,
  isBad: (answer: Answer) => boolean = () => false,
): Promise<void> {
  const answer = (await carryOut(placeOf(options, flags), command, args)) as Answer;
  if (flags.json) printJson(options, answer);
  else print(paperOf(options, flags), answer);
  if (isBad(answer)) process.exitCode = foundFaults;
}

function printJson({ stdout }: CliOptions, answer: unknown): void {
  stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);
}

/** npm changes to the clone's root before it runs a script; what was typed belongs to where it was typed. */
function typedFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

function placeOf({ root, region, stderr }: CliOptions, flags: GlobalFlags): Place {
  const data = flags.data ?? process.env.MIDREACH_DATA;
  const wanted = flags.region ?? process.env.MIDREACH_REGION ?? region;
  return {
    root,
    dataFolder: data === undefined ? resolve(root, "data") : resolve(typedFolder(), data),
    regionFolder: /[\\/]/.test(wanted) ? resolve(typedFolder(), wanted) : resolve(root, "regions", wanted),
    databaseUrl: flags.databaseUrl ?? (process.env.DATABASE_URL || undefined),
    say: (text) => {
      if (stderr.isTTY) stderr.write(`${text} ...\n`);
    },
  };
}

function paperOf({ stdout }: CliOptions, flags: GlobalFlags): Paper {
  return createPaper(stdout, findLanguage(flags.lang), stdout.isTTY === true && flags.color && !process.env.NO_COLOR);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(resolve(typedFolder(), file), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem("request.invalid", `${file} cannot be read (${code}). Give the path of a text file in UTF-8.`);
  }
}
