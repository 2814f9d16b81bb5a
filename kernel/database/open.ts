import { Kysely, type PostgresPool as KyselyPool, PostgresDialect, sql } from "kysely";
import type { ConnectionPool } from "./connection.ts";
import { inTransactionScope } from "./connection.ts";
import { EmbeddedPool } from "./embedded.ts";
import { maintain } from "./maintain.ts";
import { PostgresPool } from "./postgres.ts";
import type { Database, DatabaseOptions } from "./types.ts";

const usualLimitMs = 30_000;
const maintainEveryMs = 600_000;

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
