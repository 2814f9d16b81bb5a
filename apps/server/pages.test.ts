import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { HttpEnv } from "@midreach/kernel/http";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPages } from "./pages.ts";

const dist = mkdtempSync(join(tmpdir(), "midreach-dist-"));
const app = new Hono<HttpEnv>();
const script = `console.info("${"x".repeat(2000)}");`;

beforeAll(async () => {
  mkdirSync(join(dist, "assets"));
  const page = '<!doctype html><script nonce="__MIDREACH_NONCE__" src="/assets/main-abc.js"></script>';
  writeFileSync(join(dist, "index.html"), page);
  writeFileSync(join(dist, "assets/main-abc.js"), script);
  writeFileSync(join(dist, "assets/main-abc.js.gz"), gzipSync(script));
  writeFileSync(join(dist, ".stamp"), "secret");
  await addPages(app, dist, "Asia/Shanghai");
});

afterAll(() => rmSync(dist, { recursive: true }));

test.each(["/", "/index.html", "/commitments", "/commitments/4.1.2.2a", "/cities/430600"])(
  "%s is a page with a nonce of its own",
  async (path) => {
    const first = await app.request(path);
    expect(first.status).toBe(200);
    const nonce = /nonce="([^"]+)"/.exec(await first.text())?.[1];
    expect(nonce).toMatch(/^[A-Za-z0-9+/=]{20,}$/);
    expect(first.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
    expect(first.headers.get("cache-control")).toContain("no-cache");
    expect(await (await app.request(path)).text()).not.toContain(`${nonce}`);
  },
);

test("a file with a hash in its name is kept for ever, and comes compressed to who takes it", async () => {
  const plain = await app.request("/assets/main-abc.js");
  expect(await plain.text()).toBe(script);
  expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(plain.headers.get("content-type")).toContain("javascript");
  const packed = await app.request("/assets/main-abc.js", { headers: { "accept-encoding": "gzip, br" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(packed.headers.get("vary")).toContain("Accept-Encoding");
});

test.each(["/assets/lost.js", "/.stamp", "/assets/../.stamp", "/..%2f..%2fpackage.json", "/api/nothing"])(
  "%s gives away nothing",
  async (path) => {
    const answer = await app.request(path);
    const text = await answer.text();
    expect(text).not.toContain("secret");
    expect(text).not.toContain("midreach");
  },
);

test("a lost script is not answered with a page", async () => {
  expect((await app.request("/assets/lost.js")).status).toBe(404);
  expect((await app.request("/assets/lost.js")).headers.get("cache-control") ?? "").not.toContain("immutable");
});
