// @ts-check
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * What a step found. `skipped` names tests that did not run.
 * @typedef {{passed: number, failed: number, skipped: readonly string[]}} Outcome
 * @typedef {{name: string, needs?: Need, alongside?: boolean, work: (root: string, env: NodeJS.ProcessEnv) => Promise<Outcome>}} Step
 * `alongside`: it begins together with the step before it; most of its time it waits.
 * @typedef {"chromium" | "postgres" | "shared"} Need
 */

/** @param {string} name @param {readonly [string, ...string[]]} command @returns {Step} */
const check = (name, [program, ...args]) => ({
  name,
  async work(root, env) {
    try {
      await run(process.execPath, [join("node_modules/.bin", program), ...args], { cwd: root, env });
      return { passed: 1, failed: 0, skipped: [] };
    } catch (error) {
      process.stdout.write(`${error instanceof Error && "output" in error ? error.output : error}\n`);
      return { passed: 0, failed: 1, skipped: [] };
    }
  },
});

/** @param {string} project @param {Need} [needs] @returns {Step} */
const tests = (project, needs) => ({
  name: project,
  ...(needs ? { needs } : {}),
  async work(root, env) {
    const report = join(tmpdir(), `midreach-${process.pid}-${project}.json`);
    const args = ["node_modules/.bin/vitest", "run", "--project", project, "--passWithNoTests"];
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const ended = await run(process.execPath, [...args, ...reporters], { cwd: root, env, show: true }).then(
      () => true,
      () => false,
    );
    const outcome = await readReport(report);
    await rm(report, { force: true });
    // A run can end badly without a failed test: an error outside of tests, a file that does not load.
    return !ended && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
  },
});

/** @param {string} file @returns {Promise<Outcome>} */
async function readReport(file) {
  /** @type {{numPassedTests: number, numFailedTests: number, testResults: {status: string, name: string, assertionResults: {status: string, fullName: string}[]}[]}} */
  let report;
  try {
    report = JSON.parse(await readFile(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
  const broken = report.testResults.filter(
    (result) => result.status === "failed" && result.assertionResults.length === 0,
  );
  const skipped = report.testResults.flatMap((result) =>
    result.assertionResults.filter((test) => !["passed", "failed"].includes(test.status)).map((test) => test.fullName),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped };
}

/** Everything that `npm test` runs, in order: what is quick and tells most comes first. @type {readonly Step[]} */
export const steps = [
  check("format and lint", ["biome", "check", "."]),
  { ...check("types", ["tsc", "-p", "."]), alongside: true },
  check("unused code", ["knip", "--no-progress"]),
  {
    ...check("boundaries", [
      "depcruise",
      "--config",
      ".dependency-cruiser.cjs",
      "kernel",
      "engines",
      "ui",
      "systems",
      "apps",
      "bench",
    ]),
    alongside: true,
  },
  tests("unit"),
  tests("conformance"),
  { ...tests("crash"), alongside: true },
  tests("reference", "shared"),
  tests("browser", "chromium"),
];
