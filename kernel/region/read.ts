import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, normalize } from "node:path";
import type { z } from "zod";
import type { Source } from "../contracts/index.ts";
import { type Fault, Problem } from "../problems/index.ts";
import { type Descriptor, descriptorSchema, type ResourceDescriptor, type TableSchema } from "./descriptor.ts";
import { checkForeignKeys, checkOrganisations, checkPlaces, toOrganisation, toPlace } from "./known.ts";
import { decodeEchartsMap } from "./outlines.ts";
import { readTable } from "./table.ts";
import type { LocatedRow, RawResource, RegionPack, Resource } from "./types.ts";

/**
 * Reads and checks a region pack (a Data Package 2.0 with `datapackage.json`).
 * @param folder folder of the pack
 * @throws Problem `region.invalid` that lists every bad file, row and cell
 */
export async function readRegionPack(folder: string): Promise<RegionPack> {
  const faults: Fault[] = [];
  const hash = createHash("sha256");
  const descriptor = await readDescriptor(folder, hash);
  const raw = new Map<string, RawResource>();
  for (const resource of descriptor.resources) {
    if (raw.has(resource.name))
      faults.push({ where: "datapackage.json", what: `two resources named ${resource.name}` });
    raw.set(resource.name, await readRaw(folder, resource, hash, faults));
  }
  for (const name of ["places", "organisations"]) {
    if (!raw.has(name))
      faults.push({ where: "datapackage.json", what: `resource "${name}" is missing`, fix: "add it" });
  }
  checkForeignKeys(descriptor, raw, faults);
  checkTimeZone(descriptor.timeZone, faults);
  if (faults.length === 0) {
    checkPlaces(raw, faults);
    checkOrganisations(raw, faults);
  }
  if (faults.length > 0) throw invalid(folder, faults);
  return {
    id: descriptor.name,
    title: { zh: descriptor.title, en: descriptor.title_en },
    timeZone: descriptor.timeZone,
    hash: hash.digest("hex"),
    folder,
    places: mapRows(getRaw(raw, "places"), toPlace),
    organisations: mapRows(getRaw(raw, "organisations"), toOrganisation),
    raw,
  };
}

/**
 * Typed rows of one resource.
 * @param rowSchema zod schema of a row; a CSV row is an object keyed by column, empty cells are null
 * @throws Problem `region.invalid` with one fault for every bad field of every row, or when the resource is missing
 */
export function readResource<Schema extends z.ZodType>(
  pack: RegionPack,
  name: string,
  rowSchema: Schema,
): Resource<z.output<Schema>> & { readonly where: readonly string[] } {
  const resource = pack.raw.get(name);
  if (!resource)
    throw invalid(pack.folder, [{ where: "datapackage.json", what: `resource "${name}" is missing`, fix: "add it" }]);
  const faults: Fault[] = [];
  const rows: z.output<Schema>[] = [];
  for (const row of resource.rows) {
    const parsed = rowSchema.safeParse(row.value);
    if (parsed.success) rows.push(parsed.data);
    else
      for (const issue of parsed.error.issues) faults.push({ where: at(row.where, issue.path), what: issue.message });
  }
  if (faults.length > 0) throw invalid(pack.folder, faults);
  return { name, source: resource.source, rows, where: resource.rows.map((row) => row.where) };
}

const at = (where: string, path: readonly PropertyKey[]): string =>
  path.length === 0
    ? where
    : `${where}, ${path.map((part, index) => (typeof part === "number" ? `[${part}]` : index ? `.${String(part)}` : String(part))).join("")}`;

function invalid(folder: string, faults: readonly Fault[]): Problem {
  return new Problem(
    "region.invalid",
    `The region pack "${basename(folder)}" has ${faults.length} fault${faults.length === 1 ? "" : "s"}; nothing was loaded. Correct what is listed and start again.`,
    faults,
  );
}

