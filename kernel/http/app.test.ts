import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { pino } from "pino";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { loadPolicies } from "../policies/index.ts";
import { Problem } from "../problems/index.ts";
import { createHttpApp, type HttpAppOptions } from "./app.ts";
import { defineRoute } from "./route.ts";
import { type Actor, publicActor, type RouteDefinition } from "./types.ts";

const lines: Record<string, unknown>[] = [];
const log = pino({ level: "info" }, { write: (line: string) => lines.push(JSON.parse(line)) });

const routes = [
  defineRoute({
    id: "books.listBooks",
    method: "get",
    path: "/api/books",
    summary: "All books",
    tag: "Books",
    action: "books:read",
    query: z.object({ page: z.coerce.number().int().default(1), tag: z.array(z.string()).default([]) }),
    response: z.object({ page: z.number(), tag: z.array(z.string()) }),
    handler: async ({ query }) => query,
  }),
  defineRoute({
    id: "books.getBook",
    method: "get",
    path: "/api/books/{id}",
    summary: "One book",
    tag: "Books",
    action: "books:read",
    params: z.object({ id: z.string().max(9) }),
    response: z.object({ id: z.string() }),
    handler: async ({ params }) => {
      if (params.id === "lost") throw new Problem("resource.not-found", "No book called lost. See /api/books.");
      if (params.id === "bug") throw new Error("secret table kernel_account");
      if (params.id === "slow") {
        throw new Problem("auth.too-many-attempts", "Wait.", [], { retryAfterSeconds: 11.2 });
      }
      return { id: params.id };
    },
  }),
  defineRoute({
    id: "books.getLatest",
    method: "get",
    path: "/api/books/latest",
    summary: "The latest book",
    tag: "Books",
    action: "books:read",
    response: z.object({ latest: z.boolean() }),
    handler: async () => ({ latest: true }),
  }),
  defineRoute({
    id: "books.exportBooks",
    method: "get",
    path: "/api/books.csv",
    summary: "All books as CSV",
    tag: "Books",
    action: "books:read",
    produces: ["text/csv"],
    response: z.string(),
    handler: async () => new Response("id\n1\n", { headers: { "content-type": "text/csv" } }),
  }),
  defineRoute({
    id: "books.addBook",
    method: "post",
    path: "/api/books",
    summary: "Add a book",
    tag: "Books",
    action: "books:write",
    body: z.object({ title: z.string().min(1), places: z.array(z.object({ code: z.string() })).optional() }),
    response: z.object({ title: z.string() }),
    status: 201,
    handler: async ({ body }) => body,
  }),
  defineRoute({
    id: "books.addCover",
    method: "put",
    path: "/api/books/{id}/cover",
    summary: "The cover of a book",
    tag: "Books",
    action: "books:write",
    params: z.object({ id: z.string() }),
    upload: { mediaTypes: ["image/png"], maxBytes: 2000 },
    response: z.object({ bytes: z.number() }),
    resource: ({ params }) => ({ type: "book", id: params.id }),
    handler: async ({ file, params }) => {
      if (params.id === "taken") throw new Problem("resource.conflict", "Taken.", [], { context: { by: "you" } });
      return { bytes: file?.bytes.byteLength ?? -1 };
    },
  }),
];

const writer: Actor = { ...publicActor, kind: "account", accountId: "w", name: "Writer", roles: ["office"] };
const actors: Record<string, Actor> = {
  public: publicActor,
  writer,
  key: { ...writer, kind: "api-key" },
  reader: { ...writer, roles: ["auditor"] },
};

let base: Omit<HttpAppOptions, "routes">;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "midreach-http-"));
  await writeFile(join(folder, "actions.json"), JSON.stringify({ "books:read": "Read", "books:write": "Write" }));
  const policy = `permit (principal, action == Action::"books:read", resource);
    permit (principal in Role::"office", action == Action::"books:write", resource);`;
  await writeFile(join(folder, "books.cedar"), policy);
  base = {
    authoriser: loadPolicies([pathToFileURL(folder)]),
    findActor: async ({ headers }) => actors[headers.get("x-actor") ?? "public"] ?? publicActor,
    log,
    openApi: { title: "Books", version: "1.0.0", description: "Books.", tags: { Books: "Books." } },
    maxBodyBytes: 1000,
    checkResponses: true,
  };
});

beforeEach(() => {
  lines.length = 0;
});

const app = () => createHttpApp({ ...base, routes });

async function ask(path: string, init: RequestInit = {}) {
  const response = await app().request(`http://plan.test${path}`, init);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
  return { response, status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null };
}

function post(body: unknown, headers: Record<string, string> = {}) {
  return ask("/api/books", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", "x-actor": "writer", "sec-fetch-site": "same-origin", ...headers },
  });
}

