import type { Generated } from "kysely";
import type { Decision, Moderation, Opinion } from "./schemas.ts";

/** The tables of judging; `migrations/040-judging.sql` says what they are for. */
export interface JudgingTables {
  plan_evaluation: { id: string; state: "draft" | "published" };
  plan_consultation: {
    id: Generated<string>;
    evaluation: string;
    due: string;
    note: string;
    opened_at: Date;
    opened_by: string;
    closed_at: Date | null;
    closed_by: string | null;
  };
  plan_unit_comment: {
    id: Generated<string>;
    consultation: string;
    commitment: string;
    organisation: string;
    opinion: Opinion;
    body: string;
    made_at: Date;
    made_by: string;
    decision: Decision | null;
    answer: string | null;
    answered_at: Date | null;
    answered_by: string | null;
  };
  plan_approval: { evaluation: string; note: string; approved_at: Date; approved_by: string };
  plan_public_comment: {
    id: Generated<string>;
    commitment: string;
    sender: string;
    body: string;
    sent_at: Date;
    state: Moderation;
    reason: Generated<string>;
    decided_at: Date | null;
    decided_by: string | null;
  };
  plan_public_comment_attempt: { id: Generated<bigint>; address: string; attempted_at: Date };
}