async function readDescriptor(folder: string, hash: ReturnType<typeof createHash>): Promise<Descriptor> {
  const where = "datapackage.json";
  let text: string;
  try {
    text = await readFile(join(folder, where), "utf8");
  } catch {
    throw invalid(folder, [
      { where, what: "cannot be read", fix: "a region pack is a folder with a datapackage.json" },
    ]);
  }
  hash.update(text);
  const parsed = descriptorSchema.safeParse(
    parseJson(text, where, (fault) => {
      throw invalid(folder, [fault]);
    }),
  );
  if (parsed.success) return parsed.data;
  throw invalid(
    folder,
    parsed.error.issues.map((issue) => ({ where: at(where, issue.path), what: issue.message })),
  );
}

function parseJson(text: string, where: string, onFault: (fault: Fault) => void): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    onFault({ where, what: `not valid JSON: ${(error as Error).message}` });
    return undefined;
  }
}

async function readRaw(
  folder: string,
  resource: ResourceDescriptor,
  hash: ReturnType<typeof createHash>,
  faults: Fault[],
): Promise<RawResource> {
  const rows: LocatedRow[] = [];
  for (const path of [resource.path].flat()) {
    const text = await readText(folder, resource, path, faults);
    if (text === undefined) continue;
    hash.update(`\u0000${path}\u0000`).update(text);
    rows.push(...readRows(resource, path, text, faults));
  }
  const source: Source = {
    resource: resource.name,
    title: resource.sources.map((item) => item.title).join("; "),
    url: resource.sources.find((item) => item.path)?.path,
    licence: resource.licenses.map((item) => item.title ?? item.name).join("; "),
  };
  return { name: resource.name, source, rows, ...(resource.layer ? { layer: resource.layer } : {}) };
}

async function readText(folder: string, resource: ResourceDescriptor, path: string, faults: Fault[]) {
  const root = resource.npmPackage ? packageFolder(resource.npmPackage) : folder;
  const inside = normalize(path);
  if (root === undefined || inside.startsWith("..") || inside.startsWith("/")) {
    faults.push({
      where: `datapackage.json, ${resource.name}`,
      what: root ? `${path} leaves the folder` : `npm package ${resource.npmPackage} is not installed`,
    });
    return undefined;
  }
  try {
    return await readFile(join(root, inside), "utf8");
  } catch {
    faults.push({ where: `datapackage.json, ${resource.name}`, what: `${path} cannot be read`, fix: "check the path" });
    return undefined;
  }
}

function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

function readRows(resource: ResourceDescriptor, path: string, text: string, faults: Fault[]): LocatedRow[] {
  if (resource.format === "csv") {
    if (typeof resource.schema === "object") return readTable(path, text, resource.schema as TableSchema, faults);
    faults.push({ where: `datapackage.json, ${resource.name}`, what: "a CSV resource needs a Table Schema" });
    return [];
  }
  const value = parseJson(text, path, (fault) => faults.push(fault));
  if (value === undefined) return [];
  if (resource.format === "json")
    return (Array.isArray(value) ? value : [value]).map((row, index) => ({
      where: locate(path, row, index),
      value: row,
    }));
  const collection =
    resource.format === "echarts-map" ? decodeEchartsMap(value as never) : (value as { features?: unknown[] });
  return (collection.features ?? []).map((feature, index) => ({
    where: `${path} feature ${index + 1}`,
    value: feature,
  }));
}

/** `register/chapter-4.json row 12 (4.1.2.2a)`: the id helps where rows are long. */
function locate(path: string, row: unknown, index: number): string {
  const id = (row as { id?: unknown } | null)?.id;
  return `${path} row ${index + 1}${typeof id === "string" ? ` (${id})` : ""}`;
}

function checkTimeZone(zone: string, faults: Fault[]): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    faults.push({
      where: "datapackage.json, timeZone",
      what: `"${zone}" is not a time zone`,
      fix: "an IANA name, e.g. Asia/Shanghai",
    });
  }
}

function getRaw(raw: ReadonlyMap<string, RawResource>, name: string): RawResource {
  const found = raw.get(name);
  if (!found) throw new Error(`resource ${name} was checked before`);
  return found;
}

const mapRows = <Row>(raw: RawResource, map: (value: never) => Row): Resource<Row> => ({
  name: raw.name,
  source: raw.source,
  rows: raw.rows.map((row) => map(row.value as never)),
});
