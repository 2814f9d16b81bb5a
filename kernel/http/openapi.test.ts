import { spawnSync } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { buildOpenApi } from "./openapi.ts";
import { defineRoute } from "./route.ts";

interface Branch {
  name: string;
  branches: Branch[];
}
const branch: z.ZodType<Branch> = z.lazy(() => z.object({ name: z.string(), branches: z.array(branch) }));
const text = z.object({ zh: z.string(), en: z.string() }).meta({ id: "Text" });

const handler = async () => {
  throw new Error("only its description is of interest");
};

const routes = [
  defineRoute({
    id: "trees.getTree",
    method: "get",
    path: "/api/trees/{id}",
    summary: "One tree",
    tag: "Trees",
    action: "trees:read",
    params: z.object({ id: z.string() }),
    query: z.object({ page: z.coerce.number().int().default(1).describe("Counted from 1"), kind: z.string() }),
    response: z.object({
      tree: branch,
      title: text,
      note: text,
      amountFen: z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String }),
    }),
    handler,
  }),
  defineRoute({
    id: "trees.plantTree",
    method: "post",
    path: "/api/trees",
    summary: "Plant a tree",
    tag: "Trees",
    action: "trees:plant",
    body: z.object({ name: z.string(), height: z.number().optional() }),
    response: branch,
    status: 201,
    handler,
  }),
  defineRoute({
    id: "trees.fellTree",
    method: "delete",
    path: "/api/trees/{id}",
    summary: "Fell a tree",
    tag: "Trees",
    action: "trees:plant",
    params: z.object({ id: z.string() }),
    response: z.void(),
    status: 204,
    handler,
  }),
  defineRoute({
    id: "trees.exportTrees",
    method: "get",
    path: "/api/trees.csv",
    summary: "All trees as CSV",
    tag: "Trees",
    action: "trees:read",
    produces: ["text/csv"],
    response: z.string(),
    handler,
  }),
];
const info = { title: "Trees", version: "1.0.0", description: "Trees.", tags: { Trees: "Trees." } };

test("says what is on the wire: shared and recursive schemas, optional and required, bodies and downloads", () => {
  const document = buildOpenApi(routes, info) as {
    paths: Record<string, Record<string, { parameters: { name: string; required: boolean }[]; responses: object }>>;
    components: { schemas: Record<string, { properties?: Record<string, unknown> }> };
  };
  const { get } = document.paths["/api/trees/{id}"] ?? {};
  expect(get?.parameters.map(({ name, required }) => [name, required])).toEqual([
    ["id", true],
    ["page", false],
    ["kind", true],
  ]);
  expect(JSON.stringify(document)).not.toContain("$defs");
  expect(JSON.stringify(get)).toContain('"amountFen":{"type":"string"}');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)];
  const components = document.components as unknown as Record<string, Record<string, unknown>>;
  for (const [, kind = "", name = ""] of references) expect(components[kind]?.[name], name).toBeDefined();
});

test("redocly finds nothing to say about it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "midreach-openapi-"));
  const file = join(folder, "openapi.json");
  await writeFile(file, JSON.stringify(buildOpenApi(routes, info)));
  const { bin } = createRequire(import.meta.url)("@redocly/cli/package.json") as { bin: Record<string, string> };
  const program = createRequire(import.meta.url).resolve(`@redocly/cli/${(bin.redocly ?? "").replace(/^\.\//, "")}`);
  const run = spawnSync(process.execPath, [program, "lint", file, "--format=json"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  expect(JSON.parse(run.stdout).problems).toEqual([]);
});

test("a tag without description or an undeclared path parameter is a bug", () => {
  expect(() => buildOpenApi(routes, { ...info, tags: {} })).toThrow("Trees");
  const [first] = routes;
  const bare = { ...first, params: undefined } as unknown as (typeof routes)[number];
  expect(() => buildOpenApi([bare], info)).toThrow("path parameter id");
});
