import {
  AlignmentType,
  bookmarkUniqueNumericId,
  Document,
  type FileChild,
  Footer,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  type PageNumberEstimator,
  PageOrientation,
  Paragraph,
  SectionType,
  TableOfContents,
  TextRun,
} from "docx";
import { estimatePageNumbers } from "docx/layout";
import type { FigureBlock, ReportDocument, ReportSectionBlocks } from "../document/blocks.ts";
import type { RasterPicture } from "../figures/picture.ts";
import type { Drawn } from "../figures/raster.ts";
import { toWord } from "./blocks.ts";
import { lines, numberingOf, page, stylesOf } from "./style.ts";

/** The smallest PNG (one transparent pixel): stands for a picture as long as only its size matters. */
const placeholder = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/**
 * The report as an Office Open XML document (ECMA-376). The table of contents is a field that Word can update, and is
 * written with its entries and page numbers, so that neither Word nor LibreOffice has to ask anything on opening.
 * @param drawn one picture for each figure, in order
 */
export async function writeWord(report: ReportDocument, drawn: Drawn): Promise<Uint8Array<ArrayBuffer>> {
  const first = bookmarkUniqueNumericId();
  const blanks = drawn.sizes.map((size) => ({ png: placeholder, ...size }));
  const pages = await layOut(report, pictureFinder(report, blanks));
  const offset = bookmarkUniqueNumericId() - first;
  // docx counts bookmarks through all documents of a process: those of a second one are a constant further on.
  const bookmarks = new Map(
    [...pages].map(([name, page]) => [name.replace(/\d+$/u, (id) => String(Number(id) + offset)), page]),
  );
  // The page count stays open: Word and LibreOffice count pages whenever they open a document.
  const known = Object.assign(() => ({ bookmarks }), { listNumbers });
  const pictureOf = pictureFinder(report, await drawn.finished);
  return new Uint8Array(await Packer.toBuffer(createDocument(report, report.sections, pictureOf, known)));
}

type PictureFinder = (figure: FigureBlock) => RasterPicture;

function pictureFinder(report: ReportDocument, pictures: readonly RasterPicture[]): PictureFinder {
  const figures = report.sections.flatMap((section) => section.blocks.filter((block) => block.kind === "figure"));
  const byFigure = new Map(figures.map((figure, index) => [figure, pictures[index]]));
  return (figure) => {
    const picture = byFigure.get(figure);
    if (!picture) throw new Error(`no picture for "${figure.caption}"`);
    return picture;
  };
}

/** The numbers of headings, which stand in no table: without the tables they are found in no time. */
const listNumbers: NonNullable<PageNumberEstimator["listNumbers"]> = (body, context) => {
  const blocks = body["w:body"];
  const headings = Array.isArray(blocks) ? blocks.filter((block) => !("w:tbl" in block)) : blocks;
  return estimatePageNumbers.listNumbers?.({ "w:body": headings }, context) ?? new Map();
};

/**
 * The page of every heading of the contents, by its bookmark. Laid out without the last annex's tables: they follow
 * everything that the contents name, and laying out hundreds of rows would take most of the time.
 */
async function layOut(report: ReportDocument, pictureOf: PictureFinder): Promise<ReadonlyMap<string, string>> {
  let pages: ReadonlyMap<string, string> = new Map();
  const listening = Object.assign(
    (...given: Parameters<PageNumberEstimator>) => {
      const found = estimatePageNumbers(...given);
      pages = found.bookmarks;
      return found;
    },
    { listNumbers },
  );
  const last = report.sections.length - 1;
  const short = report.sections.map((section, index) =>
    index === last ? { ...section, blocks: section.blocks.slice(0, 1) } : section,
  );
  await Packer.toBuffer(createDocument(report, short, pictureOf, listening));
  return pages;
}

function createDocument(
  report: ReportDocument,
  sections: readonly ReportSectionBlocks[],
  pictureOf: PictureFinder,
  pageNumbers: PageNumberEstimator,
): Document {
  const contents: FileChild[] = [
    new Paragraph({
      style: "Caption",
      spacing: { before: 0, after: 240 },
      children: [new TextRun({ text: report.contentsTitle, size: 32 })],
    }),
    new TableOfContents(report.contentsTitle, { hyperlink: true, headingStyleRange: "1-2" }),
  ];
  return new Document({
    title: report.cover.title,
    subject: report.cover.subtitle,
    creator: "Midreach",
    description: report.cover.remark,
    pageNumbers,
    styles: stylesOf(report),
    numbering: numberingOf(report),
    sections: [
      coverSection(report),
      pageSection(report, "portrait", contents),
      ...sections.map((section) =>
        pageSection(report, section.orientation, toWord(section.blocks, section.orientation, pictureOf)),
      ),
    ],
  });
}

const sizeOf = (orientation: "portrait" | "landscape") => ({
  page: {
    size: {
      width: page.width,
      height: page.height,
      orientation: orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: page.margin,
  },
});

function coverSection({ cover }: ReportDocument): ISectionOptions {
  const centred = (text: string, size: number, before: number, after: number): Paragraph =>
    new Paragraph({
      style: "Caption",
      spacing: { before, after, ...lines(34) },
      children: [new TextRun({ text, size })],
    });
  return {
    properties: sizeOf("portrait"),
    children: [
      ...cover.titleLines.map((text, index) => centred(text, 44, index === 0 ? 2400 : 0, 160)),
      centred(cover.subtitle, 28, 160, 1600),
      ...cover.lines.map(
        ([label, value]) =>
          new Paragraph({
            indent: { left: 1400, hanging: 0 },
            spacing: { after: 80 },
            tabStops: [{ type: "left", position: 4200 }],
            children: [new TextRun({ text: `${label}\t${value}` })],
          }),
      ),
      new Paragraph({ style: "ReportNote", spacing: { before: 1200 }, text: cover.remark }),
    ],
  };
}

function pageSection(
  report: ReportDocument,
  orientation: "portrait" | "landscape",
  children: readonly FileChild[],
): ISectionOptions {
  const [before, between, after] = report.pageWords;
  const small = { size: 18, color: "4B5866" };
  const header = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: report.runningTitle, ...small })],
  });
  const footer = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after], ...small }),
    ],
  });
  return {
    properties: { ...sizeOf(orientation), type: SectionType.NEXT_PAGE },
    headers: { default: new Header({ children: [header] }) },
    footers: { default: new Footer({ children: [footer] }) },
    children,
  };
}
