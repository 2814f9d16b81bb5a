export * from "./schemas.ts";
export * from "./schemas-views.ts";
