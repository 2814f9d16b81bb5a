import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Trip } from "@midreach/reach";
import { run } from "../scripts/run.mjs";
import { type BenchmarkContext, NotHere } from "./benchmark.ts";

/** What is used of raptor-journey-planner. */
interface Raptor {
  readonly RaptorAlgorithmFactory: {
    create(trips: PeerTrip[], transfers: object, interchange: Record<string, number>, date: Date): object;
  };
  readonly DepartAfterQuery: new (raptor: object, factory: object, maxSearchDays: number) => PeerQuery;
  readonly JourneyFactory: new () => object;
  readonly Service: new (start: number, end: number, days: Record<number, boolean>, dates: object) => object;
}

interface PeerTrip {
  readonly tripId: string;
  readonly serviceId: string;
  readonly service: object;
  readonly stopTimes: readonly object[];
}

interface PeerQuery {
  plan(origin: string, target: string, date: Date, seconds: number): { arrivalTime: number; legs: readonly object[] }[];
}

/** A journey by what both planners say of it. */
export interface Outcome {
  readonly arrivalSeconds: number;
  readonly transfers: number;
}

/** Asks the peer from station to station. */
export type AskPeer = (from: string, to: string, departSeconds: number) => Outcome[];

/** It asks for an old Node in a package that is not used here, and is GPL-3.0: it stands apart from our packages. */
async function loadPeer(context: BenchmarkContext): Promise<Raptor> {
  const folder = join(context.root, "bench/raptor");
  const main = join(folder, "node_modules/raptor-journey-planner");
  const installed = await readFile(join(main, "package.json"), "utf8").catch(() => undefined);
  if (installed === undefined) {
    context.say("installing raptor-journey-planner");
    try {
      await run("npm", ["ci", "--no-audit", "--no-fund", "--workspaces=false", "--ignore-scripts"], { cwd: folder });
    } catch (error) {
      throw new NotHere(
        `raptor-journey-planner could not be installed: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return createRequire(import.meta.url)(main) as Raptor;
}

/** Hands the peer the day's trips in its own structures, filtered beforehand as it does for speed. */
export async function makePeer(context: BenchmarkContext, day: readonly Trip[], date: string): Promise<AskPeer> {
  const raptor = await loadPeer(context);
  const midnight = new Date(`${date}T00:00:00Z`);
  const everyDay = { 0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true };
  const service = new raptor.Service(0, 99_999_999, everyDay, {});
  const trips = day.map(
    (trip): PeerTrip => ({
      tripId: trip.id,
      serviceId: trip.calendar,
      service,
      stopTimes: trip.calls.map((call) => ({
        stop: call.station,
        arrivalTime: call.arrivalSeconds,
        departureTime: call.departureSeconds,
        pickUp: call.boarding !== false,
        dropOff: call.alighting !== false,
      })),
    }),
  );
  const algorithm = raptor.RaptorAlgorithmFactory.create(trips, {}, {}, midnight);
  const query = new raptor.DepartAfterQuery(algorithm, new raptor.JourneyFactory(), 1);
  return (from, to, departSeconds) =>
    query
      .plan(from, to, midnight, departSeconds)
      .map(({ arrivalTime, legs }) => ({ arrivalSeconds: arrivalTime, transfers: legs.length - 1 }));
}
