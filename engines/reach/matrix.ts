import type { Text } from "@midreach/kernel/contracts";
import type { Language } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { MatrixQuery } from "./api/queries.ts";
import { ask } from "./compute/ask.ts";
import { type ChosenDataSet, chooseDataSet, findNoData } from "./data-sets.ts";
import { placeEndpoints } from "./ends.ts";
import { noDataFigures, sameFigures, toFigures } from "./figures.ts";
import { type MatrixFormat, matrixMediaTypes, writeMatrix } from "./matrix-files.ts";
import { findPlaceNamed, listCities, toReachPlace } from "./places.ts";
import type { Matrix, MatrixRow, ReachFigures } from "./schemas.ts";
import type { Asking, ReachService } from "./service.ts";

export { type MatrixFormat, matrixMediaTypes } from "./matrix-files.ts";

/** Every city with every other. @throws Problem as `chooseDataSet`; `request.invalid` for a name that is no city */
export async function getMatrix(service: ReachService, query: MatrixQuery, { actor, signal }: Asking): Promise<Matrix> {
  const dataSet = await chooseDataSet(service, actor, query);
  const from = listCodes(service, query.from);
  const to = listCodes(service, query.to);
  const rows = await computeRows(dataSet, { from, to }, signal);
  return {
    dataSet: dataSet.view,
    from: from.map((code) => toReachPlace(service, code)),
    to: to.map((code) => toReachPlace(service, code)),
    rows,
    pairs: countPairs(rows, dataSet.view.thresholdMinutes),
  };
}

/** Codes of the cities that are named; all of the plan when none is. */
export function listCodes(service: ReachService, named: readonly string[] | undefined): string[] {
  if (!named || named.length === 0) return listCities(service).map(({ code }) => code);
  const unknown: string[] = [];
  const codes = named.flatMap((words) => {
    const place = findPlaceNamed(service, words);
    if (!place) unknown.push(words);
    return place ? [place.code] : [];
  });
  if (unknown.length > 0) {
    throw new Problem("request.invalid", {
      zh: `不是本区域的城市:${unknown.join("、")}。请填写城市名称或代码。`,
      en: `No cities of this region: ${unknown.join(", ")}. Give names or codes of cities.`,
    });
  }
  return [...new Set(codes)];
}

/** Codes of the ends of a matrix. */
export interface MatrixEnds {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Figures of all pairs, source by source. Pairs without data are not computed. */
export async function computeRows(
  dataSet: ChosenDataSet,
  { from, to }: MatrixEnds,
  signal?: AbortSignal | undefined,
): Promise<MatrixRow[]> {
  const { network, date, window, thresholdSeconds } = dataSet;
  const reasons = new Map<string, Text>();
  for (const code of [...from, ...to]) {
    const reason = findNoData(dataSet, code);
    if (reason) reasons.set(code, reason);
  }
  const known = (codes: readonly string[]) => codes.filter((code) => !reasons.has(code));
  const sources = known(from);
  const targets = known(to);
  const figures = new Map<string, ReachFigures>();
  if (sources.length > 0 && targets.length > 0) {
    const endpoints = (codes: readonly string[]) => codes.map((code) => placeEndpoints(network.timetable, code));
    const cells = await ask(
      network,
      {
        kind: "cells",
        date,
        sources: endpoints(sources),
        targets: endpoints(targets),
        window: { from: window.start, to: window.end },
        thresholdSeconds,
      },
      { signal },
    );
    for (const cell of cells) figures.set(`${sources[cell.source]} ${targets[cell.target]}`, toFigures(cell));
  }
  return from.flatMap((source) =>
    to.map((target): MatrixRow => {
      const reason = reasons.get(source) ?? reasons.get(target);
      if (source === target) return { from: source, to: target, ...sameFigures };
      if (reason) return { from: source, to: target, ...noDataFigures(reason) };
      const found = figures.get(`${source} ${target}`);
      if (!found) throw new Error(`no cell for ${source} and ${target}`);
      return { from: source, to: target, ...found };
    }),
  );
}

/** On how many pairs a matrix rests. */
export function countPairs(rows: readonly MatrixRow[], thresholdMinutes: number): Matrix["pairs"] {
  const pairs = rows.filter(({ state }) => state !== "same");
  const withData = pairs.filter(({ state }) => state !== "no-data");
  const reached = withData.filter(({ state }) => state === "reached");
  return {
    all: pairs.length,
    withData: withData.length,
    withoutData: pairs.length - withData.length,
    reached: reached.length,
    within: reached.filter(({ fastestMinutes }) => (fastestMinutes ?? Number.POSITIVE_INFINITY) <= thresholdMinutes)
      .length,
  };
}

/** The matrix as a file. @throws Problem as `getMatrix` */
export async function answerMatrixFile(
  service: ReachService,
  query: MatrixQuery,
  { format, language }: { readonly format: MatrixFormat; readonly language: Language },
  asking: Asking,
): Promise<Response> {
  const matrix = await getMatrix(service, query, asking);
  const bytes = await writeMatrix(matrix, format, language);
  const name = `matrix-${matrix.dataSet.feed}-${matrix.dataSet.date}.${format}`;
  return new Response(bytes, {
    headers: {
      "content-type": format === "csv" ? "text/csv; charset=utf-8" : matrixMediaTypes[format],
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}
