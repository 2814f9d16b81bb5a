import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { Block, Cell, FigureBlock, HeadingBlock, TableBlock } from "../document/blocks.ts";
import type { RasterPicture } from "../figures/picture.ts";
import { bullets, headingNumbers, lines, statusInk, textWidthOf } from "./style.ts";

type Orientation = "portrait" | "landscape";

const headingLevels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const alignments = { start: AlignmentType.LEFT, end: AlignmentType.RIGHT, center: AlignmentType.CENTER } as const;
/** A map is nearly square: at full width it would rarely share a page with the text about it. */
const mapShare = 0.75;
/** Word measures pictures in pixels of 1/96 inch; twips are 1/1440 inch. */
const pixelsPerTwip = 96 / 1440;
const line = { style: BorderStyle.SINGLE, size: 4, color: "9AA5B0" };

/** Blocks as Word's paragraphs and tables. `pictureOf` gives the picture of a figure. */
export function toWord(
  blocks: readonly Block[],
  orientation: Orientation,
  pictureOf: (figure: FigureBlock) => RasterPicture,
): (Paragraph | Table)[] {
  return blocks.flatMap((block, index) =>
    block.kind === "figure"
      ? toFigure(block, pictureOf(block), textWidthOf(orientation))
      : toTextOrTable(block, index === 0, textWidthOf(orientation)),
  );
}

function toTextOrTable(block: Exclude<Block, FigureBlock>, first: boolean, width: number): (Paragraph | Table)[] {
  switch (block.kind) {
    case "heading":
      return [toHeading(block, first)];
    case "paragraph":
      return [new Paragraph({ style: block.style === "note" ? "ReportNote" : "ReportText", text: block.text })];
    case "list":
      return block.items.map(
        (item) => new Paragraph({ style: "ReportList", text: item, numbering: { reference: bullets, level: 0 } }),
      );
    case "table":
      return toTable(block, width);
  }
}

/** A chapter of the report begins a page; the first of a section is on a new one already. */
function toHeading({ level, text, numbered }: HeadingBlock, first: boolean): Paragraph {
  return new Paragraph({
    heading: headingLevels[level - 1] ?? HeadingLevel.HEADING_3,
    pageBreakBefore: level === 1 && !first,
    ...(numbered ? { numbering: { reference: headingNumbers, level: level - 1 } } : {}),
    children: [new TextRun(text)],
  });
}

function toFigure(figure: FigureBlock, picture: RasterPicture, width: number): Paragraph[] {
  const pixels = width * pixelsPerTwip * (figure.drawing.kind === "map" ? mapShare : 1);
  const image = new ImageRun({
    type: "png",
    data: picture.png,
    transformation: { width: Math.round(pixels), height: Math.round((pixels * picture.height) / picture.width) },
    altText: { name: figure.caption, title: figure.caption, description: figure.alt },
  });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 160 }, children: [image] }),
    new Paragraph({ style: "Caption", keepNext: figure.note !== "", text: figure.caption }),
    ...(figure.note === ""
      ? []
      : [new Paragraph({ style: "ReportNote", alignment: AlignmentType.CENTER, text: figure.note })]),
  ];
}

function toTable(block: TableBlock, width: number): (Paragraph | Table)[] {
  const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
  const widths = block.columns.map((column) => Math.floor((width * column.share) / shares));
  const style = block.small ? "TableSmall" : "TableText";
  const last = block.rows.length - 1;
  const rows = block.rows.map(
    (cells, row) =>
      new TableRow({
        cantSplit: true,
        children: cells.map((cell, index) =>
          toCell(cell, {
            style,
            width: widths[index] ?? 0,
            align: block.columns[index]?.align,
            bold: block.total === true && row === last,
          }),
        ),
      }),
  );
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column, index) =>
      toCell(column.title, { style, width: widths[index] ?? 0, align: "center", bold: true, fill: "E4EAF0" }),
    ),
  });
  const table = new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 30, bottom: 30, left: 70, right: 70, marginUnitType: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [head, ...rows],
  });
  // Without a paragraph between them, Word would join two tables into one. It is one point high, lest it open a page.
  const after = new Paragraph({ spacing: lines(1), children: [] });
  return [new Paragraph({ style: "Caption", keepNext: true, text: block.caption }), table, after];
}

interface CellLook {
  readonly style: string;
  readonly width: number;
  readonly align?: keyof typeof alignments | undefined;
  readonly bold?: boolean;
  readonly fill?: string;
}

function toCell(cell: Cell, look: CellLook): TableCell {
  const texts = typeof cell === "string" ? [cell] : "status" in cell ? [cell.text] : cell;
  const colour = typeof cell === "object" && "status" in cell ? { color: statusInk[cell.status] } : {};
  const bold = look.bold === true || "color" in colour;
  return new TableCell({
    width: { size: look.width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(look.fill ? { shading: { type: ShadingType.CLEAR, color: "auto", fill: look.fill } } : {}),
    children: (texts.length > 0 ? texts : [""]).map(
      (text) =>
        new Paragraph({
          style: look.style,
          alignment: alignments[look.align ?? "start"],
          children: [new TextRun({ text, bold, ...colour })],
        }),
    ),
  });
}
