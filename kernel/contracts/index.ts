export * from "./case-request.ts";
export * from "./evidence.ts";
export * from "./map-layer.ts";
export * from "./measure.ts";
export * from "./publication.ts";
export * from "./system.ts";
export * from "./text.ts";
