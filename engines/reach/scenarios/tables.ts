import type { ColumnType, Generated } from "kysely";
import type { Modification } from "../core/scenario/index.ts";

/** The tables of scenarios; `migrations/010-scenarios.sql` says what they are for. */
export interface ScenarioTables {
  reach_scenario: {
    id: Generated<string>;
    name: string;
    feed: string;
    /** Written as text, comes back parsed. */
    modifications: ColumnType<Modification[], string, string>;
    version: Generated<number>;
    shared: boolean;
    owner: string;
    owner_name: string;
    organisation: string | null;
    created_at: Date;
    changed_at: Date;
    changed_by: string;
  };
}
