import { Worker } from "node:worker_threads";
import type { ReportOrder } from "./order.ts";

/** As `produceReport`, in a thread of its own, so that the server answers others meanwhile. */
export function produceInWorker(order: ReportOrder): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL("./produce-start.mjs", import.meta.url), {
    workerData: order,
    execArgv: [],
    name: "report",
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the report's worker ended with code ${code}`)));
  });
}
