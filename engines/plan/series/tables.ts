import type { Generated } from "kysely";
import type { PlanTables } from "../tables.ts";

/** The tables of indicator series; `migrations/030-series.sql` says what they are for. */
export interface SeriesTables extends PlanTables {
  plan_series_import: {
    id: Generated<string>;
    file_name: string;
    sha256: string;
    figures: number;
    revisions: number;
    imported_at: Date;
    imported_by: string;
    organisation: string | null;
  };
}
