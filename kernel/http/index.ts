export * from "./app.ts";
export { lastingAnswer } from "./json.ts";
export * from "./matrix.ts";
export * from "./module.ts";
export * from "./openapi.ts";
export * from "./problem-response.ts";
export * from "./route.ts";
export * from "./security.ts";
export * from "./types.ts";
