import { textSchema } from "@midreach/kernel/contracts";
import { type Fault, Problem } from "@midreach/kernel/problems";
import { type RegionPack, readResource } from "@midreach/kernel/region";
import { z } from "zod";
import type { PlanOrganisation } from "../core/records.ts";
import { type LeadRule, leadRuleSchema } from "../core/rounds/lead.ts";

/**
 * Who coordinates where several bodies answer for a commitment: the resource `leads` of a region pack. A region without
 * it has no proposed leads.
 */
const leadRulesSchema = z.strictObject({
  /** `official`: adopted by a body that may; the source says where. `proposal`: nobody has adopted it. */
  basis: z.enum(["proposal", "official"]),
  note: textSchema,
  source: z.strictObject({ title: z.string().min(1), url: z.url().nullable() }).nullable(),
  rules: z.array(leadRuleSchema).max(100),
});

const resource = "leads";
const known = new WeakMap<RegionPack, readonly LeadRule[]>();

/**
 * The region's rules, in the order in which they are tried; none when it has no such resource.
 * @throws Problem `region.invalid`
 */
export function listLeadRules(pack: RegionPack): readonly LeadRule[] {
  const found = known.get(pack) ?? read(pack)?.rules ?? [];
  known.set(pack, found);
  return found;
}

const read = (pack: RegionPack) =>
  pack.raw.has(resource) ? readResource(pack, resource, leadRulesSchema).rows[0] : undefined;

/** Everything that is wrong with the rules, also against the region: organisations and trades that it does not have. */
export function checkLeadRules(pack: RegionPack, organisations: readonly PlanOrganisation[]): Fault[] {
  try {
    const found = read(pack);
    if (!found) return [];
    const ids = new Set(organisations.map((body) => body.id));
    const trades = new Set(["same", ...organisations.map((body) => body.function)]);
    const unsourced =
      found.basis === "official" && !found.source
        ? [{ where: `${resource}, source`, what: "official rules name the document that adopted them" }]
        : [];
    const seen = new Set<string>();
    return [
      ...unsourced,
      ...found.rules.flatMap(({ id, lead, when }, index): Fault[] => {
        const where = `${resource}, rules[${index}] (${id})`;
        const faults: Fault[] = seen.has(id) ? [{ where, what: "its id stands twice" }] : [];
        seen.add(id);
        if (lead.by === "organisation" && !ids.has(lead.organisation)) {
          faults.push({ where, what: `the region has no organisation "${lead.organisation}"` });
        }
        const named = [...(lead.by === "function" ? [lead.function] : []), ...(when.functions ?? [])];
        for (const trade of named) {
          if (!trades.has(trade))
            faults.push({ where, what: `the region has no organisation of the trade "${trade}"` });
        }
        return faults;
      }),
    ];
  } catch (error) {
    if (error instanceof Problem) return [...error.faults];
    throw error;
  }
}
