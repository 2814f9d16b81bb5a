import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Schedule } from "../schedule.ts";
import { changeTrips } from "./edit.ts";
import { idField } from "./fields.ts";
import type { ModificationKind } from "./kind.ts";
import { stationFaults, stationName } from "./lookup.ts";

/**
 * A station that is closed: trains pass it at the times they had and do not call; what has fewer than two calls left no
 * longer runs.
 */
export const removeStationSchema = z.object({ kind: z.literal("remove-station"), station: idField });
export type RemoveStation = z.infer<typeof removeStationSchema>;

/** Removes a station. */
export const removeStation: ModificationKind<RemoveStation> = {
  kind: "remove-station",
  title: text("关闭车站", "Close a station"),
  schema: removeStationSchema,
  findFaults: (standing, { station }) => stationFaults(standing, "station", station),
  apply: (schedule, { station }) => {
    const passed = changeTrips(schedule, (trip) => {
      if (!trip.calls.some((call) => call.station === station)) return trip;
      const calls = trip.calls.filter((call) => call.station !== station);
      return calls.length < 2 ? undefined : withCalls(trip, calls);
    });
    const isLeft = ({ from, to }: Schedule["transfers"][number]) => from !== station && to !== station;
    return {
      ...passed,
      stations: schedule.stations.filter(({ id }) => id !== station),
      transfers: schedule.transfers.every(isLeft) ? schedule.transfers : schedule.transfers.filter(isLeft),
    };
  },
  describe: (schedule, { station }) => {
    const name = stationName(schedule, station);
    return text(`关闭${name.zh}站`, `Close the station ${name.en}`);
  },
};

/** A pattern repeated by frequencies is counted from its first call: when that goes, the repetitions begin later. */
function withCalls(trip: Schedule["trips"][number], calls: Schedule["trips"][number]["calls"]) {
  const [before, now] = [trip.calls[0], calls[0]];
  const late = (now?.departureSeconds ?? 0) - (before?.departureSeconds ?? 0);
  if (!trip.frequencies || late === 0) return { ...trip, calls };
  const frequencies = trip.frequencies.map((frequency) => ({
    ...frequency,
    startSeconds: frequency.startSeconds + late,
    endSeconds: frequency.endSeconds + late,
  }));
  return { ...trip, calls, frequencies };
}
