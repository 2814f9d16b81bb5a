import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../tests/tree.ts";
import { type Benchmark, type BenchmarkContext, formatReport, NotHere } from "./benchmark.ts";
import { commits } from "./commits.ts";
import { evaluation } from "./evaluation.ts";
import { importing } from "./importing.ts";
import { lighthouse } from "./lighthouse.ts";
import { pageSize } from "./page-size.ts";
import { reach } from "./reach.ts";
import { reachServer } from "./reach-server.ts";
import { report } from "./report.ts";
import { requests } from "./requests.ts";
import { rounds } from "./rounds.ts";
import { start } from "./start.ts";

/** In the order in which they run; each stands alone. */
const benchmarks: readonly Benchmark[] = [
  start,
  evaluation,
  importing,
  report,
  rounds,
  reach,
  reachServer,
  requests,
  commits,
  pageSize,
  lighthouse,
];

const help = `Usage: npm run bench -- [options] [NAME ...]

  --seconds NUMBER   length of one round of load (8)
  --rounds NUMBER    rounds of which the median is shown (3)
  --folder PATH      where data are put for the time of the run; its disk is the one measured (the system's folder
                     for temporary files)
  --help             this text

Without a name, all of them:
${benchmarks.map(({ name, summary }) => `  ${name.padEnd(18)} ${summary}`).join("\n")}

Figures are worth something on a machine that does nothing else. docs/benchmarks.md says what they mean.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: "string", default: "8" },
      rounds: { type: "string", default: "3" },
      folder: { type: "string", default: tmpdir() },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) throw new Error(`There is no benchmark "${unknown.join('", "')}". See --help.`);
  const chosen = positionals.length === 0 ? benchmarks : benchmarks.filter(({ name }) => positionals.includes(name));
  process.stdout.write(`${describeMachine()}\n`);
  const skipped: string[] = [];
  for (const benchmark of chosen) {
    const folder = await mkdtemp(join(values.folder, "midreach-bench-"));
    try {
      const say = (text: string) => void process.stderr.write(`  ${benchmark.name}: ${text}\n`);
      const given = {
        roundSeconds: positive("--seconds", values.seconds),
        rounds: positive("--rounds", values.rounds),
      };
      await runOne(benchmark, { root, folder, say, ...given }, skipped);
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
  if (skipped.length > 0) {
    process.stdout.write(`\nSKIPPED (${skipped.length}):\n${skipped.map((line) => `  - ${line}\n`).join("")}`);
  }
}

async function runOne(benchmark: Benchmark, context: BenchmarkContext, skipped: string[]): Promise<void> {
  try {
    const report = await benchmark.run(context);
    const command = `npm run bench -- ${benchmark.name} --seconds ${context.roundSeconds} --rounds ${context.rounds}`;
    process.stdout.write(`\n## ${benchmark.name}\n\n    ${command}\n\n${formatReport(report)}\n`);
  } catch (error) {
    if (!(error instanceof NotHere)) throw error;
    skipped.push(`${benchmark.name}: ${error.message}`);
  }
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${option} takes a whole number from 1, not "${text}".`);
  return value;
}

function describeMachine(): string {
  const [first] = cpus();
  const memory = `${Math.round(totalmem() / 1e9)} GB`;
  return `Node ${process.versions.node}, ${cpus().length} x ${first?.model.trim() ?? process.arch}, ${memory}, ${process.platform}`;
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
