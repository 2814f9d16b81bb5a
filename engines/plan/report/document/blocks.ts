import type { MapLayer } from "@midreach/kernel/contracts";
import type { Status } from "../../schemas.ts";

/** A report as a writer of any format needs it: blocks in one language, in order. Pure data. */

export interface HeadingBlock {
  readonly kind: "heading";
  readonly level: 1 | 2 | 3;
  readonly text: string;
  /** Annexes carry their number in their own text. */
  readonly numbered: boolean;
}

export interface ParagraphBlock {
  readonly kind: "paragraph";
  readonly text: string;
  readonly style: "body" | "note";
}

export interface ListBlock {
  readonly kind: "list";
  readonly items: readonly string[];
}

/** A text, a text of several lines, or a status with its colour. */
export type Cell = string | readonly string[] | { readonly status: Status; readonly text: string };

export interface TableColumn {
  readonly title: string;
  /** Share of the table's width; the shares are scaled to their sum. */
  readonly share: number;
  readonly align?: "start" | "end" | "center";
}

export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Annex tables are set smaller. */
  readonly small?: boolean;
  /** The last row sums the others. */
  readonly total?: boolean;
}

/** Bars of counts, stacked by series; one bar for each category. */
export interface BarsDrawing {
  readonly kind: "bars";
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly colour: string;
    /** Texture for those who print in black and white. */
    readonly hatched: boolean;
    readonly values: readonly number[];
  }[];
}

/** Cities shaded by a number. */
export interface MapDrawing {
  readonly kind: "map";
  readonly layers: readonly MapLayer[];
  readonly cities: readonly {
    readonly code: string;
    readonly name: string;
    readonly lon: number | null;
    readonly lat: number | null;
    readonly value: number;
  }[];
  /** Title of the legend, with the unit. */
  readonly legend: string;
  readonly ramp: "red" | "grey";
  /** Stands within the picture, so that it goes wherever the picture goes. */
  readonly note: string;
}

export type Drawing = BarsDrawing | MapDrawing;

export interface FigureBlock {
  readonly kind: "figure";
  readonly caption: string;
  /** For those who cannot see it: what it shows, with its figures. */
  readonly alt: string;
  /** Stands under the caption. */
  readonly note: string;
  readonly drawing: Drawing;
}

export type Block = HeadingBlock | ParagraphBlock | ListBlock | TableBlock | FigureBlock;

export interface ReportSectionBlocks {
  readonly orientation: "portrait" | "landscape";
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly language: "zh" | "en";
  readonly cover: {
    readonly title: string;
    /** The title as it is broken into lines. */
    readonly titleLines: readonly string[];
    readonly subtitle: string;
    /** Pairs of label and value. */
    readonly lines: readonly (readonly [string, string])[];
    readonly remark: string;
  };
  readonly contentsTitle: string;
  /** Runs along the top of every page. */
  readonly runningTitle: string;
  /** The words around page number and page count: `第`, `页 共`, `页`. */
  readonly pageWords: readonly [string, string, string];
  readonly sections: readonly ReportSectionBlocks[];
}

/** A heading that is numbered by its level. */
export const heading = (level: 1 | 2 | 3, text: string): HeadingBlock => ({
  kind: "heading",
  level,
  text,
  numbered: true,
});

/** A heading of an annex. */
export const annexHeading = (text: string): HeadingBlock => ({ kind: "heading", level: 1, text, numbered: false });

/** A paragraph of running text. */
export const paragraph = (text: string): ParagraphBlock => ({ kind: "paragraph", text, style: "body" });

/** A remark in small type. */
export const note = (text: string): ParagraphBlock => ({ kind: "paragraph", text, style: "note" });

/** An enumeration. */
export const list = (items: readonly string[]): ListBlock => ({ kind: "list", items });
