import { z } from "zod";
import { addService, addServiceSchema } from "./add-service.ts";
import { addStation, addStationSchema } from "./add-station.ts";
import { addStop, addStopSchema } from "./add-stop.ts";
import { changeFrequency, changeFrequencySchema } from "./change-frequency.ts";
import { changeRunningTime, changeRunningTimeSchema } from "./change-running-time.ts";
import { changeTransfer, changeTransferSchema } from "./change-transfer.ts";
import type { ModificationKind } from "./kind.ts";
import { removeService, removeServiceSchema } from "./remove-service.ts";
import { removeStation, removeStationSchema } from "./remove-station.ts";
import { retimeService, retimeServiceSchema } from "./retime-service.ts";

/** One change of a timetable; `kind` says which. */
export const modificationSchema = z.discriminatedUnion("kind", [
  addServiceSchema,
  removeServiceSchema,
  retimeServiceSchema,
  changeRunningTimeSchema,
  addStationSchema,
  removeStationSchema,
  addStopSchema,
  changeTransferSchema,
  changeFrequencySchema,
]);
export type Modification = z.infer<typeof modificationSchema>;
export type ModificationName = Modification["kind"];

/** A scenario holds at most so many modifications. */
export const maxModifications = 200;

/** The modifications of a scenario, in the order in which they are applied. */
export const modificationsSchema = z.array(modificationSchema).max(maxModifications);

/** Every kind by its name. */
export const modificationKinds: {
  readonly [Name in ModificationName]: ModificationKind<Extract<Modification, { kind: Name }>>;
} = {
  "add-service": addService,
  "remove-service": removeService,
  "retime-service": retimeService,
  "change-running-time": changeRunningTime,
  "add-station": addStation,
  "remove-station": removeStation,
  "add-stop": addStop,
  "change-transfer": changeTransfer,
  "change-frequency": changeFrequency,
};

/** The kind of a modification. */
export function kindOf(modification: Modification): ModificationKind<Modification> {
  // The table holds for each name the kind that takes just that modification; the compiler cannot follow that.
  return modificationKinds[modification.kind] as unknown as ModificationKind<Modification>;
}
