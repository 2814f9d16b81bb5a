import pg from "pg";
import type { Problem } from "../problems/index.ts";
import { columnTypes } from "./column-types.ts";
import { assertMayConnect, type Client, type ConnectionPool, LimitedConnection } from "./connection.ts";
import { asProblem, databaseClosed, unavailableProblem } from "./failures.ts";

const connectLimitMs = 10_000;
/** The server stops a slow statement itself; we cut the line only when even that answer does not come. */
const graceMs = 5_000;
const largestPool = 10;

/** A PostgreSQL server (15 to 18) reached over the network. */
export class PostgresPool implements ConnectionPool {
  readonly #pool: pg.Pool;
  readonly #limitMs: number;

  private constructor(url: string, limitMs: number) {
    this.#limitMs = limitMs;
    const settings = {
      intervalstyle: "iso_8601",
      timezone: "UTC",
      statement_timeout: limitMs,
      idle_in_transaction_session_timeout: limitMs,
    };
    this.#pool = new pg.Pool({
      connectionString: url,
      max: largestPool,
      connectionTimeoutMillis: connectLimitMs,
      keepAlive: true,
      types: columnTypes as pg.PoolConfig["types"],
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(" "),
    });
    this.#pool.on("error", () => {
      // An idle connection broke; the pool drops it and opens another when one is needed.
    });
  }

  /** @throws Problem `database.unavailable` when the server does not answer */
  static async open(url: string, limitMs: number): Promise<PostgresPool> {
    const pool = new PostgresPool(url, limitMs);
    try {
      const connection = await pool.connect();
      await connection.query("select 1");
      connection.release();
    } catch (error) {
      await pool.end();
      throw error;
    }
    return pool;
  }

  async connect(): Promise<LimitedConnection> {
    assertMayConnect();
    if (this.#pool.ending) {
      throw unavailableProblem(databaseClosed);
    }
    let client: pg.PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw asProblem(error);
    }
    let failure: Problem | undefined;
    const onError = (error: Error) => {
      failure ??= asProblem(error) as Problem;
    };
    client.on("error", onError);
    return new LimitedConnection(client as unknown as Client, {
      limitMs: this.#limitMs,
      graceMs,
      asProblem,
      kill: (problem) => {
        failure ??= problem;
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      },
      findFailure: () => failure,
      release: () => {
        client.off("error", onError);
        client.release(failure !== undefined);
      },
    });
  }

  async end(): Promise<void> {
    if (!this.#pool.ended && !this.#pool.ending) {
      await this.#pool.end();
    }
  }
}
