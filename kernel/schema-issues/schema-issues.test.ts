import { expect, test } from "vitest";
import { z } from "zod";
import { sayInSchema } from "../contracts/index.ts";
import { listSchemaIssues } from "./index.ts";

const schema = z.strictObject({
  id: z.string().regex(/^[a-z]+$/, sayInSchema({ zh: "只写小写字母", en: "small letters alone" })),
  days: z.array(z.int()),
});

test("what a schema finds wrong is said in both languages, its own checks too", () => {
  expect(listSchemaIssues(schema, { id: "a", days: [1] })).toEqual([]);
  const [id, day] = listSchemaIssues(schema, { id: "A", days: [1, "two"] });
  expect(id).toEqual({ path: ["id"], what: { zh: "只写小写字母", en: "small letters alone" } });
  expect(day?.path).toEqual(["days", 1]);
  expect(day?.what.zh).toMatch(/无效|期望/);
  expect(day?.what.en).toMatch(/Invalid input/);
});
