import type { Evidence, EvidenceStep, Text } from "@midreach/kernel/contracts";
import type { ColumnType, Generated } from "kysely";
import type { Frame } from "./core/frame.ts";
import type { MilestoneEvent, SystemSample } from "./core/records.ts";
import type { Commitment } from "./core/register.ts";
import type { HistoryPoint, Status, StatusCounts } from "./schemas.ts";

/** JSON columns are written as text and come back parsed. */
type Json<Value> = ColumnType<Value, string, string>;

/** The plan engine's tables; `migrations/001-plan.sql` and `050-plans.sql` say what they are for. */
export interface PlanTables {
  plan_state: { singleton: Generated<boolean>; revision: bigint };
  plan_plan: {
    id: string;
    title: Json<Text>;
    period_start: string;
    period_end: string;
    origin: "region" | "import";
    state: "draft" | "in-force";
    predecessor: string | null;
    revision: number;
    taken_in_at: Date;
    taken_in_by: string;
  };
  plan_register: {
    version: number;
    plan: string;
    region: string;
    hash: string;
    loaded_at: Date;
    /** Who took it in; null where a region pack brought it. */
    loaded_by: string | null;
    import: string | null;
    frame: Json<Frame>;
  };
  plan_commitment: {
    plan: string;
    id: string;
    valid_from: number;
    valid_to: number | null;
    ordinal: number;
    hash: string;
    body: Json<Commitment>;
  };
  plan_observation: {
    indicator: string;
    place: string;
    period: string;
    period_end: string;
    published_at: string;
    ordinal: number;
    valid_from: number;
    valid_to: number | null;
    value: number;
    unit: string;
    published_basis: "stated" | "assumed";
    source_title: string;
    source_url: string | null;
    note: string | null;
    /** `pack`: from the region pack, which closes it when it no longer holds it; others stay until they are closed. */
    origin: Generated<string>;
    /** The revision of the state that it made; so in assessments and milestones. */
    revision: Generated<bigint>;
  };
  plan_milestone: {
    id: Generated<string>;
    project: string;
    event: MilestoneEvent;
    date: string;
    date_end: string;
    published_at: string;
    organisation: string;
    source_title: string;
    note: string;
    accepted_at: Date;
    accepted_by: string;
    revision: bigint;
  };
  plan_evaluation: {
    id: Generated<string>;
    plan: string;
    register_version: number;
    as_of: string;
    known_by: string;
    state: "draft" | "published";
    created_at: Date;
    created_by: string;
    published_at: Date | null;
    published_by: string | null;
    counts: Json<StatusCounts>;
    /** The revision of the state whose data it used. */
    revision: Generated<bigint>;
  };
  plan_result: {
    evaluation: string;
    commitment: string;
    as_of: string;
    ordinal: number;
    row_hash: string;
    status: Status;
    value: number | null;
    lower_bound: boolean;
    unit: string;
    expected: number | null;
    progress: number | null;
    late: boolean;
    summary: Json<Text>;
    evidence: Json<Evidence>;
    judgement: Json<EvidenceStep[]>;
    history: Json<HistoryPoint[]>;
  };
  plan_assessment: {
    id: Generated<string>;
    /** The region's plan unless told. */
    plan: Generated<string>;
    commitment: string;
    as_of: string;
    made_at: Date;
    made_on: string;
    made_by: string;
    organisation: string | null;
    value_percent: number | null;
    judgement: string;
    evidence_title: string;
    evidence_url: string | null;
    revision: Generated<bigint>;
  };
  plan_system_sample: { system: string; day: string; working: boolean; checks: Json<SystemSample["checks"]> };
  plan_official_sentence: { citation: string; ordinal: number; text: string; hash: string; attached_at: Date };
}
