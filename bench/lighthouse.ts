import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { run } from "../scripts/run.mjs";
import { type Benchmark, type BenchmarkContext, median, NotHere } from "./benchmark.ts";
import { findChromium, startMeasured } from "./servers.ts";

const pages = [
  { name: "front page", path: "/" },
  { name: "a commitment", path: "/commitments/4.1.2.2a" },
] as const;
const aim = 95;
const execute = promisify(execFile);

interface Audit {
  readonly performance: number;
  readonly accessibility: number;
  readonly largestPaintMs: number;
  readonly blockingMs: number;
  readonly layoutShift: number;
  readonly failed: readonly string[];
}

/** Lighthouse's desktop profile on two pages. */
export const lighthouse: Benchmark = {
  name: "lighthouse",
  summary: "Lighthouse desktop: performance and accessibility of the front page and a commitment",
  async run(context) {
    const executablePath = findChromium();
    await install(context);
    const server = await startMeasured(context);
    try {
      const rows: (string | number)[][] = [];
      const notes: string[] = [];
      for (const { name, path } of pages) {
        const audits: Audit[] = [];
        for (let round = 0; round < context.rounds; round += 1) {
          context.say(`${name}, round ${round + 1}`);
          audits.push(await audit(context, server.address + path, executablePath));
        }
        rows.push([name, ...summarise(audits)]);
        const failed = [...new Set(audits.flatMap((made) => made.failed))];
        if (failed.length > 0) notes.push(`${name}, what costs points in accessibility: ${failed.join("; ")}`);
      }
      return {
        about: `Lighthouse ${await readVersion(context)}, desktop profile with its simulated throttling, median of ${context.rounds}; the aim is ${aim}.`,
        columns: ["page", "performance", "accessibility", "largest paint ms", "blocking ms", "layout shift"],
        rows,
        notes: [
          ...notes,
          "Lighthouse itself calibrates on the machine: other work on it lowers the performance score.",
        ],
      };
    } finally {
      await server.process.stop();
    }
  },
};

function summarise(audits: readonly Audit[]): number[] {
  const middle = (of: (audit: Audit) => number) => median(audits.map(of));
  return [
    middle((made) => made.performance),
    middle((made) => made.accessibility),
    middle((made) => made.largestPaintMs),
    middle((made) => made.blockingMs),
    middle((made) => made.layoutShift),
  ];
}

const folderOf = ({ root }: BenchmarkContext) => join(root, "bench/lighthouse");
const packageOf = (context: BenchmarkContext) => join(folderOf(context), "node_modules/lighthouse");

/** Lighthouse brings more packages than a start should install, so it is installed when it is first run. */
async function install(context: BenchmarkContext): Promise<void> {
  const [wanted, installed] = await Promise.all([readWanted(context), readVersion(context).catch(() => undefined)]);
  if (wanted === installed) return;
  context.say(`installing Lighthouse ${wanted}`);
  try {
    await run("npm", ["ci", "--no-audit", "--no-fund", "--workspaces=false"], { cwd: folderOf(context) });
  } catch (error) {
    throw new NotHere(`Lighthouse could not be installed: ${error instanceof Error ? error.message : error}`);
  }
}

async function readWanted(context: BenchmarkContext): Promise<string | undefined> {
  const text = await readFile(join(folderOf(context), "package.json"), "utf8");
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies.lighthouse;
}

async function readVersion(context: BenchmarkContext): Promise<string> {
  return (JSON.parse(await readFile(join(packageOf(context), "package.json"), "utf8")) as { version: string }).version;
}

interface LighthouseResult {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Record<
    "performance" | "accessibility",
    { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
  >;
  readonly audits: Record<
    string,
    { readonly score: number | null; readonly numericValue?: number; readonly title: string; readonly id: string }
  >;
}

async function audit(context: BenchmarkContext, url: string, executablePath: string): Promise<Audit> {
  const flags = ["--preset=desktop", "--only-categories=performance,accessibility", "--output=json", "--quiet"];
  const chromeFlags = "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage";
  const { stdout } = await execute(
    process.execPath,
    [join(packageOf(context), "cli/index.js"), url, ...flags, chromeFlags],
    {
      env: { ...process.env, CHROME_PATH: executablePath },
      maxBuffer: 64 << 20,
    },
  );
  const result = JSON.parse(stdout) as LighthouseResult;
  if (result.runtimeError) throw new Error(`Lighthouse could not judge ${url}: ${result.runtimeError.message}`);
  const { performance, accessibility } = result.categories;
  const numberOf = (id: string) => result.audits[id]?.numericValue ?? 0;
  return {
    performance: Math.round((performance.score ?? 0) * 100),
    accessibility: Math.round((accessibility.score ?? 0) * 100),
    largestPaintMs: numberOf("largest-contentful-paint"),
    blockingMs: numberOf("total-blocking-time"),
    layoutShift: numberOf("cumulative-layout-shift"),
    failed: accessibility.auditRefs
      .filter(({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => result.audits[id]?.title ?? id),
  };
}
