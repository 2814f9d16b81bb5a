import type { Kysely } from "kysely";
import type { Logger } from "pino";
import type { Measure, SystemHealth, SystemManifest } from "../contracts/index.ts";
import type { Database, MigrationSet } from "../database/types.ts";
import type { Authoriser } from "../policies/types.ts";
import type { RegionPack } from "../region/types.ts";
import type { RouteDefinition } from "./types.ts";

/** A system of this installation with what its own health measure says now. */
export interface SystemStatus {
  readonly manifest: SystemManifest;
  readonly health: SystemHealth;
}

/** Everything a module may lean on; wired once by the server. */
export interface Services {
  readonly database: Database;
  readonly region: RegionPack;
  readonly clock: { now(): Date };
  readonly log: Logger;
  /** Folder for files that can be made anew at any time; undefined: nothing is kept between starts. */
  readonly dataFolder?: string | undefined;
  readonly authoriser: Authoriser;
  /** The measures of all modules of this installation. */
  readonly measures: readonly Measure[];
  /** The systems of this installation; their health is asked anew at each call. */
  readonly systems: { listSystems(): Promise<readonly SystemStatus[]> };
}

/** Work that runs by the calendar: `schedule` is a cron line in the region's time zone. */
export interface ScheduledJob {
  readonly name: string;
  readonly schedule: string;
  run(): Promise<void>;
}

/** What an engine or system gives to the server. */
export interface ServerModule {
  readonly id: string;
  /** Descriptions of the OpenAPI tags that its routes use. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly migrations?: MigrationSet;
  /** Folder of `*.cedar` files and the `actions.json` that declares their actions. */
  readonly policies?: URL;
  /** Loads what it needs from the region pack, inside the one loading transaction; all or nothing. */
  loadRegion?(trx: Kysely<unknown>, region: RegionPack): Promise<void>;
  /** Checks its resources of a region pack as `loadRegion` does, without a database. @throws Problem `region.invalid` */
  checkRegion?(region: RegionPack): Promise<void>;
  /** Runs at every start after the region is loaded and before the server listens; must be idempotent. */
  prepare?(services: Services): Promise<void>;
  routes?(services: Services): readonly RouteDefinition[];
  measures?(services: Services): readonly Measure[];
  jobs?(services: Services): readonly ScheduledJob[];
  /** Systems only: whether the system works now. */
  health?(services: Services): Promise<SystemHealth>;
}
