import type { z } from "zod";

/** Roles of the house. What each may do is said in the Cedar policies, nowhere else. */
export const roles = ["administrator", "office", "publisher", "unit", "auditor"] as const;
export type Role = (typeof roles)[number];

/** Who is asking. The public is an actor too: no account, no roles. */
export interface Actor {
  readonly kind: "public" | "account" | "api-key" | "local";
  readonly accountId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly organisation: string | null;
  /** Place codes the organisation may write for; empty means none, `["*"]` means all (state, cluster office). */
  readonly jurisdiction: readonly string[];
}

/** What a request acts on, for the policies: type, id, and the facts that policies decide by. */
export interface PolicyResource {
  readonly type: string;
  readonly id: string;
  readonly attributes?: Readonly<Record<string, string | boolean | readonly string[]>>;
}

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly actor: Actor;
}

/**
 * One HTTP route as data plus its handler. OpenAPI, the typed client, authorisation and the authorisation matrix
 * are all derived from it. A handler returns plain data (parsed by `response` in tests) or a ready `Response`
 * for downloads; what goes wrong is thrown as a Problem.
 */
export interface RouteDefinition<
  Path extends string = string,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** Stable name, `engine.verbNoun`; the operationId. */
  readonly id: string;
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** `/api/plans/{plan}`: OpenAPI notation. */
  readonly path: Path;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** Media types of a download, when the answer is not JSON. */
  readonly produces?: readonly string[];
  /** Cedar action, `plan:read`. Every route has one: the matrix test fails otherwise. */
  readonly action: string;
  /** What is acted upon; looked up before the decision. Default: the collection (`{type: tag, id: "*"}`). */
  readonly resource?: (
    input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>,
  ) => PolicyResource | Promise<PolicyResource>;
  readonly handler: (input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | Response>;
  /** Status of success; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
}
