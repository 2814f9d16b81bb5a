import type { Footpaths } from "./footpaths.ts";

/** A station with the seconds between it and where a journey begins or ends (0 in a station itself). */
export interface Endpoint {
  readonly station: number;
  readonly seconds: number;
}

/** An endpoint, with the way that leads there from (or from there to) another endpoint, or -1. */
export interface ReachedEndpoint extends Endpoint {
  /** The endpoint whose access or egress is used. */
  readonly via: Endpoint;
  /** Kind of the way between, -1 where there is none. */
  readonly kind: number;
}

/**
 * Endpoints and all that lie within a way of them, the quickest for each station. Ways lead from the endpoint outwards;
 * for targets hand in the reversed ways.
 */
export function expandEndpoints(endpoints: readonly Endpoint[], footpaths: Footpaths): ReachedEndpoint[] {
  const best = new Map<number, ReachedEndpoint>();
  const offer = (candidate: ReachedEndpoint) => {
    const known = best.get(candidate.station);
    if (known === undefined || candidate.seconds < known.seconds) best.set(candidate.station, candidate);
  };
  for (const via of endpoints) offer({ ...via, via, kind: -1 });
  for (const via of endpoints) {
    const end = footpaths.first[via.station + 1] as number;
    for (let way = footpaths.first[via.station] as number; way < end; way += 1) {
      const seconds = via.seconds + (footpaths.seconds[way] as number);
      offer({ station: footpaths.to[way] as number, seconds, via, kind: footpaths.kind[way] as number });
    }
  }
  return [...best.values()];
}
