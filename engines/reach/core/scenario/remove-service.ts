import { text } from "@midreach/kernel/contracts";
import { z } from "zod";
import { changeTrips } from "./edit.ts";
import { tripsField } from "./fields.ts";
import type { ModificationKind } from "./kind.ts";
import { listFaults, tripNames } from "./lookup.ts";

/** Trains that no longer run. */
export const removeServiceSchema = z.object({ kind: z.literal("remove-service"), trips: tripsField });
export type RemoveService = z.infer<typeof removeServiceSchema>;

/** Removes services. */
export const removeService: ModificationKind<RemoveService> = {
  kind: "remove-service",
  title: text("停开车次", "Remove a service"),
  schema: removeServiceSchema,
  findFaults: (standing, { trips }) => listFaults(standing, "trips", trips),
  apply: (schedule, { trips }) => {
    const removed = new Set(trips);
    return changeTrips(schedule, (trip) => (removed.has(trip.id) ? undefined : trip));
  },
  describe: (schedule, { trips }) => {
    const names = tripNames(schedule, trips);
    return text(`停开${names.zh}`, `Remove ${names.en}`);
  },
};
