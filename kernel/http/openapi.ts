import { z } from "zod";
import type { RouteDefinition } from "./types.ts";

/** What the document says about the whole API. */
export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Base address; `/` (where the document was read) unless told. */
  readonly server?: string;
  /** A description for every tag that the routes use. */
  readonly tags: Readonly<Record<string, string>>;
}

type Json = Record<string, unknown>;

const problemSchema: Json = {
  type: "object",
  description: "Problem details (RFC 9457). `code` is stable; `faults` lists every bad field or row.",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string" },
    instance: { type: "string" },
    context: { description: "What a program needs to go on, e.g. the version that stands in the way." },
    faults: {
      type: "array",
      items: {
        type: "object",
        required: ["where", "what"],
        properties: { where: { type: "string" }, what: { type: "string" }, fix: { type: "string" } },
      },
    },
  },
};

const problemAnswers: Readonly<Record<string, string>> = {
  "400": "The request is not valid.",
  "401": "Nobody is signed in, or the API key is not valid.",
  "403": "The actor may not do this.",
  "404": "There is no such thing.",
  "409": "It conflicts with what is there.",
  "413": "The body is too large.",
  "415": "The body is of a type that is not taken here.",
  "422": "The content was refused; nothing changed.",
  "429": "Too many attempts; see Retry-After.",
  default: "A problem of another kind.",
};

/**
 * The OpenAPI 3.1 document of the routes. Schemas are those that parse the requests, as they are on the wire.
 * @throws Error when a route uses a tag without description or leaves a path parameter undeclared
 */
export function buildOpenApi(routes: readonly RouteDefinition[], info: OpenApiInfo): Json {
  const components: Record<string, Json> = { Problem: problemSchema };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (info.tags[route.tag] === undefined) throw new Error(`Tag ${route.tag} of route ${route.id} has no description`);
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, components) };
  }
  const used = new Set(routes.map((route) => route.tag));
  return {
    openapi: "3.1.0",
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    servers: [{ url: info.server ?? "/", description: "This installation" }],
    tags: [...used].map((name) => ({ name, description: info.tags[name] })),
    paths,
    components: {
      schemas: components,
      responses: Object.fromEntries(
        Object.entries(problemAnswers).map(([status, text]) => [problemName(status), problemAnswer(text)]),
      ),
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "midreach_session", description: "Set by POST /api/session." },
        apiKey: { type: "http", scheme: "bearer", description: "A key that starts with `mrk_`." },
      },
    },
  };
}

function problemName(status: string): string {
  return status === "default" ? "Problem" : `Problem${status}`;
}

function problemAnswer(description: string): Json {
  return { description, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } };
}

function operation(route: RouteDefinition, components: Record<string, Json>): Json {
  const reads = route.method === "get";
  const hasBody = route.upload !== undefined || (route.body !== undefined && !(route.body instanceof z.ZodUndefined));
  const failures = [
    "400",
    "401",
    "403",
    ...(route.path.includes("{") ? ["404"] : []),
    ...(reads ? [] : ["409", "422", "429"]),
    ...(hasBody ? ["413", "415"] : []),
    "default",
  ].sort();
  return {
    operationId: route.id,
    summary: route.summary,
    description: `Cedar action \`${route.action}\`.`,
    tags: [route.tag],
    security: [...(reads ? [{}] : []), { session: [] }, { apiKey: [] }],
    parameters: [...parameters(route, "path", components), ...parameters(route, "query", components)],
    ...requestBody(route, hasBody, components),
    responses: {
      [String(route.status ?? 200)]: success(route, components),
      ...Object.fromEntries(
        failures.map((status) => [status, { $ref: `#/components/responses/${problemName(status)}` }]),
      ),
    },
  };
}

function requestBody(route: RouteDefinition, hasBody: boolean, components: Record<string, Json>): Json {
  if (route.upload) {
    const file = { schema: { type: "string", format: "binary", maxLength: route.upload.maxBytes } };
    return {
      requestBody: { required: true, content: Object.fromEntries(route.upload.mediaTypes.map((type) => [type, file])) },
    };
  }
  if (!hasBody || !route.body) return {};
  return { requestBody: { required: true, content: jsonContent(route.body, `${route.id}.body`, components) } };
}

function success(route: RouteDefinition, components: Record<string, Json>): Json {
  if (route.status === 204) return { description: "Done." };
  const content = route.produces
    ? Object.fromEntries(route.produces.map((type) => [type, { schema: { type: "string" } }]))
    : jsonContent(route.response, `${route.id}.answer`, components);
  return { description: route.summary, content };
}

function jsonContent(schema: z.ZodType, name: string, components: Record<string, Json>): Json {
  return { "application/json": { schema: wireSchema(schema, name, components) } };
}

function parameters(route: RouteDefinition, place: "path" | "query", components: Record<string, Json>): Json[] {
  const schema = place === "path" ? route.params : route.query;
  const shape = schema instanceof z.ZodObject ? schema.shape : {};
  for (const [, name] of place === "path" ? route.path.matchAll(/\{(\w+)\}/g) : []) {
    if (name && !(name in shape)) throw new Error(`Route ${route.id} does not declare its path parameter ${name}`);
  }
  return Object.entries(shape).map(([name, field]) => {
    const json = wireSchema(field as z.ZodType, `${route.id}.${name}`, components);
    const required = place === "path" || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required, ...describe(json), schema: json };
  });
}

function describe(json: Json): Json {
  return typeof json.description === "string" ? { description: json.description } : {};
}

/** A schema as JSON Schema 2020-12; shared and recursive definitions move to the document's components. */
function wireSchema(schema: z.ZodType, name: string, components: Record<string, Json>): Json {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;
  delete json.$schema;
  const definitions = (json.$defs ?? {}) as Record<string, Json>;
  delete json.$defs;
  const prefix = name.replaceAll(/[^A-Za-z0-9.]/g, "_");
  const target = (reference: string) =>
    reference === "#"
      ? `#/components/schemas/${prefix}`
      : reference.replace("#/$defs/", `#/components/schemas/${prefix}.`);
  const recursive = JSON.stringify([json, definitions]).includes('"$ref":"#"');
  for (const [key, definition] of Object.entries(definitions)) {
    components[`${prefix}.${key}`] = redirected(definition, target) as Json;
  }
  const moved = redirected(json, target) as Json;
  if (!recursive) return moved;
  components[prefix] = moved;
  return { $ref: `#/components/schemas/${prefix}` };
}

function redirected(node: unknown, target: (reference: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => redirected(item, target));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === "$ref" && typeof value === "string" ? [key, target(value)] : [key, redirected(value, target)],
    ),
  );
}