describe("reading", () => {
  test("parses once, repeats lists, prefers the literal path", async () => {
    expect((await ask("/api/books?page=2&tag=a&tag=b")).json).toEqual({ page: 2, tag: ["a", "b"] });
    expect((await ask("/api/books?tag=a")).json).toEqual({ page: 1, tag: ["a"] });
    expect((await ask("/api/books/%E5%B2%B3%E9%98%B3")).json).toEqual({ id: "岳阳" });
    expect((await ask("/api/books/latest")).json).toEqual({ latest: true });
  });

  test("an unchanged answer is not sent twice; what a person sees is private", async () => {
    const first = await ask("/api/books");
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"/);
    const again = await ask("/api/books", { headers: { "if-none-match": `"x", ${tag}` } });
    expect([again.status, again.text]).toEqual([304, ""]);
    expect(again.headers.get("x-content-type-options")).toBe("nosniff");
    const signedIn = await ask("/api/books", { headers: { "x-actor": "writer" } });
    expect(signedIn.headers.get("cache-control")).toBe("private, no-cache");
    expect(signedIn.headers.get("vary")).toContain("Cookie");
  });

  test("every answer carries the strict headers, downloads and failures too", async () => {
    for (const path of ["/api/books", "/api/books.csv", "/api/books/lost", "/api/books/bug", "/api/none", "/none"]) {
      const { headers } = await ask(path);
      expect(headers.get("content-security-policy"), path).toContain("default-src 'none'");
      expect(headers.get("content-security-policy"), path).not.toContain("unsafe");
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toBe("same-origin");
      expect(headers.get("permissions-policy"), path).toContain("geolocation=()");
      expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
      expect(headers.get("x-request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    }
    const csv = await ask("/api/books.csv");
    expect([csv.headers.get("content-type"), csv.text]).toEqual(["text/csv", "id\n1\n"]);
  });

  test("HEAD answers like GET without the body", async () => {
    const head = await ask("/api/books", { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(head.headers.get("etag")).toBeTruthy();
  });
});

describe("problems", () => {
  test("unknown addresses, methods, parameters", async () => {
    expect(await ask("/api/nothing")).toMatchObject({ status: 404, json: { code: "resource.not-found" } });
    expect(await ask("/api")).toMatchObject({ status: 404, json: { code: "resource.not-found" } });
    const wrong = await ask("/api/books", { method: "DELETE" });
    expect(wrong).toMatchObject({ status: 405, json: { code: "request.method" } });
    expect(wrong.headers.get("allow")).toBe("GET, POST");
    const unknown = await ask("/api/books?pgae=1");
    expect(unknown).toMatchObject({ status: 400, json: { code: "request.invalid" } });
    expect(unknown.json.faults).toEqual([expect.objectContaining({ where: "query.pgae", fix: "可用的有:page, tag" })]);
    expect(await ask("/api/books/latest?x=1")).toMatchObject({ status: 400 });
    expect((await ask("/api/books?page=1&page=2")).json.faults[0].where).toBe("query.page");
    expect((await ask("/api/books/0123456789")).json.faults[0].where).toBe("path.id");
  });

  test("titles and faults come in the reader's language, Chinese first; the detail as thrown", async () => {
    const chinese = await ask("/api/books/lost");
    expect(chinese.headers.get("content-type")).toContain("application/problem+json");
    expect(chinese.json).toMatchObject({
      type: "urn:midreach:problem:resource.not-found",
      title: "没有找到",
      status: 404,
      detail: "No book called lost. See /api/books.",
    });
    const english = await ask("/api/books/lost", { headers: { "accept-language": "en-GB,en;q=0.9,zh;q=0.5" } });
    expect(english.json.title).toBe("Not found");
    const both = await ask("/api/books?page=x", { headers: { "accept-language": "zh-CN,zh;q=0.9,en;q=0.8" } });
    expect(both.json.faults[0].what).toMatch(/无效|期望/);
  });

  test("a bug shows nothing but the id under which it is logged", async () => {
    const { status, json, text } = await ask("/api/books/bug");
    expect(status).toBe(500);
    expect(text).not.toMatch(/secret|kernel_account|\.ts|at /);
    const logged = lines.find((line) => line.msg === "bug");
    expect(json.detail).toContain(logged?.request);
    expect(JSON.stringify(logged)).toContain("secret table");
  });

  test("Retry-After says how long to wait", async () => {
    const { status, headers } = await ask("/api/books/slow");
    expect([status, headers.get("retry-after")]).toEqual([429, "12"]);
  });

  test("every request is logged with its route and actor, without the query", async () => {
    await ask("/api/books?tag=secret", { headers: { "x-actor": "writer" } });
    expect(lines.at(-1)).toMatchObject({ msg: "request", route: "books.listBooks", status: 200, actor: "w" });
    expect(JSON.stringify(lines)).not.toContain("secret");
  });
});

describe("writing", () => {
  test("takes JSON in UTF-8 only", async () => {
    expect(await post({ title: "江" })).toMatchObject({ status: 201, json: { title: "江" } });
    expect((await post({ title: "江" })).headers.get("cache-control")).toBe("no-store");
    expect(await post("title=x", { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({
      status: 415,
    });
    expect(await post("{", {})).toMatchObject({ status: 400, json: { faults: [{ where: "body" }] } });
    expect(await post("", {})).toMatchObject({ status: 400 });
    const invalid = await post({ title: "", places: [{ code: 1 }], extra: 1 });
    const where = invalid.json.faults.map((fault: { where: string }) => fault.where);
    expect(where).toEqual(expect.arrayContaining(["body.title", "body.places[0].code"]));
  });

  test("no JSON whatever is answered by a bug", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.record({ title: fc.string({ unit: "binary" }) })), async (value) => {
        expect([201, 400]).toContain((await post(value)).status);
      }),
      { numRuns: 200 },
    );
    const deep = await post(`${"[".repeat(400)}${"]".repeat(400)}`);
    expect(deep.status).toBe(400);
  });

  test("refuses text that no database can hold", async () => {
    for (const title of ["a\u0000b", "a\ud800"]) {
      const refused = await post({ title, places: [{ code: title }] });
      expect(refused.status).toBe(400);
      const where = refused.json.faults.map((fault: { where: string }) => fault.where).sort();
      expect(where).toEqual(["body.places[0].code", "body.title"]);
    }
    expect((await ask("/api/books/%00")).json.faults[0].where).toBe("path.id");
    expect((await ask("/api/books?tag=%00")).json.faults[0].where).toBe("query.tag[0]");
    expect(await post({ title: "𠮷" })).toMatchObject({ status: 201, json: { title: "𠮷" } });
  });

  test("refuses a body that is too large, declared or not", async () => {
    expect(await post({ title: "x".repeat(1000) })).toMatchObject({ status: 413, json: { code: "request.too-large" } });
    const chunk = new TextEncoder().encode("x".repeat(600));
    let chunks = 0;
    const stream = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(chunk);
      },
    });
    const endless = await app().request("http://plan.test/api/books", {
      method: "POST",
      body: stream,
      duplex: "half",
      headers: { "content-type": "application/json", "x-actor": "key" },
    } as RequestInit);
    expect(endless.status).toBe(413);
    expect(chunks).toBeLessThan(10);
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a sibling domain", { "sec-fetch-site": "same-site" }, 403],
    ["another origin, old browser", { "sec-fetch-site": "", origin: "https://evil.test" }, 403],
    ["a sandboxed frame", { "sec-fetch-site": "", origin: "null" }, 403],
    ["nobody says where from, with a session", { "sec-fetch-site": "" }, 403],
    ["our own page", { "sec-fetch-site": "same-origin", origin: "http://plan.test" }, 201],
    ["our own page, old browser", { "sec-fetch-site": "", origin: "http://plan.test" }, 201],
    ["an API key from anywhere", { "sec-fetch-site": "", "x-actor": "key" }, 201],
  ])("from %s", async (_, headers, status) => {
    const kept = Object.entries({ "x-actor": "writer", ...headers });
    const response = await ask("/api/books", {
      method: "POST",
      body: JSON.stringify({ title: "a" }),
      headers: { "content-type": "application/json", ...Object.fromEntries(kept.filter(([, value]) => value !== "")) },
    });
    expect(response.status).toBe(status);
    if (status === 403) expect(response.json.code).toBe("auth.csrf");
  });

  test("who may not write is told before the body is read", async () => {
    expect(await post("{", { "x-actor": "public" })).toMatchObject({ status: 401, json: { code: "auth.required" } });
    expect(await post("{", { "x-actor": "reader" })).toMatchObject({ status: 403, json: { code: "auth.forbidden" } });
  });
});

describe("a file as the body", () => {
  const put = (size: number, type: string, actor = "key", id = "1") =>
    ask(`/api/books/${id}/cover`, {
      method: "PUT",
      body: new Uint8Array(size),
      headers: { "content-type": type, "x-actor": actor },
    });

  test("comes as it is, within its limits of size and type", async () => {
    expect(await put(1999, "Image/PNG; x=y")).toMatchObject({ status: 200, json: { bytes: 1999 } });
    expect(await put(2001, "image/png")).toMatchObject({ status: 413 });
    expect(await put(0, "image/png")).toMatchObject({ status: 400 });
    expect(await put(10, "text/html")).toMatchObject({ status: 415 });
    expect((await put(10, "application/json")).json.detail).toContain("image/png");
  });

  test("is not read for those who may not send it", async () => {
    expect(await put(9999, "image/png", "public")).toMatchObject({ status: 401 });
    expect(await put(9999, "image/png", "reader")).toMatchObject({ status: 403 });
  });

  test("a problem carries what a program needs to go on", async () => {
    expect(await put(1, "image/png", "key", "taken")).toMatchObject({ status: 409, json: { context: { by: "you" } } });
  });
});

test("the application refuses routes without policy, and two of one name or address", () => {
  const first: RouteDefinition | undefined = routes[0];
  if (!first) throw new Error("no route");
  const make =
    (...more: RouteDefinition[]) =>
    () =>
      createHttpApp({ ...base, routes: [...routes, ...more] });
  expect(make({ ...first, id: "books.x", path: "/api/x", action: "books:burn" })).toThrow("books:burn");
  expect(make({ ...first, path: "/api/x" })).toThrow("books.listBooks");
  expect(make({ ...first, id: "books.other" })).toThrow("get /api/books");
});
