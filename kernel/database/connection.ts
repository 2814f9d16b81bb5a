import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";
import type { Problem } from "../problems/index.ts";
import { timeoutProblem } from "./failures.ts";

/** What Kysely's PostgreSQL dialect asks of a pool. */
export interface ConnectionPool {
  connect(): Promise<LimitedConnection>;
  end(): Promise<void>;
}

/** The driver's client, of which `getTransactionStatus` is missing in the published types. */
export type Client = pg.ClientBase & { getTransactionStatus(): "I" | "T" | "E" | null };

interface Scope {
  open: boolean;
  acquired: boolean;
  readonly limitMs: number | undefined;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Runs `work` as one transaction's scope: it may take one connection, and its statements have `limitMs`. */
export async function inTransactionScope<Result>(
  limitMs: number | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const scope: Scope = { open: true, acquired: false, limitMs };
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.open = false;
  }
}

/**
 * Called by a pool before it hands out a connection.
 * @throws Error when a transaction waits for a statement outside itself: with one connection it would wait for ever
 */
export function assertMayConnect(): void {
  const scope = scopes.getStore();
  if (scope?.open !== true) {
    return;
  }
  if (scope.acquired) {
    throw new Error("A transaction asked for a second connection; use the `trx` that it was given");
  }
  scope.acquired = true;
}

export interface ConnectionOwner {
  readonly limitMs: number;
  /** How much longer to wait than the limit, where the server itself stops a slow statement. */
  readonly graceMs?: number;
  /** Tells what the world did wrong from what the caller did wrong. */
  asProblem(error: unknown): unknown;
  /** Breaks the connection so that what runs on it fails with `problem`. */
  kill(problem: Problem): void;
  /** Why the connection is of no use any more, if it is. */
  findFailure(): Problem | undefined;
  release(): void;
}

const nothing = { command: "ROLLBACK", rowCount: 0, rows: [], fields: [], oid: 0 } as unknown as pg.QueryResult;

/** One connection in the hands of one user: every statement has a time limit, and so has idling in a transaction. */
export class LimitedConnection {
  readonly #client: Client;
  readonly #owner: ConnectionOwner;
  #idleTimer: NodeJS.Timeout | undefined;
  #released = false;
  /** A statement failed since the last end of a transaction: one may still be open. */
  #doubtful = false;
  #expired: Problem | undefined;

  constructor(client: Client, owner: ConnectionOwner) {
    this.#client = client;
    this.#owner = owner;
  }

  /** @throws Problem `database.timeout`, `database.full`, `database.unavailable`; other errors as the driver threw them */
  async query(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult> {
    const failure = this.#expired ?? this.#owner.findFailure();
    if (failure !== undefined) {
      if (/^\s*rollback/i.test(sql)) {
        return nothing;
      }
      throw failure;
    }
    if (this.#released) {
      throw new Error(
        "A connection was used after it had been given back; was a statement of a transaction not awaited?",
      );
    }
    return this.#run(sql, values);
  }

  release(): void {
    clearTimeout(this.#idleTimer);
    if (this.#released) {
      return;
    }
    this.#released = true;
    if (this.#doubtful && this.#owner.findFailure() === undefined) {
      // Several statements in one text can leave a failed transaction open. The driver reports an error before it
      // knows the transaction's state, so it is ended in any case; outside a transaction that does nothing.
      this.#client
        .query("rollback")
        .catch(() => {})
        .finally(() => this.#owner.release());
    } else {
      this.#owner.release();
    }
  }

  async #run(sql: string, values: readonly unknown[] | undefined): Promise<pg.QueryResult> {
    clearTimeout(this.#idleTimer);
    const limitMs = scopes.getStore()?.limitMs ?? this.#owner.limitMs;
    const timer = setTimeout(() => this.#owner.kill(timeoutProblem(limitMs)), limitMs + (this.#owner.graceMs ?? 0));
    try {
      const result = await this.#client.query(sql, values as unknown[] | undefined);
      if (result.command === "ROLLBACK" && /^\s*commit/i.test(sql)) {
        throw new Error(
          "The transaction was rolled back: one of its statements had failed and the error was swallowed",
        );
      }
      if (/^\s*(commit|rollback\s*;?\s*$)/i.test(sql)) {
        this.#doubtful = false;
      }
      return result;
    } catch (error) {
      this.#doubtful = true;
      throw this.#owner.findFailure() ?? this.#owner.asProblem(error);
    } finally {
      clearTimeout(timer);
      this.#watchIdling(limitMs);
    }
  }

  #watchIdling(limitMs: number): void {
    if (this.#released || this.#client.getTransactionStatus() === "I") {
      return;
    }
    this.#idleTimer = setTimeout(async () => {
      this.#expired = timeoutProblem(limitMs, new Error("The transaction was left open without a statement"));
      await this.#client.query("rollback").catch(() => {});
      this.release();
    }, limitMs);
    this.#idleTimer.unref();
  }
}
