import { expect, test } from "vitest";
import { Problem } from "./index.ts";

const where = "values.csv row 3, value";
const problem = new Problem(
  "import.rejected",
  { zh: "有1处错误。", en: "One fault." },
  [
    { where, what: { zh: "不是数字", en: "no number" }, fix: { zh: "请填数字", en: "give a number" } },
    { where: "line 9", what: "for operators" },
  ],
  { context: { version: 4 } },
);

test("is told in the reader's language; what has English only stays English", () => {
  expect(problem.describe("zh")).toMatchObject({
    title: "导入被拒绝,内容未改变",
    detail: "有1处错误。",
    faults: [
      { where, what: "不是数字", fix: "请填数字" },
      { where: "line 9", what: "for operators" },
    ],
    context: { version: 4 },
  });
  expect(problem.describe("en").faults?.[0]).toEqual({ where, what: "no number", fix: "give a number" });
  expect(problem.message).toBe("One fault.");
});

test("passes between threads and processes with both languages", () => {
  const again = Problem.fromPlain(structuredClone(problem.toPlain()));
  expect(again).toBeInstanceOf(Problem);
  expect(again.describe("zh").faults).toEqual(problem.describe("zh").faults);
  expect(again.status).toBe(422);
});
