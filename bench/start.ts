import { join } from "node:path";
import { type StartedServer, startServer } from "../tests/server-process.ts";
import { type Benchmark, type BenchmarkContext, median } from "./benchmark.ts";

interface Start {
  /** Until the address answers with the front page's data. */
  readonly answerSeconds: number;
  /** Seconds of every step as the start itself prints them. */
  readonly steps: ReadonlyMap<string, number>;
}

/** Stages of a start, in their order; what is not listed is loading code. */
const stepNames = ["dependencies", "pages", "database", "migrations", "region", "evaluation"] as const;

/** How long a person waits for `npm start`, with an empty data folder and with one that is there. */
export const start: Benchmark = {
  name: "start",
  summary: "first start (no data folder; packages and pages are there) and second start",
  async run(context) {
    await warmUp(context);
    const first: Start[] = [];
    const second: Start[] = [];
    for (let round = 0; round < context.rounds; round += 1) {
      const dataFolder = join(context.folder, `data-${round}`);
      context.say(`round ${round + 1}`);
      first.push(await measureStart(context, dataFolder));
      second.push(await measureStart(context, dataFolder));
    }
    const row = (name: string, starts: readonly Start[]) => [
      name,
      median(starts.map((made) => made.answerSeconds)),
      Math.max(...starts.map((made) => made.answerSeconds)),
      ...stepNames.map((step) => median(starts.map((made) => made.steps.get(step) ?? 0))),
    ];
    return {
      about: `From the command to the first answer of /api/overview, in seconds; median of ${context.rounds}, and of each step.`,
      columns: ["start", "median", "slowest", ...stepNames],
      rows: [row("first", first), row("second", second)],
      notes: [
        "First: the data folder does not exist; embedded database, schema, region and two evaluations are made.",
        "What the steps do not add up to is Node.js loading code before and between them.",
      ],
    };
  },
};

/** Builds the pages when they are not up to date, and fills the disk's cache, so that no round pays for it. */
async function warmUp({ folder, say }: BenchmarkContext): Promise<void> {
  say("building the pages if they are not up to date");
  const server = startServer({ dataFolder: join(folder, "warm") });
  await server.ready();
  await server.stop();
}

async function measureStart({ root }: BenchmarkContext, dataFolder: string): Promise<Start> {
  const began = performance.now();
  const server = startServer({ root, dataFolder });
  try {
    const address = await server.ready();
    const answer = await fetch(`${address}/api/overview`);
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`/api/overview answered ${answer.status} after the start`);
    const answerSeconds = (performance.now() - began) / 1000;
    const steps = readSteps(server);
    if (!/pages\s+up to date/.test(server.output())) throw new Error("The pages were built during the measurement");
    return { answerSeconds, steps };
  } finally {
    await server.stop();
  }
}

function readSteps(server: StartedServer): Map<string, number> {
  const lines = server.output().matchAll(/^\s+(\w+)\s.* ([\d.]+) s$/gm);
  return new Map([...lines].map(([, name = "", seconds]) => [name, Number(seconds)]));
}
