import { Hono } from "hono";
import { expect, test } from "vitest";
import { routeUrl } from "./client/index.ts";
import { type NetworkOptions, preferredLanguage, readRequestFacts } from "./request.ts";
import { contentSecurityPolicy, createNonce, securityHeaders } from "./security.ts";

async function factsOf(headers: Record<string, string>, options: NetworkOptions = {}, encrypted = false) {
  const app = new Hono();
  app.get("/", (context) => {
    const { address, origin, secure } = readRequestFacts(context, options);
    return context.json({ address, origin, secure });
  });
  const env = { incoming: { socket: { remoteAddress: "10.0.0.9", encrypted } } };
  return (await app.request("http://plan.test/", { headers }, env)).json();
}

test("nobody outside our own proxies decides which address he has", async () => {
  const forged = { "x-forwarded-for": "1.1.1.1, 2.2.2.2", "x-forwarded-proto": "https" };
  expect(await factsOf(forged)).toEqual({ address: "10.0.0.9", origin: "http://plan.test", secure: false });
  expect(await factsOf(forged, { trustedProxies: 1 })).toEqual({
    address: "2.2.2.2",
    origin: "https://plan.test",
    secure: true,
  });
  expect(await factsOf(forged, { trustedProxies: 2 })).toMatchObject({ address: "1.1.1.1" });
  expect(await factsOf({}, { trustedProxies: 1 })).toMatchObject({ address: "10.0.0.9" });
  expect(await factsOf({}, {}, true)).toMatchObject({ secure: true, origin: "https://plan.test" });
  expect(await factsOf({}, { publicOrigin: "https://a.test" })).toMatchObject({
    secure: true,
    origin: "https://a.test",
  });
});

test.each([
  [null, "zh"],
  ["en", "en"],
  ["fr", "zh"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en-US,en;q=0.9,zh;q=0.8", "en"],
  ["en;q=0.5, zh;q=0.5", "zh"],
])("language of %s is %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

test("a page's policy names its nonce and nothing unsafe; without page everything is forbidden", () => {
  const nonce = createNonce();
  expect(nonce).not.toBe(createNonce());
  const policy = contentSecurityPolicy(nonce);
  expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(contentSecurityPolicy()).toContain("default-src 'none'");
  expect(securityHeaders({ secure: true })["strict-transport-security"]).toBeTruthy();
  expect(securityHeaders({ secure: false })["strict-transport-security"]).toBeUndefined();
});

test("a client's address is made of path, parameters and query", () => {
  const query = { page: 2, tag: ["a", "b"], none: undefined };
  expect(routeUrl("/api/books/{id}", { params: { id: "a/b" }, query })).toBe("/api/books/a%2Fb?page=2&tag=a&tag=b");
});
