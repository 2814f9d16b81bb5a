import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import type { Schedule, Transfer } from "../schedule.ts";
import { idField, minutesField, minutesToSeconds } from "./fields.ts";
import type { ModificationKind } from "./kind.ts";
import { stationFaults, stationName } from "./lookup.ts";

/**
 * How long it takes to change from one station to another, new or other than before; with `from` = `to`, between two
 * trains at one station.
 */
export const changeTransferSchema = z.object({
  kind: z.literal("change-transfer"),
  from: idField,
  to: idField,
  minutes: minutesField,
  /** On foot, or by town transport. */
  mode: z.enum(["walk", "urban"]).default("walk"),
  /** The way back too; true unless told. */
  bothDirections: z.boolean().optional(),
});
export type ChangeTransfer = z.infer<typeof changeTransferSchema>;

/** Adds or changes a transfer. */
export const changeTransfer: ModificationKind<ChangeTransfer> = {
  kind: "change-transfer",
  title: text("新增或改变换乘", "Add or change a transfer"),
  schema: changeTransferSchema,
  findFaults: (standing, { from, to }) => [
    ...stationFaults(standing, "from", from),
    ...stationFaults(standing, "to", to).filter(() => from !== to),
  ],
  apply: (schedule, modification) =>
    modification.from === modification.to
      ? changeTimeAt(schedule, modification.from, minutesToSeconds(modification.minutes))
      : changeWay(schedule, modification),
  describe: (schedule, { from, to, minutes, bothDirections = true }) => {
    const [a, b] = [stationName(schedule, from), stationName(schedule, to)];
    if (from === to) return text(`${a.zh}站内换乘${minutes}分钟`, `Changing at ${a.en} takes ${minutes} min`);
    return text(
      `${a.zh}${bothDirections ? "与" : "至"}${b.zh}换乘${minutes}分钟`,
      `${minutes} min to change ${bothDirections ? "between" : "from"} ${a.en} ${bothDirections ? "and" : "to"} ${b.en}`,
    );
  },
};

function changeTimeAt(schedule: Schedule, station: string, changeSeconds: number): Schedule {
  const isOther = ({ from, to }: Transfer) => from !== station || to !== station;
  return {
    ...schedule,
    stations: schedule.stations.map((row) => (row.id === station ? { ...row, changeSeconds } : row)),
    transfers: schedule.transfers.every(isOther) ? schedule.transfers : schedule.transfers.filter(isOther),
  };
}

/** What was between the two stations is replaced. */
function changeWay(schedule: Schedule, modification: ChangeTransfer): Schedule {
  const { from, to, minutes, mode, bothDirections = true } = modification;
  const seconds = minutesToSeconds(minutes);
  const there: Transfer = { from, to, seconds, kind: mode };
  const ways = bothDirections ? [there, { ...there, from: to, to: from }] : [there];
  const isOther = (transfer: Transfer) => !ways.some((way) => way.from === transfer.from && way.to === transfer.to);
  return { ...schedule, transfers: [...schedule.transfers.filter(isOther), ...ways] };
}
