import { unzipParts } from "@midreach/kernel/archive";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { SourceLine } from "../core/import/index.ts";
import { readNumbering, readStyles } from "./docx-styles.ts";
import { rejected } from "./rejected.ts";

const saveAnew = { zh: "请用Word重新保存,再导入。", en: "Save it anew in Word and import that." };
const wanted = new Set(["[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/numbering.xml"]);

/**
 * Paragraphs of a Word document, with the outline level of their style and the numbers that Word would print before them.
 * Documents with macros are refused, and XML with a document type (external entities, entity bombs) too: Word writes none.
 */
export function readDocx(bytes: Uint8Array, fileName: string): SourceLine[] {
  const { names, parts } = unzipParts(bytes, {
    fileName,
    wanted: (name) => wanted.has(name),
    fix: {
      zh: "请用办公软件重新保存该文件,再导入。",
      en: "Save the document anew in an office program and import that.",
    },
  });
  const types = text(parts.get("[Content_Types].xml"));
  if (names.some((name) => /vbaProject|vbaData/iu.test(name)) || /macroEnabled/iu.test(types)) {
    const what = { zh: "文档含有宏,导入时不打开宏", en: "the document holds macros, which the importer never opens" };
    const fix = { zh: "请另存为不含宏的.docx文件。", en: "Save it as .docx without macros." };
    throw rejected(fileName, what, fix);
  }
  const document = parts.get("word/document.xml");
  if (!document) {
    const what = { zh: "这个zip文件不是Word文档", en: "this zip file is no Word document" };
    throw rejected(fileName, what, { zh: "请导入.docx、.html或.txt文件。", en: "Import a .docx, .html or .txt file." });
  }
  const styles = readStyles(safeXml(text(parts.get("word/styles.xml")), fileName));
  const numbering = readNumbering(safeXml(text(parts.get("word/numbering.xml")), fileName));
  const reader = new DocumentReader(styles, numbering);
  parseXml(safeXml(text(document), fileName), reader, fileName);
  return reader.lines;
}

function text(part: Uint8Array | undefined): string {
  return part ? new TextDecoder("utf-8").decode(part) : "";
}

function safeXml(xml: string, fileName: string): string {
  if (/<!DOCTYPE|<!ENTITY/iu.test(xml)) {
    const what = {
      zh: "文档声明了XML实体,Word文档不需要这样做",
      en: "the document declares XML entities, which no Word document needs",
    };
    throw rejected(fileName, what, saveAnew);
  }
  return xml;
}

/** Runs the events of an XML text through a reader; a syntax error is `import.rejected`. */
function parseXml(xml: string, reader: DocumentReader, fileName: string): void {
  const parser = new SaxesParser();
  parser.on("opentag", (tag) => reader.open(tag));
  parser.on("closetag", (tag) => reader.close(tag.name));
  parser.on("text", (value) => reader.text(value));
  let failure: Error | undefined;
  parser.on("error", (error) => {
    failure ??= error;
  });
  parser.write(xml).close();
  if (failure) {
    const what = { zh: `文档已损坏(${failure.message})`, en: `the document is damaged (${failure.message})` };
    throw rejected(fileName, what, saveAnew);
  }
}

interface OpenParagraph {
  text: string;
  style: string | undefined;
  outline: number | undefined;
  list: { id: string; level: number } | undefined;
}

interface OpenTable {
  cells: string[];
  /** Lines of the cells of the current row, for tables that only lay out a box. */
  lines: SourceLine[];
}

/** Collects paragraphs while the XML goes by. */
class DocumentReader {
  readonly lines: SourceLine[] = [];
  readonly #styles: ReturnType<typeof readStyles>;
  readonly #numbering: ReturnType<typeof readNumbering>;
  #paragraph: OpenParagraph | undefined;
  readonly #tables: OpenTable[] = [];
  #inText = false;
  /** Deleted and alternative content is no text of the plan. */
  #ignored = 0;

  constructor(styles: ReturnType<typeof readStyles>, numbering: ReturnType<typeof readNumbering>) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  open(tag: SaxesTagPlain): void {
    const value = tag.attributes["w:val"];
    if (/^(?:w:del|mc:Fallback|w:moveFrom|w:footnote|w:instrText)$/u.test(tag.name)) this.#ignored += 1;
    switch (tag.name) {
      case "w:p":
        this.#paragraph = { text: "", style: undefined, outline: undefined, list: undefined };
        break;
      case "w:t":
        this.#inText = true;
        break;
      case "w:tab":
        if (this.#paragraph && this.#ignored === 0) this.#paragraph.text += this.#paragraph.text === "" ? "" : " ";
        break;
      case "w:br":
        if (tag.attributes["w:type"] === undefined) this.#flush(true);
        break;
      case "w:tbl":
        this.#tables.push({ cells: [], lines: [] });
        break;
      case "w:tc":
        this.#tables.at(-1)?.cells.push("");
        break;
      default:
        this.#readProperty(tag.name, value);
    }
  }

  #readProperty(name: string, value: string | undefined): void {
    const paragraph = this.#paragraph;
    if (!paragraph || value === undefined) return;
    if (name === "w:pStyle") paragraph.style = value;
    else if (name === "w:outlineLvl") paragraph.outline = Number(value) + 1;
    else if (name === "w:ilvl") paragraph.list = { id: paragraph.list?.id ?? "", level: Number(value) };
    else if (name === "w:numId") paragraph.list = { id: value, level: paragraph.list?.level ?? 0 };
  }

  text(value: string): void {
    if (this.#inText && this.#paragraph && this.#ignored === 0) this.#paragraph.text += value;
  }

  close(name: string): void {
    if (/^(?:w:del|mc:Fallback|w:moveFrom|w:footnote|w:instrText)$/u.test(name)) this.#ignored -= 1;
    if (name === "w:t") this.#inText = false;
    else if (name === "w:p") this.#flush(false);
    else if (name === "w:tr") this.#endRow();
    else if (name === "w:tbl") this.#tables.pop();
  }

  #flush(keepsOpen: boolean): void {
    const paragraph = this.#paragraph;
    if (!paragraph) return;
    this.#paragraph = keepsOpen ? { ...paragraph, text: "", list: undefined } : undefined;
    const style = paragraph.style === undefined ? undefined : this.#styles.get(paragraph.style);
    const list = paragraph.list ?? style?.list;
    const words = paragraph.text.trim();
    if (words === "") return;
    const label = list && list.id !== "0" ? this.#numbering.next(list.id, list.level) : "";
    const level = paragraph.outline ?? style?.outline;
    const headingLevel = level !== undefined && level <= 9 ? level : undefined;
    const line: SourceLine = { text: label + words, kind: "paragraph", headingLevel };
    const table = this.#tables.at(-1);
    if (!table) this.lines.push(line);
    else {
      table.lines.push(line);
      const cell = table.cells.length - 1;
      if (cell >= 0) table.cells[cell] = `${table.cells[cell] ?? ""} ${line.text}`.trim();
    }
  }

  #endRow(): void {
    const table = this.#tables.at(-1);
    if (!table) return;
    const outer = this.#tables.at(-2);
    const target = outer ? outer.lines : this.lines;
    const filled = table.cells.filter((cell) => cell !== "");
    if (filled.length > 1 && filled.every((cell) => cell.length < 200)) {
      (target as SourceLine[]).push({ text: filled.join(" "), kind: "paragraph", tableRow: true });
    } else (target as SourceLine[]).push(...table.lines);
    table.cells = [];
    table.lines = [];
  }
}
