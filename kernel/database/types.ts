import type { Kysely } from "kysely";

/**
 * What every room sees of the database, whichever server stands behind it.
 * Both backends return the same JavaScript types: int2/int4/float as number, int8 as bigint, numeric as string,
 * date as `YYYY-MM-DD`, timestamptz as Date, interval as ISO 8601 string, bytea as Uint8Array, json as parsed value.
 */
export interface Database {
  readonly kind: "pglite" | "postgres";
  /** Statements outside a transaction. `Tables` is the caller's own table interface. */
  kysely<Tables>(): Kysely<Tables>;
  /**
   * One whole transaction. Await nothing but SQL inside it: on PGlite all transactions queue behind each other.
   * Asking the database itself for a statement inside it throws; use `trx`.
   * @param options.statementTimeoutMs another limit for its statements (a migration, loading a region)
   * @throws Problem `database.timeout`, `database.full`, `database.unavailable`
   */
  transaction<Tables, Result>(
    work: (trx: Kysely<Tables>) => Promise<Result>,
    options?: { readonly statementTimeoutMs?: number },
  ): Promise<Result>;
  /** Raw SQL for migrations and pg-boss. Several statements are allowed when there are no values. */
  execute(sql: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  close(): Promise<void>;
}

/** The migrations of one room: `NNN-name.sql` files, applied in order, each in one transaction. */
export interface MigrationSet {
  /** Name of the room, e.g. `kernel`, `plan`; its tables start with `<room>_`. */
  readonly room: string;
  /** Folder that holds the files. */
  readonly folder: URL;
}

export interface DatabaseOptions {
  /** Folder of the embedded database; ignored when `url` is given. */
  readonly folder: string;
  /** `postgres://…`: use a PostgreSQL server instead of the embedded database. */
  readonly url?: string | undefined;
  /** Time limit of every statement in milliseconds; 30 000 unless told. */
  readonly statementTimeoutMs?: number;
}
