import { parentPort, workerData } from "node:worker_threads";
import type { ReportOrder } from "./order.ts";
import { produceReport } from "./produce.ts";

const port = parentPort;
if (port === null) throw new Error("produce-worker.ts runs as a worker only");

const bytes = await produceReport(workerData as ReportOrder);
port.postMessage(bytes, [bytes.buffer]);
