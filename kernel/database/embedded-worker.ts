import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { completeCluster, discardIncompleteCluster } from "./cluster-folder.ts";
import { DurableFileSystem } from "./durable-file-system.ts";
import { SpaceGuard } from "./space-guard.ts";

/** What the worker is told when it starts. */
export interface EmbeddedWorkerData {
  /** Folder of the database cluster; empty or absent for a new one. */
  readonly folder: string;
  /** The last opening failed for want of space: give the reserve up first. */
  readonly releaseReserve: boolean;
}

/** Notes beside the protocol bytes (Uint8Array), which are passed through as they are. */
export type EmbeddedWorkerNote =
  | { readonly note: "ready" }
  | { readonly note: "broken"; readonly reason: string }
  | { readonly note: "fsyncs"; readonly count: number };

/** Requests beside the protocol bytes. */
export type EmbeddedWorkerRequest = Uint8Array | "close" | "count-fsyncs";

const port = parentPort;
if (port === null) {
  throw new Error("embedded-worker.ts runs as a worker only");
}

/** A standalone backend makes no checkpoints of its own; without them recovery time and disk use grow for ever. */
const checkpointAfterBytes = 16 * 1024 * 1024;

/** The reserve is made when starting is over. */
const reserveAfterMs = 3_000;

const recentMessages: string[] = [];
const tell = (note: EmbeddedWorkerNote) => port.postMessage(note);
const giveUp = (reason: string) =>
  tell({ note: "broken", reason: [reason, ...recentMessages.slice(-6)].filter((line) => line !== "").join("\n") });

const { folder, releaseReserve } = workerData as EmbeddedWorkerData;
discardIncompleteCluster(folder);
const space = new SpaceGuard(folder);
if (releaseReserve) {
  space.releaseReserve();
}
const files = new DurableFileSystem(folder, { onAbort: giveUp });

const settings = (values: Record<string, string>) =>
  Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

async function open(): Promise<PGlite> {
  return PGlite.create({
    fs: files,
    startParams: [
      // -F would turn fsync off again.
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
      ...settings({ fsync: "on", wal_sync_method: "fsync", intervalstyle: "iso_8601", timezone: "UTC" }),
    ],
    // Small segments: a new database is smaller, and a nearly full disk is used to its end.
    initDbStartParams: ["--wal-segsize=1"],
    // Returning true hands the line to PGlite's own printing, which is off.
    onStderr: (line: string) => {
      recentMessages.push(line);
      recentMessages.splice(0, recentMessages.length - 20);
      return true;
    },
  } as PGliteOptions);
}

/** A simple-query message of the PostgreSQL protocol. */
function simpleQuery(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`, "utf8");
  const message = Buffer.alloc(5 + text.length);
  message.write("Q", 0);
  message.writeInt32BE(4 + text.length, 1);
  text.copy(message, 5);
  return message;
}

/** Runs a statement of our own between the client's. */
function runSilently(database: PGlite, sql: string): void {
  void database.execProtocolRawStream(simpleQuery(sql), { syncToFs: false, onRawData: () => {} });
}

let readOnly = false;

function enforceSpace(database: PGlite): void {
  if (!database.isInTransaction() && space.isShort() !== readOnly) {
    readOnly = !readOnly;
    runSilently(database, `SET default_transaction_read_only = ${readOnly ? "on" : "off"}`);
  }
}

async function serve(database: PGlite): Promise<void> {
  port?.on("message", async (request: EmbeddedWorkerRequest) => {
    if (request === "count-fsyncs") {
      tell({ note: "fsyncs", count: files.fsyncCount });
    } else if (request === "close") {
      await database.close();
      port?.close();
    } else {
      enforceSpace(database);
      // The wasm call inside is synchronous: messages are answered one after the other, in order.
      await database.execProtocolRawStream(request, {
        syncToFs: false,
        onRawData: (data) => {
          // A view of the wasm memory: it has to be copied before it is handed over.
          const copy = data.slice();
          port?.postMessage(copy, [copy.buffer]);
        },
      });
      if (files.walBytes > checkpointAfterBytes && !database.isInTransaction()) {
        files.walBytes = 0;
        runSilently(database, "CHECKPOINT");
      }
    }
  });
}

/** PGlite leaves its main loop by this exit status when a statement failed in the usual way. */
const statementFailed = 100;

/**
 * PGlite swallows whatever leaves its main loop and calls it again: after a trap or an exit of the wasm program it
 * would turn in circles. We tell our owner instead, who ends this worker and starts another.
 */
function watchMainLoop(database: PGlite): void {
  const program = database.Module as unknown as { _PostgresMainLoopOnce: () => void };
  const once = program._PostgresMainLoopOnce;
  program._PostgresMainLoopOnce = () => {
    try {
      once();
    } catch (error) {
      if ((error as { status?: number }).status !== statementFailed) {
        giveUp(String(error));
      }
      throw error;
    }
  };
}

try {
  const database = await open();
  watchMainLoop(database);
  await completeCluster(folder);
  await serve(database);
  tell({ note: "ready" });
  setTimeout(() => space.makeReserve(), reserveAfterMs).unref();
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
