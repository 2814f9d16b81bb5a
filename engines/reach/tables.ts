import type { ColumnType, Generated } from "kysely";
import type { Feed, ImportReport, ReachSettings } from "./schemas.ts";

/** JSON columns are written as text and come back parsed. */
type Json<Value> = ColumnType<Value, string, string>;

/** How an imported file is read: what it does not say itself. */
export interface FeedOptions {
  readonly title: string | null;
  readonly publishedAt: string;
  readonly publishedBasis: "stated" | "assumed";
  readonly measureOn: string | null;
  /** Whether the plan's measures use it. */
  readonly judging: boolean;
}

/** The reach engine's tables; `migrations/001-reach.sql` says what they are for. */
export interface ReachTables {
  reach_settings: {
    id: Generated<bigint>;
    valid_from: string;
    settings: Json<ReachSettings>;
    reason: string;
    decided_at: Date;
    decided_on: string;
    decided_by: string;
  };
  reach_surrounding: {
    id: Generated<bigint>;
    capital: string;
    cities: Json<string[]>;
    valid_from: string;
    reason: string;
    decided_at: Date;
    decided_on: string;
    decided_by: string;
  };
  reach_feed_import: {
    id: Generated<string>;
    feed: string;
    file_name: string;
    size_bytes: number;
    sha256: string;
    options: Json<FeedOptions>;
    body: Json<Feed>;
    report: Json<ImportReport>;
    imported_at: Date;
    imported_by: string;
    removed_at: Date | null;
    removed_by: string | null;
  };
  reach_feed_piece: { import: string; ordinal: number; imported_at: Date; bytes: Buffer };
}
