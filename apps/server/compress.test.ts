import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressAnswers } from "./compress.ts";

const long = JSON.stringify({ text: "长江".repeat(2000) });
const answer = (body: string, headers: Record<string, string> = {}) =>
  compressAnswers(
    () => new Response(body, { headers: { "content-type": "application/json; charset=utf-8", ...headers } }),
  );
const ask = (encoding: string, method = "GET") =>
  new Request("http://127.0.0.1/api/x", { method, headers: { "accept-encoding": encoding } });

test("who takes gzip gets it, and reads the same", async () => {
  const response = await answer(long, { etag: 'W/"a"' })(ask("gzip, br"), {});
  expect(response.headers.get("content-encoding")).toBe("gzip");
  const packed = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("content-length")).toBe(String(packed.byteLength));
  expect(gunzipSync(packed).toString()).toBe(long);
});

test("an answer with another tag is another answer", async () => {
  let turn = 0;
  const fetch = compressAnswers(() => {
    turn += 1;
    return new Response(long + turn, { headers: { "content-type": "application/json", etag: `W/"${turn}"` } });
  });
  for (const expected of [1, 2]) {
    const response = await fetch(ask("gzip"), {});
    expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString()).toBe(long + expected);
  }
});

test.each([
  ["who does not take gzip", long, "identity", "GET", {}],
  ["a short answer", "{}", "gzip", "GET", {}],
  ["an answer to a write", long, "gzip", "POST", {}],
  ["a picture", long, "gzip", "GET", { "content-type": "image/png" }],
])("%s gets it plain", async (_who, body, encoding, method, headers) => {
  const response = await answer(body, headers)(ask(encoding, method), {});
  expect(response.headers.get("content-encoding")).toBeNull();
  expect(await response.text()).toBe(body);
});
