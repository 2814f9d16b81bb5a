import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { ReportFacts } from "./facts.ts";
import type { FactsPiece, ReportOrder } from "./order.ts";

/** A list travels in slices: copying all of a large plan to a thread at once would hold everybody up. */
const rowsOfMessage = 50;

/**
 * As `produceReport`, in a thread of its own, so that the server answers others meanwhile. The facts go there piece by
 * piece, with a pause for others after each.
 */
export async function produceInWorker({ facts, ...order }: ReportOrder): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL("./produce-start.mjs", import.meta.url), {
    workerData: order,
    execArgv: [],
    name: "report",
  });
  const produced = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the report's worker ended with code ${code}`)));
  });
  // It may fail before the last piece is on its way; whoever waits below learns of it.
  produced.catch(() => undefined);
  for (const piece of cutFacts(facts)) {
    worker.postMessage(piece);
    await setImmediate();
  }
  worker.postMessage("all");
  return produced;
}

function* cutFacts(facts: ReportFacts): Generator<FactsPiece> {
  for (const [key, value] of Object.entries(facts)) {
    if (!Array.isArray(value)) {
      yield { key, value };
      continue;
    }
    yield { key, value: [] };
    for (let start = 0; start < value.length; start += rowsOfMessage) {
      yield { key, rows: value.slice(start, start + rowsOfMessage) };
    }
  }
}
