import { mkdirSync, realpathSync } from "node:fs";
import { Worker } from "node:worker_threads";
import pg from "pg";
import { Problem } from "../problems/index.ts";
import { clusterFolder } from "./cluster-folder.ts";
import { columnTypes } from "./column-types.ts";
import { assertMayConnect, type Client, type ConnectionPool, LimitedConnection } from "./connection.ts";
import type { EmbeddedWorkerData, EmbeddedWorkerNote, EmbeddedWorkerRequest } from "./embedded-worker.ts";
import {
  asProblem,
  databaseClosed,
  fullProblem,
  hasSqlState,
  speaksOfFullDisk,
  unavailableProblem,
} from "./failures.ts";
import { WorkerStream } from "./worker-stream.ts";

/** Only reading is allowed: the worker says so when the disk is nearly full. */
const readOnlyState = "25006";
const closingLimitMs = 20_000;

/** One life of the worker: from its start to its end or its breakdown. */
interface Session {
  readonly worker: Worker;
  readonly stream: WorkerStream;
  readonly client: Client;
  readonly exited: Promise<void>;
  failure: Problem | undefined;
}

function problemOf(reason: string): Problem {
  return speaksOfFullDisk(reason)
    ? fullProblem(new Error(reason))
    : unavailableProblem(
        { zh: `内置数据库已停止:${reason}`, en: `The embedded database stopped: ${reason}` },
        new Error(reason),
      );
}

function isNote(message: unknown): message is EmbeddedWorkerNote {
  return typeof message === "object" && message !== null && "note" in message;
}

function post(worker: Worker, request: EmbeddedWorkerRequest): void {
  worker.postMessage(request);
}

async function startWorker(data: EmbeddedWorkerData): Promise<Session> {
  const worker = new Worker(new URL("./embedded-start.mjs", import.meta.url), {
    workerData: data,
    execArgv: [],
    name: "database",
  });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    worker.on("message", (message) => {
      if (isNote(message) && message.note === "ready") {
        resolve();
      } else if (isNote(message) && message.note === "broken") {
        reject(problemOf(message.reason));
      }
    });
    worker.once("error", (error) => reject(problemOf(error.message)));
    worker.once("exit", (code) => reject(problemOf(`its worker ended with code ${code}`)));
  }).catch(async (error) => {
    await worker.terminate();
    throw error;
  });
  worker.removeAllListeners("message");
  const stream = new WorkerStream(worker);
  const client = new pg.Client({
    stream: () => stream,
    user: "postgres",
    database: "postgres",
    types: columnTypes,
  } as pg.ClientConfig) as unknown as Client;
  return { worker, stream, client, exited, failure: undefined };
}

/** PGlite in one worker thread, as a pool of one connection: whoever asks first is served first. */
export class EmbeddedPool implements ConnectionPool {
  readonly #folder: string;
  readonly #limitMs: number;
  #session: Session | undefined;
  #tail: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(folder: string, limitMs: number) {
    this.#folder = folder;
    this.#limitMs = limitMs;
  }

  static readonly #inUse = new Set<string>();

  /** @throws Problem `database.in-use`, `database.full`, `database.unavailable` */
  static async open(dataFolder: string, limitMs: number): Promise<EmbeddedPool> {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const folder = clusterFolder(realpathSync(dataFolder));
    if (EmbeddedPool.#inUse.has(folder)) {
      throw new Problem("database.in-use", `This process has opened the data folder ${dataFolder} already.`);
    }
    EmbeddedPool.#inUse.add(folder);
    const pool = new EmbeddedPool(folder, limitMs);
    try {
      pool.#session = await pool.#start();
    } catch (error) {
      EmbeddedPool.#inUse.delete(folder);
      throw error;
    }
    return pool;
  }

  async connect(): Promise<LimitedConnection> {
    assertMayConnect();
    const before = this.#tail;
    let leave: () => void = () => {};
    this.#tail = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    try {
      const session = await this.#usableSession();
      return new LimitedConnection(session.client, {
        limitMs: this.#limitMs,
        asProblem: (error) => (hasSqlState(error, readOnlyState) ? fullProblem(error) : asProblem(error)),
        kill: (problem) => this.#fail(session, problem),
        findFailure: () => session.failure,
        release: leave,
      });
    } catch (error) {
      leave();
      throw error;
    }
  }

  async end(): Promise<void> {
    if (this.#closed) {
      return;
    }
    const before = this.#tail;
    this.#closed = true;
    await before;
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) {
      const wasBroken = session.failure !== undefined;
      session.failure = unavailableProblem(databaseClosed);
      session.stream.destroy();
      if (!wasBroken) {
        post(session.worker, "close");
        const limit = setTimeout(() => void session.worker.terminate(), closingLimitMs);
        await session.exited;
        clearTimeout(limit);
      }
      await session.exited;
    }
    EmbeddedPool.#inUse.delete(this.#folder);
  }

  /** Calls of fsync that the worker has made; tests of durability read it. */
  async countFsyncs(): Promise<number> {
    const { worker } = await this.#usableSession();
    return new Promise((resolve) => {
      const listen = (message: unknown) => {
        if (isNote(message) && message.note === "fsyncs") {
          worker.off("message", listen);
          resolve(message.count);
        }
      };
      worker.on("message", listen);
      post(worker, "count-fsyncs");
    });
  }

  async #usableSession(): Promise<Session> {
    if (this.#closed) {
      throw unavailableProblem(databaseClosed);
    }
    if (this.#session !== undefined && this.#session.failure === undefined) {
      return this.#session;
    }
    // Two workers on one folder would destroy it: the old one has to be gone before the next one starts.
    await this.#session?.exited;
    this.#session = await this.#start();
    return this.#session;
  }

  async #start(): Promise<Session> {
    const session = await startWorker({ folder: this.#folder, releaseReserve: false }).catch((error) => {
      if (error instanceof Problem && error.code === "database.full") {
        return startWorker({ folder: this.#folder, releaseReserve: true });
      }
      throw error;
    });
    session.worker.on("message", (message) => {
      if (isNote(message) && message.note === "broken") {
        this.#fail(session, problemOf(message.reason));
      }
    });
    session.worker.once("error", (error) => this.#fail(session, problemOf(error.message)));
    session.worker.once("exit", (code) => this.#fail(session, problemOf(`its worker ended with code ${code}`)));
    session.client.on("error", () => {
      // The statement that was under way is told by its own rejection.
    });
    await session.client.connect();
    return session;
  }

  #fail(session: Session, problem: Problem): void {
    if (session.failure === undefined) {
      session.failure = problem;
      session.stream.destroy(problem);
      void session.worker.terminate();
    }
  }
}
