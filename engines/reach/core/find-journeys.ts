import type { Connections } from "./connections.ts";
import { type Endpoint, expandEndpoints, type ReachedEndpoint } from "./endpoints.ts";
import { type Journey, makeJourney, makeWalk } from "./journey.ts";
import { type Stretch, traceLatest } from "./latest-departure.ts";
import { listParetoEntries, paretoProfile, traceEntry } from "./pareto-profile.ts";
import { scanPareto } from "./pareto-scan.ts";
import type { Window } from "./profile.ts";
import { getReversedFootpaths, reverseConnections } from "./reversal.ts";

/** What a traveller asks; exactly one of the three times. */
export interface JourneyQuestion {
  readonly origins: readonly Endpoint[];
  readonly targets: readonly Endpoint[];
  /** Ready to leave the origin then. */
  readonly departSeconds?: number | undefined;
  /** At the target then or before. */
  readonly arriveBySeconds?: number | undefined;
  /** Leaving the origin within. */
  readonly window?: Window | undefined;
  /** Most changes of train; 4 unless given. */
  readonly maxTransfers?: number | undefined;
}

/** Changes of train beyond which nobody looks unless asked. */
export const usualTransfers = 4;

/**
 * The Pareto set of journeys, sorted by departure. `departSeconds`: for each number of transfers that pays the earliest
 * arrival, and of the journeys that arrive then the one that leaves last. `arriveBySeconds`: the latest departure for each
 * number of transfers, and of those journeys the one that arrives first. `window`: every journey that none equals or
 * beats in departure, arrival and transfers (`listParetoEntries`).
 * @throws Error when the question has no time
 */
export function findJourneys(connections: Connections, question: JourneyQuestion): Journey[] {
  const ends = {
    origins: expandEndpoints(question.origins, connections.footpaths),
    targets: expandEndpoints(question.targets, getReversedFootpaths(connections.footpaths)),
    // Expanded ends meet in walks of two ways; a walk is an origin's way to a target itself.
    walkTargets: question.targets.map((via) => ({ ...via, via, kind: -1 })),
    maxTrips: (question.maxTransfers ?? usualTransfers) + 1,
  };
  if (question.window !== undefined) return findInWindow(connections, question, ends);
  if (question.departSeconds !== undefined) return findAfter(connections, ends, question.departSeconds);
  if (question.arriveBySeconds !== undefined) return findBefore(connections, ends, question.arriveBySeconds);
  throw new Error("A question about journeys needs a departure, an arrival or a window.");
}

interface Ends {
  readonly origins: readonly ReachedEndpoint[];
  readonly targets: readonly ReachedEndpoint[];
  readonly walkTargets: readonly ReachedEndpoint[];
  readonly maxTrips: number;
}

function findInWindow(connections: Connections, question: JourneyQuestion, ends: Ends): Journey[] {
  const window = question.window as Window;
  const profile = paretoProfile(connections, question.targets, { maxTrips: ends.maxTrips, fromSeconds: window.from });
  return listParetoEntries(profile, ends.origins)
    .filter(({ departureSeconds }) => departureSeconds < window.to)
    .map((entry) => {
      const stretches = traceEntry(connections, profile, entry);
      return makeJourney(connections, {
        stretches,
        origin: entry.origin,
        target: getTarget(connections, stretches, ends),
      });
    });
}

function findAfter(connections: Connections, ends: Ends, departSeconds: number): Journey[] {
  const question = { ...ends, departSeconds };
  const answer = scanPareto(connections, question);
  const journeys = listSteps(answer.arrivals).map((trips) =>
    assemble(connections, traceLatest(connections, question, answer, trips), ends),
  );
  const walk = findWalk(ends);
  return sortJourneys(walk === undefined ? journeys : [...journeys, makeWalk(walk.origin, walk.target, departSeconds)]);
}

/** The same backwards in time: who goes from the targets to the origins and sets out at minus the arrival. */
function findBefore(connections: Connections, ends: Ends, arriveBySeconds: number): Journey[] {
  const reversed = reverseConnections(connections);
  const { origins, targets, maxTrips } = ends;
  const question = { origins: targets, targets: origins, maxTrips, departSeconds: -arriveBySeconds };
  const answer = scanPareto(reversed, question);
  const journeys = listSteps(answer.arrivals).map((trips) => {
    const stretches = traceLatest(reversed, question, answer, trips).map(({ enter, exit }) => ({
      enter: reversed.original[exit] as number,
      exit: reversed.original[enter] as number,
    }));
    return assemble(connections, stretches.reverse(), ends);
  });
  const walk = findWalk(ends);
  if (walk === undefined) return sortJourneys(journeys);
  const departs = arriveBySeconds - walk.origin.seconds - walk.target.seconds;
  return sortJourneys([...journeys, makeWalk(walk.origin, walk.target, departs)]);
}

/** Numbers of trains that arrive earlier than any smaller number. */
function listSteps(arrivals: Int32Array): number[] {
  const steps: number[] = [];
  for (let trips = 1; trips < arrivals.length; trips += 1) {
    if ((arrivals[trips] as number) < (arrivals[trips - 1] as number)) steps.push(trips);
  }
  return steps;
}

function findWalk({ origins, walkTargets }: Ends): { origin: ReachedEndpoint; target: ReachedEndpoint } | undefined {
  const walks = origins.flatMap((origin) =>
    walkTargets.filter(({ station }) => station === origin.station).map((target) => ({ origin, target })),
  );
  return walks.sort((a, b) => a.origin.seconds + a.target.seconds - b.origin.seconds - b.target.seconds)[0];
}

function assemble(connections: Connections, stretches: readonly Stretch[], ends: Ends): Journey {
  const enter = connections.from[(stretches[0] as Stretch).enter];
  const origin = ends.origins.find(({ station }) => station === enter) as ReachedEndpoint;
  return makeJourney(connections, { stretches, origin, target: getTarget(connections, stretches, ends) });
}

function getTarget(connections: Connections, stretches: readonly Stretch[], { targets }: Ends): ReachedEndpoint {
  const exit = connections.to[(stretches[stretches.length - 1] as Stretch).exit];
  return targets.find(({ station }) => station === exit) as ReachedEndpoint;
}

function sortJourneys(journeys: Journey[]): Journey[] {
  return journeys.sort(
    (a, b) =>
      a.departureSeconds - b.departureSeconds || a.arrivalSeconds - b.arrivalSeconds || a.transfers - b.transfers,
  );
}
