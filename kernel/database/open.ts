import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, type PostgresPool as KyselyPool, PostgresDialect, sql } from "kysely";
import type { ConnectionPool } from "./connection.ts";
import { inTransactionScope } from "./connection.ts";
import { EmbeddedPool } from "./embedded.ts";
import { maintain } from "./maintain.ts";
import { PostgresPool } from "./postgres.ts";
import type { Database, DatabaseOptions } from "./types.ts";

const usualLimitMs = 30_000;
const maintainEveryMs = 600_000;
/** Any number will do, as long as every Midreach takes the same one and nothing else does. */
const aloneLockNumber = 7_241_510;
const aloneEveryMs = 200;

/** The Database over one pool of either kind. */
class PooledDatabase implements Database {
  readonly kind: Database["kind"];
  readonly #pool: ConnectionPool;
  readonly #kysely: Kysely<unknown>;
  readonly #maintenance: NodeJS.Timeout;

  constructor(kind: Database["kind"], pool: ConnectionPool) {
    this.kind = kind;
    this.#pool = pool;
    this.#kysely = new Kysely({ dialect: new PostgresDialect({ pool: pool as unknown as KyselyPool }) });
    this.#maintenance = setInterval(() => {
      // It is not urgent: what failed now (a full disk) is done next time.
      maintain(this).catch(() => {});
    }, maintainEveryMs);
    this.#maintenance.unref();
  }

  kysely<Tables>(): Kysely<Tables> {
    return this.#kysely as unknown as Kysely<Tables>;
  }

  transaction<Tables, Result>(
    work: (trx: Kysely<Tables>) => Promise<Result>,
    options: { readonly statementTimeoutMs?: number } = {},
  ): Promise<Result> {
    const limitMs = options.statementTimeoutMs;
    return inTransactionScope(limitMs, () =>
      this.kysely<Tables>()
        .transaction()
        .execute(async (trx) => {
          if (limitMs !== undefined && this.kind === "postgres") {
            await sql.raw(`set local statement_timeout = ${Math.ceil(limitMs)}`).execute(trx);
          }
          return work(trx);
        }),
    );
  }

  async execute(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }> {
    const connection = await this.#pool.connect();
    try {
      const answer = await connection.query(text, values);
      const results = Array.isArray(answer) ? answer : [answer];
      return { rows: results.flatMap((result) => result.rows) };
    } finally {
      connection.release();
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#maintenance);
    await this.#pool.end();
  }

  /** See `runAlone`. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.kind === "pglite") {
      return work();
    }
    const connection = await this.#pool.connect();
    try {
      // Asked again and again: waiting inside one statement would end at its time limit.
      while (!(await connection.query("select pg_try_advisory_lock($1) as mine", [aloneLockNumber])).rows[0]?.mine) {
        await sleep(aloneEveryMs);
      }
      try {
        return await work();
      } finally {
        // A connection that broke meanwhile has given the lock back by itself.
        await connection.query("select pg_advisory_unlock($1)", [aloneLockNumber]).catch(() => {});
      }
    } finally {
      connection.release();
    }
  }

  /** @returns calls of fsync of the embedded database; undefined on PostgreSQL */
  async countFsyncs(): Promise<number | undefined> {
    return this.#pool instanceof EmbeddedPool ? this.#pool.countFsyncs() : undefined;
  }
}

/**
 * Opens the embedded database in `options.folder`, or the PostgreSQL server at `options.url`.
 * The caller holds the folder's lock (`acquireDataFolder`) while the embedded one is open.
 * @throws Problem `database.in-use`, `database.full`, `database.unavailable`
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const limitMs = options.statementTimeoutMs ?? usualLimitMs;
  return options.url === undefined || options.url === ""
    ? new PooledDatabase("pglite", await EmbeddedPool.open(options.folder, limitMs))
    : new PooledDatabase("postgres", await PostgresPool.open(options.url, limitMs));
}

/** Calls of fsync since the embedded database was opened; the test of durability reads it. */
export async function countFsyncs(database: Database): Promise<number | undefined> {
  return database instanceof PooledDatabase ? database.countFsyncs() : undefined;
}

/**
 * Runs `work` while no other server on the same database is inside its own: several may be started at once, and what a
 * first start makes is made once. The embedded database has one process anyway.
 * @throws what `work` throws
 */
export async function runAlone<Result>(database: Database, work: () => Promise<Result>): Promise<Result> {
  return database instanceof PooledDatabase ? database.alone(work) : work();
}
