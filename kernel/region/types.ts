import { z } from "zod";
import type { Source, Text } from "../contracts/index.ts";

/** Kinds of places. Administrative ones carry GB/T 2260 codes, the others a slug (`lake-dongting`). */
export const placeKinds = [
  "province",
  "prefecture",
  "county",
  "group",
  "river",
  "lake",
  "canal",
  "reservoir",
  "mountain",
  "port",
  "airport",
  "park",
  "area",
] as const;
export type PlaceKind = (typeof placeKinds)[number];

export interface Place {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: Text;
  /** Code of the province or prefecture it lies in; null for the region's own groups. */
  readonly parent: string | null;
  /** WGS 84 degrees, null for places without a point. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Member cities of a group; cities that a river, lake or mountain range touches. */
  readonly members: readonly string[];
  /** Belongs to the plan (a city of the cluster). */
  readonly inPlan: boolean;
}

export interface Organisation {
  /** `<place or level>-<function>`, e.g. `430600-transport`, `state-drc`, `cluster-joint-conference-office`. */
  readonly id: string;
  readonly name: Text;
  /** The trade it belongs to, so that "what the transport bureaus owe" can be asked. */
  readonly function: string;
  readonly level: "state" | "cluster" | "province" | "city";
  /** Place whose records it may write; null for state bodies. */
  readonly jurisdiction: string | null;
  /** GB 32100 unified social credit code, when a source gives one. */
  readonly creditCode: string | null;
}

/** One resource of the pack after reading and checking: rows in file order. */
export interface Resource<Row> {
  readonly name: string;
  readonly source: Source;
  readonly rows: readonly Row[];
}

/** A row as read, with the words that let a person find it again. */
export interface LocatedRow {
  readonly where: string;
  readonly value: unknown;
}

/** How a geographic resource becomes a layer of the map. */
export const layerSettingsSchema = z.object({
  kind: z.enum(["outline", "river", "lake"]),
  title: z.string(),
  title_en: z.string(),
  /** From the source's own feature names to places of the region, where they are the same thing. */
  places: z.record(z.string(), z.string()).default({}),
});
export type LayerSettings = z.infer<typeof layerSettingsSchema>;

/** A resource before any engine has looked at its rows. */
export interface RawResource {
  readonly name: string;
  readonly source: Source;
  readonly rows: readonly LocatedRow[];
  readonly layer?: LayerSettings;
}

/** A region pack that passed validation. Engines take their own resources by name and schema. */
export interface RegionPack {
  readonly id: string;
  readonly title: Text;
  /** IANA zone in which days begin and end, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  /** SHA-256 over descriptor and files: two packs with one hash hold the same data. */
  readonly hash: string;
  readonly folder: string;
  readonly places: Resource<Place>;
  readonly organisations: Resource<Organisation>;
  /** Every resource by name, as read; use `readResource` to get typed rows. */
  readonly raw: ReadonlyMap<string, RawResource>;
}
