import { describe, expect, it } from "vitest";
import { analysePlan, Gazetteer, type PlanAnalysis, type SentenceAnalysis, type SourceLine } from "./index.ts";

/** Plans in styles that no labelled fixture has. */
function read(text: string): PlanAnalysis {
  const lines = text.split("\n").map((line): SourceLine => ({ text: line, kind: "line" }));
  return analysePlan(lines, { gazetteer: new Gazetteer([]), systems: [] });
}

const find = ({ sentences }: PlanAnalysis, words: string) =>
  sentences.find(({ text }) => text.includes(words)) as SentenceAnalysis;

describe("an annual work report", () => {
  const report = read(`河口县2024年政府工作报告
一、2023年工作回顾
过去一年，全县粮食产量达到28.6万吨。新建农村公路86公里。
二、2024年重点工作
（一）改善民生
①新建公办幼儿园3所，新增学位1080个。
②县医院传染病楼6月底前投入使用；县中医院完成搬迁。
③年内完成老旧小区改造12个。`);

  it("has headings that begin with a year", () => {
    expect(report.structure.chapters.map(({ title }) => title)).toEqual(["2023年工作回顾", "2024年重点工作"]);
    expect(report.structure.period).toEqual({ first: 2024, last: 2024 });
  });

  it("tells last year's work and promises this year's", () => {
    expect(find(report, "新建农村公路").commits).toBe(false);
    expect(find(report, "新建公办幼儿园").commits).toBe(true);
  });

  it("names months without their year", () => {
    expect(find(report, "传染病楼")).toMatchObject({ commits: true, deadlines: [{ date: "2024-06-30" }] });
    expect(find(report, "老旧小区").deadlines).toMatchObject([{ date: "2024-12-31" }]);
  });
});

describe("a plan with its period below the title and a table of indicators", () => {
  const plan = read(`辽河流域生态廊道建设规划
（2021—2030年）
第一章 现状
截至2020年底，流域森林覆盖率为37.2%。
第二章 目标
到2025年，流域森林覆盖率达到38.5%。
专栏1 主要指标
指标\t2020年\t2025年\t2030年\t属性
湿地保护率（%）\t51\t55\t60\t预期性`);

  it("takes the period from the line below", () => {
    expect(plan.structure.period).toEqual({ first: 2021, last: 2030 });
    expect(find(plan, "截至2020年底").commits).toBe(false);
  });

  it("promises the last figure of each row", () => {
    expect(find(plan, "湿地保护率")).toMatchObject({
      commits: true,
      quantities: [{ value: 60, unit: "%", object: "湿地保护率" }],
      deadlines: [{ date: "2030-12-31" }],
    });
  });
});

describe("an English strategy", () => {
  const strategy = read(`Greater Harbour Transport Strategy 2025-2035
1. Priorities
The Transport Agency must reduce serious injuries by 40% by 2035.
District councils are encouraged to adopt lower limits near schools.
Congestion is a growing problem.`);

  it("takes its period from the title and tells encouragement from orders", () => {
    expect(strategy.structure.period).toEqual({ first: 2025, last: 2035 });
    expect(strategy.sentences.map(({ strength }) => strength)).toEqual(["firm", "encouraged", null]);
  });
});
