import type { CitySummary } from "@midreach/plan";
import { countsInWords, formatQuantity, type MapCity, MapPlaceholder, MapView, m, say, useApi } from "@midreach/ui";
import { useMemo } from "react";
import { placeAddress, planApi } from "./plan-api.ts";

interface ClusterMapProps {
  readonly cities: readonly CitySummary[];
  readonly label: string;
  readonly highlights?: ReadonlySet<string>;
  readonly legend?: boolean;
  /** Points that are no cities: ports, airports, parks. */
  readonly extra?: readonly MapCity[];
}

/** The cluster's cities on the region's layers, each a link to its page. */
export function ClusterMap({ cities, label, highlights, legend = true, extra = [] }: ClusterMapProps) {
  const map = useApi(planApi, "/api/map");
  const points = useMemo(() => [...cities.map(toMapCity), ...extra], [cities, extra]);
  if (map.isError) return <p className="mr-soft">{m.map_unavailable()}</p>;
  if (!map.data) return <MapPlaceholder />;
  return (
    <MapView
      layers={map.data.layers}
      cities={points}
      note={map.data.note}
      label={label}
      legend={legend}
      {...(highlights ? { highlights } : {})}
    />
  );
}

function toMapCity(city: CitySummary): MapCity {
  const population = city.population ? formatQuantity(city.population.value, city.population.unit) : m.unknown();
  return {
    code: city.code,
    name: city.name,
    lon: city.lon,
    lat: city.lat,
    population: city.population?.value ?? null,
    counts: city.latest,
    href: placeAddress(city.code),
    description: m.map_city({
      name: say(city.name),
      population,
      counts: city.latest ? countsInWords(city.latest) : m.not_evaluated(),
    }),
  };
}
