import { parentPort, workerData } from "node:worker_threads";
import type { ReportFacts } from "./facts.ts";
import type { FactsPiece, ReportOrder } from "./order.ts";
import { produceReport } from "./produce.ts";

const port = parentPort;
if (port === null) throw new Error("produce-worker.ts runs as a worker only");

const facts = await new Promise<ReportFacts>((resolve) => {
  const pieces: Record<string, unknown> = {};
  const take = (piece: FactsPiece | "all"): void => {
    if (piece === "all") {
      port.off("message", take);
      resolve(pieces as unknown as ReportFacts);
    } else if ("value" in piece) pieces[piece.key] = piece.value;
    else (pieces[piece.key] as unknown[]).push(...piece.rows);
  };
  port.on("message", take);
});
const bytes = await produceReport({ ...(workerData as Omit<ReportOrder, "facts">), facts });
port.postMessage(bytes, [bytes.buffer]);
