import { createHash } from "node:crypto";
import type { PlanRecords, Topic } from "./records.ts";
import type { Commitment } from "./register.ts";

/** The small tables of a register version, which are kept whole. */
export type Frame = Omit<PlanRecords, "places" | "organisations" | "commitments" | "observations"> & {
  /** Names of the trades that organisations belong to. */
  readonly functions: readonly Topic[];
};

/**
 * A plan that was taken in, as it is read today: its own text and chapters, with the region's definitions and facts as
 * they stand now. Definitions that the region has given up stay as they were when the plan was taken in, because its
 * measures may refer to them.
 */
export function overlayFrame(own: Frame, region: Frame): Frame {
  const merge = <Row extends { readonly id: string }>(before: readonly Row[], now: readonly Row[]): Row[] => {
    const current = new Set(now.map(({ id }) => id));
    return [...now, ...before.filter(({ id }) => !current.has(id))];
  };
  // Which clauses order a joint system is said of the region's plan alone.
  const systems = merge(own.systems, region.systems).map((system) => ({ ...system, clauses: [] }));
  return {
    plan: own.plan,
    chapters: own.chapters,
    topics: merge(own.topics, region.topics),
    functions: merge(own.functions, region.functions),
    indicators: merge(own.indicators, region.indicators),
    projects: merge(own.projects, region.projects),
    systems,
    milestones: region.milestones,
  };
}

/** A register row with the hash of everything it says: rows with one hash are the same promise. */
export interface HashedCommitment {
  readonly hash: string;
  readonly commitment: Commitment;
}

/** SHA-256 (hex) over a row's JSON with sorted keys; a row that says nothing new keeps its hash. */
export function hashRow(row: unknown): string {
  return createHash("sha256").update(canonical(row)).digest("hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(",")}}`;
}
