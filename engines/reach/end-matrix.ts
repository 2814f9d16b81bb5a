import type { MatrixQuery } from "./api/queries.ts";
import { ask } from "./compute/ask.ts";
import { chooseDataSet, findNoData } from "./data-sets.ts";
import { type End, parseEnd } from "./ends.ts";
import { noDataFigures, toFigures } from "./figures.ts";
import { listCities } from "./places.ts";
import type { ReachFigures } from "./schemas.ts";
import type { Asking, ReachService } from "./service.ts";

/** Figures between two ends, under the names by which they were asked for. */
export interface EndRow extends ReachFigures {
  readonly from: string;
  readonly to: string;
  readonly feed: string;
  readonly date: string;
}

/**
 * Figures between any ends: cities, stations and points; all cities of the plan unless some are named. An end with itself
 * is left out.
 * @throws Problem as `chooseDataSet` and `parseEnd`
 */
export async function computeEndRows(
  service: ReachService,
  query: MatrixQuery,
  { actor, signal }: Asking,
): Promise<EndRow[]> {
  const dataSet = await chooseDataSet(service, actor, query);
  const { network, date, window, thresholdSeconds, settings } = dataSet;
  const open = (words: readonly string[] | undefined) =>
    (words && words.length > 0 ? words : listCities(service).map(({ name }) => name.zh)).map((named) => {
      const end = parseEnd(service, { timetable: network.timetable, settings }, named);
      return { named, end, reason: findNoData(dataSet, end.view.kind === "place" ? end.view.place : null) };
    });
  const from = open(query.from);
  const to = open(query.to);
  const question = {
    kind: "cells",
    date,
    sources: from.map(({ end, reason }) => (reason ? [] : end.endpoints)),
    targets: to.map(({ end, reason }) => (reason ? [] : end.endpoints)),
    window: { from: window.start, to: window.end },
    thresholdSeconds,
  } as const;
  const cells = await ask(network, question, { signal });
  const cellOf = new Map(cells.map((cell) => [cell.source * to.length + cell.target, cell]));
  return from.flatMap((source, row) =>
    to.flatMap((target, column): EndRow[] => {
      if (isSame(source.end, target.end)) return [];
      const reason = source.reason ?? target.reason;
      const cell = cellOf.get(row * to.length + column);
      if (!cell && !reason) throw new Error(`no cell for ${source.named} and ${target.named}`);
      const figures = reason || !cell ? noDataFigures(reason ?? dataSet.view.title) : toFigures(cell);
      return [{ from: source.named, to: target.named, ...figures, feed: dataSet.view.feed, date }];
    }),
  );
}

const isSame = (a: End, b: End): boolean => a.view.kind === b.view.kind && a.view.id === b.view.id;
