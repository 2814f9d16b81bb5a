import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { resolveOwner } from "../owners.ts";
import type { PlanOrganisation } from "../records.ts";
import type { Commitment } from "../register.ts";
import type { World } from "../world.ts";

const levels = z.enum(["state", "cluster", "province", "city"]);

/** Who coordinates where several bodies answer jointly: one rule, tried in the order of the list. */
export const leadRuleSchema = z.strictObject({
  id: z.string().min(1).max(100),
  /** Why this body leads, in words for a page. */
  title: textSchema,
  /** What has to be true of a commitment's leading owners; what is left out does not narrow. */
  when: z.strictObject({
    /** `single`: every leading owner of the register is one body. `group`: one of them stands for many. */
    owners: z.enum(["single", "group"]).optional(),
    /** All bodies are of this level. */
    level: levels.optional(),
    /** The bodies lie in one province, or in several (also when one of them lies in none). */
    spread: z.enum(["one-province", "several-provinces"]).optional(),
    /** Trade of the leading owner that the register names first. */
    functions: z.array(z.string()).min(1).optional(),
  }),
  /** Which body it is. */
  lead: z.discriminatedUnion("by", [
    /** The one that the register names first. */
    z.strictObject({ by: z.literal("first-named") }),
    /** The body of a trade (`same`: that of the owner named first) at a level; of the owners' own province there. */
    z.strictObject({
      by: z.literal("function"),
      function: z.string(),
      level: z.enum(["state", "cluster", "province"]),
    }),
    z.strictObject({ by: z.literal("organisation"), organisation: z.string() }),
  ]),
  /** Whether such a lead is asked in rounds; one that gathers the members' reports anyway is not. */
  reports: z.boolean().default(true),
});
export type LeadRule = z.infer<typeof leadRuleSchema>;

/** A lead that a rule has found, and the rule. */
export interface ProposedLead {
  readonly organisation: string;
  readonly rule: LeadRule;
}

/**
 * The one body that coordinates where a commitment's leading owners are several bodies, by the first rule that applies
 * and names exactly one. Undefined when one body leads anyway, or no rule fits.
 */
export function findProposedLead(
  world: World,
  commitment: Commitment,
  rules: readonly LeadRule[],
): ProposedLead | undefined {
  const owners = commitment.lead.map((token) => resolveOwner(world, token, commitment.places));
  const bodies = owners.flat();
  if (owners.filter((found) => found.length === 1).length === 1) return undefined;
  for (const rule of rules) {
    if (!fits(world, owners, bodies, rule.when)) continue;
    const [found, second] = listLeads(world, bodies, rule.lead);
    if (found && !second) return { organisation: found.id, rule };
  }
  return undefined;
}

function fits(
  world: World,
  owners: readonly (readonly PlanOrganisation[])[],
  bodies: readonly PlanOrganisation[],
  when: LeadRule["when"],
): boolean {
  const kind = owners.every((found) => found.length <= 1) ? "single" : "group";
  if (when.owners !== undefined && when.owners !== kind) return false;
  if (when.level !== undefined && bodies.some((body) => body.level !== when.level)) return false;
  const spread = findProvince(world, bodies) === undefined ? "several-provinces" : "one-province";
  if (when.spread !== undefined && when.spread !== spread) return false;
  return when.functions === undefined || when.functions.includes(bodies[0]?.function ?? "");
}

function listLeads(world: World, bodies: readonly PlanOrganisation[], lead: LeadRule["lead"]): PlanOrganisation[] {
  const [first] = bodies;
  if (!first) return [];
  if (lead.by === "first-named") return [first];
  if (lead.by === "organisation") {
    const found = world.organisations.get(lead.organisation);
    return found ? [found] : [];
  }
  const trade = lead.function === "same" ? first.function : lead.function;
  const found = (world.organisationsByFunction.get(trade) ?? []).filter((body) => body.level === lead.level);
  if (lead.level !== "province") return found;
  const province = findProvince(world, bodies);
  return found.filter((body) => body.jurisdiction === province);
}

/** The province that all bodies belong to; undefined when they belong to several, or one of them to none. */
function findProvince(world: World, bodies: readonly PlanOrganisation[]): string | undefined {
  const provinces = new Set(
    bodies.map(({ level, jurisdiction }) => {
      if (jurisdiction === null) return undefined;
      return level === "province" ? jurisdiction : (world.places.get(jurisdiction)?.parent ?? undefined);
    }),
  );
  const [province] = provinces;
  return provinces.size === 1 ? province : undefined;
}
