import type { PlaceRef } from "@midreach/plan";
import { type MapCity, m, useApi } from "@midreach/ui";
import { useMemo } from "react";
import { ClusterMap } from "./cluster-map.tsx";
import { placeAddress, planApi } from "./plan-api.ts";

/** Where the commitment is to be kept: its places, and the cities that belong to them, stand out. */
export function CommitmentMap({ places }: { readonly places: readonly PlaceRef[] }) {
  const cities = useApi(planApi, "/api/cities").data?.cities;
  const highlights = useMemo(() => new Set(places.flatMap((place) => [place.code, ...place.members])), [places]);
  const extra = useMemo(() => {
    const known = new Set(cities?.map((city) => city.code));
    return places
      .filter((place) => place.lon !== null && !known.has(place.code) && place.members.length <= 1)
      .map(toPoint);
  }, [places, cities]);
  return (
    <section className="mr-panel" aria-label={m.map_of_commitment()}>
      <h2>{m.where()}</h2>
      <ClusterMap
        cities={cities ?? []}
        highlights={highlights}
        extra={extra}
        label={m.map_of_commitment()}
        legend={false}
      />
    </section>
  );
}

function toPoint(place: PlaceRef): MapCity {
  return {
    code: place.code,
    name: place.name,
    lon: place.lon,
    lat: place.lat,
    population: null,
    counts: null,
    href: placeAddress(place.code),
  };
}
