import { inTransactionScope } from "./connection.ts";
import type { Database } from "./types.ts";

const limitMs = 600_000;

/** PostgreSQL's own rule for autovacuum (manual, 25.1.6): a fixed number of rows and a share of the table. */
const worthwhile = `
  select format('%I.%I', s.schemaname, s.relname) as name
    from pg_stat_user_tables s join pg_class c on c.oid = s.relid
   where c.relkind = 'r'
     and (s.n_dead_tup > 50 + 0.2 * greatest(c.reltuples, 0)
       or s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
       or (c.reltuples < 0 and s.n_live_tup > 0))
   order by 1`;

/**
 * Cleans up and measures the tables that changed much. The embedded database has no process that would do it by
 * itself; `openDatabase` calls this from time to time. On PostgreSQL, whose autovacuum does the same, nothing happens.
 * @returns the tables that were worked on
 */
export async function maintain(database: Database): Promise<string[]> {
  if (database.kind !== "pglite") {
    return [];
  }
  // Counts are handed on at the end of a statement, and only now and then unless asked for.
  await database.execute("select pg_stat_force_next_flush()");
  const { rows } = await database.execute(worthwhile);
  const names = rows.map(({ name }) => String(name));
  for (const name of names) {
    // One table at a time, so that others are served between them. VACUUM cannot run inside a transaction.
    await inTransactionScope(limitMs, () => database.execute(`vacuum (analyze) ${name}`));
  }
  return names;
}
