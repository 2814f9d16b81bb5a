import type { Text } from "@midreach/kernel/contracts";
import type { PlanOrganisation } from "./records.ts";
import type { Commitment } from "./register.ts";
import { expandPlaces, type World } from "./world.ts";

/**
 * An owner as the register writes it: an organisation's id, or `trade@level`, where the level is `state`, `cluster`,
 * `province` (all provinces of the plan), `city` (the plan's cities within the commitment's places; all of them when
 * there are none) or the code of one place.
 */
type OwnerToken = string;

/** Organisations that an owner token means for these places; empty when the region names none. */
export function resolveOwner(world: World, token: OwnerToken, places: readonly string[]): PlanOrganisation[] {
  const [trade = "", level] = token.split("@");
  if (level === undefined) {
    const found = world.organisations.get(token);
    return found ? [found] : [];
  }
  const bodies = world.organisationsByFunction.get(trade) ?? [];
  if (level === "state" || level === "cluster") return bodies.filter((body) => body.level === level);
  if (level === "province" || level === "city") {
    const codes = new Set(level === "city" ? citiesOf(world, places) : provincesOf(world, []));
    return bodies.filter((body) => body.level === level && body.jurisdiction !== null && codes.has(body.jurisdiction));
  }
  return bodies.filter((body) => body.jurisdiction === level);
}

/** First leading organisation of a commitment: the one that answers for it. */
export function findOwner(world: World, commitment: Commitment): string | undefined {
  const token = commitment.lead[0];
  return token ? resolveOwner(world, token, commitment.places)[0]?.id : undefined;
}

/** Cities of the plan that a list of places lies in, touches or includes; all of them when it says nothing. */
export function citiesOf(world: World, places: readonly string[]): string[] {
  const cities = world.records.places.filter((place) => place.inPlan).map((place) => place.code);
  const named = new Set(cities);
  const found = expandPlaces(world, places).flatMap((code) => {
    if (named.has(code)) return [code];
    const place = world.places.get(code);
    if (!place) return [];
    if (place.kind === "province") return cities.filter((city) => world.places.get(city)?.parent === code);
    if (place.members.length > 0) return place.members.filter((member) => named.has(member));
    return place.parent && named.has(place.parent) ? [place.parent] : [];
  });
  return found.length > 0 ? [...new Set(found)] : cities;
}

/** Provinces of the cities of a list of places; all provinces of the plan when it says nothing. */
export function provincesOf(world: World, places: readonly string[]): string[] {
  const parents = citiesOf(world, places).map((code) => world.places.get(code)?.parent);
  return [...new Set(parents.filter((code): code is string => typeof code === "string"))];
}

/** `各市` and so on: what a token with a level means when it stands for many organisations. */
export const levelNames: Readonly<Record<string, Text>> = {
  province: { zh: "各省", en: "provinces" },
  city: { zh: "各市", en: "cities" },
  state: { zh: "国家", en: "state" },
  cluster: { zh: "区域", en: "region" },
};
