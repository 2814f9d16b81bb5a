import type { Source } from "@midreach/kernel/contracts";
import { z } from "zod";
import { listCities } from "./places.ts";
import type { ReachService } from "./service.ts";

/** The region's figures that are counted as people. */
const indicator = "population";

const observationSchema = z.looseObject({
  indicator: z.string(),
  place: z.string(),
  period: z.string(),
  value: z.number(),
  source_title: z.string(),
  source_url: z.string().nullish(),
  published_at: z.string().nullish(),
  published_basis: z.enum(["stated", "assumed"]).nullish(),
});
type Observation = z.infer<typeof observationSchema>;

/** People by place, of one period for all. */
export interface Populations {
  readonly people: ReadonlyMap<string, number>;
  readonly period: string;
  readonly source: Source | null;
}

const known = new WeakMap<ReachService, readonly Observation[]>();

/**
 * Resident population of places out of the region's observations, of one period for all, so that they are counted at one
 * time: of those that had begun on the day (or of all, if none had) the one with figures of the most cities.
 * @param knownBy only what had been published by then, if given
 */
export function findPopulations(service: ReachService, day: string, knownBy?: string): Populations {
  const rows = listObservations(service).filter(
    ({ published_at }) => knownBy === undefined || !published_at || published_at <= knownBy,
  );
  const period = choosePeriod(rows, day, new Set(listCities(service).map(({ code }) => code)));
  const ofPeriod = rows.filter((row) => row.period === period);
  const [first] = ofPeriod;
  if (!first || period === undefined) return { people: new Map(), period: "", source: null };
  return {
    people: new Map(ofPeriod.map(({ place, value }) => [place, value])),
    period,
    source: {
      resource: "observations",
      title: first.source_title,
      ...(first.source_url ? { url: first.source_url } : {}),
      ...licenceOf(service),
      ...(first.published_at ? { publishedAt: first.published_at } : {}),
      ...(first.published_basis ? { publishedBasis: first.published_basis } : {}),
    },
  };
}

/** The period that had begun by the day and has figures of the most cities; of several, the latest. */
function choosePeriod(rows: readonly Observation[], day: string, cities: ReadonlySet<string>): string | undefined {
  const counts = new Map<string, number>();
  for (const { period, place } of rows) if (cities.has(place)) counts.set(period, (counts.get(period) ?? 0) + 1);
  const begun = [...counts].filter(([period]) => period <= day);
  const candidates = begun.length > 0 ? begun : [...counts];
  return candidates.sort(([a, many], [b, most]) => most - many || (a < b ? 1 : -1))[0]?.[0];
}

function listObservations(service: ReachService): readonly Observation[] {
  let rows = known.get(service);
  if (!rows) {
    const raw = service.services.region.raw.get("observations")?.rows ?? [];
    rows = raw.flatMap(({ value }) => {
      const parsed = observationSchema.safeParse(value);
      return parsed.success && parsed.data.indicator === indicator ? [parsed.data] : [];
    });
    known.set(service, rows);
  }
  return rows;
}

function licenceOf({ services }: ReachService): { readonly licence?: string } {
  const licence = services.region.raw.get("observations")?.source.licence;
  return licence === undefined ? {} : { licence };
}
