import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePlan, draftCommitments, Gazetteer, notAPlan, type SentenceAnalysis, type SourceLine } from "./index.ts";

const profile = { gazetteer: new Gazetteer([{ code: "410100", kind: "prefecture", name: "郑州" }]), systems: [] };

function analyse(text: string): readonly SentenceAnalysis[] {
  const lines = text.split("\n").map((line): SourceLine => ({ text: line, kind: "line" }));
  return analysePlan(lines, { ...profile, firstYear: 2026 }).sentences;
}

/** Strength of the only sentence of a task section; `none` when it commits nobody. */
function strengthOf(sentence: string, section = "任务"): string {
  return analyse(`第一章 重点任务\n第一节 ${section}\n${sentence}`)[0]?.strength ?? "none";
}

describe("commitments", () => {
  it.each([
    ["firm", "严格执行水资源管理制度。"],
    ["firm", "2028年底前建成跨河大桥。"],
    ["firm", "确保饮水安全。"],
    ["firm", "森林覆盖率不低于52%。"],
    ["firm", "通客车率达到100%。"],
    ["firm", "不得新建高污染项目。"],
    ["planned", "加快推进路网建设，完善集疏运体系。"],
    ["planned", "力争到2030年企业超过120家。"],
    ["planned", "逐步实现异地结算。"],
    ["planned", "将该河纳入治理范围。"],
    ["planned", "市水利局、县财政局要加强监管。"],
    ["planned", "在三个镇建设茶园8.6万亩。"],
    ["encouraged", "支持企业建设研发中心。"],
    ["encouraged", "鼓励社会资本参与，形成多元投入格局。"],
    ["explored", "探索建立跨区域补偿机制。"],
    ["explored", "适时启动扩建论证。"],
    ["explored", "开展水权交易试点。"],
  ])("%s: %s", (strength, sentence) => {
    expect(strengthOf(sentence)).toBe(strength);
  });

  it.each([
    "2025年全市生产总值达到2860亿元。",
    "近年来，基础设施不断完善。",
    "甲河是两市的重要水源。",
    "推进合作发展，有利于拓展空间。",
    "两市山水相连，经贸往来密切。",
    "本规划由发展改革委负责解释。",
    "产业结构不尽合理，环境污染问题较为突出。",
  ])("none: %s", (sentence) => {
    expect(strengthOf(sentence)).toBe("none");
  });

  it("takes headings into account: background commits nobody, goals state what shall be reached", () => {
    expect(strengthOf("产业加快集聚，形成了现代产业体系。", "发展基础")).toBe("none");
    expect(strengthOf("创新能力显著增强。", "发展目标")).toBe("planned");
    const goals = analyse("第一章 总则\n第一节 目标\n到2030年，经济实力显著增强；生态环境明显改善。");
    expect(goals.map(({ commits }) => commits)).toEqual([true, true]);
  });

  it("takes no run-in heading for a promise", () => {
    const sentences = analyse("第一章 任务\n加强环境保护。治理甲河，改善水质。");
    expect(sentences.map(({ role, commits }) => [role, commits])).toEqual([
      ["run-in", false],
      ["text", true],
    ]);
  });

  it("says which words decided, inside the sentence", () => {
    for (const sentence of analyse("第一章 任务\n到2030年，郑州建成甲枢纽，覆盖率达到95%以上。")) {
      for (const { start, end, rule } of [...sentence.evidence, ...sentence.quantities, ...sentence.places]) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(sentence.text.length);
        expect(rule).not.toBe("");
      }
    }
  });

  it("reads English with less, but not with nonsense", () => {
    const text =
      "Valley Plan 2026-2032\nChapter 1 Background\nRail was cut back in 2011.\nChapter 2 Programme\nThe Council will build 14 km of track by June 2029. We encourage firms to help. The second bridge will be studied. The valley is known for its mills.";
    expect(analyse(text).map(({ strength }) => strength)).toEqual([null, "firm", "encouraged", "explored", null]);
  });
});

describe("spans", () => {
  it("lie within any text, whatever it holds", () => {
    const marks = fc.constantFrom(..."建设到2030年前，；。（）“”%万人、推进甲河市县区港以上A1. ");
    fc.assert(
      fc.property(fc.string({ unit: marks, maxLength: 120 }), (text) => {
        for (const sentence of analyse(`第一章 任务\n启${text}。`)) {
          const findings = [
            sentence.evidence,
            sentence.quantities,
            sentence.deadlines,
            sentence.actors,
            sentence.places,
          ];
          for (const { start, end } of [...findings.flat(), ...sentence.projects]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeLessThanOrEqual(sentence.text.length);
          }
        }
      }),
    );
  });

  it("are found in time that grows with the text, not with its square", () => {
    // Each of these took minutes if any rule looked back over what it had read.
    const clause = "加快推进甲乙丙丁戊己庚辛壬癸建设以及";
    for (const text of [
      clause.repeat(8_000),
      "（".repeat(60_000),
      "建设，".repeat(40_000),
      "1".repeat(60_000),
      "甲、".repeat(40_000),
    ]) {
      expect(analyse(`第一章 任务\n${text}。`).length).toBeGreaterThan(0);
    }
  });
});

describe("drafts", () => {
  it("propose a row for each promised figure, with the deadline that stands before it", () => {
    const [sentence] = analyse("第一章 任务\n到2028年郑州覆盖率达到60%以上，到2030年达到80%以上。");
    const drafts = draftCommitments(sentence as SentenceAnalysis, {
      periodEnd: "2030-12-31",
      wholePlace: "whole",
      knownPlaces: new Set(["410100"]),
    });
    expect(drafts.map(({ id, deadline, places, measure }) => [id, deadline, places, measure?.target.value])).toEqual([
      ["1.0.1.1a", "2028-12-31", ["410100"], 60],
      ["1.0.1.1b", "2030-12-31", ["410100"], 80],
    ]);
  });

  it("say the plan's period and place where the sentence says nothing", () => {
    const [sentence] = analyse("第一章 任务\n加快推进路网建设。");
    const options = { periodEnd: "2030-12-31", wholePlace: "whole", knownPlaces: new Set<string>() };
    expect(draftCommitments(sentence as SentenceAnalysis, options)).toMatchObject([
      { id: "1.0.1.1", deadline: "2030-12-31", deadlineBasis: "plan-period", places: ["whole"], measure: null },
    ]);
  });
});

describe("notAPlan", () => {
  const problemOf = (text: string): string | undefined => {
    const lines = text.split("\n").map((line): SourceLine => ({ text: line, kind: "line" }));
    return notAPlan(analysePlan(lines, profile))?.message;
  };

  it("refuses what holds no sentences, too few, or none that commits anybody", () => {
    expect(problemOf("")).toContain("no sentences");
    expect(problemOf("建设甲。治理乙。")).toContain("only 2 sentences");
    expect(problemOf("从前有座山。山里有座庙。庙里有个和尚。和尚在讲故事。故事很长。天黑了。")).toContain(
      "None of the 6",
    );
    expect(problemOf("0,1;2,3;4,5;6,7;8,9;0,1;2,3;4,5;6,7;8,9;")).toContain("hardly any words");
  });

  it("lets a plan pass", () => {
    expect(problemOf("第一章 任务\n建设甲桥。治理乙河。加强监管。推进合作。完善路网。")).toBeUndefined();
  });
});
