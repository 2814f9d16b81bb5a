import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCitations, parseChineseNumber, sentenceHash, splitParagraph, splitPlan } from "./citation.ts";

describe("splitPlan", () => {
  it("counts preface, chapter openings and sections as 0.0, n.0 and n.m", () => {
    const plan = splitPlan(
      "某某规划\n\n前言\n为了试验。\n第一章、总则\n本章说明;共两句。\n第一节、目标\n总体目标。到期建成。\n第二节、范围\n全部。",
    );
    expect(plan.sentences.map((sentence) => sentence.citation)).toEqual([
      "0.0.1.1",
      "1.0.1.1",
      "1.0.1.2",
      "1.1.1.1",
      "1.1.1.2",
      "1.2.1.1",
    ]);
    expect(plan.headings).toEqual([
      { chapter: 1, section: 0, title: "总则" },
      { chapter: 1, section: 1, title: "目标" },
      { chapter: 1, section: 2, title: "范围" },
    ]);
  });

  it("accepts headings with spaces instead of a pause mark, and Windows line ends", () => {
    const plan = splitPlan("第十二章 保障\r\n第一节 组织\r\n加强领导。\r\n");
    expect(plan.sentences).toEqual([{ citation: "12.1.1.1", text: "加强领导。" }]);
  });
});

describe("splitParagraph", () => {
  it("does not end a sentence inside quotation marks or parentheses", () => {
    expect(splitParagraph("落实“先试;后推!”要求(含试点;扩面)；推进2.5期工程。")).toEqual([
      "落实“先试;后推!”要求(含试点;扩面)；",
      "推进2.5期工程。",
    ]);
  });

  it("goes on after a mark that nothing closes", () => {
    expect(splitParagraph("落实“先试要求。推进(一期工程。建成“二期”。完成“三期;四期”。")).toEqual([
      "落实“先试要求。",
      "推进(一期工程。",
      "建成“二期”。",
      "完成“三期;四期”。",
    ]);
  });

  it("loses no character of the paragraph", () => {
    const characters = fc.constantFrom(..."甲乙丙。；;!?！？“”()（）1.");
    fc.assert(
      fc.property(fc.string({ unit: characters }), (paragraph) => splitParagraph(paragraph).join("") === paragraph),
    );
  });
});

describe("sentenceHash", () => {
  it("is the same in full-width and half-width typography", () => {
    expect(sentenceHash("加快建设(一期),2020年达到60%。")).toBe(
      sentenceHash("加快建设（一期），２０２０年 达到６０％"),
    );
  });

  it("differs when a word differs", () => {
    expect(sentenceHash("加快建设。")).not.toBe(sentenceHash("加强建设。"));
  });
});

describe("citations", () => {
  it("sort by number, then by letter", () => {
    const ids = ["4.1.2.10", "4.1.2.2b", "4.1.2.2a", "3.9.1.1", "4.1.2.2"];
    expect([...ids].sort(compareCitations)).toEqual(["3.9.1.1", "4.1.2.2", "4.1.2.2a", "4.1.2.2b", "4.1.2.10"]);
  });

  it("read Chinese numerals", () => {
    expect(["一", "十", "十二", "二十", "二十三", "一百零三"].map(parseChineseNumber)).toEqual([
      1, 10, 12, 20, 23, 103,
    ]);
  });
});
