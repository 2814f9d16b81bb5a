import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createLog, type House, openHouse, runCommand, silentProgress } from "@midreach/server";
import { type Benchmark, type BenchmarkContext, median } from "./benchmark.ts";
import { regionName } from "./servers.ts";

const wanted = [
  { format: "docx", language: "zh" },
  { format: "docx", language: "en" },
  { format: "xlsx", language: "zh" },
] as const;

/** How long an evaluation report of the whole register takes, and how long the server answers nobody meanwhile. */
export const report: Benchmark = {
  name: "report",
  summary: "the evaluation report of the shipped region: Word and Excel, with all commitments, charts and maps",
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
  const rows = [];
  for (const order of wanted) {
    const times: number[] = [];
    const blocked: number[] = [];
    let bytes = 0;
    for (let round = 0; round < context.rounds; round += 1) {
      context.say(`${order.format} ${order.language}, round ${round + 1}`);
      // What was made is kept until something changes: a draft changes something.
      await runCommand(house, "plan.evaluate", { asOf: house.services.clock.now().toISOString().slice(0, 10) });
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const began = performance.now();
      const answer = (await runCommand(house, "plan.report", { ...order, evaluation: "plan-end" })) as {
        base64: string;
      };
      times.push(performance.now() - began);
      delay.disable();
      blocked.push(delay.max / 1e6);
      const file = Buffer.from(answer.base64, "base64");
      if (file.subarray(0, 2).toString() !== "PK") throw new Error("The report is no Office Open XML file");
      bytes = file.length;
    }
    rows.push([`${order.format}, ${order.language}`, median(times), Math.max(...times), median(blocked), bytes / 1024]);
  }
  return {
    about: `The report at the plan's end, gathered, composed, drawn and written; median of ${context.rounds}, in milliseconds.`,
    columns: ["", "median", "slowest", "longest block", "kB"],
    rows,
    notes: [
      "Each is made anew in a worker that starts for it; asked for again, a report is answered from what was kept.",
      "Longest block: the longest time in which the event loop answers nobody while a report is made (median).",
    ],
  };
}
