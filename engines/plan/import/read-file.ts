import { Problem } from "@midreach/kernel/problems";
import type { SourceLine } from "../core/import/index.ts";
import { decodeText } from "./decode.ts";
import { readDocx } from "./docx.ts";
import { readHtml } from "./html.ts";

/** Larger uploads are refused before anything of them is read: the longest plans have under a megabyte of text. */
export const largestFileBytes = 32 * 1024 * 1024;

/**
 * Reads the bytes of a plan (.txt in UTF-8, UTF-16 or GB18030, .html, .docx) as lines for the importer. What the file is
 * decides its content, not its name; the name only chooses between text and HTML. Throws `request.too-large` and
 * `import.rejected` with what was wrong and what to do.
 */
export function readPlanFile(bytes: Uint8Array, fileName: string): SourceLine[] {
  if (bytes.byteLength > largestFileBytes) {
    throw new Problem(
      "request.too-large",
      `${fileName} has ${Math.round(bytes.byteLength / 1_048_576)} MB; a plan file may have ${largestFileBytes / 1_048_576} MB. Remove images, or save the text alone.`,
    );
  }
  if (bytes.byteLength === 0)
    throw rejected(fileName, "the file is empty", "Choose the file that holds the plan's text.");
  if (startsWith(bytes, [0x50, 0x4b])) return readDocx(bytes, fileName);
  const known = foreignFormats.find(({ magic }) => startsWith(bytes, magic));
  if (known) throw rejected(fileName, `this is ${known.name}`, known.fix);
  const text = decodeText(bytes, fileName);
  if (/\.html?$/iu.test(fileName) || /^\s*(?:<!doctype html|<html)/iu.test(text.slice(0, 500))) return readHtml(text);
  return readLines(text);
}

/** Lines of a plain text; a form feed stays at the start of its line as the sign of a page break. */
export function readLines(text: string): SourceLine[] {
  return text
    .replace(/^\uFEFF/u, "")
    .split(/\r\n|\r|\n/u)
    .map((line): SourceLine => ({ text: line, kind: "line" }));
}

const saveAs = "Open it in an office program and save it as .docx or as text.";
const foreignFormats = [
  { magic: [0x25, 0x50, 0x44, 0x46], name: "a PDF", fix: "Copy or export its text to .txt or .docx." },
  { magic: [0xd0, 0xcf, 0x11, 0xe0], name: "an old Word or Excel file", fix: saveAs },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], name: "a rich text file", fix: saveAs },
  { magic: [0x89, 0x50, 0x4e, 0x47], name: "an image", fix: "Import text, not a scan." },
  { magic: [0xff, 0xd8, 0xff], name: "an image", fix: "Import text, not a scan." },
] as const;

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** The problem of a file that cannot be a plan. */
export function rejected(fileName: string, what: string, fix: string): Problem {
  return new Problem("import.rejected", `${fileName}: ${what}. ${fix}`, [{ where: fileName, what, fix }]);
}
