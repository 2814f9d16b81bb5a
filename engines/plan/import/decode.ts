import { rejected } from "./rejected.ts";

/**
 * Text of a file: by its byte order mark, else UTF-8 if it is valid UTF-8, else the charset that an HTML file declares,
 * else GB18030, which Chinese offices used before. Throws `import.rejected` for binary data.
 */
export function decodeText(bytes: Uint8Array, fileName: string): string {
  const text = decode(bytes);
  const sample = text.slice(0, 20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary data from text
  const strange = sample.match(/[\u0000-\u0008\u000E-\u001F\uFFFD]/gu)?.length ?? 0;
  if (sample.length === 0 || strange > sample.length * 0.01) {
    const what = {
      zh: "这不是文字:含有中文和英文文本都没有的字节",
      en: "this is no text: it holds bytes that no Chinese or English text has",
    };
    const fix = { zh: "请导入.txt、.html或.docx文件。", en: "Import a .txt, .html or .docx file." };
    throw rejected(fileName, what, fix);
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
    const declared = /charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1];
    return new TextDecoder(usable(declared)).decode(bytes);
  }
}

function usable(declared: string | undefined): string {
  if (declared === undefined || /^utf-?8$/iu.test(declared)) return "gb18030";
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return "gb18030";
  }
}
