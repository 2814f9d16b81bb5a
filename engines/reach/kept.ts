import type { Database } from "@midreach/kernel/database";
import { findStoredFeeds, type StoredFeed } from "./imports/store.ts";
import { listSettings, listSurroundings, type StoredSettings, type StoredSurrounding } from "./settings-store.ts";

/** What an installation keeps beside the region pack. */
export interface KeptRecords {
  /** Imported feeds in use. */
  listFeeds(): Promise<readonly StoredFeed[]>;
  /** Decisions on settings, the winning one first. */
  listSettings(): Promise<readonly StoredSettings[]>;
  /** Decisions on surroundings, the winning one of each capital first. */
  listSurroundings(): Promise<readonly StoredSurrounding[]>;
}

/** The records in a database. */
export const keptIn = (database: Database): KeptRecords => ({
  listFeeds: () => findStoredFeeds(database),
  listSettings: () => listSettings(database),
  listSurroundings: () => listSurroundings(database),
});

/** Where nobody has decided or imported anything. */
export const nothingKept: KeptRecords = {
  listFeeds: async () => [],
  listSettings: async () => [],
  listSurroundings: async () => [],
};
