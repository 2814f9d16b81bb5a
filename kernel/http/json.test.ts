import { expect, test } from "vitest";
import { lastingAnswer, writeJson } from "./json.ts";

const readBody = (body: string | Uint8Array): string =>
  typeof body === "string" ? body : Buffer.from(body).toString();

test("a lasting answer is written once, and reads as any other", () => {
  const answer = { name: { zh: "规划", en: "Plan" }, counts: [1, 2] };
  const plain = writeJson({ ...answer });
  const kept = writeJson(lastingAnswer(answer));
  expect(readBody(kept.body)).toBe(readBody(plain.body));
  expect(kept.tag).toBe(plain.tag);
  expect(writeJson(answer)).toBe(kept);
});

test("an answer that may change is written each time", () => {
  const answer = { count: 1 };
  const before = writeJson(answer);
  answer.count = 2;
  const after = writeJson(answer);
  expect(readBody(after.body)).toBe('{"count":2}');
  expect(after.tag).not.toBe(before.tag);
});
