import { type Cancellations, type Connections, expandHorizon } from "../core/connections.ts";
import { type DirectTrain, listDirectTrains } from "../core/direct-trains.ts";
import type { Endpoint } from "../core/endpoints.ts";
import { findJourneys } from "../core/find-journeys.ts";
import { type Isochrone, type IsochroneSource, isochrones } from "../core/isochrones.ts";
import type { Journey } from "../core/journey.ts";
import { computeMatrix, type MatrixCell } from "../core/matrix.ts";
import type { Window } from "../core/profile.ts";
import { mayBoard, type Timetable } from "../core/timetable.ts";
import { type SpreadOrder, spreadFastest } from "./spread.ts";

/** What a network is asked. Times are seconds after the local midnight of `date`. */
export type Question =
  | CellsQuestion
  | JourneysQuestion
  | SpreadQuestion
  | IsochronesQuestion
  | DeparturesQuestion
  | TrainsQuestion;

/** Figures of every source with every target. */
export interface CellsQuestion {
  readonly kind: "cells";
  readonly date: string;
  readonly sources: readonly (readonly Endpoint[])[];
  readonly targets: readonly (readonly Endpoint[])[];
  readonly window: Window;
  readonly thresholdSeconds: number;
}

/** Journeys between two ends. */
export interface JourneysQuestion {
  readonly kind: "journeys";
  readonly date: string;
  readonly origins: readonly Endpoint[];
  readonly targets: readonly Endpoint[];
  readonly time:
    | { readonly departSeconds: number }
    | { readonly arriveBySeconds: number }
    | { readonly window: Window };
  readonly maxTransfers: number;
  readonly without?: Cancellations | undefined;
}

/** From an origin to every station: the shortest journey that departs in the window. */
export interface SpreadQuestion extends SpreadOrder {
  readonly kind: "spread";
  readonly date: string;
}

/** Areas within reach of an origin. */
export interface IsochronesQuestion extends SpreadOrder {
  readonly kind: "isochrones";
  readonly date: string;
  /** A point from which one also goes without any train. */
  readonly start: { readonly lon: number; readonly lat: number } | null;
  readonly thresholdsSeconds: readonly number[];
  readonly speedKmh: number;
  readonly detourFactor: number;
  /** Longest egress. */
  readonly accessSeconds: number;
}

/** How many trains may be boarded at each station on the day. */
export interface DeparturesQuestion {
  readonly kind: "departures";
  readonly date: string;
}

/** Trains without change between two groups of stations. */
export interface TrainsQuestion {
  readonly kind: "trains";
  readonly date: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly window: Window;
}

/** What a question brings. */
export interface Answers {
  readonly cells: readonly MatrixCell[];
  readonly journeys: readonly Journey[];
  /** Seconds by station, -1 where no journey leads. */
  readonly spread: Int32Array;
  readonly isochrones: readonly Isochrone[];
  readonly departures: Int32Array;
  readonly trains: readonly DirectTrain[];
}

/** Lets somebody follow the work and stop it. */
export interface Watch {
  readonly onProgress?: ((share: number) => void) | undefined;
  readonly isCancelled?: (() => boolean) | undefined;
}

/** Rides that all kept days of all networks hold together; one takes about 100 bytes, workspaces included. */
const mostRides = 1_500_000;
const horizons = new Map<string, Connections>();
const names = new WeakMap<Timetable, number>();
let lastName = 0;

function nameOf(timetable: Timetable): number {
  const known = names.get(timetable);
  if (known !== undefined) return known;
  lastName += 1;
  names.set(timetable, lastName);
  return lastName;
}

/** The connections around a date; those used last are kept, since people ask about one day again and again. */
function horizonOf(timetable: Timetable, date: string, daysAfter: number, without?: Cancellations): Connections {
  const key = JSON.stringify([nameOf(timetable), date, daysAfter, without ?? null]);
  const found = horizons.get(key) ?? expandHorizon(timetable, { date, daysAfter, without });
  horizons.delete(key);
  horizons.set(key, found);
  let rides = 0;
  for (const { count } of horizons.values()) rides += count;
  for (const [oldest, { count }] of horizons) {
    if (rides <= mostRides || oldest === key) break;
    horizons.delete(oldest);
    rides -= count;
  }
  return found;
}

/** Trains of so many days after the date may still be taken: two when one may set out after midnight. */
const daysAfter = (latest: number): number => (latest > 86_400 ? 2 : 1);

/** Answers a question; runs in a computing thread, or wherever nobody waits. */
export function answerQuestion<Kind extends Question["kind"]>(
  timetable: Timetable,
  question: Extract<Question, { kind: Kind }>,
  watch: Watch = {},
): Answers[Kind] {
  return answer(timetable, question, watch) as Answers[Kind];
}

function answer(timetable: Timetable, question: Question, watch: Watch): Answers[Question["kind"]] {
  switch (question.kind) {
    case "cells": {
      const connections = horizonOf(timetable, question.date, daysAfter(question.window.to));
      const onProgress = (done: number, of: number) => watch.onProgress?.(done / of);
      return computeMatrix(connections, { ...question, isCancelled: watch.isCancelled, onProgress });
    }
    case "journeys": {
      const { time, without } = question;
      const latest = "window" in time ? time.window.to : "departSeconds" in time ? time.departSeconds : 0;
      return findJourneys(horizonOf(timetable, question.date, daysAfter(latest), without), { ...question, ...time });
    }
    case "spread": {
      const connections = horizonOf(timetable, question.date, daysAfter(question.window.to));
      return spreadFastest(connections, question, watch);
    }
    case "isochrones":
      return drawIsochrones(timetable, question, watch);
    case "departures":
      return countDepartures(horizonOf(timetable, question.date, 1));
    case "trains": {
      const { date, from, to, window } = question;
      return listDirectTrains(horizonOf(timetable, date, daysAfter(window.to)), from, to, window);
    }
  }
}

function drawIsochrones(timetable: Timetable, question: IsochronesQuestion, watch: Watch): Isochrone[] {
  const { date, start, window } = question;
  const seconds = spreadFastest(horizonOf(timetable, date, daysAfter(window.to)), question, watch);
  const { lon, lat } = timetable.stations;
  const sources: IsochroneSource[] = start ? [{ ...start, seconds: 0 }] : [];
  seconds.forEach((value, station) => {
    if (value >= 0) sources.push({ lon: lon[station] as number, lat: lat[station] as number, seconds: value });
  });
  return isochrones(sources, { ...question, longestSeconds: question.accessSeconds });
}

/** Trains by station that may be boarded there between midnight and midnight. */
function countDepartures({ count, departure, flags, from, stationCount }: Connections): Int32Array {
  const departures = new Int32Array(stationCount);
  for (let index = 0; index < count; index += 1) {
    const seconds = departure[index] as number;
    if (seconds < 0 || seconds >= 86_400 || ((flags[index] as number) & mayBoard) === 0) continue;
    const station = from[index] as number;
    departures[station] = (departures[station] as number) + 1;
  }
  return departures;
}
