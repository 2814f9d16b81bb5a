import { Problem } from "@midreach/kernel/problems";
import { CommanderError } from "commander";
import { findLanguage } from "./paper.ts";
import { type CliOptions, createProgram } from "./program.ts";

export { type CliOptions, foundFaults } from "./program.ts";

/**
 * Runs the command line.
 * @param argv arguments after the program's name
 * @returns exit code: 0 done, 1 could not be done, 2 done and something was found wrong
 */
export async function runCli(argv: readonly string[], options: CliOptions): Promise<number> {
  try {
    await createProgram(options).parseAsync([...argv], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof Problem)) throw error;
    tellProblem(error, argv, options.stderr);
    return 1;
  }
}

function tellProblem(problem: Problem, argv: readonly string[], stderr: NodeJS.WriteStream): void {
  if (argv.includes("--json")) {
    stderr.write(`${JSON.stringify(problem, undefined, 2)}\n`);
    return;
  }
  const { detail, faults = [] } = problem.describe(findLanguage(argv[argv.indexOf("--lang") + 1]));
  stderr.write(`${detail}\n`);
  for (const { where, what, fix } of faults) stderr.write(`  - ${where}: ${what}${fix ? ` (${fix})` : ""}\n`);
}
