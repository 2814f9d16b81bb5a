import { Worker } from "node:worker_threads";
import { type PlainProblem, Problem } from "@midreach/kernel/problems";
import type { ReadingOrder, ReadPlan } from "./read.ts";
import { rejected } from "./rejected.ts";

type Answer = { readonly plan: ReadPlan } | { readonly problem: PlainProblem };

/** A plan of ten megabytes takes less than ten seconds; a file that takes longer than this was made to. */
const longestMs = 120_000;
const memoryMb = 1_536;
const fix = { zh: "请只保存规划的正文,再导入。", en: "Save the plan's text alone and import that." };
const tooLong = { zh: "读取时间过长", en: "reading it took too long" };
const tooMuch = { zh: "读取所需的内存远远超出任何规划", en: "reading it takes more memory than any plan needs" };

/**
 * As `readPlan`, in a thread of its own with bounds on time and memory: a hostile file can end that thread, not the
 * server, which answers others meanwhile.
 */
export function readInWorker(order: ReadingOrder): Promise<ReadPlan> {
  const worker = new Worker(new URL("./read-start.mjs", import.meta.url), {
    workerData: order,
    execArgv: [],
    name: "plan-import",
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  let timer: NodeJS.Timeout | undefined;
  const reading = new Promise<ReadPlan>((resolve, reject) => {
    timer = setTimeout(() => {
      reject(rejected(order.fileName, tooLong, fix));
      void worker.terminate();
    }, longestMs);
    worker.once("message", (answer: Answer) => {
      if ("plan" in answer) resolve(answer.plan);
      else reject(Problem.fromPlain(answer.problem));
    });
    worker.once("error", (error: NodeJS.ErrnoException) => {
      const isTooLarge = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      reject(isTooLarge ? rejected(order.fileName, tooMuch, fix) : error);
    });
    worker.once("exit", (code) => reject(new Error(`the reader of plan files ended with code ${code}`)));
  });
  return reading.finally(() => clearTimeout(timer));
}
