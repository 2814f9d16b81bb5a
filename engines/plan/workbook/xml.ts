import { Problem } from "@midreach/kernel/problems";
import { SaxesParser } from "saxes";

/** What a reader of XML hears. Names come without prefix. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/**
 * Reads XML as a stream of events. Document types are refused, so there are no entities of one's own, inside or
 * outside, and nothing that grows by itself.
 * @throws Problem `import.rejected` on XML that is not well-formed or declares a document type
 */
export function readXml(bytes: Uint8Array, handlers: XmlHandlers): void {
  const parser = new SaxesParser({ position: false });
  const refuse = (zh: string, en: string) =>
    new Problem("import.rejected", {
      zh: `无法读取文件:${zh}。请重新保存。`,
      en: `The file cannot be read: ${en}. Save it again.`,
    });
  parser.on("doctype", () => {
    throw refuse("它声明了文档类型", "it declares a document type");
  });
  parser.on("error", () => {
    throw refuse("其中有不合规范的XML", "a part of it is not well-formed XML");
  });
  parser.on("opentag", ({ name, attributes }) => handlers.open?.(local(name), attributes as Record<string, string>));
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("cdata", (text) => handlers.text?.(text));
  parser.on("closetag", ({ name }) => handlers.close?.(local(name)));
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse("其中有不是UTF-8编码的部分", "a part of it is not UTF-8");
  }
  parser.write(text).close();
}
