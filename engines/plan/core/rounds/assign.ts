import { citiesOf, resolveOwner } from "../owners.ts";
import type { Commitment } from "../register.ts";
import type { World } from "../world.ts";
import { findProposedLead, type LeadRule } from "./lead.ts";
import type { AssignmentRole } from "./report.ts";

/** Who answers for a commitment, in what capacity. */
export interface Duty {
  readonly organisation: string;
  readonly role: AssignmentRole;
}

/** A duty as the register implies it; `rule` is there for a lead that a rule has proposed. */
export interface ImpliedDuty extends Duty {
  readonly rule?: LeadRule;
}

/**
 * Duties as the register implies them, until the office decides otherwise; the lead comes first. Exactly one body leads:
 * the leading owner of the register that is one body, or, where several bodies answer jointly, the one that the rules
 * name; the others are responsible for their share. Without a fitting rule nobody leads. Supporting owners support. A
 * body has one duty: the weightiest.
 * @param rules who coordinates several bodies, in the order in which they are tried
 */
export function listRegisterDuties(world: World, commitment: Commitment, rules: readonly LeadRule[]): ImpliedDuty[] {
  const owners = commitment.lead.map((token) => resolveOwner(world, token, commitment.places));
  const singles = owners.filter((bodies) => bodies.length === 1).flat();
  const [only] = singles;
  const proposed = singles.length === 1 ? undefined : findProposedLead(world, commitment, rules);
  const duties = new Map<string, ImpliedDuty>();
  const add = (organisation: string, role: AssignmentRole, rule?: LeadRule) => {
    if (!duties.has(organisation)) duties.set(organisation, { organisation, role, ...(rule ? { rule } : {}) });
  };
  if (singles.length === 1 && only) add(only.id, "lead");
  if (proposed) add(proposed.organisation, "lead", proposed.rule);
  for (const body of owners.flat()) add(body.id, "responsible");
  for (const token of commitment.support) {
    for (const body of resolveOwner(world, token, commitment.places)) add(body.id, "support");
  }
  return [...duties.values()];
}

/** Codes of the places that an organisation reports for; undefined stands for all (state, cluster). */
export function findTerritory(world: World, organisation: string): ReadonlySet<string> | undefined {
  const body = world.organisations.get(organisation);
  if (!body?.jurisdiction || body.level === "state" || body.level === "cluster") return undefined;
  const within = world.places.get(body.jurisdiction);
  const cities = body.level === "province" ? citiesOf(world, [body.jurisdiction]) : [body.jurisdiction];
  const inner = world.records.places.filter((place) => place.parent !== null && cities.includes(place.parent));
  return new Set([...(within ? [within.code] : []), ...cities, ...inner.map((place) => place.code)]);
}

/** Functions whose provincial body reviews the cities' bodies of every trade: it answers for the whole province. */
const coordinating = new Set(["drc", "government"]);

/**
 * Bodies that review what an organisation reports: those of its province in the same trade, and the province's
 * coordinating ones. Provincial, state and cluster bodies have the office alone above them.
 */
export function listSuperiors(world: World, organisation: string): string[] {
  const body = world.organisations.get(organisation);
  if (body?.level !== "city" || !body.jurisdiction) return [];
  const place = world.places.get(body.jurisdiction);
  // A group of cities has no province above it.
  const province = place?.parent;
  if (!province) return [];
  return world.records.organisations
    .filter((other) => other.level === "province" && other.jurisdiction === province)
    .filter((other) => other.function === body.function || coordinating.has(other.function))
    .map((other) => other.id);
}
