import {
  AlignmentType,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
} from "docx";
import type { Status } from "../../schemas.ts";
import type { ReportDocument } from "../document/blocks.ts";
import { statusColours } from "../document/drawings.ts";

/** Sizes and lengths of Word: half-points for type, twentieths of a point (twips) for everything else. */

const point = 20;
const centimetre = 567;

/** A4 with the margins that documents of Chinese offices have; landscape turns it. */
export const page = {
  width: 21 * centimetre,
  height: Math.round(29.7 * centimetre),
  margin: {
    top: Math.round(2.6 * centimetre),
    bottom: Math.round(2.3 * centimetre),
    left: Math.round(2.5 * centimetre),
    right: Math.round(2.5 * centimetre),
  },
} as const;

/** Width of the text on a page, in twips. */
export const textWidthOf = (orientation: "portrait" | "landscape"): number =>
  (orientation === "portrait" ? page.width : page.height) - page.margin.left - page.margin.right;

/** Fonts by name: Word and its kin replace those that a machine lacks. Songti for text, Heiti for headings. */
const fonts = {
  text: { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia: "宋体" },
  heading: { ascii: "Arial", hAnsi: "Arial", cs: "Arial", eastAsia: "黑体" },
} as const;

export const headingNumbers = "headings";
export const bullets = "bullets";

/**
 * Fixed line spacing in points, as offices set their papers (GB/T 9704-2012): pages break alike whatever font stands in
 * for one that a machine lacks.
 */
export const lines = (points: number) => ({ line: points * point, lineRule: LineRuleType.EXACT });

const ink = "1B2530";
const soft = "4B5866";

/** Text colours of statuses in tables; the two pale ones are darkened to stay readable (WCAG 2.2, 4.5:1). */
export const statusInk: Readonly<Record<Status, string>> = {
  met: statusColours.met.slice(1),
  "on-track": statusColours["on-track"].slice(1),
  behind: "8F5400",
  missed: statusColours.missed.slice(1),
  "no-data": "5C6773",
  qualitative: "6643A6",
};

/** Styles of the report. In Chinese, text is indented by two characters and headings follow GB/T 9704-2012. */
export function stylesOf({ language }: ReportDocument): IStylesOptions {
  const chinese = language === "zh";
  const heading = (size: number, leading: number, before: number, after: number) => ({
    run: { font: fonts.heading, size, bold: !chinese, color: ink },
    paragraph: {
      spacing: { before: before * point, after: after * point, ...lines(leading) },
      keepNext: true,
      keepLines: true,
    },
  });
  return {
    default: {
      document: { run: { font: fonts.text, size: 24, language: { value: "en-GB", eastAsia: "zh-CN" } } },
      heading1: heading(32, 26, 14, 10),
      heading2: heading(28, 24, 10, 6),
      heading3: heading(24, 20, 8, 4),
    },
    paragraphStyles: [...textStyles(chinese), ...smallStyles, ...contentsStyles],
  };
}

const textStyles = (chinese: boolean): readonly IParagraphStyleOptions[] => [
  {
    id: "ReportText",
    name: "Report Text",
    basedOn: "Normal",
    quickFormat: true,
    paragraph: {
      alignment: chinese ? AlignmentType.BOTH : AlignmentType.LEFT,
      indent: { firstLine: chinese ? 24 * point : 0 },
      spacing: { after: chinese ? 0 : 6 * point, ...lines(chinese ? 22 : 17) },
    },
  },
  {
    id: "ReportList",
    name: "Report List",
    basedOn: "Normal",
    paragraph: { spacing: { after: 3 * point, ...lines(chinese ? 20 : 16) } },
  },
];

const smallStyles: readonly IParagraphStyleOptions[] = [
  {
    id: "ReportNote",
    name: "Report Note",
    basedOn: "Normal",
    run: { size: 18, color: soft },
    paragraph: { spacing: { before: 3 * point, after: 6 * point, ...lines(13) } },
  },
  {
    id: "Caption",
    name: "caption",
    basedOn: "Normal",
    run: { font: fonts.heading, size: 20 },
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 8 * point, after: 4 * point, ...lines(15) } },
  },
  { id: "TableText", name: "Table Text", basedOn: "Normal", run: { size: 20 }, paragraph: { spacing: lines(14) } },
  { id: "TableSmall", name: "Table Small", basedOn: "Normal", run: { size: 17 }, paragraph: { spacing: lines(11) } },
];

const contentsStyles: readonly IParagraphStyleOptions[] = [
  {
    id: "TOC1",
    name: "toc 1",
    basedOn: "Normal",
    run: { size: 22 },
    paragraph: { spacing: { before: 50, ...lines(15) } },
  },
  {
    id: "TOC2",
    name: "toc 2",
    basedOn: "Normal",
    run: { size: 20 },
    paragraph: { indent: { left: 420 }, spacing: lines(13) },
  },
];

/** 一、(一) 1. in Chinese (GB/T 9704-2012, 7.3.3), 1 1.1 1.1.1 in English; bullets for enumerations. */
export function numberingOf({ language }: ReportDocument): INumberingOptions {
  const none = { paragraph: { indent: { left: 0, hanging: 0 } } };
  const level = (index: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: index,
    format,
    text,
    alignment: AlignmentType.LEFT,
    suffix: "nothing" as const,
    style: none,
  });
  const { CHINESE_COUNTING_THOUSAND, DECIMAL } = LevelFormat;
  const levels =
    language === "zh"
      ? [
          level(0, CHINESE_COUNTING_THOUSAND, "%1、"),
          level(1, CHINESE_COUNTING_THOUSAND, "（%2）"),
          level(2, DECIMAL, "%3．"),
        ]
      : [level(0, DECIMAL, "%1  "), level(1, DECIMAL, "%1.%2  "), level(2, DECIMAL, "%1.%2.%3  ")];
  const bullet = {
    level: 0,
    format: LevelFormat.BULLET,
    text: "•",
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 420, hanging: 300 } } },
  };
  return {
    config: [
      { reference: headingNumbers, levels },
      { reference: bullets, levels: [bullet] },
    ],
  };
}
