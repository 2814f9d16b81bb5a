import { beforeAll, describe, expect, test } from "vitest";
import { tinyRegion } from "../testing.ts";
import { readWorkbook } from "../workbook/workbook.ts";
import type { Block, ReportDocument } from "./document/blocks.ts";
import { tallyChangedFigures } from "./document/changed-figures.ts";
import { composeReport } from "./document/compose.ts";
import type { ReportFacts } from "./facts.ts";
import { cutFonts } from "./figures/glyphs.ts";
import { draw, rasterise, textOf } from "./figures/raster.ts";
import { produceReport } from "./produce.ts";
import { totalOf } from "./tally.ts";
import { factsOf, type OfficeFile, openOffice } from "./testing.ts";

const planEnd = "2025-12-31";
const languages = ["zh", "en"] as const;
const blocksOf = (report: ReportDocument): Block[] => report.sections.flatMap((section) => section.blocks);
const wordsOf = (report: ReportDocument): string =>
  JSON.stringify({ ...report, sections: blocksOf(report).map(plain) });
const plain = (block: Block) => (block.kind === "figure" ? { ...block, drawing: null } : block);

let facts: ReportFacts;
beforeAll(async () => {
  facts = await factsOf(tinyRegion, planEnd, { before: "2024-12-31" });
});

