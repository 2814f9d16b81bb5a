import { z } from "zod";
import { layerSettingsSchema } from "./types.ts";

const constraintsSchema = z.strictObject({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  enum: z.array(z.string()).optional(),
  pattern: z.string().optional(),
  minimum: z.union([z.number(), z.string()]).optional(),
  maximum: z.union([z.number(), z.string()]).optional(),
});

/** Field of a Table Schema (Data Package 2.0), restricted to what region packs use. */
export const fieldSchema = z.object({
  name: z.string().min(1),
  type: z.enum(["string", "integer", "number", "boolean", "date", "list"]),
  /** Only for `list`: what separates its items. */
  delimiter: z.string().min(1).optional(),
  description: z.string().optional(),
  constraints: constraintsSchema.optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** Table Schema of a CSV resource; foreign keys may point into a list field's items. */
export const tableSchemaSchema = z.object({
  fields: z.array(fieldSchema).min(1),
  primaryKey: z.union([z.string(), z.array(z.string())]).optional(),
  foreignKeys: z
    .array(z.object({ fields: z.string(), reference: z.object({ resource: z.string(), fields: z.string() }) }))
    .optional(),
});
export type TableSchema = z.infer<typeof tableSchemaSchema>;

const sourceSchema = z.object({ title: z.string().min(1), path: z.string().optional() });
const licenceSchema = z.object({ name: z.string().min(1), title: z.string().optional(), path: z.string().optional() });

const resourceSchema = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/, "lower-case letters, digits and hyphens only"),
  /** Files below the pack, or below `npmPackage` when that is given. Several files are read one after the other. */
  path: z.union([z.string(), z.array(z.string()).min(1)]),
  /** An npm dependency that carries the files; they are read from it and never copied in. */
  npmPackage: z.string().optional(),
  format: z.enum(["csv", "json", "geojson", "echarts-map"]),
  title: z.string().optional(),
  /** Table Schema for CSV (inline); path of a JSON Schema for JSON, which editors use. */
  schema: z.union([tableSchemaSchema, z.string()]).optional(),
  sources: z.array(sourceSchema).min(1, "every resource names its source"),
  licenses: z.array(licenceSchema).min(1, "every resource names its licence"),
  layer: layerSettingsSchema.optional(),
});
export type ResourceDescriptor = z.infer<typeof resourceSchema>;

/** `datapackage.json` of a region. Specification: Data Package 2.0, https://datapackage.org/standard/data-package/ */
export const descriptorSchema = z.object({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9-]+$/, "lower-case letters, digits and hyphens only"),
  title: z.string().min(1),
  title_en: z.string().min(1),
  version: z.string(),
  timeZone: z.string().min(1),
  licenses: z.array(licenceSchema).min(1),
  resources: z.array(resourceSchema).min(1),
});
export type Descriptor = z.infer<typeof descriptorSchema>;
