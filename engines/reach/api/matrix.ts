import { defineRoute } from "@midreach/kernel/http";
import { z } from "zod";
import { answerMatrixFile, getMatrix, type MatrixFormat, matrixMediaTypes } from "../matrix.ts";
import { matrixSchema } from "../schemas.ts";
import { askingOf, type ReachService } from "../service.ts";
import { langQuery, matrixQuery } from "./queries.ts";

/** Travel times between many cities, as an answer and as files. */
export function matrixRoutes(service: ReachService) {
  return [
    defineRoute({
      id: "reach.getMatrix",
      method: "get",
      path: "/api/reach/matrix",
      summary: "Travel times between cities: fastest, median, worst, departures, transfers, share of the day",
      tag: "Reach",
      query: matrixQuery,
      response: matrixSchema,
      action: "reach:read",
      handler: ({ actor, query, request }) => getMatrix(service, query, askingOf({ actor, request })),
    }),
    matrixFileRoute(service, "csv"),
    matrixFileRoute(service, "xlsx"),
    matrixFileRoute(service, "geojson"),
  ] as const;
}

function matrixFileRoute<const Format extends MatrixFormat>(service: ReachService, format: Format) {
  return defineRoute({
    id: `reach.downloadMatrix${format[0]?.toUpperCase()}${format.slice(1)}`,
    method: "get",
    path: `/api/reach/matrix.${format}` as const,
    summary: `The matrix as a file (${format})`,
    tag: "Reach",
    query: matrixQuery.extend({ lang: langQuery }),
    response: z.string(),
    produces: [matrixMediaTypes[format]],
    action: "reach:read",
    handler: ({ actor, query: { lang, ...query }, request }) =>
      answerMatrixFile(service, query, { format, language: lang ?? request.language }, askingOf({ actor, request })),
  });
}
