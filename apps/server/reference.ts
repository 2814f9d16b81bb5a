import type { HttpEnv } from "@midreach/kernel/http";
import type { Hono } from "hono";
import { html, raw } from "hono/html";

type Json = Record<string, unknown>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Json;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Record<string, { schema: Json }> };
  readonly responses: Record<string, { description?: string; content?: Record<string, { schema: Json }> }>;
}

/** The parts of an OpenAPI 3.1 document that the reference shows. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
}

type Html = ReturnType<typeof html>;

const styleSheet = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { overflow: auto; max-height: 30rem; padding: 0.75rem; border: 1px solid #8884; border-radius: 4px; }
details { border: 1px solid #8886; border-radius: 4px; margin: 0.5rem 0; padding: 0.25rem 0.75rem; }
details details { border: 0; padding: 0; }
summary { cursor: pointer; padding: 0.25rem 0; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 700; text-transform: uppercase; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
`;

/**
 * Adds the browsable reference at `/api/reference`, made from the document itself: no script, one style sheet from our origin,
 * nothing from elsewhere.
 */
export function addReference(app: Hono<HttpEnv>, document: ApiDocument): void {
  let page: string | undefined;
  app.get("/api/reference.css", (context) =>
    context.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8", "cache-control": "public, no-cache" }),
  );
  app.get("/api", (context) => context.redirect("/api/reference", 302));
  app.get("/api/reference", async (context) => {
    page ??= String(await renderPage(document));
    context.header(
      "content-security-policy",
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    return context.html(page);
  });
}

function renderPage({ info, tags, paths }: ApiDocument): Html {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<h1>${info.title} API ${info.version}</h1>
<p>${info.description}</p>
<p><a href="/api/openapi.json">OpenAPI 3.1 document</a> · <a href="/">Midreach</a></p>
<nav><ul>${tags.map((tag) => html`<li><a href="#${tag.name}">${tag.name}</a>: ${tag.description}</li>`)}</ul></nav>
${tags.map(
  (tag) => html`<section id="${tag.name}"><h2>${tag.name}</h2>
${operations.filter(({ operation }) => operation.tags.includes(tag.name)).map(renderOperation)}</section>`,
)}
</body></html>`;
}

function renderOperation({ path, method, operation }: { path: string; method: string; operation: Operation }): Html {
  const { parameters = [], requestBody, responses } = operation;
  const link = method === "get" && !path.includes("{");
  return html`<details id="${operation.operationId}">
<summary><span class="method">${method}</span> <code>${path}</code> ${operation.summary}</summary>
${operation.description ? html`<p>${operation.description}</p>` : ""}
${link ? html`<p><a href="${path}">${path}</a></p>` : ""}
${parameters.length > 0 ? renderParameters(parameters) : ""}
${requestBody ? renderContent("Body", requestBody.content) : ""}
${Object.entries(responses)
  .filter(([status]) => status.startsWith("2"))
  .map(([status, answer]) => renderContent(`Answer ${status}`, answer.content ?? {}))}
</details>`;
}

function renderParameters(parameters: readonly Parameter[]): Html {
  return html`<table><thead><tr><th>Parameter</th><th>In</th><th>Values</th><th>Meaning</th></tr></thead><tbody>
${parameters.map(
  ({ name, in: place, required, description = "", schema = {} }) => html`<tr>
<td><code>${name}</code>${required ? " *" : ""}</td><td>${place}</td><td><code>${valuesOf(schema)}</code></td><td>${description}</td></tr>`,
)}</tbody></table>`;
}

function valuesOf(schema: Json): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(" | ");
  const { description: _shownBeside, ...rest } = schema;
  return typeof schema.type === "string" && Object.keys(rest).length === 1 ? schema.type : JSON.stringify(rest);
}

function renderContent(title: string, content: Record<string, { schema: Json }>): Html {
  return html`${Object.entries(content).map(
    ([type, { schema }]) => html`<details><summary>${title}: <code>${type}</code></summary>
<pre tabindex="0">${JSON.stringify(schema, undefined, 2)}</pre></details>`,
  )}${raw("")}`;
}