describe("what the report says", () => {
  test("is a final report from the plan's end on, a mid-term one before", async () => {
    expect(composeReport(facts, "zh").cover.title).toBe("《双屿城市群发展规划（虚构）》实施情况总结评估报告");
    const early = await factsOf(tinyRegion, "2023-12-31");
    expect(composeReport(early, "zh").cover.title).toContain("中期评估报告");
    expect(composeReport(early, "en").cover.title).toBe("Twin Isles plan (fictional): mid-term evaluation report");
  });

  test("names every figure that differs from the evaluation before: from what to what, and why", async () => {
    const later = await factsOf(tinyRegion, "2024-12-31", { before: "2022-12-31" });
    const figures = tallyChangedFigures(later.changes?.items ?? []);
    expect(figures.length).toBeGreaterThan(0);
    const [first] = figures;
    for (const [language, caption, why] of [
      ["zh", "有变化的数据", /(?:已修订|新采用|不再采用)（/u],
      ["en", "Figures that differ", /(?:Revised|New|No longer used) \(/u],
    ] as const) {
      const table = blocksOf(composeReport(later, language)).find(
        (block) => block.kind === "table" && block.caption.endsWith(caption),
      );
      if (table?.kind !== "table") throw new Error(`no table ${caption}`);
      expect(table.rows).toHaveLength(figures.length);
      expect(String(table.rows[0]?.[0])).toContain(first?.figure.period);
      expect(String(table.rows[0]?.[3])).toMatch(why);
    }
  });

  test("adds up: chapters, statuses, areas", () => {
    const { counts, commitments } = facts.evaluation;
    expect(commitments).toBe(12);
    expect(totalOf(counts)).toBe(12);
    const chapters = facts.chapters.map((chapter) => chapter.total);
    expect(chapters.reduce((sum, total) => sum + total, 0)).toBe(12);
    for (const chapter of facts.chapters) {
      expect(chapter.sections.reduce((sum, section) => sum + section.total, 0)).toBe(chapter.total);
    }
    for (const province of facts.provinces) {
      for (const city of province.cities) expect(city.total).toBeLessThanOrEqual(province.total);
    }
  });

  test.each(languages)("has every part, in order, with the numbers of the evaluation (%s)", (language) => {
    const report = composeReport(facts, language);
    const blocks = blocksOf(report);
    const chapters = blocks.filter((block) => block.kind === "heading" && block.level === 1);
    expect(chapters).toHaveLength(12);
    let before = 0;
    for (const block of blocks) {
      if (block.kind !== "heading") continue;
      expect(block.level, block.text).toBeLessThanOrEqual(before + (block.numbered ? 1 : 2));
      before = block.level;
    }
    const { counts } = facts.evaluation;
    const [summary] = blocks.filter((block) => block.kind === "table");
    const numbers = summary?.kind === "table" ? summary.rows.map((row) => row[1]) : [];
    expect(numbers).toEqual([...Object.values(counts), 12].map(String));
    for (const row of facts.commitments) expect(wordsOf(report)).toContain(`"${row.id}"`);
  });

  test.each(languages)(
    "never says undefined, NaN or null, and leaves no half-width mark in Chinese (%s)",
    (language) => {
      const words = wordsOf(composeReport(facts, language)).replaceAll('"drawing":null', "");
      expect(words).not.toMatch(/undefined|NaN|\bnull\b|\[object/u);
      if (language === "zh") expect(words.match(/[\u4e00-\u9fff][,;:](?!")/gu)).toBeNull();
    },
  );

  test("does not call a plan judged when most of it has no data", () => {
    const { counts } = facts.evaluation;
    const judged = counts.met + counts["on-track"] + counts.behind + counts.missed;
    const few = judged * 2 < 12 - counts.qualitative;
    expect(wordsOf(composeReport(facts, "en")).includes("do not stand for the plan as a whole")).toBe(few);
  });

  test("says that a draft is a draft", async () => {
    const draft = await factsOf(tinyRegion, planEnd, { state: "draft" });
    expect(wordsOf(composeReport(draft, "zh"))).toContain("尚未审定发布");
    expect(wordsOf(composeReport(facts, "zh"))).not.toContain("尚未审定发布");
  });

  test("has nothing to compare the first evaluation with", async () => {
    const first = await factsOf(tinyRegion, planEnd);
    expect(wordsOf(composeReport(first, "en"))).toContain("no published evaluation of an earlier as-of date");
    expect(wordsOf(composeReport(facts, "en"))).toContain("Against the evaluation as of 31 December 2024");
  });
});

describe("pictures", () => {
  test.each(languages)("hold no character that the font lacks (%s)", async (language) => {
    const figures = blocksOf(composeReport(facts, language)).filter((block) => block.kind === "figure");
    expect(figures.map((figure) => figure.drawing.kind)).toEqual(["bars", "bars", "map", "map", "bars"]);
    const { lacking } = await cutFonts(figures.map((figure) => textOf(draw(figure.drawing).svg)).join(""));
    expect(lacking).toEqual([]);
  });

  test("draw different characters differently, with no font of the machine", async () => {
    const bar = (name: string) => {
      const series = [{ name: "一", colour: "#1a7f37", hatched: false, values: [1] }];
      return { kind: "bars", categories: [name], series } as const;
    };
    const [one, other, nothing] = await (await rasterise([bar("城"), bar("域"), bar("\u{10ffff}")])).finished;
    expect(one?.png.subarray(1, 4)).toEqual(new TextEncoder().encode("PNG"));
    const bytes = [one, other, nothing].map((picture) => Buffer.from(picture?.png ?? []).toString("base64"));
    expect(new Set(bytes).size).toBe(3);
  });

  test("a map says within itself that it is no standard map", () => {
    const maps = blocksOf(composeReport(facts, "zh")).flatMap((block) =>
      block.kind === "figure" && block.drawing.kind === "map" ? [block] : [],
    );
    for (const map of maps) {
      expect(draw(map.drawing).svg).toContain("示意图，非标准地图");
      expect(map.note).toContain("示意图，非标准地图");
      expect(map.alt).toContain("示意图，非标准地图");
    }
  });
});

describe.each(languages)("the Word file (%s)", (language) => {
  let file: OfficeFile;
  let document: string;
  beforeAll(async () => {
    file = openOffice(await produceReport({ facts, language, format: "docx" }));
    document = file.text("word/document.xml");
  });

  test("is whole: every relationship leads somewhere, every part has a content type", () => {
    expect(file.brokenLinks).toEqual([]);
    const types = file.text("[Content_Types].xml");
    for (const name of file.names.filter((one) => one !== "[Content_Types].xml")) {
      const ending = name.slice(name.lastIndexOf(".") + 1);
      expect(types.includes(`PartName="/${name}"`) || types.includes(`Extension="${ending}"`), name).toBe(true);
    }
    expect(new Set(document.match(/<wp:docPr [^>]*\bid="\d+"/gu)).size).toBe(5);
  });

  test("carries the pictures, each with words for those who cannot see it", () => {
    const pictures = file.names.filter((name) => name.startsWith("word/media/"));
    expect(pictures).toHaveLength(5);
    for (const name of pictures) expect(Buffer.from(file.bytes(name).subarray(1, 4)).toString()).toBe("PNG");
    for (const [, words = ""] of document.matchAll(/<wp:docPr [^>]*\bdescr="([^"]*)"/gu)) {
      expect(words.length).toBeGreaterThan(20);
    }
    const links = [...document.matchAll(/r:embed="([^"]+)"/gu)].map(([, id]) => id);
    const relations = file.text("word/_rels/document.xml.rels");
    for (const id of links) expect(relations).toContain(`Id="${id}"`);
  });

  test("lists its headings with pages, and asks nobody to update fields", () => {
    const contents = /<w:sdtContent>([\s\S]*?)<\/w:sdtContent>/u.exec(document)?.[1] ?? "";
    const pages = [...contents.matchAll(/PAGEREF[\s\S]*?<w:t[^>]*>([^<]*)<\/w:t>/gu)].map(([, page]) => Number(page));
    expect(pages.length).toBeGreaterThan(20);
    expect(pages).toEqual([...pages].sort((a, b) => a - b));
    expect(pages[0]).toBeGreaterThan(1);
    expect(contents).toContain(language === "zh" ? "一、" : "1.1");
    expect(document).not.toContain("w:dirty");
    expect(file.text("word/settings.xml")).not.toContain("updateFields");
  });

  test("repeats the head of every table, numbers headings, and names East Asian fonts", () => {
    const tables = document.match(/<w:tbl>/gu)?.length ?? 0;
    expect(tables).toBeGreaterThan(15);
    expect(document.match(/<w:tblHeader\/>/gu)?.length).toBe(tables);
    const styles = file.text("word/styles.xml");
    expect(styles).toContain('w:eastAsia="宋体"');
    expect(styles).toContain('w:eastAsia="黑体"');
    const numbering = file.text("word/numbering.xml");
    expect(numbering).toContain(language === "zh" ? 'w:val="chineseCountingThousand"' : 'w:val="%1.%2  "');
    expect(document).toContain('w:orient="landscape"');
    expect(document).not.toMatch(/>undefined<|>NaN<|>null</u);
  });
});

test.each(languages)("the workbook holds every commitment and figure as numbers (%s)", async (language) => {
  const bytes = await produceReport({ facts, language, format: "xlsx" });
  expect(openOffice(bytes).brokenLinks).toEqual([]);
  const sheets = readWorkbook(bytes);
  expect(sheets).toHaveLength(11);
  const commitments = sheets[3]?.rows ?? [];
  expect(commitments).toHaveLength(13);
  expect(sheets[4]?.rows.some((row) => typeof row[3]?.value === "number")).toBe(true);
  const cells = sheets.flatMap((sheet) => sheet.rows.flat().map((cell) => String(cell?.value ?? "")));
  expect(cells.filter((cell) => /undefined|NaN|\[object/u.test(cell))).toEqual([]);
});
