import { citiesOf, resolveOwner } from "../owners.ts";
import type { PlanOrganisation } from "../records.ts";
import type { Commitment } from "../register.ts";
import type { World } from "../world.ts";
import type { AssignmentRole } from "./report.ts";

/** Who answers for a commitment, in what capacity. */
export interface Duty {
  readonly organisation: string;
  readonly role: AssignmentRole;
}

/**
 * Duties as the register implies them, until the office decides otherwise. A leading owner that is one body leads; one
 * that stands for many (the transport bureaus of all cities) makes each of them responsible for its own share.
 * Supporting owners support. A body has one duty: the weightiest.
 */
export function listRegisterDuties(world: World, commitment: Commitment): Duty[] {
  const duties = new Map<string, AssignmentRole>();
  const add = (tokens: readonly string[], roleOf: (bodies: readonly PlanOrganisation[]) => AssignmentRole) => {
    for (const token of tokens) {
      const bodies = resolveOwner(world, token, commitment.places);
      for (const body of bodies) if (!duties.has(body.id)) duties.set(body.id, roleOf(bodies));
    }
  };
  add(commitment.lead, (bodies) => (bodies.length === 1 ? "lead" : "responsible"));
  add(commitment.support, () => "support");
  return [...duties].map(([organisation, role]) => ({ organisation, role }));
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
