export { type Descriptor, descriptorSchema } from "./descriptor.ts";
export { readMapLayers } from "./layers.ts";
export { decodeEchartsMap } from "./outlines.ts";
export { readRegionPack, readResource } from "./read.ts";
export { findLoadedRegion, storeRegion } from "./store.ts";
export type { LocatedRow, Organisation, Place, PlaceKind, RawResource, RegionPack, Resource } from "./types.ts";
