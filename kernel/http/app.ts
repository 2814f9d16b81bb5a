import { type Context, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import type { Authoriser } from "../policies/types.ts";
import { Problem } from "../problems/index.ts";
import { type WrittenJson, writeJson, writeText } from "./json.ts";
import { collectionOf, listRoutesWithoutPolicy } from "./matrix.ts";
import { buildOpenApi, type OpenApiInfo } from "./openapi.ts";
import { parsePart, queryRecord, type RouteSchemas, routeSchemas } from "./parse.ts";
import { problemDetails, problemHeaders } from "./problem-response.ts";
import { type NetworkOptions, readFileBody, readJsonBody, readRequestFacts } from "./request.ts";
import { checkRequestOrigin, securityHeaders } from "./security.ts";
import type { Actor, RequestFacts, RouteDefinition, RouteInput } from "./types.ts";

/** What middleware leaves for those behind it. */
export interface HttpEnv {
  Variables: { facts: RequestFacts; routeId: string; actor: Actor };
}

/** One finished request, for metrics. */
export interface RequestSummary {
  /** Id of the route, or empty when none answered. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

export interface HttpAppOptions extends NetworkOptions {
  readonly routes: readonly RouteDefinition[];
  readonly authoriser: Authoriser;
  /** Who is asking; the public when nothing says otherwise. @throws Problem on credentials that are not valid */
  readonly findActor: (facts: RequestFacts) => Promise<Actor>;
  readonly log: Logger;
  readonly openApi: OpenApiInfo;
  /** Largest body in bytes; 1 MiB unless told. */
  readonly maxBodyBytes?: number;
  /** Tests: an answer that its schema refuses is a bug. */
  readonly checkResponses?: boolean;
  readonly onResponse?: (summary: RequestSummary) => void;
  /** Adds addresses below `/api` that are no routes, such as the browsable reference. */
  readonly extend?: (app: Hono<HttpEnv>) => void;
}

type AnyInput = RouteInput<unknown, unknown, unknown>;
type AppContext = Context<HttpEnv>;

/**
 * The HTTP application of all routes: request log, strict headers, origin check, size limit, parsing, authorisation,
 * Problems. Pages and static files are added behind it by the server.
 * @throws Error when two routes share an id or address, or a route's action is in no policy
 */
export function createHttpApp(options: HttpAppOptions): Hono<HttpEnv> {
  checkRoutes(options);
  const app = new Hono<HttpEnv>();
  app.use(async (context, next) => {
    await observe(context, next, options);
  });
  app.onError((error, context) => answerError(error, context, options.log));
  app.notFound((context) => answerProblem(context, notFound(context)));
  const document = writeText(JSON.stringify(buildOpenApi(options.routes, options.openApi)));
  app.get("/api/openapi.json", (context) => answerJson(context, document, 200, true));
  options.extend?.(app);
  const ordered = [...options.routes].sort(moreSpecificFirst);
  for (const route of ordered) {
    const schemas = routeSchemas(route);
    app.on(route.method.toUpperCase(), honoPath(route.path), (context) =>
      answerRoute(context, route, schemas, options),
    );
  }
  for (const path of new Set(ordered.map((route) => route.path))) {
    const allow = ordered.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    app.all(honoPath(path), (context) => answerWrongMethod(context, allow));
  }
  app.all("/api/*", (context) => answerProblem(context, notFound(context)));
  return app;
}

function checkRoutes({ routes, authoriser }: HttpAppOptions): void {
  const seen = new Set<string>();
  for (const route of routes) {
    for (const key of [route.id, `${route.method} ${route.path.replaceAll(/\{\w+\}/g, "{}")}`]) {
      if (seen.has(key)) throw new Error(`Two routes are called ${key}`);
      seen.add(key);
    }
  }
  const open = listRoutesWithoutPolicy(routes, authoriser);
  if (open.length > 0) {
    const named = open.map((route) => `${route.id} (${route.action})`).join(", ");
    throw new Error(`No policy mentions the action of these routes: ${named}`);
  }
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

/** `/api/x/latest` is asked before `/api/x/{id}`, whoever declared it first. */
function moreSpecificFirst(a: RouteDefinition, b: RouteDefinition): number {
  const key = (route: RouteDefinition) => route.path.replaceAll(/\{\w+\}/g, "\uffff");
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function notFound(context: AppContext): Problem {
  return new Problem("resource.not-found", {
    zh: `${context.req.path}没有对应的内容。接口清单见 /api/openapi.json。`,
    en: `Nothing answers at ${context.req.path}. See /api/openapi.json.`,
  });
}

async function observe(context: AppContext, next: () => Promise<void>, options: HttpAppOptions): Promise<void> {
  const started = performance.now();
  const facts = readRequestFacts(context, options);
  context.set("facts", facts);
  for (const [name, value] of Object.entries(securityHeaders(facts))) context.header(name, value);
  context.header("x-request-id", facts.id);
  await next();
  const milliseconds = performance.now() - started;
  const { status } = context.res;
  const route = context.get("routeId") ?? "";
  const actor = context.get("actor")?.accountId ?? undefined;
  const { method, path } = context.req;
  const entry = { request: facts.id, method, path, route, status, milliseconds, actor, address: facts.address };
  options.log[status >= 500 ? "warn" : "info"](entry, "request");
  options.onResponse?.({ route, method, status, seconds: milliseconds / 1000 });
}

async function answerRoute(
  context: AppContext,
  route: RouteDefinition,
  schemas: RouteSchemas,
  options: HttpAppOptions,
): Promise<Response> {
  const facts = context.get("facts");
  context.set("routeId", route.id);
  const actor = await options.findActor(facts);
  context.set("actor", actor);
  if (route.method !== "get") checkRequestOrigin(facts, actor);
  // What needs no look at the request is decided before the request is read.
  if (!route.resource) authorise(options.authoriser, actor, route, collectionOf(route));
  const asked = await readInput(context, schemas, actor, options.maxBodyBytes ?? 1_048_576);
  if (route.resource) authorise(options.authoriser, actor, route, await route.resource(asked));
  const input = route.upload ? { ...asked, file: await readFileBody(context.req.raw, route.upload) } : asked;
  const answer = await route.handler(input);
  if (answer instanceof Response) return answerReady(context, answer, route, actor);
  if (options.checkResponses) await checkResponse(route, answer);
  const status = route.status ?? 200;
  if (status === 204) return context.body(null, 204, { "cache-control": "no-store" });
  return answerJson(context, writeJson(answer), status, actor.kind === "public");
}

function authorise(
  authoriser: Authoriser,
  actor: Actor,
  route: RouteDefinition,
  resource: { type: string; id: string },
) {
  if (authoriser.isAllowed(actor, route.action, resource)) return;
  const what = `${route.action} on ${resource.type} ${resource.id}`;
  if (actor.kind === "public") {
    throw new Problem("auth.required", {
      zh: `该内容不对公众开放(${what})。请登录,或使用API密钥。`,
      en: `${what} is not public. Sign in or send an API key.`,
    });
  }
  throw new Problem("auth.forbidden", {
    zh: `${actor.name}没有这项权限(${what})。请向管理员申请所需的角色。`,
    en: `${actor.name} may not ${what}. Ask an administrator for the role it needs.`,
  });
}

async function readInput(
  context: AppContext,
  schemas: RouteSchemas,
  actor: Actor,
  maxBodyBytes: number,
): Promise<AnyInput> {
  const request = context.get("facts");
  const { language } = request;
  const params = await parsePart("path", schemas.params, context.req.param(), language);
  const query = await parsePart("query", schemas.query, queryRecord(context.req.url, schemas.listParameters), language);
  const body = schemas.body
    ? await parsePart("body", schemas.body, await readJsonBody(context.req.raw, maxBodyBytes), language)
    : undefined;
  return { params, query, body, file: undefined, actor, request };
}

async function checkResponse(route: RouteDefinition, answer: unknown): Promise<void> {
  const result = await route.response.safeParseAsync(answer);
  if (!result.success) throw new Error(`${route.id} answered what its schema refuses: ${result.error.message}`);
}

const varying = "Accept-Language, Authorization, Cookie";

function cacheControl(method: string, isPublic: boolean): string {
  if (method !== "GET" && method !== "HEAD") return "no-store";
  return isPublic ? "public, no-cache" : "private, no-cache";
}

function answerJson(
  context: AppContext,
  { body, tag }: WrittenJson,
  status: 200 | 201 | 202,
  isPublic: boolean,
): Response {
  const headers: Record<string, string> = {
    "cache-control": cacheControl(context.req.method, isPublic),
    vary: varying,
  };
  if (context.req.method === "GET" || context.req.method === "HEAD") {
    headers.etag = tag;
    const known = context.req.header("if-none-match")?.split(",");
    if (known?.some((entry) => entry.trim() === tag)) return context.body(null, 304, headers);
  }
  return context.body(body, status, { ...headers, "content-type": "application/json; charset=utf-8" });
}

/** A handler's own answer gets the headers that it did not set itself. */
function answerReady(context: AppContext, answer: Response, route: RouteDefinition, actor: Actor): Response {
  const facts = context.get("facts");
  const headers = new Headers(answer.headers);
  const defaults: Record<string, string> = {
    ...securityHeaders(facts),
    "x-request-id": facts.id,
    "cache-control": cacheControl(route.method.toUpperCase(), actor.kind === "public"),
    vary: varying,
  };
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

function answerProblem(context: AppContext, problem: Problem): Response {
  const { language, id } = context.get("facts");
  const body = JSON.stringify(problemDetails(problem, language, id));
  return context.newResponse(body, problem.status as 400, problemHeaders(problem, language));
}

function answerWrongMethod(context: AppContext, allow: readonly string[]): Response {
  context.header("allow", allow.join(", "));
  return answerProblem(
    context,
    new Problem("request.method", {
      zh: `该地址只支持${allow.join("、")}。`,
      en: `This address answers ${allow.join(", ")}.`,
    }),
  );
}

/** A Problem is told; anything else is a bug: the log gets all of it, the client only the id under which it stands. */
function answerError(error: unknown, context: AppContext, log: Logger): Response {
  if (error instanceof Problem) return answerProblem(context, error);
  if (error instanceof HTTPException && error.status < 500) {
    return answerProblem(
      context,
      new Problem("request.invalid", { zh: "请求无法读取。", en: error.message || "The request could not be read." }),
    );
  }
  const { id } = context.get("facts");
  log.error({ request: id, err: error, method: context.req.method, path: context.req.path }, "bug");
  return answerProblem(
    context,
    new Problem("internal", {
      zh: `请把这个编号告诉管理员:${id}。`,
      en: `Tell the administrator this id: ${id}.`,
    }),
  );
}
