import type { Source } from "@midreach/kernel/contracts";
import { z } from "zod";
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
 * Resident population of places out of the region's observations: of the latest period that had begun on the day, or else
 * of the earliest one, so that all places are counted at one time.
 * @param knownBy only what had been published by then, if given
 */
export function findPopulations(service: ReachService, day: string, knownBy?: string): Populations {
  const rows = listObservations(service).filter(
    ({ published_at }) => knownBy === undefined || !published_at || published_at <= knownBy,
  );
  const periods = [...new Set(rows.map(({ period }) => period))].sort();
  const period = periods.findLast((one) => one <= day) ?? periods[0];
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
