import { textSchema } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import { Problem } from "@midreach/kernel/problems";
import { type RegionPack, readResource } from "@midreach/kernel/region";
import { z } from "zod";
import type { PlanRecords } from "../core/records.ts";

/** Rules of scorecards: the resource `performance` of a region pack. A region without it has no scorecards. */

const points = z.number().min(0).max(100).nullable();
const weight = z.number().min(0).max(1000);
/** 1 for whatever is not listed. */
const weights = z.record(z.string(), weight);

export const scoringRulesSchema = z.strictObject({
  id: z.string().min(1),
  /** `official`: adopted by a body that may; the source says where. `proposal`: nobody has adopted it. */
  basis: z.enum(["proposal", "official"]),
  title: textSchema,
  note: textSchema,
  source: z.strictObject({ title: z.string().min(1), url: z.url().nullable() }).nullable(),
  points: z.strictObject({
    met: points,
    "on-track": points,
    behind: points,
    missed: points,
    "no-data": points,
    qualitative: points,
  }),
  weights: z.strictObject({
    strength: z.strictObject({ firm: weight, planned: weight, encouraged: weight, explored: weight }),
    statutory: z.strictObject({ binding: weight, expected: weight, none: weight }),
    relation: z.strictObject({
      lead: weight,
      support: weight,
      named: weight,
      group: weight,
      province: weight,
      whole: weight,
    }),
    chapters: weights,
    topics: weights,
  }),
  minimum: z.strictObject({ coverage: z.number().min(0).max(1), commitments: z.int().min(0) }),
  missedBindingCap: z.number().min(0).max(100).nullable(),
});
export type RegionRules = z.infer<typeof scoringRulesSchema>;

const resource = "performance";
const known = new WeakMap<RegionPack, { readonly rules: RegionRules | undefined }>();

/**
 * The region's rules, or undefined when it has none.
 * @throws Problem `region.invalid`
 */
export function findScoringRules(pack: RegionPack): RegionRules | undefined {
  const found = known.get(pack) ?? { rules: read(pack) };
  known.set(pack, found);
  return found.rules;
}

function read(pack: RegionPack): RegionRules | undefined {
  return pack.raw.has(resource) ? readResource(pack, resource, scoringRulesSchema).rows[0] : undefined;
}

/** Everything that is wrong with the rules, also against the plan: chapters and topics that it does not have. */
export function checkScoringRules(pack: RegionPack, records: Pick<PlanRecords, "chapters" | "topics">): Fault[] {
  try {
    const rules = findScoringRules(pack);
    if (!rules) return [];
    const chapters = new Set(records.chapters.map((row) => String(row.number)));
    const topics = new Set(records.topics.map((row) => row.id));
    return [
      ...listUnknown("chapters", rules.weights.chapters, chapters),
      ...listUnknown("topics", rules.weights.topics, topics),
      ...listUnsourced(rules),
    ];
  } catch (error) {
    if (error instanceof Problem) return [...error.faults];
    throw error;
  }
}

function listUnknown(field: string, given: Readonly<Record<string, number>>, there: ReadonlySet<string>): Fault[] {
  return Object.keys(given)
    .filter((key) => !there.has(key))
    .map((key) => ({ where: `${resource}, weights.${field}`, what: `the plan has no "${key}" among its ${field}` }));
}

function listUnsourced(rules: RegionRules): Fault[] {
  if (rules.basis === "proposal" || rules.source) return [];
  return [{ where: `${resource}, source`, what: "official rules name the document that adopted them" }];
}
