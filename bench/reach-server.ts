import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeGtfs } from "@midreach/reach";
import { type Benchmark, median } from "./benchmark.ts";
import { generateSchedule, largeFeed } from "./reach-feeds.ts";
import type { MeasuredStep } from "./reach-house.ts";

const run = promisify(execFile);

/** What reach costs in the server: how long one waits, and for how long everybody else does. */
export const reachServer: Benchmark = {
  name: "reach-server",
  summary:
    "reach in the server: measures, maps, scenarios, imports, and for how long the event loop is blocked by them",
  async run(context) {
    const file = join(context.folder, "generated.zip");
    await writeFile(file, writeGtfs(generateSchedule(largeFeed)));
    const goOn = async (folder: string, how: string) => {
      const script = join(context.root, "bench", "reach-house.ts");
      const args = ["--import", "tsx", script, join(context.folder, folder), file, how];
      const { stdout } = await run(process.execPath, args, { cwd: context.root, maxBuffer: 1 << 24 });
      return JSON.parse(stdout) as MeasuredStep[];
    };
    const runs: MeasuredStep[] = [];
    for (let round = 0; round < context.rounds; round += 1) {
      context.say(`round ${round + 1}`);
      // The first start makes the database and the networks; what is shown is a start that finds them.
      await goOn(`data-${round}`, "prepare");
      runs.push(...(await goOn(`data-${round}`, "measure")));
    }
    const names = [...new Set(runs.map(({ name }) => name))];
    return {
      about: `One process after a start that finds its data, no network between; median of ${context.rounds}.`,
      columns: ["", "ms", "longest block ms", "worst block ms", "memory after MB"],
      rows: names.map((name) => {
        const steps = runs.filter((step) => step.name === name);
        const blocks = steps.map((step) => step.blockedMilliseconds);
        return [
          name,
          median(steps.map((step) => step.milliseconds)),
          median(blocks),
          Math.max(...blocks),
          median(steps.map((step) => step.megabytes)),
        ];
      }),
      notes: [
        "Longest block: the longest time in which the event loop answers nobody while the step is made, median of the rounds; worst: of all rounds.",
        "Memory: resident, of the whole process with its threads; the embedded database and loading TypeScript take most of it.",
      ],
    };
  },
};
