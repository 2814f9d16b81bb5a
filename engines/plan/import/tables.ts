import type { ColumnType, Generated } from "kysely";
import type { SentenceAnalysis } from "../core/import/index.ts";
import type { DecisionState, ImportHeading, ImportSettings, Reviewed } from "./schemas.ts";

/** JSON columns are written as text and come back parsed. */
type Json<Value> = ColumnType<Value, string, string>;
type JsonOrNull<Value> = ColumnType<Value | null, string | null, string | null>;

/** What can be done to a sentence. */
export type ImportAct = "accepted" | "corrected" | "split" | "merged" | "rejected" | "undone";

/** A sentence's decision as it stood before an act. */
export interface Before {
  readonly ordinal: number;
  readonly state: DecisionState;
  readonly commitments: readonly Reviewed[] | null;
  readonly mergedInto: number | null;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
}

/** The tables of imported plans; `migrations/010-import.sql` says what they are for. */
export interface ImportTables {
  plan_import: {
    id: Generated<string>;
    name: string;
    sha256: string;
    size_bytes: number;
    title: string;
    language: "zh" | "en";
    state: "review" | "complete";
    headings: Json<readonly ImportHeading[]>;
    settings: Json<ImportSettings>;
    version: number;
    created_at: Date;
    created_by: string;
    completed_at: Date | null;
    completed_by: string | null;
  };
  plan_import_sentence: {
    import: string;
    ordinal: number;
    paragraph: number;
    citation: string;
    hash: string;
    text: string;
    label: string;
    heading: string;
    analysis: Json<Analysed>;
    commits: boolean;
    doubtful: boolean;
    state: DecisionState;
    commitments: JsonOrNull<readonly Reviewed[]>;
    merged_into: number | null;
    version: number;
    decided_at: Date | null;
    decided_by: string | null;
  };
  plan_import_event: {
    id: Generated<bigint>;
    import: string;
    ordinal: number;
    act: ImportAct;
    at: Date;
    by: string;
    commitments: JsonOrNull<readonly Reviewed[]>;
    before: Json<readonly Before[]>;
    undone: boolean;
  };
}

/** What the importer found in a sentence, without the sentence itself. */
export type Analysed = Omit<SentenceAnalysis, "citation" | "text" | "hash">;
