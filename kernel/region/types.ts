import type { Source, Text } from "../contracts/index.ts";

/** Kinds of places. Administrative ones carry GB/T 2260 codes, the others a slug (`lake-dongting`). */
export type PlaceKind =
  | "province"
  | "prefecture"
  | "county"
  | "group"
  | "river"
  | "lake"
  | "canal"
  | "reservoir"
  | "mountain"
  | "port"
  | "airport"
  | "park"
  | "area";

export interface Place {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: Text;
  /** Code of the province or prefecture it lies in; null for the region's own groups. */
  readonly parent: string | null;
  /** WGS 84, null for places without a point. */
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
  /** Names of all resources in the descriptor. */
  readonly resourceNames: readonly string[];
}
