import { Problem, type ProblemCode, type ProblemDetails, problemCodes } from "../../problems/index.ts";
import type { RouteAt, RouteInputOf, RouteOutputOf } from "../route.ts";
import type { RouteDefinition, RouteMethod } from "../types.ts";

export type { RouteAt, RouteInputOf, RouteOutputOf } from "../route.ts";

type PathsOf<Routes extends RouteDefinition, M extends RouteMethod> = Extract<Routes, { readonly method: M }>["path"];

/** Path parameters, query and body of a call; what a route does not need may be left out. */
export interface CallInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  /** The file to send as the body, for routes that take one. */
  readonly file?: Blob;
}

type InputFor<Route> = {
  readonly [Part in keyof RouteInputOf<Route>]?: RouteInputOf<Route>[Part];
} & { readonly file?: Blob; readonly signal?: AbortSignal };

/** Calls routes by method and path; the types come from the server's definitions, no code does. */
export interface ApiClient<Routes extends RouteDefinition> {
  /**
   * @throws Problem what the server answered
   * @throws TypeError when the server cannot be reached
   */
  request<M extends RouteMethod, Path extends PathsOf<Routes, M>>(
    method: M,
    path: Path,
    input?: InputFor<RouteAt<Routes, M, Path>>,
  ): Promise<RouteOutputOf<RouteAt<Routes, M, Path>>>;
}

/** `/api/commitments/{id}` with its parameters filled in and the query appended; undefined and null are left out. */
export function routeUrl(path: string, input: CallInput = {}): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? "")),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) search.append(name, String(item));
    }
  }
  const query = search.toString();
  return query ? `${filled}?${query}` : filled;
}

/** In a page, answers come in the language of the page, whatever the browser prefers. */
function pageLanguage(): Record<string, string> {
  const { document } = globalThis as { document?: { documentElement: { lang: string } } };
  const language = document?.documentElement.lang;
  return language ? { "accept-language": language } : {};
}

async function problemOf(response: Response): Promise<Problem> {
  const details = (await response.json().catch(() => ({}))) as Partial<ProblemDetails>;
  const code: ProblemCode = details.code && details.code in problemCodes ? details.code : "internal";
  const wait = Number(response.headers.get("retry-after"));
  return new Problem(code, details.detail ?? `The server answered ${response.status}.`, details.faults ?? [], {
    ...(wait > 0 ? { retryAfterSeconds: wait } : {}),
    ...(details.context === undefined ? {} : { context: details.context }),
  });
}

/**
 * A typed client for browsers and programs: `createApiClient<PlanRoutes>()`, where `PlanRoutes` is the union of the
 * route definitions (`ReturnType<typeof planRoutes>[number]`, imported as a type).
 */
export function createApiClient<Routes extends RouteDefinition>(
  options: { readonly baseUrl?: string; readonly headers?: () => Record<string, string> } = {},
): ApiClient<Routes> {
  return {
    async request(method, path, input = {}) {
      const { signal, ...parts } = input as CallInput & { signal?: AbortSignal };
      const response = await fetch((options.baseUrl ?? "") + routeUrl(path, parts), {
        method: method.toUpperCase(),
        credentials: "same-origin",
        headers: {
          accept: "application/json",
          ...pageLanguage(),
          ...options.headers?.(),
          ...(parts.body === undefined ? {} : { "content-type": "application/json" }),
          ...(parts.file ? { "content-type": parts.file.type || "application/octet-stream" } : {}),
        },
        ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
        ...(parts.file ? { body: parts.file } : {}),
        ...(signal ? { signal } : {}),
      });
      if (!response.ok) throw await problemOf(response);
      return response.status === 204 ? undefined : await response.json();
    },
  } as ApiClient<Routes>;
}
