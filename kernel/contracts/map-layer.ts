import { z } from "zod";
import { textSchema } from "./text.ts";

/** A layer that MapView can draw: plain GeoJSON with the few properties the map understands. */
export const mapLayerSchema = z.object({
  id: z.string(),
  title: textSchema,
  kind: z.enum(["outline", "river", "lake", "point"]),
  features: z.array(
    z.object({
      type: z.literal("Feature"),
      properties: z.object({
        /** Place code or slug, when the feature is a place of the region. */
        place: z.string().optional(),
        name: textSchema.optional(),
        /** False for outlines of the surrounding provinces that are not part of the plan. */
        inPlan: z.boolean().optional(),
        /** River or lake rank in the source; smaller is more important. */
        rank: z.number().optional(),
      }),
      geometry: z.object({ type: z.string(), coordinates: z.unknown() }),
    }),
  ),
  source: z.object({ title: z.string(), licence: z.string().optional() }),
});
export type MapLayer = z.infer<typeof mapLayerSchema>;
