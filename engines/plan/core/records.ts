import type { Text } from "@midreach/kernel/contracts";
import type { Commitment } from "./register.ts";

/** The plan as a whole: `plan.json` of the region pack. */
export interface PlanDefinition {
  readonly id: string;
  readonly title: Text;
  readonly issuer: Text | null;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly outlook: string | null;
  readonly notes: readonly Text[];
  /** Cities of which only parts belong to the plan; sums of whole cities then differ from the plan's own totals. */
  readonly partialPlaces: readonly string[];
  /** The place that stands for all cities of the plan. */
  readonly wholePlace: string;
  /** Indicators that weigh means over places, and that size cities on the map. */
  readonly weights: { readonly population: string; readonly area: string };
  /** Measures that engines offer, whether installed here or not. */
  readonly externalEvaluators: readonly { readonly id: string; readonly engine: string }[];
  /** Share of the path that counts as on track, 0..1. */
  readonly tolerance: number;
  readonly initialEvaluations: readonly ("plan-end" | "today")[];
  /** No evaluation is published before somebody with the right has approved it. False unless given. */
  readonly approvalRequired?: boolean;
}

/** A place as evaluation needs it. */
export interface PlanPlace {
  readonly code: string;
  readonly kind: string;
  readonly name: Text;
  readonly parent: string | null;
  readonly members: readonly string[];
  readonly inPlan: boolean;
}

/** An organisation as evaluation needs it. */
export interface PlanOrganisation {
  readonly id: string;
  readonly name: Text;
  readonly function: string;
  readonly level: "state" | "cluster" | "province" | "city";
  readonly jurisdiction: string | null;
}

export const frequencies = ["month", "quarter", "half-year", "year", "five-years", "decade"] as const;
export type Frequency = (typeof frequencies)[number];

/** Months between two figures of an indicator. */
export const intervalMonths: Readonly<Record<Frequency, number>> = {
  month: 1,
  quarter: 3,
  "half-year": 6,
  year: 12,
  "five-years": 60,
  decade: 120,
};

export interface Indicator {
  readonly id: string;
  readonly name: Text;
  readonly unit: string;
  readonly definition: Text;
  /** `function@state|cluster|province|city`, or an organisation's id: who has to report it. */
  readonly owes: string;
  readonly frequency: Frequency;
}

export interface Observation {
  readonly indicator: string;
  readonly place: string;
  /** As the source writes it: `2014`, `2016-03`, `2020-11-01`. */
  readonly period: string;
  /** Last day of the period. */
  readonly periodEnd: string;
  readonly value: number;
  readonly unit: string;
  readonly publishedAt: string;
  readonly publishedBasis: "stated" | "assumed";
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
  readonly note: string | null;
}

export interface Project {
  readonly id: string;
  readonly name: Text;
  readonly kind: string;
  readonly places: readonly string[];
  /** Organisations that have to report it. */
  readonly owes: readonly string[];
}

export const milestoneEvents = ["opened", "part opened", "completed", "rebuilt"] as const;
export type MilestoneEvent = (typeof milestoneEvents)[number];

export interface Milestone {
  /** Null: recorded, but no project of the plan. */
  readonly project: string | null;
  readonly name: Text;
  readonly kind: string;
  readonly event: MilestoneEvent;
  /** As the source states it; may be a month. */
  readonly date: string;
  /** Last day that `date` can mean: the event counts from then on. */
  readonly dateEnd: string;
  readonly places: readonly string[];
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
  /** Day on which it became known; an event of the region pack, which has none, counts as known from its own day. */
  readonly publishedAt?: string;
  /** Organisation that reported it, where a unit did. */
  readonly reportedBy?: string;
}

/** A person's judgement of a commitment, with evidence. */
export interface AssessmentRecord {
  readonly commitment: string;
  readonly asOf: string;
  /** Day on which it was recorded. */
  readonly madeOn: string;
  readonly madeBy: string;
  /** 0..100; null for a judgement in words only. */
  readonly valuePercent: number | null;
  readonly judgement: string;
  readonly evidenceTitle: string;
  readonly evidenceUrl: string | null;
}

/** What a joint system's own health measure said on a day. */
export interface SystemSample {
  readonly system: string;
  readonly day: string;
  readonly working: boolean;
  readonly checks: readonly { readonly label: Text; readonly ok: boolean; readonly detail?: string | undefined }[];
}

export interface OrderedSystem {
  readonly id: string;
  readonly title: Text;
  readonly clauses: readonly string[];
  readonly purpose: Text;
}

export interface ChapterTitle {
  readonly number: number;
  /** 0 for the chapter itself. */
  readonly section: number;
  readonly title: Text;
}

export interface Topic {
  readonly id: string;
  readonly name: Text;
}

/** Everything that a plan's register refers to and is evaluated on, as one immutable value. */
export interface PlanRecords {
  readonly plan: PlanDefinition;
  readonly places: readonly PlanPlace[];
  readonly organisations: readonly PlanOrganisation[];
  readonly chapters: readonly ChapterTitle[];
  readonly topics: readonly Topic[];
  readonly systems: readonly OrderedSystem[];
  readonly indicators: readonly Indicator[];
  readonly observations: readonly Observation[];
  readonly projects: readonly Project[];
  readonly milestones: readonly Milestone[];
  readonly commitments: readonly Commitment[];
}
