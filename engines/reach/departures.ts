import type { DeparturesQuery } from "./api/queries.ts";
import { toDayTime, toMinutes } from "./clock.ts";
import { ask } from "./compute/ask.ts";
import type { DirectTrain } from "./core/direct-trains.ts";
import type { Journey, Leg } from "./core/journey.ts";
import type { Timetable } from "./core/timetable.ts";
import { type ChosenDataSet, chooseDataSet, findNoData } from "./data-sets.ts";
import type { Departure, Departures } from "./departures-schemas.ts";
import { describeLegEnd, describeStation, type End, parseEnd } from "./ends.ts";
import { noDataFigures, sameFigures, toFigures } from "./figures.ts";
import type { Asking, ReachService } from "./service.ts";

interface Ends {
  readonly from: End;
  readonly to: End;
}

/** Every departure between two ends, with the figures made of them. @throws Problem as `chooseDataSet` and `parseEnd` */
export async function getDepartures(
  service: ReachService,
  query: DeparturesQuery,
  { actor, signal }: Asking,
): Promise<Departures> {
  const dataSet = await chooseDataSet(service, actor, query);
  const given = { timetable: dataSet.network.timetable, settings: dataSet.settings };
  const ends = { from: parseEnd(service, given, query.from), to: parseEnd(service, given, query.to) };
  const frame = { dataSet: dataSet.view, from: ends.from.view, to: ends.to.view };
  const reason = findReason(dataSet, ends);
  if (reason) return { ...frame, figures: noDataFigures(reason), departures: [] };
  if (ends.from.view.id === ends.to.view.id) return { ...frame, figures: sameFigures, departures: [] };
  const { network, date, thresholdSeconds } = dataSet;
  const window = { from: dataSet.window.start, to: dataSet.window.end };
  const sources = [ends.from.endpoints];
  const targets = [ends.to.endpoints];
  const options = { signal };
  const [cell] = await ask(network, { kind: "cells", date, sources, targets, window, thresholdSeconds }, options);
  if (!cell) throw new Error("one source and one target have one cell");
  const stationsOf = (end: End) => end.endpoints.map(({ station }) => station);
  const trains = await ask(
    network,
    { kind: "trains", date, from: stationsOf(ends.from), to: stationsOf(ends.to), window },
    options,
  );
  const question = { kind: "journeys", date, origins: ends.from.endpoints, targets: ends.to.endpoints } as const;
  const departures =
    trains.length > 0
      ? trains.map((train) => ofTrain(network.timetable, train, ends))
      : (await ask(network, { ...question, time: { window }, maxTransfers: mostTransfers }, options))
          .filter((journey) => journey.departureSeconds < window.to)
          .map((journey) => ofJourney(network.timetable, journey, ends));
  return { ...frame, figures: toFigures(cell), departures };
}

/** As many as the matrix takes (`usualTransfers` of the core). */
const mostTransfers = 4;

function findReason(dataSet: ChosenDataSet, { from, to }: Ends) {
  const reasonOf = ({ view }: End) => findNoData(dataSet, view.kind === "place" ? view.place : null);
  return reasonOf(from) ?? reasonOf(to);
}

/** A train without change, from door to door where an end is a point. */
function ofTrain(timetable: Timetable, train: DirectTrain, ends: Ends): Departure {
  const waySeconds = (end: End, station: number) =>
    end.endpoints.find((endpoint) => endpoint.station === station)?.seconds ?? 0;
  const departureSeconds = train.departureSeconds - waySeconds(ends.from, train.from);
  const arrivalSeconds = train.arrivalSeconds + waySeconds(ends.to, train.to);
  return {
    departure: toDayTime(departureSeconds),
    arrival: toDayTime(arrivalSeconds),
    minutes: toMinutes(arrivalSeconds - departureSeconds),
    transfers: 0,
    trains: [timetable.trips.names[train.trip] as string],
    from: describeStation(timetable, train.from),
    to: describeStation(timetable, train.to),
  };
}

function ofJourney(timetable: Timetable, journey: Journey, ends: Ends): Departure {
  const rides = journey.legs.filter((leg): leg is Leg & { kind: "ride" } => leg.kind === "ride");
  return {
    departure: toDayTime(journey.departureSeconds),
    arrival: toDayTime(journey.arrivalSeconds),
    minutes: toMinutes(journey.arrivalSeconds - journey.departureSeconds),
    transfers: journey.transfers,
    trains: rides.map((leg) => timetable.trips.names[leg.trip] as string),
    from: describeLegEnd(timetable, rides[0]?.from ?? null, ends.from),
    to: describeLegEnd(timetable, rides.at(-1)?.to ?? null, ends.to),
  };
}
