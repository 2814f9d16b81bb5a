import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createWorld, evaluatePlan, readPlanPack } from "@midreach/plan";
import { createLog, type House, openHouse, runCommand, silentProgress } from "@midreach/server";
import { type Benchmark, type BenchmarkContext, median } from "./benchmark.ts";
import { regionName } from "./servers.ts";

/** Repetitions in a round: one evaluation is short. */
const repetitions = 5;

/** Status by commitment. */
type Statuses = ReadonlyMap<string, string>;

/** How long it takes to judge every commitment of the plan, alone and with keeping the result. */
export const evaluation: Benchmark = {
  name: "evaluation",
  summary: "every commitment of the shipped region, with its history: computed, and computed and kept",
  async run(context) {
    context.say("opening a house with the region");
    const house = await openHouse({
      root: context.root,
      dataFolder: join(context.folder, "data"),
      regionFolder: join(context.root, "regions", regionName),
      progress: silentProgress,
      log: createLog(),
    });
    try {
      return await measure(context, house);
    } finally {
      await house.close();
    }
  },
};

async function measure(context: BenchmarkContext, house: House) {
  const { records } = readPlanPack(house.services.region);
  const dates = { asOf: records.plan.periodEnd, knownBy: new Date().toISOString().slice(0, 10) };
  const results = evaluatePlan(createWorld(records), dates);
  const judgements = results.reduce((total, result) => total + Math.max(1, result.history.length), 0);
  await assertSame(house, new Map(results.map((result) => [result.commitment, result.status])));

  const pure: number[] = [];
  const kept: number[] = [];
  const blocked: number[] = [];
  for (let round = 0; round < context.rounds; round += 1) {
    context.say(`round ${round + 1}`);
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      pure.push(timeOf(() => evaluatePlan(createWorld(records), dates)));
      const { milliseconds, blockedMilliseconds } = await timeKept(house, dates);
      kept.push(milliseconds);
      blocked.push(blockedMilliseconds);
    }
  }
  const row = (name: string, values: readonly number[], longestBlock: number | "-") => [
    name,
    median(values),
    Math.max(...values),
    (results.length / median(values)) * 1000,
    longestBlock,
  ];
  const rounds = context.rounds * repetitions;
  return {
    about: `${results.length} commitments as of ${dates.asOf}, ${judgements} judgements with the history; median of ${rounds}, in milliseconds.`,
    columns: ["", "median", "slowest", "commitments/s", "longest block"],
    rows: [
      row("computed (pure core, one thread)", pure, "-"),
      row("computed, kept in the embedded database, read again", kept, median(blocked)),
    ],
    notes: [
      "Checked first: the core alone gives every commitment the status that the server keeps for the same dates.",
      "Longest block: the longest time in which the event loop answers nobody while an evaluation is made (median).",
    ],
  };
}

function timeOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

async function timeKept(house: House, dates: { readonly asOf: string; readonly knownBy: string }) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await runCommand(house, "plan.evaluate", dates);
  const milliseconds = performance.now() - began;
  delay.disable();
  return { milliseconds, blockedMilliseconds: delay.max / 1e6 };
}

/** What is measured has to be right: the core's statuses and those that the server shows are the same. */
async function assertSame(house: House, statuses: Statuses): Promise<void> {
  const answer = (await runCommand(house, "plan.show", { id: "4", evaluation: "plan-end" })) as {
    matches: readonly { readonly id: string; readonly result: { readonly status: string } | null }[];
  };
  if (answer.matches.length === 0) throw new Error("The server shows no commitment of chapter 4");
  const different = answer.matches.filter(({ id, result }) => statuses.get(id) !== result?.status);
  if (different.length > 0) {
    const shown = different.slice(0, 5).map(({ id, result }) => `${id}: ${statuses.get(id)} / ${result?.status}`);
    throw new Error(`The core and the server differ (core / server): ${shown.join(", ")}`);
  }
}
