import type { Text } from "@midreach/kernel/contracts";
import { toMinutes, toMinutesOrNull } from "./clock.ts";
import type { MatrixCell } from "./core/matrix.ts";
import type { ReachFigures } from "./schemas.ts";

const nothing: Omit<ReachFigures, "state" | "reason"> = {
  fastestMinutes: null,
  directFastestMinutes: null,
  medianMinutes: null,
  worstMinutes: null,
  departures: 0,
  direct: false,
  departuresWithin: 0,
  transfers: null,
  sharePercent: null,
};

/** Figures of a pair of which nothing is known. */
export const noDataFigures = (reason: Text): ReachFigures => ({ state: "no-data", reason, ...nothing });

/** Figures of a place with itself. */
export const sameFigures: ReachFigures = { state: "same", reason: null, ...nothing };

/** What was computed between two ends that both have data. */
export function toFigures(cell: MatrixCell): ReachFigures {
  if (cell.fastestSeconds === null) return { state: "not-reached", reason: null, ...nothing, sharePercent: 0 };
  return {
    state: "reached",
    reason: null,
    fastestMinutes: toMinutes(cell.fastestSeconds),
    directFastestMinutes: toMinutesOrNull(cell.directFastestSeconds),
    medianMinutes: toMinutesOrNull(cell.medianSeconds),
    worstMinutes: toMinutesOrNull(cell.worstSeconds),
    departures: cell.departures,
    direct: cell.directFastestSeconds !== null,
    departuresWithin: cell.departuresWithin,
    transfers: cell.transfers,
    sharePercent: Math.round(cell.share * 1000) / 10,
  };
}
