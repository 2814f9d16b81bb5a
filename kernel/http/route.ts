import type { z } from "zod";
import type { RouteDefinition, RouteMethod } from "./types.ts";

type Empty = Record<never, never>;

/**
 * Declares a route and keeps its exact types, so that the handler's input and the client's answer are inferred
 * from the schemas. Returns the definition as given.
 */
export function defineRoute<
  const Path extends string,
  R extends z.ZodType,
  const M extends RouteMethod,
  P extends z.ZodType = z.ZodObject<Empty>,
  Q extends z.ZodType = z.ZodObject<Empty>,
  B extends z.ZodType = z.ZodUndefined,
>(definition: RouteDefinition<Path, P, Q, B, R, M>): RouteDefinition<Path, P, Q, B, R, M> {
  return definition;
}

/** What a client sends to a route: path parameters, query and body before parsing. */
export type RouteInputOf<Route> =
  Route extends RouteDefinition<string, infer P, infer Q, infer B, z.ZodType>
    ? { readonly params: z.input<P>; readonly query: z.input<Q>; readonly body: z.input<B> }
    : never;

/** What a client receives from a route: the JSON as it is on the wire. */
export type RouteOutputOf<Route> =
  Route extends RouteDefinition<string, z.ZodType, z.ZodType, z.ZodType, infer R> ? z.input<R> : never;

/** The route of a union that answers a method at a path. */
export type RouteAt<Routes, M extends RouteMethod, Path extends string> = Extract<
  Routes,
  { readonly method: M; readonly path: Path }
>;
