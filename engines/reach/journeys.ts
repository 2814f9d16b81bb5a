import type { JourneysQuery } from "./api/queries.ts";
import { findCancellations } from "./cancellations.ts";
import { toDayTime, toMinutes, toSeconds } from "./clock.ts";
import { ask } from "./compute/ask.ts";
import type { Journey, Leg } from "./core/journey.ts";
import type { Timetable } from "./core/timetable.ts";
import { type ChosenDataSet, chooseDataSet, findNoData } from "./data-sets.ts";
import { describeLegEnd, describeStation, type End, parseEnd } from "./ends.ts";
import type { JourneyAnswer, JourneyLeg, Journeys } from "./schemas.ts";
import type { Asking, ReachService } from "./service.ts";

/** Journeys between two ends, and what remains of them when something is cancelled. @throws Problem as `chooseDataSet` */
export async function getJourneys(
  service: ReachService,
  query: JourneysQuery,
  { actor, signal }: Asking,
): Promise<Journeys> {
  const dataSet = await chooseDataSet(service, actor, query);
  const { timetable } = dataSet.network;
  const ends = {
    from: parseEnd(service, { timetable, settings: dataSet.settings }, query.from),
    to: parseEnd(service, { timetable, settings: dataSet.settings }, query.to),
  };
  const cancelled = findCancellations(service, timetable, query.without ?? []);
  const frame = { dataSet: dataSet.view, mode: query.mode, from: ends.from.view, to: ends.to.view };
  const reason = findReason(dataSet, ends);
  const isSame = ends.from.view.kind === ends.to.view.kind && ends.from.view.id === ends.to.view.id;
  if (reason || isSame) {
    return { ...frame, state: isSame ? "same" : "no-data", reason: reason ?? null, journeys: [], disruption: null };
  }
  const question = { ...questionOf(query, dataSet), ...originsOf(ends) };
  const found = await ask(dataSet.network, { ...question, without: cancelled?.without }, { signal });
  const undisturbed = cancelled ? await ask(dataSet.network, question, { signal }) : found;
  const journeys = found.map((journey) => toJourney(timetable, journey, ends));
  return {
    ...frame,
    state: journeys.length > 0 ? "reached" : "not-reached",
    reason: null,
    journeys,
    disruption: cancelled
      ? { cancelled: cancelled.views, undisturbed: countOf(undisturbed), remaining: countOf(found) }
      : null,
  };
}

interface Ends {
  readonly from: End;
  readonly to: End;
}

const originsOf = ({ from, to }: Ends) => ({ origins: from.endpoints, targets: to.endpoints });

/** Why nothing can be said about one of the ends. */
function findReason(dataSet: ChosenDataSet, ends: Ends) {
  for (const { view } of [ends.from, ends.to]) {
    const reason = findNoData(dataSet, view.kind === "place" ? view.place : null);
    if (reason) return reason;
  }
  return undefined;
}

function questionOf(query: JourneysQuery, { date, window }: ChosenDataSet) {
  const { mode, maxTransfers } = query;
  const frame = { kind: "journeys", date, maxTransfers } as const;
  if (mode === "window") return { ...frame, time: { window: { from: window.start, to: window.end } } };
  if (mode === "arrive") return { ...frame, time: { arriveBySeconds: toSeconds(query.time ?? "24:00") } };
  return { ...frame, time: { departSeconds: toSeconds(query.time ?? "08:00") } };
}

function countOf(journeys: readonly Journey[]) {
  const lengths = journeys.map(({ arrivalSeconds, departureSeconds }) => arrivalSeconds - departureSeconds);
  return {
    journeys: journeys.length,
    fastestMinutes: lengths.length > 0 ? toMinutes(Math.min(...lengths)) : null,
  };
}

function toJourney(timetable: Timetable, journey: Journey, ends: Ends): JourneyAnswer {
  return {
    departure: toDayTime(journey.departureSeconds),
    arrival: toDayTime(journey.arrivalSeconds),
    minutes: toMinutes(journey.arrivalSeconds - journey.departureSeconds),
    rideMinutes: toMinutes(journey.rideSeconds),
    waitMinutes: toMinutes(journey.waitSeconds),
    transferMinutes: toMinutes(journey.transferSeconds),
    accessMinutes: toMinutes(journey.accessSeconds),
    transfers: journey.transfers,
    legs: journey.legs.map((leg) => toLeg(timetable, leg, ends)),
  };
}

function toLeg(timetable: Timetable, leg: Leg, ends: Ends): JourneyLeg {
  const frame = {
    from: describeLegEnd(timetable, leg.from, ends.from),
    to: describeLegEnd(timetable, leg.to, ends.to),
    departure: toDayTime(leg.departureSeconds),
    arrival: toDayTime(leg.arrivalSeconds),
    minutes: toMinutes(leg.arrivalSeconds - leg.departureSeconds),
  };
  if (leg.kind !== "ride") return { kind: leg.kind, ...frame };
  const { trips } = timetable;
  return {
    kind: "ride",
    ...frame,
    train: trips.names[leg.trip] as string,
    class: trips.classes[leg.trip] as string,
    trip: trips.ids[leg.trip] as string,
    headsign: trips.headsigns[leg.trip] ?? null,
    serviceDayOffset: leg.serviceDayOffset,
    calls: leg.calls.slice(1, -1).map(({ station, arrivalSeconds, departureSeconds }) => ({
      station: describeStation(timetable, station),
      arrival: toDayTime(arrivalSeconds),
      departure: toDayTime(departureSeconds),
    })),
  };
}
