import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderAsync } from "@resvg/resvg-js";
import type { Drawing } from "../document/blocks.ts";
import { drawBars } from "./bars.ts";
import { cutFonts } from "./glyphs.ts";
import { drawMap } from "./map.ts";
import { type Picture, pictureFont, type RasterPicture } from "./picture.ts";

/** Pixels for each user unit: 2000 pixels on 16 cm are 317 dots per inch. */
const zoom = 2;

/** A drawing as SVG. */
export const draw = (drawing: Drawing): Picture => (drawing.kind === "bars" ? drawBars(drawing) : drawMap(drawing));

/** Pictures being drawn: their sizes are known at once, their pixels later. */
export interface Drawn {
  readonly sizes: readonly Pick<RasterPicture, "width" | "height">[];
  readonly finished: Promise<RasterPicture[]>;
}

/**
 * Drawings as PNG, drawn by threads of their own while the caller goes on. All texts are drawn with the package's own
 * font, so that a machine without Chinese fonts draws the same picture.
 */
export async function rasterise(drawings: readonly Drawing[]): Promise<Drawn> {
  const pictures = drawings.map(draw);
  const { fonts } = await cutFonts(pictures.map((picture) => textOf(picture.svg)).join(""));
  // The renderer reads fonts from files only.
  const folder = await mkdtemp(join(tmpdir(), "midreach-fonts-"));
  const fontFiles = fonts.map((_, index) => join(folder, `${index}.ttf`));
  await Promise.all(fonts.map((font, index) => writeFile(join(folder, `${index}.ttf`), font)));
  const finished = Promise.all(pictures.map((picture) => render(picture, fontFiles))).finally(() =>
    rm(folder, { recursive: true, force: true }),
  );
  // Who awaits it hears of a failure; until then it must not count as unheard.
  finished.catch(() => undefined);
  return { sizes: pictures, finished };
}

async function render({ svg, width, height }: Picture, fontFiles: string[]): Promise<RasterPicture> {
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: pictureFont, sansSerifFamily: pictureFont },
    fitTo: { mode: "zoom", value: zoom },
    background: "#ffffff",
  });
  return { png: new Uint8Array(image.asPng()), width, height };
}

const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** The characters of an SVG that are drawn. */
export function textOf(svg: string): string {
  return [...svg.matchAll(/>([^<]+)</gu)]
    .map(([, text = ""]) => text.replace(/&(?:amp|lt|gt|quot);/gu, (entity) => entities[entity] ?? ""))
    .join("");
}
