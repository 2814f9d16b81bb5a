import type { Place } from "@midreach/kernel/region";
import type { ReachPlace } from "./schemas.ts";
import type { ReachService } from "./service.ts";

const cityKinds: readonly string[] = ["prefecture", "county"];

/** The cities of the plan, in the region's order. */
export function listCities({ services }: ReachService): readonly Place[] {
  return services.region.places.rows.filter(({ inPlan, kind }) => inPlan && cityKinds.includes(kind));
}

/** A city by its code; any prefecture or county of the region. */
export function findPlace({ services }: ReachService, code: string): Place | undefined {
  return services.region.places.rows.find((place) => place.code === code && cityKinds.includes(place.kind));
}

/** A city by its code or its name in either language, with or without the word for a city behind it. */
export function findPlaceNamed(service: ReachService, words: string): Place | undefined {
  const wanted = plain(words);
  return (
    findPlace(service, words) ??
    service.services.region.places.rows.find(
      ({ kind, name }) => cityKinds.includes(kind) && (plain(name.zh) === wanted || plain(name.en) === wanted),
    )
  );
}

const plain = (name: string): string => name.trim().toLowerCase().replace(/市$/u, "");

/** A place as answers name it; a code that the region does not know stands for itself. */
export function toReachPlace(service: ReachService, code: string): ReachPlace {
  const place = findPlace(service, code);
  if (!place) return { code, name: { zh: code, en: code }, lon: null, lat: null };
  return { code, name: place.name, lon: place.lon, lat: place.lat };
}
