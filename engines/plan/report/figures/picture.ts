/** A drawing as SVG with its size in user units. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A drawing as PNG, with the size at which it is meant to stand. */
export interface RasterPicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Width of every picture in user units; a page's text width is 16 cm, so one unit is 0.16 mm. */
export const pictureWidth = 1000;

/** The font that comes with the package; pictures use no font of the machine. */
export const pictureFont = "Noto Sans SC";

/** Width of a text in user units: an ideograph is one em, a Latin letter of this font about 0.56 em. */
export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((sum, character) => sum + (character > "\u2e7f" ? 1 : 0.56), 0) * fontSize;
}

/** Text as it may stand in XML. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
