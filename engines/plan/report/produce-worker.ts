import { parentPort, workerData } from "node:worker_threads";
import { produceReport, type ReportOrder } from "./produce.ts";

const port = parentPort;
if (port === null) throw new Error("produce-worker.ts runs as a worker only");

const bytes = await produceReport(workerData as ReportOrder);
port.postMessage(bytes, [bytes.buffer]);
