import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitPlan } from "../citation.ts";
import { listSentences, readStructure, type SourceLine } from "./index.ts";

function linesOf(text: string): SourceLine[] {
  return text.split("\n").map((line) => ({ text: line, kind: "line" }));
}

function citationsOf(text: string): string[] {
  return listSentences(readStructure(linesOf(text))).map(({ citation, text: words }) => `${citation} ${words}`);
}

describe("numbering", () => {
  it("reads 章 and 节 with Chinese or Arabic numbers, in either width", () => {
    expect(citationsOf("第一章 总则\n第一节 目标\n建设甲。\n第２章、任务\n第1节 治水\n治理乙河。治理丙河。")).toEqual([
      "1.1.1.1 建设甲。",
      "2.1.1.1 治理乙河。",
      "2.1.1.2 治理丙河。",
    ]);
  });

  it("takes the outermost numbering in use for chapters, the next for sections, the rest for labels", () => {
    const text =
      "一、总体要求\n(一)目标\n建设甲。\n二、任务\n（一）治水\n1.治理乙河。治理丙河。\n（二）治山\n2、治理丁山。";
    expect(citationsOf(text)).toEqual([
      "1.1.1.1 建设甲。",
      "2.1.1.1 治理乙河。",
      "2.1.1.2 治理丙河。",
      "2.2.1.1 治理丁山。",
    ]);
  });

  it("keeps the printed numbers of 章 that run on across 部分; 节 below them are headings, no sentences", () => {
    const text =
      "第一部分 基础\n第一章 现状\n第一节 成就\n甲已建成。\n第二章 目标\n到期建成乙。\n第二部分 任务\n第三章 治水\n第一节 干流\n治理丙河。\n第二节 支流\n治理丁河。";
    expect(citationsOf(text)).toEqual([
      "1.1.1.1 甲已建成。",
      "1.2.1.1 到期建成乙。",
      "2.3.1.1 治理丙河。",
      "2.3.2.1 治理丁河。",
    ]);
  });

  it("takes a numbered run-in heading on the same line for the section's first sentence", () => {
    const text = "一、任务\n（一）治水。治理乙河。\n（二）治山。治理丁山。";
    const structure = readStructure(linesOf(text));
    expect(citationsOf(text)).toEqual(["1.1.1.1 治水。", "1.1.1.2 治理乙河。", "1.2.1.1 治山。", "1.2.1.2 治理丁山。"]);
    expect(structure.chapters[0]?.sections.map(({ title }) => title)).toEqual(["治水", "治山"]);
    expect(listSentences(structure)[0]?.role).toBe("run-in");
  });

  it("reads plans without any numbering, by their standing headings or as one piece", () => {
    expect(citationsOf("发展目标\n到期建成甲。\n重点任务\n治理乙河。")).toEqual([
      "1.0.1.1 到期建成甲。",
      "2.0.1.1 治理乙河。",
    ]);
    expect(citationsOf("某县治水方案\n到期建成甲。\n治理乙河。")).toEqual([
      "0.0.1.1 到期建成甲。",
      "0.0.2.1 治理乙河。",
    ]);
  });

  it("reads English plans: Chapter 1, 1.1, full stops that end sentences and those that do not", () => {
    const text =
      "A Plan\nChapter 1 Goals\n1.1 Water\nWe will cut 2.5 t of loads (see Map No. 4) by 2030. The rest follows.";
    expect(citationsOf(text)).toEqual([
      "1.1.1.1 We will cut 2.5 t of loads (see Map No. 4) by 2030.",
      "1.1.1.2 The rest follows.",
    ]);
  });

  it("uses the outline of a format that has one when nothing is numbered", () => {
    const lines: SourceLine[] = [
      { text: "某县规划", kind: "paragraph", headingLevel: 1 },
      { text: "治水", kind: "paragraph", headingLevel: 2 },
      { text: "治理乙河。", kind: "paragraph" },
      { text: "治山", kind: "paragraph", headingLevel: 2 },
      { text: "干流", kind: "paragraph", headingLevel: 3 },
      { text: "治理丁山。", kind: "paragraph" },
      { text: "支流", kind: "paragraph", headingLevel: 3 },
      { text: "治理戊山。", kind: "paragraph" },
    ];
    expect(listSentences(readStructure(lines)).map(({ citation }) => citation)).toEqual([
      "1.0.1.1",
      "2.1.1.1",
      "2.2.1.1",
    ]);
  });

  it("does not take a figure at the start of a paragraph for a heading's number", () => {
    expect(citationsOf("第一章 目标\n3.5亿元用于治水。\n2.1万人受益。")).toEqual([
      "1.0.1.1 3.5亿元用于治水。",
      "1.0.2.1 2.1万人受益。",
    ]);
  });
});

