export { fullProblem, hasSqlState, timeoutProblem, unavailableProblem } from "./failures.ts";
export {
  acquireDataFolder,
  askDataFolder,
  type FolderAnswer,
  type FolderLock,
  type FolderRequest,
} from "./folder-lock.ts";
export { maintain } from "./maintain.ts";
export { kernelMigrations, type MigrationProgress, migrate } from "./migrate.ts";
export { countFsyncs, openDatabase, runAlone } from "./open.ts";
export type { Database, DatabaseOptions, MigrationSet } from "./types.ts";
