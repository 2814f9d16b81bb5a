import type { ColumnType, Generated } from "kysely";
import type { AssignmentRole, ItemState, ReportContent } from "../core/rounds/report.ts";
import type { RoundScope } from "./schemas.ts";

/** JSON columns are written as text and come back parsed. */
type Json<Value> = ColumnType<Value, string, string>;

/** What happened to an item. */
export type ItemAct = "imported" | "submitted" | "withdrawn" | "returned" | "accepted";
export type RoundState = "draft" | "open" | "closed";
export type ClosureState = "proposed" | "confirmed" | "refused" | "revoked";
export type SupervisionState = "issued" | "answered" | "lifted";

/** The tables of reporting rounds; `migrations/020-rounds.sql` says what they are for. */
export interface RoundTables {
  plan_assignment: {
    id: Generated<string>;
    commitment: string;
    organisation: string;
    role: AssignmentRole;
    valid_from: string;
    valid_to: string | null;
    basis: "register" | "rule" | "office";
    note: string;
    made_at: Date;
    made_by: string;
    ended_at: Date | null;
    ended_by: string | null;
  };
  plan_round: {
    id: Generated<string>;
    title: string;
    period_from: string;
    period_to: string;
    due: string;
    note: string;
    scope: Json<RoundScope>;
    state: RoundState;
    created_at: Date;
    created_by: string;
    opened_at: Date | null;
    opened_on: string | null;
    opened_by: string | null;
    closed_at: Date | null;
    closed_by: string | null;
    reopened_at: Date | null;
    reopened_by: string | null;
    reopen_reason: string | null;
  };
  plan_round_item: {
    round: string;
    organisation: string;
    commitment: string;
    opened_on: string;
    ordinal: number;
    role: AssignmentRole;
    state: ItemState;
    version: number;
    content: ColumnType<ReportContent | null, string | null, string | null>;
    closed_content: ColumnType<ReportContent | null, string | null, string | null>;
    late: Generated<boolean>;
    saved_at: Date | null;
    saved_by: string | null;
    submitted_at: Date | null;
    submitted_by: string | null;
    reviewed_at: Date | null;
    reviewed_by: string | null;
    return_reason: string | null;
  };
  plan_round_event: {
    round: string;
    organisation: string;
    commitment: string;
    id: Generated<bigint>;
    at: Date;
    act: ItemAct;
    version: number;
    made_by: string;
    reason: string | null;
    content: ColumnType<ReportContent | null, string | null, string | null>;
  };
  plan_evidence_file: {
    id: Generated<string>;
    organisation: string;
    commitment: string;
    round: string | null;
    name: string;
    media_type: string;
    size_bytes: number;
    sha256: string;
    uploaded_at: Date;
    uploaded_by: string;
    removed_at: Date | null;
    removed_by: string | null;
  };
  plan_evidence_piece: { file: string; ordinal: number; uploaded_at: Date; bytes: Uint8Array };
  plan_closure: {
    id: Generated<string>;
    commitment: string;
    organisation: string;
    state: ClosureState;
    reason: string;
    proposed_at: Date;
    proposed_by: string;
    decided_at: Date | null;
    decided_on: string | null;
    decided_by: string | null;
    decision_note: string | null;
    revoked_at: Date | null;
    revoked_on: string | null;
    revoked_by: string | null;
    revoke_note: string | null;
  };
  plan_supervision: {
    id: Generated<string>;
    organisation: string;
    commitments: string[];
    round: string | null;
    subject: string;
    deadline: string;
    state: SupervisionState;
    issued_at: Date;
    issued_by: string;
    issuer: string | null;
  };
  plan_supervision_entry: {
    supervision: string;
    ordinal: number;
    act: "issued" | "answered" | "returned" | "lifted";
    words: string;
    at: Date;
    made_by: string;
  };
}