describe("page furniture", () => {
  it("drops page numbers, running headers and the table of contents, and joins what they cut", () => {
    const page = (number: number, body: string): string => `某县治水规划（2026—2030年）\n${body}\n— ${number} —`;
    const text = [
      "某县治水规划\n（2026—2030年）\n目  录\n一、目标…………1\n二、任务 ........ 2",
      page(1, "一、目标\n到2030年，全县防洪达标率达到百分之九十，治理甲河与"),
      page(2, "乙河。\n二、任务\n治理丙河。"),
      page(3, "治理丁河。"),
    ].join("\n");
    expect(citationsOf(text)).toEqual([
      "1.0.1.1 到2030年，全县防洪达标率达到百分之九十，治理甲河与乙河。",
      "2.0.1.1 治理丙河。",
      "2.0.2.1 治理丁河。",
    ]);
  });

  it("drops a contents list without page numbers, told by its entries that come again", () => {
    const text =
      "目录\n第一章 总则\n第二章 任务\n第三章 保障\n第一章 总则\n建设甲。\n第二章 任务\n建设乙。\n第三章 保障\n加强丙。";
    expect(citationsOf(text)).toEqual(["1.0.1.1 建设甲。", "2.0.1.1 建设乙。", "3.0.1.1 加强丙。"]);
  });

  it("joins hard-wrapped lines of indented paragraphs", () => {
    const body = "为贯彻落实国家战略推动两市协同发展加快建设现代化基础设施体系不断提升公共服务水平".repeat(4);
    const wrapped = (body.match(/.{1,36}/gu) ?? [])
      .map((line, index) => (index === 0 ? `　　${line}` : line))
      .join("\n");
    const text = `第一章 总则\n${wrapped}。\n${wrapped}。\n${wrapped}。`;
    expect(citationsOf(text)).toEqual([1, 2, 3].map((number) => `1.0.${number}.1 ${body}。`));
  });

  it("keeps boxes in their section: a title that is a paragraph, items that are paragraphs", () => {
    const text =
      "一、任务\n（一）治水\n治理甲河。\n专栏1 重点工程\n1.乙水库：总投资3亿元。\n2.丙泵站扩建。\n（二）治山\n治理丁山。";
    const sentences = listSentences(readStructure(linesOf(text)));
    expect(sentences.map(({ citation, role }) => `${citation} ${role}`)).toEqual([
      "1.1.1.1 text",
      "1.1.2.1 box-title",
      "1.1.3.1 box-item",
      "1.1.4.1 box-item",
      "1.2.1.1 text",
    ]);
  });
});

describe("sentences", () => {
  const marks = fc.constantFrom(..."甲乙丙丁。；！？“”()（）,，1. ");
  const paragraphs = fc.array(fc.string({ unit: marks, minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 6 });

  it("lose nothing of their paragraph: label and sentences put together are its text", () => {
    fc.assert(
      fc.property(paragraphs, (texts) => {
        const lines = texts.map((text): SourceLine => ({ text: `启${text}完。`, kind: "paragraph" }));
        const { chapters } = readStructure([{ text: "第一章 总则", kind: "paragraph" }, ...lines]);
        const joined = chapters
          .flatMap(({ sections }) => sections.flatMap(({ paragraphs: all }) => all))
          .map(({ label, sentences }) => label + sentences.map(({ text }) => text).join(""));
        const bare = (text: string): string => text.replace(/\s/gu, "");
        return joined.map(bare).join("|") === lines.map(({ text }) => bare(text)).join("|");
      }),
    );
  });

  it("are the same when what was read is written out and read again", () => {
    fc.assert(
      fc.property(paragraphs, (texts) => {
        const first = readStructure(linesOf(`第一章 总则\n${texts.map((text) => `启${text}完。`).join("\n")}`));
        const out = first.chapters
          .flatMap((chapter) => [
            `第${"一二三"[chapter.number - 1]}章 ${chapter.title}`,
            ...chapter.sections.flatMap(({ paragraphs: all }) =>
              all.map(({ label, sentences }) => label + sentences.map(({ text }) => text).join("")),
            ),
          ])
          .join("\n");
        expect(listSentences(readStructure(linesOf(out)))).toEqual(listSentences(first));
      }),
    );
  });

  it("have the citations of the house's own splitter on plans of chapters and sections", () => {
    const text =
      "前言\n为了试验。\n第一章、总则\n本章说明；共两句。\n第一节、目标\n总体目标。到期建成。\n第二节、范围\n全部。";
    const own = listSentences(readStructure(linesOf(text))).map(({ citation, text: words }) => ({
      citation,
      text: words,
    }));
    expect(own).toEqual(splitPlan(text).sentences);
  });
});
