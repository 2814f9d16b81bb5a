import type { z } from "zod";

/** Roles of the house. What each may do is said in the Cedar policies, nowhere else. */
export const roles = ["administrator", "office", "publisher", "unit", "auditor"] as const;
export type Role = (typeof roles)[number];

/** Who is asking. The public is an actor too: no account, no roles. `local` is the command line at the machine. */
export interface Actor {
  readonly kind: "public" | "account" | "api-key" | "local";
  readonly accountId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly organisation: string | null;
  /** Place codes the organisation may write for; empty means none, `["*"]` means all (state, cluster office). */
  readonly jurisdiction: readonly string[];
}

/** The actor of a request without account. */
export const publicActor: Actor = {
  kind: "public",
  accountId: null,
  name: "public",
  roles: [],
  organisation: null,
  jurisdiction: [],
};

/** What a request acts on, for the policies: type, id, and the facts that policies decide by. */
export interface PolicyResource {
  readonly type: string;
  readonly id: string;
  readonly attributes?: Readonly<Record<string, string | boolean | readonly string[]>>;
}

/** The language in which a person is answered. */
export type Language = "zh" | "en";

/** What the transport knows about a request, for those few routes that need it (sign-in, API keys). */
export interface RequestFacts {
  /** Random id that also stands in the log. */
  readonly id: string;
  /** Address of the client as seen by the outermost trusted proxy. */
  readonly address: string;
  readonly userAgent: string;
  /** Reached us by https, directly or through a trusted proxy. */
  readonly secure: boolean;
  /** `https://plan.example.org`: the origin under which the client reached us. */
  readonly origin: string;
  readonly language: Language;
  readonly headers: Headers;
  /** Aborts when the client has gone away; long work that nobody waits for any more stops. */
  readonly signal?: AbortSignal | undefined;
}

/** A file that was sent as the body of a request, unread and unchecked but for its size. */
export interface UploadedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** As the sender calls it, without parameters and in lower case. */
  readonly mediaType: string;
}

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The file, for routes that declare `upload`; undefined for all others. */
  readonly file: UploadedFile | undefined;
  readonly actor: Actor;
  readonly request: RequestFacts;
}

export type RouteMethod = "get" | "post" | "put" | "patch" | "delete";

/**
 * One HTTP route as data plus its handler. OpenAPI, the typed client, authorisation and the authorisation matrix
 * are all derived from it. A handler returns plain data as it goes on the wire (checked against `response` in tests)
 * or a ready `Response` for downloads; what goes wrong is thrown as a Problem.
 */
export interface RouteDefinition<
  Path extends string = string,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  M extends RouteMethod = RouteMethod,
> {
  /** Stable name, `engine.verbNoun`; the operationId. */
  readonly id: string;
  readonly method: M;
  /** `/api/plans/{plan}`: OpenAPI notation. */
  readonly path: Path;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  /** An object schema; parameters that it does not name are refused. A field that is an array takes repetitions. */
  readonly query?: Q;
  readonly body?: B;
  /**
   * The body is a file instead of JSON: the media types that are taken and the largest size. It is read after the
   * decision, so that nobody without the right makes the server read it; `resource` cannot look into it.
   */
  readonly upload?: { readonly mediaTypes: readonly string[]; readonly maxBytes: number };
  readonly response: R;
  /** Media types of a download, when the answer is not JSON. */
  readonly produces?: readonly string[];
  /** Cedar action, `plan:read`. Every route has one: the matrix test fails otherwise. */
  readonly action: string;
  /** What is acted upon; looked up before the decision. Default: the collection (`{type: tag, id: "*"}`). */
  resource?(input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>): PolicyResource | Promise<PolicyResource>;
  handler(input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R> | Response>;
  /** Status of success; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204;
}
