import { parentPort, workerData } from "node:worker_threads";
import { Problem } from "@midreach/kernel/problems";
import { type ReadingOrder, readPlan } from "./read.ts";

const port = parentPort;
if (port === null) throw new Error("read-worker.ts runs as a worker only");

try {
  port.postMessage({ plan: await readPlan(workerData as ReadingOrder) });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  // Errors lose their class between threads.
  port.postMessage({ problem: error.toPlain() });
}
