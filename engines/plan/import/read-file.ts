import { Problem } from "@midreach/kernel/problems";
import type { SourceLine } from "../core/import/index.ts";
import { decodeText } from "./decode.ts";
import { recogniseForeign } from "./recognise.ts";
import { rejected } from "./rejected.ts";

/** Larger uploads are refused before anything of them is read: the longest plans have under a megabyte of text. */
export const largestFileBytes = 32 * 1024 * 1024;
/** Ten megabytes of text have less; what has more was packed to fill the memory, or is no plan. */
const mostCharacters = 12_000_000;
const mostSentences = 150_000;

/**
 * Reads the bytes of a plan (.txt in UTF-8, UTF-16 or GB18030, .html, .docx) as lines for the importer. What the file is
 * decides its content, not its name; the name only chooses between text and HTML. The readers of HTML and Word are
 * loaded when the first such file comes.
 * @throws Problem `request.too-large` and `import.rejected`, with what was wrong and what to do
 */
export async function readPlanFile(bytes: Uint8Array, fileName: string): Promise<SourceLine[]> {
  if (bytes.byteLength > largestFileBytes) throw fileTooLarge(bytes.byteLength, fileName);
  if (bytes.byteLength === 0) {
    const fix = { zh: "请选择装有规划正文的文件。", en: "Choose the file that holds the plan's text." };
    throw rejected(fileName, { zh: "文件是空的", en: "the file is empty" }, fix);
  }
  const foreign = recogniseForeign(bytes);
  if (foreign) throw rejected(fileName, foreign.what, foreign.fix);
  const lines = await readKnown(bytes, fileName);
  expectBounded(lines, fileName);
  return lines;
}

async function readKnown(bytes: Uint8Array, fileName: string): Promise<SourceLine[]> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await import("./docx.ts")).readDocx(bytes, fileName);
  const text = decodeText(bytes, fileName);
  const isHtml = /\.html?$/iu.test(fileName) || /^\s*(?:<!doctype html|<html)/iu.test(text.slice(0, 500));
  return isHtml ? (await import("./html.ts")).readHtml(text) : readLines(text);
}

/** Lines of a plain text; a form feed stays at the start of its line as the sign of a page break. */
export function readLines(text: string): SourceLine[] {
  return text
    .replace(/^\uFEFF/u, "")
    .split(/\r\n|\r|\n/u)
    .map((line): SourceLine => ({ text: line, kind: "line" }));
}

/** A file of some kilobytes may unpack to text that would keep the importer busy for hours. */
function expectBounded(lines: readonly SourceLine[], fileName: string): void {
  let characters = 0;
  let sentences = 0;
  for (const { text } of lines) {
    characters += text.length;
    sentences += text.match(/[。；;！!？?]/gu)?.length ?? 0;
    if (characters > mostCharacters || sentences > mostSentences) {
      const what = {
        zh: `正文超过${mostSentences / 10_000}万句或${mostCharacters / 10_000}万字,任何规划都没有这么长`,
        en: `its text has more than ${mostSentences} sentences or ${mostCharacters / 1e6} million characters, which no plan has`,
      };
      const fix = { zh: "请只导入规划的正文。", en: "Import the plan's text alone." };
      throw rejected(fileName, what, fix);
    }
  }
}

function fileTooLarge(bytes: number, fileName: string): Problem {
  const size = Math.round(bytes / 1_048_576);
  const most = largestFileBytes / 1_048_576;
  return new Problem("request.too-large", {
    zh: `${fileName}有${size} MB,规划文件最大${most} MB。请去掉图片,或只保存文字。`,
    en: `${fileName} has ${size} MB; a plan file may have ${most} MB. Remove images, or save the text alone.`,
  });
}
